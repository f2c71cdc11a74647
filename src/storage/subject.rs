//! The file name of a subject code.

use std::path::{Path, PathBuf};
use thiserror::Error;

/// The longest subject code.
pub const LONGEST: usize = 64;

/// The extension of a record.
pub(super) const EXTENSION: &str = "ron";

/// Checks that a subject code can name a file on every system.
///
/// Taken are 1 to 64 ASCII letters, digits, `-`, `_` and `.`, a letter or digit first, no `.` last, and no device
/// name of Windows (a record may lie on a share).
///
/// # Errors
///
/// [`SubjectError`]; it names the place, never the code, which may be a name typed by mistake.
pub fn check_subject(subject: &str) -> Result<(), SubjectError> {
    let Some(first) = subject.chars().next() else { return Err(SubjectError::Empty) };
    let length = subject.chars().count();
    if let Some(position) = subject.chars().position(|c| !(c.is_ascii_alphanumeric() || "-_.".contains(c))) {
        return Err(SubjectError::Character { position: position + 1 });
    }
    if length > LONGEST {
        return Err(SubjectError::TooLong { length });
    }
    if !first.is_ascii_alphanumeric() {
        return Err(SubjectError::Start);
    }
    if subject.ends_with('.') {
        return Err(SubjectError::End);
    }
    if is_device(subject) {
        return Err(SubjectError::Device);
    }
    Ok(())
}

/// Where the record of a subject lies in `folder`.
///
/// # Errors
///
/// [`SubjectError`].
pub fn record_path(folder: &Path, subject: &str) -> Result<PathBuf, SubjectError> {
    check_subject(subject)?;
    Ok(folder.join(format!("{subject}.{EXTENSION}")))
}

/// A subject code cannot name a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SubjectError {
    /// Nothing typed.
    #[error("the subject code is empty; a record needs one to be saved")]
    Empty,
    /// Too long.
    #[error("the subject code has {length} characters; at most {LONGEST} are possible")]
    TooLong {
        /// Its length in characters.
        length: usize,
    },
    /// A character that not every system takes in a file name.
    #[error(
        "character {position} of the subject code cannot be used; use the letters A to Z, digits, `-`, `_` and `.`, and never a name"
    )]
    Character {
        /// Counted from 1.
        position: usize,
    },
    /// `.`, `-` or `_` first.
    #[error("the subject code must start with a letter or a digit")]
    Start,
    /// `.` last.
    #[error("the subject code must not end with a full stop")]
    End,
    /// `CON`, `NUL`, `COM1`, …
    #[error("the subject code is a device name on Windows and cannot name a file there; choose another")]
    Device,
}

fn is_device(subject: &str) -> bool {
    let stem = subject.split('.').next().unwrap_or_default().to_ascii_uppercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix)
            .is_some_and(|rest| rest.len() == 1 && rest.chars().all(|c| c.is_ascii_digit()))
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

#[cfg(test)]
mod tests {
    use super::{SubjectError as E, check_subject};

    #[test]
    fn table() {
        let longest = "A".repeat(64);
        let too_long = "A".repeat(65);
        for (subject, expected) in [
            ("EXAMPLE-01", Ok(())),
            ("1", Ok(())),
            ("s_01.a-B", Ok(())),
            (longest.as_str(), Ok(())),
            ("CONRAD", Ok(())),
            ("COM", Ok(())),
            ("COM10", Ok(())),
            ("x.CON", Ok(())),
            ("", Err(E::Empty)),
            (too_long.as_str(), Err(E::TooLong { length: 65 })),
            ("../x", Err(E::Character { position: 3 })),
            ("a/b", Err(E::Character { position: 2 })),
            ("a\\b", Err(E::Character { position: 2 })),
            ("a b", Err(E::Character { position: 2 })),
            ("a\0", Err(E::Character { position: 2 })),
            ("受试者1", Err(E::Character { position: 1 })),
            ("A\u{661}", Err(E::Character { position: 2 })),
            ("Å1", Err(E::Character { position: 1 })),
            (".", Err(E::Start)),
            ("..", Err(E::Start)),
            (".hidden", Err(E::Start)),
            ("-rf", Err(E::Start)),
            ("_1", Err(E::Start)),
            ("a.", Err(E::End)),
            ("CON", Err(E::Device)),
            ("con", Err(E::Device)),
            ("nul.1", Err(E::Device)),
            ("Com1", Err(E::Device)),
            ("LPT9.x.y", Err(E::Device)),
        ] {
            assert_eq!(check_subject(subject), expected, "{subject:?}");
        }
    }

    #[test]
    fn errors_never_repeat_the_code() {
        for subject in ["Wang Xiaoming", "王小明", ".Wang", "Wang."] {
            let text = check_subject(subject).unwrap_err().to_string();
            assert!(!text.contains("Wang") && !text.contains('王'), "{text}");
        }
    }
}
