//! `cardose protocol show`: what a protocol file says.

use super::told::{Done, json, told};
use crate::{
    cli::{arguments::Format, exit::Exit, input::Base, protocol_arguments::ContextualArguments, remark::say},
    i18n::Language,
    model::Draft,
    report::{Reporter, protocol},
};

pub(super) fn run(arguments: &ContextualArguments) -> Done {
    let base = Base::read(&arguments.context)?;
    if arguments.format == Format::Json {
        // The protocol as it may be read again.
        say(base.remarks());
        return Ok((json(&base.plan.protocol)?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    let words = language.catalogue();
    let context = base.context(false)?;
    let draft = Draft::default();
    let protocol_hash = &base.protocol_hash;
    let reporter =
        Reporter { draft: &draft, context: &context, language, words, protocol_hash, example: false };
    Ok((told(protocol(&reporter), base.remarks(), language), Exit::Done))
}
