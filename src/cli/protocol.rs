//! `cardose protocol show`: what a protocol file says.

use super::{
    arguments::{Format, ProtocolCommand, ShowArguments},
    exit::Exit,
    input::{Base, Failure},
    output::{complain, print},
};
use crate::{
    i18n::Language,
    model::Draft,
    report::{Reporter, protocol, text},
};

pub(crate) fn run(command: &ProtocolCommand) -> Exit {
    let ProtocolCommand::Show(arguments) = command;
    match show(arguments) {
        Ok(text) => print(&text),
        Err(failure) => {
            complain(&failure.to_string());
            failure.exit()
        }
    }
}

fn show(arguments: &ShowArguments) -> Result<String, Failure> {
    let base = Base::read(&arguments.context)?;
    if arguments.format == Format::Json {
        let json = serde_json::to_string_pretty(&base.plan.protocol);
        return json.map(|json| format!("{json}\n")).map_err(|err| Failure::System(err.to_string()));
    }
    let language: Language = arguments.language.into();
    let words = language.catalogue();
    let context = base.context(false)?;
    let draft = Draft::default();
    let protocol_hash = &base.protocol_hash;
    let reporter =
        Reporter { draft: &draft, context: &context, language, words, protocol_hash, example: false };
    Ok(text::render(&protocol(&reporter), words))
}
