//! Saving a patient file: nothing is ever overwritten unseen.

use super::checksum::{Integrity, seal};
use super::durable::{self, Step, WriteError};
use super::error::FileError;
use super::guard::Guard;
use super::hash::sha256_hex;
use super::platform;
use super::record::{Opened, Version, read_record};
use super::ron_file::{NotWritable, read_file, read_text, write_text};
use super::schema::SCHEMA;
use super::subject::{EXTENSION, SubjectError, check_subject, record_path};
use crate::model::RecordFile;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The folder, inside the record folder, that keeps former versions.
pub const HISTORY: &str = "history";

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
/// Saving the same again after [`Step::FlushFolder`] failed only flushes.
///
/// # Errors
///
/// [`SaveError`]; the record on the disk is as it was, except after [`Step::FlushFolder`].
pub fn save(folder: &Path, file: &RecordFile, seen: Option<&Version>) -> Result<Saved, SaveError> {
    if file.schema != SCHEMA {
        return Err(SaveError::Form { schema: file.schema });
    }
    let path = record_path(folder, &file.draft.subject)?;
    let name = format!("{}.{EXTENSION}", file.draft.subject);
    let blocked = |source: io::Error| SaveError::from_system(&path, source);
    let _guard = Guard::take(folder).map_err(blocked)?;
    refuse_twin(folder, &name).map_err(blocked)??;

    let before = on_disk(&path, &name, &file.draft.subject)?;
    let revision =
        seen.map_or(0, |version| version.revision).checked_add(1).ok_or(SaveError::LastRevision)?;
    let saved = RecordFile { revision, ..file.clone() };
    let text = seal(&write_text(&saved)?);
    // What could not be read again would be lost at the next start.
    if read_text::<RecordFile>(&name, &text)? != saved {
        return Err(SaveError::NotRepeatable);
    }
    let version = Version { revision, sha256: sha256_hex(text.as_bytes()) };
    match (&before, seen) {
        (Some((found, _)), _) if *found == version => durable::settle(&path)?,
        (None, None) => durable::write(&path, text.as_bytes())?,
        (Some((found, old)), Some(seen)) if found == seen => {
            keep(folder, &file.draft.subject, found, old)?;
            durable::write(&path, text.as_bytes())?;
        }
        (Some(_), None) => return Err(SaveError::Exists { name }),
        (None, Some(_)) => return Err(SaveError::Gone { name }),
        (Some((found, _)), Some(seen)) => {
            return Err(SaveError::Conflict { name, seen: seen.revision, found: found.revision });
        }
    }
    Ok(Saved { file: saved, version })
}

/// A record was not saved.
#[derive(Debug, Error)]
pub enum SaveError {
    /// The subject code cannot name a file.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// Another record differs only in capital letters; on many systems that is the same file.
    #[error(
        "not saved: `{other}` is there already and differs only in capital letters; open that one, or choose another subject code"
    )]
    Twin {
        /// The other file.
        other: String,
    },
    /// A new patient whose file is there already.
    #[error("not saved: `{name}` is there already; open it, or choose another subject code")]
    Exists {
        /// The file.
        name: String,
    },
    /// The file was moved or deleted meanwhile.
    #[error(
        "not saved: `{name}` is no longer in the folder; look in `{HISTORY}`, or save under another subject code"
    )]
    Gone {
        /// The file.
        name: String,
    },
    /// Somebody saved, or edited by hand, meanwhile.
    #[error(
        "not saved: `{name}` was changed meanwhile (opened at revision {seen}, now at revision {found}); open it again and compare"
    )]
    Conflict {
        /// The file.
        name: String,
        /// What the caller had read.
        seen: u32,
        /// What is there; the same number when only the text differs.
        found: u32,
    },
    /// The checksum on the disk is wrong.
    #[error(
        "not saved: `{name}` was changed outside the program or is damaged; look at it first, and take it or restore a version from `{HISTORY}`"
    )]
    Changed {
        /// The file.
        name: String,
    },
    /// A later program wrote the file on the disk.
    #[error("not saved: `{name}` has form {schema} and was written by a newer program; use that one")]
    Newer {
        /// The file.
        name: String,
        /// Its schema number.
        schema: u32,
    },
    /// The file on the disk belongs to somebody else.
    #[error("not saved: `{name}` holds another subject code inside; rename that file first")]
    OtherSubject {
        /// The file.
        name: String,
    },
    /// The file on the disk cannot be read, so it is not overwritten.
    #[error("not saved, because the file on the disk cannot be read: {0}")]
    Unreadable(#[from] FileError),
    /// Another process has been saving for too long.
    #[error("not saved: another program is saving in this folder; try again")]
    Busy,
    /// The record to be saved has another form than this program writes.
    #[error("not saved: the record has form {schema}, and this program writes form {SCHEMA}")]
    Form {
        /// Its schema number.
        schema: u32,
    },
    /// Counted to the end.
    #[error("not saved: the revision number cannot grow any more")]
    LastRevision,
    /// It would be read differently from what was to be saved.
    #[error("not saved: the record would not be read again as it is; please report this")]
    NotRepeatable,
    /// It cannot be written as text.
    #[error(transparent)]
    Text(#[from] NotWritable),
    /// The disk refused.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl SaveError {
    fn from_system(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::WouldBlock {
            return Self::Busy;
        }
        Self::Write(WriteError { step: Step::Create, path: path.to_owned(), source })
    }
}

/// Where a former version is kept.
///
/// # Errors
///
/// [`SubjectError`].
pub fn history_path(folder: &Path, subject: &str, revision: u32) -> Result<PathBuf, SubjectError> {
    check_subject(subject)?;
    Ok(folder.join(HISTORY).join(format!("{subject}.r{revision}.{EXTENSION}")))
}

/// `.ron` files whose names are the same when capital letters do not count.
fn refuse_twin(folder: &Path, name: &str) -> io::Result<Result<(), SaveError>> {
    for entry in fs::read_dir(folder)? {
        let other = entry?.file_name().to_string_lossy().into_owned();
        if other != name && other.eq_ignore_ascii_case(name) {
            return Ok(Err(SaveError::Twin { other }));
        }
    }
    Ok(Ok(()))
}

fn on_disk(path: &Path, name: &str, subject: &str) -> Result<Option<(Version, String)>, SaveError> {
    let text = match read_file(path) {
        Ok(text) => text,
        Err(error) if error.is_not_found() => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let name = name.to_owned();
    match read_record(&name, text.clone())? {
        Opened::Newer { schema, .. } => Err(SaveError::Newer { name, schema }),
        Opened::Record { integrity: Integrity::Changed, .. } => Err(SaveError::Changed { name }),
        Opened::Record { file, .. } if file.draft.subject != subject => Err(SaveError::OtherSubject { name }),
        Opened::Record { version, .. } => Ok(Some((version, text))),
    }
}

/// Keeps the version on the disk before it is replaced. A kept version is never overwritten: another text with
/// the same revision (written by hand) gets its hash into the name.
fn keep(folder: &Path, subject: &str, version: &Version, text: &str) -> Result<(), SaveError> {
    let path = history_path(folder, subject, version.revision)?;
    platform::create_folder(&folder.join(HISTORY)).map_err(|source| SaveError::from_system(&path, source))?;
    let short = version.sha256.get(..16).unwrap_or(&version.sha256);
    for path in [path.clone(), path.with_extension(format!("{short}.{EXTENSION}"))] {
        match fs::read(&path) {
            Ok(kept) if kept == text.as_bytes() => return Ok(durable::settle(&path)?),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(durable::write(&path, text.as_bytes())?);
            }
            Err(source) => return Err(SaveError::from_system(&path, source)),
        }
    }
    Err(SaveError::from_system(&path, io::ErrorKind::AlreadyExists.into()))
}
