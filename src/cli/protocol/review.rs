//! `cardose protocol review`: the review table.

use super::{Done, json, load};
use crate::{
    cli::{arguments::Format, exit::Exit, protocol_arguments::FileArguments},
    i18n::Language,
    report::{review, review_outcome, text},
};

pub(super) fn run(arguments: &FileArguments) -> Done {
    let loaded = load(arguments.file.as_deref())?;
    if arguments.format == Format::Json {
        return Ok((json(&review_outcome(&loaded.value))?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    Ok((text::render(&review(&loaded.value, language), language.catalogue()), Exit::Done))
}
