//! `cardose schema`: JSON schemas, derived from the types.

use super::{arguments::SchemaOf, exit::Exit, output::print};
use crate::{
    model::{Draft, Laboratory, Protocol, RecordFile, Site},
    report::result::Outcome,
};
use schemars::{Schema, generate::SchemaSettings, schema_for};

pub(crate) fn run(of: SchemaOf) -> Exit {
    print(&text(of))
}

/// The schema as it is committed in `assets/schema`.
fn text(of: SchemaOf) -> String {
    let schema: Schema = match of {
        SchemaOf::Draft => schema_for!(Draft),
        // As it is written: a field that is left out when it is empty is not required.
        SchemaOf::Result => {
            SchemaSettings::default().for_serialize().into_generator().into_root_schema_for::<Outcome<'_>>()
        }
        SchemaOf::Protocol => schema_for!(Protocol),
        SchemaOf::Site => schema_for!(Site),
        SchemaOf::Record => schema_for!(RecordFile),
        SchemaOf::Laboratory => schema_for!(Laboratory),
    };
    format!("{:#}\n", schema.to_value())
}
