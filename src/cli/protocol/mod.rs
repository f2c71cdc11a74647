//! `cardose protocol …`: what a protocol file says, whether it is sound, how two versions differ.

mod diff;
mod lint;
mod questions;
mod review;
mod show;
mod versions;

use super::{
    exit::Exit,
    input::{self, Failure},
    output::{complain_of, print},
    protocol_arguments::ProtocolCommand,
    remark::{Remark, remark_in, remark_on},
};
use crate::{
    i18n::Language,
    model::Protocol,
    report::{Document, text},
    storage::{self, EMBEDDED_PROTOCOL, Loaded},
};
use serde::Serialize;
use std::path::Path;

pub(crate) fn run(command: &ProtocolCommand) -> Exit {
    let done = match command {
        ProtocolCommand::Show(arguments) => show::run(arguments),
        ProtocolCommand::Lint(arguments) => lint::run(arguments),
        ProtocolCommand::Diff(arguments) => diff::run(arguments),
        ProtocolCommand::Review(arguments) => review::run(arguments),
        ProtocolCommand::Questions(arguments) => questions::run(arguments),
        ProtocolCommand::Letter(arguments) => questions::letter(arguments),
        ProtocolCommand::Versions(arguments) => versions::run(arguments),
    };
    match done {
        Ok((text, exit)) => print(&text).worse(exit),
        Err(failure) => {
            complain_of(&failure);
            failure.exit()
        }
    }
}

/// What a subcommand prints, and how it ends.
type Done = Result<(String, Exit), Failure>;

/// A protocol file, or the embedded one, with what a person should know of it.
fn load(path: Option<&Path>) -> Result<(Loaded<Protocol>, Vec<Remark>), Failure> {
    let Some(path) = path else { return Ok((EMBEDDED_PROTOCOL.protocol()?, Vec::new())) };
    let loaded = input::load_sound(path, storage::load_protocol)?;
    let remark = input::by_hand(&loaded.name, loaded.integrity);
    // An answer names a version by its file alone.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((Loaded { name, ..loaded }, remark.into_iter().collect()))
}

/// A report for people, with what they should know of the files.
fn told(mut document: Document, remarks: &[Remark], language: Language) -> String {
    remark_on(&mut document, remarks, language.catalogue());
    text::render(&document, language.catalogue())
}

/// The same for machines: one object.
fn json_told(mut value: serde_json::Value, remarks: &[Remark]) -> Result<String, Failure> {
    remark_in(&mut value, remarks);
    json(&value)
}

/// JSON on lines of its own.
fn json(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|err| Failure::System(err.to_string()))?;
    Ok(format!("{text}\n"))
}
