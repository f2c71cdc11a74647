//! `cardose protocol lint`: what is wrong with a protocol file.

use super::told::{Done, json_told, load, told};
use crate::{
    cli::{arguments::Format, exit::Exit, protocol_arguments::FileArguments},
    engine::lint::{Code, lint},
    i18n::Language,
    report::{self, FindingOutcome},
};
use serde_json::json;

/// Open questions are listed and are no fault of the file.
pub(super) fn run(arguments: &FileArguments) -> Done {
    let (loaded, remarks) = load(arguments.file.as_deref())?;
    let protocol = &loaded.value;
    let findings = lint(protocol);
    let clean = findings.iter().all(|finding| finding.code == Code::Open);
    let exit = if clean { Exit::Done } else { Exit::Findings };
    let language: Language = arguments.language.into();
    if arguments.format == Format::Json {
        let list: Vec<FindingOutcome<'_>> =
            findings.iter().map(|finding| FindingOutcome::new(finding, protocol, language)).collect();
        let value = json!({
            "id": protocol.id, "version": protocol.version, "sha256": loaded.sha256, "findings": list,
        });
        return Ok((json_told(value, &remarks)?, exit));
    }
    Ok((told(report::lint(protocol, &findings, language), &remarks, language), exit))
}
