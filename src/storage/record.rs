//! Opening a patient file.

use super::checksum::Integrity;
use super::error::{FileError, FileProblem, name_of};
use super::hash::sha256_hex;
use super::ron_file::{read_file, read_text};
use super::schema::{SCHEMA, schema_of};
use super::seal;
use crate::model::RecordFile;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A patient file as it lies on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opened {
    /// A form that this program knows.
    Record {
        /// What it says.
        file: Box<RecordFile>,
        /// Whether it may be calculated with.
        integrity: Integrity,
        /// What a later save must still find on the disk.
        version: Version,
    },
    /// A later program wrote it: listed and shown as text, never evaluated, never written.
    Newer {
        /// Its schema number.
        schema: u32,
        /// The whole text.
        text: String,
    },
}

/// One state of a record on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// The revision that it says it is.
    pub revision: u32,
    /// SHA-256 of all its bytes: two people may edit the same revision by hand.
    pub sha256: String,
}

/// Reads a patient file; `path` may lie anywhere.
///
/// # Errors
///
/// [`FileError`]: the file cannot be read, or is no record.
pub fn read_record_file(path: &Path) -> Result<Opened, FileError> {
    read_record(&name_of(path), read_file(path)?)
}

/// Reads a patient file from its text: the schema number first, then the checksum, then the rest.
///
/// # Errors
///
/// [`FileError`], with line and column; `name` is what it calls the file.
pub fn read_record(name: &str, text: String) -> Result<Opened, FileError> {
    let schema = schema_of(name, &text)?;
    if schema > SCHEMA {
        return Ok(Opened::Newer { schema, text });
    }
    if schema < SCHEMA {
        return Err(FileError::whole(name, FileProblem::NoSuchForm { schema, known: SCHEMA }));
    }
    let file: Box<RecordFile> = read_text(name, &text)?;
    let version = Version { revision: file.revision, sha256: sha256_hex(text.as_bytes()) };
    Ok(Opened::Record { integrity: seal::integrity(&text, &*file), file, version })
}
