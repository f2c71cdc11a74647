//! Why a command failed, and its exit code.

use super::exit::Exit;
use crate::storage::{FileError, FileProblem};
use std::io;

/// Why a run cannot go on.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The input is at fault.
    #[error("{0}")]
    BadInput(String),
    /// Several things in it are; the first line says of what.
    #[error("{}", .0.join("\n  "))]
    Faults(Vec<String>),
    /// The system is.
    #[error("{0}")]
    System(String),
}

impl Failure {
    pub(crate) const fn exit(&self) -> Exit {
        match self {
            Self::BadInput(_) | Self::Faults(_) => Exit::BadInput,
            Self::System(_) => Exit::SystemFailed,
        }
    }
}

impl From<FileError> for Failure {
    fn from(err: FileError) -> Self {
        // The wrong name was given; anything else that the system refuses is the system's.
        let system =
            matches!(err.problem.as_ref(), FileProblem::System(source) if !is_wrong_name(source.kind()));
        if system { Self::System(err.to_string()) } else { Self::BadInput(err.to_string()) }
    }
}

pub(crate) fn is_wrong_name(kind: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, IsADirectory, NotADirectory, NotFound};
    [NotFound, IsADirectory, NotADirectory, InvalidFilename, InvalidInput].contains(&kind)
}
