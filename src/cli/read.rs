//! `cardose read`: results out of a text, judged and not written.

use super::{
    arguments::{Format, ReadArguments},
    exit::Exit,
    failure::Failure,
    input::{load, load_protocol},
    output::{complain_of, print},
};
use crate::{
    engine::intake::{Choices, Names, read},
    i18n::Language,
    report::{intake, intake_outcome, text},
    storage::{self, EMBEDDED_PROTOCOL},
};
use std::{
    io::{self, Read as _},
    path::Path,
};

pub(crate) fn run(arguments: &ReadArguments) -> Exit {
    match one(arguments) {
        Ok((text, exit)) => print(&text).worse(exit),
        Err(failure) => {
            complain_of(&failure);
            failure.exit()
        }
    }
}

fn one(arguments: &ReadArguments) -> Result<(String, Exit), Failure> {
    let protocol = match &arguments.protocol {
        Some(path) => load_protocol(path)?,
        None => EMBEDDED_PROTOCOL.protocol()?,
    };
    let protocol = protocol.value;
    let input = if arguments.file.as_path() == Path::new("-") {
        standard_input()?
    } else {
        load(&arguments.file, storage::read_file)?
    };
    let read = read(&input, &Names::of(&protocol), &Choices::default());
    let outcome = intake_outcome(&read);
    let exit = if outcome.asked.is_empty() { Exit::Done } else { Exit::Incomplete };
    let text = match arguments.format {
        Format::Json => {
            let line = serde_json::to_string(&outcome).map_err(|err| Failure::System(err.to_string()))?;
            format!("{line}\n")
        }
        Format::Text => {
            let language: Language = arguments.language.into();
            text::render(&intake(&read, &protocol, language), language.catalogue())
        }
    };
    Ok((text, exit))
}

/// As much as a file may hold.
fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().take(storage::LIMIT + 1).read_to_end(&mut bytes);
    read.map_err(|err| Failure::System(format!("standard input could not be read: {err}")))?;
    if u64::try_from(bytes.len()).is_ok_and(|bytes| bytes > storage::LIMIT) {
        let most = storage::LIMIT / 1024 / 1024;
        return Err(Failure::BadInput(format!("standard input has more than {most} MiB; give a part of it")));
    }
    String::from_utf8(bytes).map_err(|err| {
        let at = err.utf8_error().valid_up_to();
        Failure::BadInput(format!("standard input is not UTF-8 text from byte {at} on; save it as UTF-8"))
    })
}
