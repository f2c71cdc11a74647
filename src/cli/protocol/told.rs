//! What the protocol commands tell, as text or as data.

use crate::{
    cli::{
        exit::Exit,
        failure::Failure,
        input,
        remark::{Remark, remark_in, remark_on},
    },
    i18n::Language,
    model::Protocol,
    report::{Document, text},
    storage::{self, EMBEDDED_PROTOCOL, Loaded},
};
use serde::Serialize;
use std::path::Path;

/// What a subcommand prints, and how it ends.
pub(crate) type Done = Result<(String, Exit), Failure>;

/// A protocol file, or the embedded one, with what a person should know of it.
pub(crate) fn load(path: Option<&Path>) -> Result<(Loaded<Protocol>, Vec<Remark>), Failure> {
    let Some(path) = path else { return Ok((EMBEDDED_PROTOCOL.protocol()?, Vec::new())) };
    let loaded = input::load_sound(path, storage::load_protocol)?;
    let remark = input::by_hand(&loaded.name, loaded.integrity);
    // An answer names a version by its file alone.
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((Loaded { name, ..loaded }, remark.into_iter().collect()))
}

/// A report for people, with what they should know of the files.
pub(crate) fn told(mut document: Document, remarks: &[Remark], language: Language) -> String {
    remark_on(&mut document, remarks, language.catalogue());
    text::render(&document, language.catalogue())
}

/// The same for machines: one object.
pub(crate) fn json_told(mut value: serde_json::Value, remarks: &[Remark]) -> Result<String, Failure> {
    remark_in(&mut value, remarks);
    json(&value)
}

/// JSON on lines of its own.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).map_err(|err| Failure::System(err.to_string()))?;
    Ok(format!("{text}\n"))
}
