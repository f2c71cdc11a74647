//! `cardose protocol review`: the review table.

use super::told::{Done, json_told, load, told};
use crate::{
    cli::{arguments::Format, exit::Exit, protocol_arguments::FileArguments},
    i18n::Language,
    report::{review, review_outcome},
};

pub(super) fn run(arguments: &FileArguments) -> Done {
    let (loaded, remarks) = load(arguments.file.as_deref())?;
    if arguments.format == Format::Json {
        return Ok((json_told(review_outcome(&loaded.value), &remarks)?, Exit::Done));
    }
    let language: Language = arguments.language.into();
    Ok((told(review(&loaded.value, language), &remarks, language), Exit::Done))
}
