//! What the seal of a file means: the one place where every face learns whether a file may be used.

use super::{
    checksum::{self, Integrity},
    error::{FileError, FileKind, FileProblem},
    preset::is_shipped,
};
use crate::model::{Laboratory, Protocol, RecordFile, Site};

/// A kind of file that bears a seal.
pub trait Sealed {
    /// What it is of.
    const KIND: FileKind;

    /// True where its content shows that the program has saved it: then it must bear its seal.
    fn was_saved(&self) -> bool;
}

impl Sealed for RecordFile {
    const KIND: FileKind = FileKind::Record;

    fn was_saved(&self) -> bool {
        !self.protocol.sha256.is_empty() || !self.trail.is_empty()
    }
}

impl Sealed for Site {
    const KIND: FileKind = FileKind::Site;

    fn was_saved(&self) -> bool {
        !self.trail.is_empty()
    }
}

/// A template has no trail; what is signed in it is signed in the program.
impl Sealed for Laboratory {
    const KIND: FileKind = FileKind::Laboratory;

    fn was_saved(&self) -> bool {
        !self.confirmed.is_empty()
    }
}

/// The program never saves one.
impl Sealed for Protocol {
    const KIND: FileKind = FileKind::Protocol;

    fn was_saved(&self) -> bool {
        false
    }
}

/// What the seal of this text means, given what the text says.
pub(super) fn integrity<T: Sealed>(text: &str, value: &T) -> Integrity {
    match checksum::integrity(text) {
        Integrity::HandWritten if is_shipped(text) => Integrity::Shipped,
        Integrity::HandWritten if value.was_saved() => Integrity::Changed,
        found @ (Integrity::Intact | Integrity::HandWritten | Integrity::Shipped | Integrity::Changed) => {
            found
        }
    }
}

/// Refuses a file that was changed outside the program; nothing is calculated with it until a person has looked.
///
/// # Errors
///
/// [`FileProblem::Checksum`] for [`Integrity::Changed`].
pub fn require_sound(name: &str, kind: FileKind, integrity: Integrity) -> Result<(), FileError> {
    match integrity {
        Integrity::Changed => Err(FileError::whole(name, FileProblem::Checksum { kind })),
        Integrity::Intact | Integrity::HandWritten | Integrity::Shipped => Ok(()),
    }
}
