//! Why a site file or a laboratory template was not saved, and what to do about it.

use super::{
    durable::{Step, WriteError},
    error::FileError,
    folders::HISTORY,
    ron_file::NotWritable,
    save_error::SaveError,
    schema::SCHEMA,
};
use std::io;
use std::path::Path;
use thiserror::Error;

/// A site file or a laboratory template was not saved.
#[derive(Debug, Error)]
pub enum SettingsError {
    /// The id of a laboratory cannot name a file.
    #[error(
        "the id of the laboratory cannot name a file; use 1 to 64 of the letters A to Z, digits, `-`, `_` and `.`, a letter or digit first"
    )]
    Id,
    /// The file has another form than this program writes.
    #[error("not saved: the file has form {schema}, and this program writes form {SCHEMA}")]
    Form {
        /// Its schema number.
        schema: u32,
    },
    /// Nothing was read, and there is a file.
    #[error("not saved: `{name}` is there already; open it first")]
    Exists {
        /// The file.
        name: String,
    },
    /// The file that was read is no longer there.
    #[error("not saved: `{name}` is no longer in its folder; look in `{HISTORY}`, and read the folder again")]
    Gone {
        /// The file.
        name: String,
    },
    /// Somebody saved, or edited by hand, meanwhile.
    #[error("not saved: somebody changed `{name}` meanwhile; open it again, and enter what is still missing")]
    Conflict {
        /// The file.
        name: String,
    },
    /// The file on the disk cannot be read, so it is not overwritten.
    #[error("not saved, because the file on the disk cannot be read: {0}")]
    Unreadable(#[from] FileError),
    /// Another process has been saving for too long.
    #[error("not saved: another program is saving in this folder; try again")]
    Busy,
    /// It would be read differently from what was to be saved.
    #[error("not saved: the file would not be read again as it is; please report this")]
    NotRepeatable,
    /// It cannot be written as text.
    #[error(transparent)]
    Text(#[from] NotWritable),
    /// The former version could not be kept.
    #[error(transparent)]
    Keep(#[from] SaveError),
    /// The disk refused.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl SettingsError {
    pub(super) fn from_system(path: &Path, source: io::Error) -> Self {
        if source.kind() == io::ErrorKind::WouldBlock {
            return Self::Busy;
        }
        Self::Write(WriteError { step: Step::Create, path: path.to_owned(), source })
    }
}
