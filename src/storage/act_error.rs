//! Why an act on a record (archive, rename, restore, export) was not done, and what to do about it.

use super::{
    durable::WriteError,
    error::FileError,
    folders::{ARCHIVE, HISTORY},
    lock::LockError,
    save_error::SaveError,
    subject::SubjectError,
};
use std::io;
use std::path::{Path, PathBuf};
use thiserror::Error;

/// An act on a record was not done; the records are as they were.
#[derive(Debug, Error)]
pub enum ActError {
    /// The subject code cannot name a file.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// Somebody else has the record open.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// The new state could not be saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// A file could not be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The record is not where it was expected.
    #[error(
        "`{name}` is not there any more; look in `{ARCHIVE}` and in `{HISTORY}`, and read the list again"
    )]
    NotThere {
        /// The file.
        name: String,
    },
    /// The name is taken, and nothing is overwritten.
    #[error(
        "`{name}` is there already and was not overwritten; choose another name, or move that one away first"
    )]
    Taken {
        /// The file that is there.
        name: String,
    },
    /// Former versions of another record would be mixed with this one's.
    #[error(
        "`{HISTORY}` holds former versions of another record with this subject code; choose another code, or move them away first"
    )]
    HistoryTaken,
    /// Only a changed record can be taken as it is.
    #[error("`{name}` is not changed outside the program; open it as usual")]
    NotChanged {
        /// The file.
        name: String,
    },
    /// The former version itself was changed outside the program.
    #[error("the former version `{name}` was changed outside the program or is damaged; choose another one")]
    KeptChanged {
        /// The file.
        name: String,
    },
    /// The bytes on the disk are not those that were looked at.
    #[error("`{name}` was changed meanwhile; look at it again")]
    Meanwhile {
        /// The file.
        name: String,
    },
    /// An export would go around the checks of a save.
    #[error("{} is a folder of the program's own records; export to another folder", path.display())]
    RecordFolder {
        /// The folder.
        path: PathBuf,
    },
    /// The system refused.
    #[error("{} could not be moved ({source}); check the folder and who may write to it", path.display())]
    Move {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl ActError {
    pub(super) fn moving(path: &Path) -> impl Fn(io::Error) -> Self {
        move |source| Self::Move { path: path.to_owned(), source }
    }
}
