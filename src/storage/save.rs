//! Saving a patient file: nothing is ever overwritten unseen.

use super::{
    checksum::{Integrity, seal},
    durable,
    error::name_of,
    folders::ARCHIVE,
    guard::Guard,
    hash::sha256_hex,
    history::keep,
    record::{Opened, Version, read_record},
    ron_file::{read_file, read_text, write_text},
    save_error::SaveError,
    schema::SCHEMA,
    subject::record_path,
};
use crate::model::RecordFile;
use std::fs;
use std::io;
use std::path::Path;

/// A record that is on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// What was written, with its new revision.
    pub file: RecordFile,
    /// What the next save must still find.
    pub version: Version,
}

/// Saves `file` as `<subject>.ron` in `folder`, over the version that the caller has `seen`; none for a new patient.
///
/// The revision grows by one, and the version before is kept as `history/<subject>.r<revision>.ron`. *Saved* may
/// be shown only after this returns.
///
/// Saving the same again after [`durable::Step::FlushFolder`] failed only flushes.
///
/// # Errors
///
/// [`SaveError`]; the record on the disk is as it was, except after [`durable::Step::FlushFolder`].
pub fn save(folder: &Path, file: &RecordFile, seen: Option<&Version>) -> Result<Saved, SaveError> {
    let subject = &file.draft.subject;
    let path = record_path(folder, subject)?;
    let name = name_of(&path);
    let blocked = |source: io::Error| SaveError::from_system(&path, source);
    let _guard = Guard::take(folder).map_err(blocked)?;
    refuse_twin(folder, &name).map_err(blocked)??;

    let before = on_disk(folder, subject)?;
    let revision =
        seen.map_or(0, |version| version.revision).checked_add(1).ok_or(SaveError::LastRevision)?;
    let saved = RecordFile { revision, ..file.clone() };
    let (text, version) = sealed(&name, &saved)?;
    match (&before, seen) {
        (Some(found), _) if found.version == version => durable::settle(&path)?,
        (None, None) => {
            refuse_archived(folder, &name)?;
            durable::write(&path, text.as_bytes())?;
        }
        (Some(found), Some(seen)) if found.version == *seen => {
            keep(folder, subject, &found.version, &found.text)?;
            durable::write(&path, text.as_bytes())?;
        }
        (Some(_), None) => return Err(SaveError::Exists { name }),
        (None, Some(_)) => return Err(SaveError::Gone { name }),
        (Some(found), Some(seen)) => {
            return Err(SaveError::Conflict { name, seen: seen.revision, found: found.version.revision });
        }
    }
    Ok(Saved { file: saved, version })
}

/// Another file whose name is the same when capital letters do not count.
pub(super) fn refuse_twin(folder: &Path, name: &str) -> io::Result<Result<(), SaveError>> {
    for entry in fs::read_dir(folder)? {
        let other = entry?.file_name().to_string_lossy().into_owned();
        if other != name && other.eq_ignore_ascii_case(name) {
            return Ok(Err(SaveError::Twin { other }));
        }
    }
    Ok(Ok(()))
}

/// A new record whose subject code lies in the archive: it would be a second patient with one code.
pub(super) fn refuse_archived(folder: &Path, name: &str) -> Result<(), SaveError> {
    let archive = folder.join(ARCHIVE);
    let blocked = |source: io::Error| SaveError::from_system(&archive, source);
    let entries = match fs::read_dir(&archive) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(blocked(error)),
    };
    for entry in entries {
        let other = entry.map_err(blocked)?.file_name().to_string_lossy().into_owned();
        if other.eq_ignore_ascii_case(name) {
            return Err(SaveError::Archived { name: other });
        }
    }
    Ok(())
}

/// A record as it lies on the disk, good enough to be replaced.
#[derive(Debug)]
pub(super) struct Present {
    pub(super) file: Box<RecordFile>,
    pub(super) version: Version,
    pub(super) text: String,
}

/// The record of `subject` in `folder`; none when there is no file. One that nobody may overwrite unseen is an error.
pub(super) fn on_disk(folder: &Path, subject: &str) -> Result<Option<Present>, SaveError> {
    let path = record_path(folder, subject)?;
    let name = name_of(&path);
    let text = match read_file(&path) {
        Ok(text) => text,
        Err(error) if error.is_not_found() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    match read_record(&name, text.clone())? {
        Opened::Newer { schema, .. } => Err(SaveError::Newer { name, schema }),
        Opened::Record { integrity: Integrity::Changed, .. } => Err(SaveError::Changed { name }),
        Opened::Record { file, .. } if file.draft.subject != subject => Err(SaveError::OtherSubject { name }),
        Opened::Record { file, version, .. } => Ok(Some(Present { file, version, text })),
    }
}

/// The text of a record with its checksum, and what pins it. What could not be read again would be lost at the
/// next start, so it is read back first.
pub(super) fn sealed(name: &str, file: &RecordFile) -> Result<(String, Version), SaveError> {
    if file.schema != SCHEMA {
        return Err(SaveError::Form { schema: file.schema });
    }
    let text = seal(&write_text(file)?);
    if read_text::<RecordFile>(name, &text)? != *file {
        return Err(SaveError::NotRepeatable);
    }
    let version = Version { revision: file.revision, sha256: sha256_hex(text.as_bytes()) };
    Ok((text, version))
}
