//! `cardose protocol diff`: two versions side by side.

use super::{Done, json, load};
use crate::{
    cli::{arguments::Format, exit::Exit, protocol_arguments::DiffArguments},
    engine::diff::diff,
    i18n::Language,
    model::Protocol,
    report::{self, diff_outcome, text},
    storage::Loaded,
};

pub(super) fn run(arguments: &DiffArguments) -> Done {
    let (old, new) = (load(Some(&arguments.old))?, load(Some(&arguments.new))?);
    let differences = diff(&old.value, &new.value);
    let exit = if differences.changes.is_empty() { Exit::Done } else { Exit::Findings };
    if arguments.format == Format::Json {
        return Ok((json(&diff_outcome(pinned(&old), pinned(&new), &differences))?, exit));
    }
    let language: Language = arguments.language.into();
    let document = report::diff(&old.value, &new.value, &differences, language);
    Ok((text::render(&document, language.catalogue()), exit))
}

fn pinned(loaded: &Loaded<Protocol>) -> [&str; 3] {
    [&loaded.value.id, &loaded.value.version, &loaded.sha256]
}
