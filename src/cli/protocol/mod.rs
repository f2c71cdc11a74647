//! `cardose protocol …`: what a protocol file says, whether it is sound, how two versions differ.

mod diff;
mod lint;
mod questions;
mod review;
mod show;
pub(crate) mod told;
mod versions;

use super::{
    exit::Exit,
    output::{complain_of, print},
    protocol_arguments::ProtocolCommand,
};

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
