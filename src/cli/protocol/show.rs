//! `cardose protocol show`: what a protocol file says.

use super::{Done, json};
use crate::{
    cli::{arguments::Format, exit::Exit, input::Base, protocol_arguments::ContextualArguments},
    i18n::Language,
    model::Draft,
    report::{Reporter, protocol, text},
};

pub(super) fn run(arguments: &ContextualArguments) -> Done {
    let base = Base::read(&arguments.context)?;
    if arguments.format == Format::Json {
        return Ok((json(&base.plan.protocol)?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    let words = language.catalogue();
    let context = base.context(false)?;
    let draft = Draft::default();
    let protocol_hash = &base.protocol_hash;
    let reporter =
        Reporter { draft: &draft, context: &context, language, words, protocol_hash, example: false };
    Ok((text::render(&protocol(&reporter), words), Exit::Done))
}
