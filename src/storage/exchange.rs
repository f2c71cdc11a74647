//! Records from and for elsewhere: any file can be read as a record, and a record can be written anywhere.

use super::act_error::ActError;
use super::archive::is_there;
use super::durable;
use super::error::{FileError, name_of};
use super::guard;
use super::record::{Opened, Version, read_record_file};
use super::save::sealed;
use crate::model::RecordFile;
use std::path::Path;

/// Whether an export may replace a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// No file is replaced.
    Refuse,
    /// A person has been asked and wants it replaced.
    Replace,
}

/// Reads any file as a record. It is in no folder yet: [`super::save()`] with nothing seen makes it a new one.
///
/// The caller looks at the integrity (a changed record is shown before it is taken) and at a newer form, which
/// is not imported.
///
/// # Errors
///
/// [`FileError`]: the file cannot be read, or is no record.
pub fn import(path: &Path) -> Result<Opened, FileError> {
    read_record_file(path)
}

/// Writes a record as it is, with its revision and a checksum, to a file that only its owner may read.
///
/// # Errors
///
/// [`ActError`]: the file is there and may not be replaced, or its folder is a record folder of the program,
/// where only a save may write.
pub fn export(path: &Path, file: &RecordFile, existing: Existing) -> Result<Version, ActError> {
    may_write(path, existing)?;
    let (text, version) = sealed(&name_of(path), file)?;
    durable::write(path, text.as_bytes())?;
    Ok(version)
}

/// Writes a text that a person takes elsewhere, such as a letter, to a file that only its owner may read.
///
/// # Errors
///
/// As [`export`].
pub fn export_text(path: &Path, text: &str, existing: Existing) -> Result<(), ActError> {
    may_write(path, existing)?;
    durable::write(path, text.as_bytes())?;
    Ok(())
}

fn may_write(path: &Path, existing: Existing) -> Result<(), ActError> {
    let folder = durable::folder_of(path);
    let system = |source| ActError::File(FileError::io(path, source));
    if is_there(&folder.join(guard::NAME)).map_err(system)? {
        return Err(ActError::RecordFolder { path: folder.to_owned() });
    }
    if existing == Existing::Refuse && is_there(path).map_err(system)? {
        return Err(ActError::Taken { name: name_of(path) });
    }
    Ok(())
}
