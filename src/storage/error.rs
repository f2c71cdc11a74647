//! Why a file could not be read: what, which file, where in it, and how to mend it. Never a patient's data.

use super::{expected::Expected, platform::NotAFile};

use std::fmt;
use std::io;
use std::path::Path;
use thiserror::Error;

/// A file could not be read.
#[derive(Debug, Error)]
#[error("{name}{}: {problem}", Place::words(*place))]
pub struct FileError {
    /// The file, without its folder.
    pub name: String,
    /// Where in the file; absent when the whole file is meant.
    pub place: Option<Place>,
    /// What is wrong.
    pub problem: Box<FileProblem>,
}

impl FileError {
    /// A problem with the whole file.
    pub fn whole(name: &str, problem: FileProblem) -> Self {
        Self { name: name.to_owned(), place: None, problem: Box::new(problem) }
    }

    /// True when there is no such file.
    pub fn is_not_found(&self) -> bool {
        matches!(self.problem.as_ref(), FileProblem::System(error) if error.kind() == io::ErrorKind::NotFound)
    }

    pub(super) fn io(path: &Path, source: io::Error) -> Self {
        Self::whole(&name_of(path), FileProblem::System(source))
    }
}

/// The file name of a path, for people.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A place in a text, counted in characters from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Place {
    fn words(place: Option<Self>) -> String {
        place.map_or_else(String::new, |Self { line, column }| format!(", line {line}, column {column}"))
    }
}

/// What is wrong with a file.
#[derive(Debug, Error)]
pub enum FileProblem {
    /// The system could not read it.
    #[error("it cannot be read ({0}); check the path and who may read it")]
    System(io::Error),
    /// The program itself broke down over it.
    #[error("the program broke down while it read this; everything else goes on. Please report it")]
    BrokeDown,
    /// It is not the folder that the work began with.
    #[error(
        "the data folder is gone, or another one lies in its place; nothing was written. Connect it again, or export what is open"
    )]
    Vanished,
    /// It is a pipe, a socket, a device or a folder; it is never opened.
    #[error("it is {what} and no file; give a file, or move this away")]
    NotAFile {
        /// What it is.
        what: NotAFile,
    },
    /// It is larger than any file of this program.
    #[error("it has {bytes} bytes, more than the {limit} that a file may have; is it the right file?")]
    TooLarge {
        /// Its size, or the part of it that was looked at.
        bytes: u64,
        /// The most that is read.
        limit: u64,
    },
    /// It is not UTF-8.
    #[error("it is not UTF-8 text; save it as UTF-8 in the editor, or restore it from `history`")]
    NotText,
    /// The checksum on its last line is wrong, or missing in a file that the program has saved.
    #[error(
        "its checksum is wrong or missing: it was changed outside the program or is damaged; {}",
        kind.mend()
    )]
    Checksum {
        /// What the file is of.
        kind: FileKind,
    },
    /// A later program wrote it.
    #[error(
        "it has form {schema}, and this program knows forms up to {known}; open it with the program that wrote it"
    )]
    NewerForm {
        /// Its schema number.
        schema: u32,
        /// The latest known one.
        known: u32,
    },
    /// No program ever wrote this schema number.
    #[error("form {schema} does not exist; `schema` must be {known}")]
    NoSuchForm {
        /// Its schema number.
        schema: u32,
        /// The latest known one.
        known: u32,
    },
    /// A field that does not exist.
    #[error("there is no field `{field}`{}; {}", of(outer.as_deref()), mend(suggestion.as_deref(), expected, "fields"))]
    UnknownField {
        /// The field as written.
        field: String,
        /// What it was written in.
        outer: Option<String>,
        /// The fields that exist.
        expected: Vec<String>,
        /// The one that was probably meant.
        suggestion: Option<String>,
    },
    /// A word that is not one of the choices. The word itself is not repeated: it may be a patient's value.
    #[error("this word is not a choice{}; {}", of(outer.as_deref()), mend(suggestion.as_deref(), expected, "choices"))]
    UnknownChoice {
        /// The choice's type.
        outer: Option<String>,
        /// The words that exist.
        expected: Vec<String>,
        /// The one that was probably meant.
        suggestion: Option<String>,
    },
    /// A field that must be there.
    #[error("the field `{field}`{} is missing; add it", of(outer.as_deref()))]
    MissingField {
        /// The field.
        field: String,
        /// Where it belongs.
        outer: Option<String>,
    },
    /// A field that stands there twice.
    #[error("the field `{field}`{} is given twice; keep one", of(outer.as_deref()))]
    TwiceField {
        /// The field.
        field: String,
        /// Where it stands.
        outer: Option<String>,
    },
    /// The form of the text: a bracket, a comma, a quotation mark.
    #[error("expected {expected}; mend the text here or just before it")]
    Form {
        /// What should stand there.
        expected: Expected,
    },
}

fn of(outer: Option<&str>) -> String {
    outer.map_or_else(String::new, |outer| format!(" in {outer}"))
}

fn mend(suggestion: Option<&str>, expected: &[String], what: &str) -> String {
    match (suggestion, expected) {
        (Some(name), _) => format!("did you mean `{name}`?"),
        (None, []) => format!("there are no {what} here"),
        (None, names) => format!("the {what} are {}", List(names)),
    }
}

struct List<'a>(&'a [String]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, name) in self.0.iter().enumerate() {
            write!(f, "{}`{name}`", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// What a file is of; each kind is mended in its own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// A patient.
    Record,
    /// The settings of a site.
    Site,
    /// A laboratory template.
    Laboratory,
    /// A version of the protocol.
    Protocol,
    /// Unsaved work.
    Recovery,
}

impl FileKind {
    /// What a person does about a seal that does not fit.
    pub(crate) const fn mend(self) -> &'static str {
        match self {
            Self::Record => {
                "open it from its record folder in the window, and take it or restore a former version; of a copy from elsewhere, ask for a new one"
            }
            Self::Site | Self::Laboratory => "compare it in Settings and save it again to take it",
            Self::Protocol => "compare it with the file that you had, then put right or remove its last line",
            Self::Recovery => "look at it in an editor, then discard it",
        }
    }
}
