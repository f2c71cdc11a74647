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
};
use crate::storage::{self, EMBEDDED_PROTOCOL, Loaded};
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

/// A protocol file, or the embedded one.
fn load(path: Option<&Path>) -> Result<Loaded<crate::model::Protocol>, Failure> {
    Ok(match path {
        Some(path) => input::load(path, storage::load_protocol)?,
        None => EMBEDDED_PROTOCOL.protocol()?,
    })
}

/// One JSON object on lines of its own.
fn json(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|err| Failure::System(err.to_string()))?;
    Ok(format!("{text}\n"))
}
