//! `cardose schema`: JSON schemas, derived from the types.

use super::{
    arguments::SchemaOf,
    exit::Exit,
    failure::Failure,
    input::load_protocol,
    output::{complain_of, print},
};
use crate::{
    model::{Draft, Laboratory, Protocol, RecordFile, Site},
    report::{IntakeOutcome, json::result::Outcome, vocabulary},
    storage::{EMBEDDED_LABORATORIES, EMBEDDED_PROTOCOL},
};
use schemars::{Schema, generate::SchemaSettings, schema_for};
use serde_json::{Value, to_value};
use std::path::Path;

pub(crate) fn run(of: SchemaOf, protocol: Option<&Path>) -> Exit {
    match text(of, protocol) {
        Ok(text) => print(&text),
        Err(failure) => {
            complain_of(&failure);
            failure.exit()
        }
    }
}

/// As it is committed in `assets/schema`.
fn text(of: SchemaOf, protocol: Option<&Path>) -> Result<String, Failure> {
    let schema: Schema = match of {
        SchemaOf::Draft => schema_for!(Draft),
        // As it is written: a field that is left out when it is empty is not required.
        SchemaOf::Result => {
            SchemaSettings::default().for_serialize().into_generator().into_root_schema_for::<Outcome<'_>>()
        }
        SchemaOf::Intake => SchemaSettings::default()
            .for_serialize()
            .into_generator()
            .into_root_schema_for::<IntakeOutcome<'_>>(),
        SchemaOf::Protocol => schema_for!(Protocol),
        SchemaOf::Site => schema_for!(Site),
        SchemaOf::Record => schema_for!(RecordFile),
        SchemaOf::Laboratory => schema_for!(Laboratory),
        SchemaOf::Items => return Ok(format!("{:#}\n", items(protocol)?)),
    };
    Ok(format!("{:#}\n", schema.to_value()))
}

/// The words of a protocol, with the shipped laboratories.
fn items(protocol: Option<&Path>) -> Result<Value, Failure> {
    let protocol = match protocol {
        Some(path) => load_protocol(path)?,
        None => EMBEDDED_PROTOCOL.protocol()?,
    };
    let mut laboratories = Vec::new();
    for embedded in EMBEDDED_LABORATORIES {
        laboratories.push(embedded.laboratory()?.value.id);
    }
    let laboratories = laboratories.iter().map(String::as_str).collect();
    to_value(vocabulary(&protocol.value, laboratories)).map_err(|err| Failure::System(err.to_string()))
}
