//! `cardose protocol diff`: two versions side by side.

use super::told::{Done, json_told, load, told};
use crate::{
    cli::{arguments::Format, exit::Exit, protocol_arguments::DiffArguments},
    engine::versions::diff::diff,
    i18n::Language,
    model::Protocol,
    report::{self, diff_outcome},
    storage::Loaded,
};

pub(super) fn run(arguments: &DiffArguments) -> Done {
    let (old, mut remarks) = load(Some(&arguments.old))?;
    let (new, others) = load(Some(&arguments.new))?;
    remarks.extend(others);
    let differences = diff(&old.value, &new.value);
    let exit = if differences.changes.is_empty() { Exit::Done } else { Exit::Findings };
    if arguments.format == Format::Json {
        let outcome = diff_outcome(pinned(&old), pinned(&new), &differences);
        return Ok((json_told(outcome, &remarks)?, exit));
    }
    let language: Language = arguments.language.into();
    let document = report::diff(&old.value, &new.value, &differences, language);
    Ok((told(document, &remarks, language), exit))
}

fn pinned(loaded: &Loaded<Protocol>) -> [&str; 3] {
    [&loaded.value.id, &loaded.value.version, &loaded.sha256]
}
