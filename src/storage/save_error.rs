//! Why a record was not saved, and what to do about it.

use super::{
    durable::{Step, WriteError},
    error::FileError,
    folders::{ARCHIVE, HISTORY},
    ron_file::NotWritable,
    schema::SCHEMA,
    subject::SubjectError,
};
use std::io;
use std::path::Path;
use thiserror::Error;

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
    /// A new patient whose subject code lies in the archive.
    #[error("not saved: `{name}` lies in `{ARCHIVE}`; restore that record, or choose another subject code")]
    Archived {
        /// The file in the archive.
        name: String,
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
    /// The disk refused to keep the version before; nothing else was written.
    #[error(
        "not saved: the version before could not be kept ({}: {} failed, {}). It stands as it was. Check the disk, then save again",
        .0.path.display(), .0.step, .0.source
    )]
    NotKept(WriteError),
    /// The disk refused.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl SaveError {
    pub(super) fn from_system(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::WouldBlock {
            return Self::Busy;
        }
        Self::Write(WriteError { step: Step::Create, path: path.to_owned(), source })
    }
}
