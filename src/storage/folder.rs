//! The record folder: patient files only, one per subject. A file with a problem is shown with it, never skipped.

use super::{
    checksum::Integrity,
    durable::{self, Leftover, leftovers},
    error::FileError,
    folders::{ARCHIVE, HISTORY, RECOVERY},
    guard, lock, platform,
    record::{Opened, Version, read_record_file},
    subject::{EXTENSION, SubjectError, check_subject},
};
use crate::model::RecordFile;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Creates a record folder that only its owner may enter (0700); one that is there is left as it is.
///
/// # Errors
///
/// [`FileError`] when the system refuses.
pub fn create(folder: &Path) -> Result<(), FileError> {
    platform::create_folder(folder).map_err(|source| FileError::io(folder, source))
}

/// The same inside a folder that is there: a folder above that has vanished is never made anew.
pub(super) fn create_inner(folder: &Path) -> Result<(), FileError> {
    platform::create_inner(folder).map_err(|source| FileError::io(folder, source))
}

/// What lies in a record folder. Only names are read, so it is there at once; [`Entry::inspect`] reads a file.
///
/// # Errors
///
/// [`FileError`] when the folder cannot be listed.
pub fn list(folder: &Path) -> Result<Listing, FileError> {
    let system = |source: io::Error| FileError::io(folder, source);
    let mut listing = Listing { leftovers: leftovers(folder).map_err(system)?, ..Listing::default() };
    for inner in [HISTORY, RECOVERY].map(|name| folder.join(name)) {
        if inner.is_dir() {
            listing.leftovers.extend(leftovers(&inner).map_err(system)?);
        }
    }
    for entry in fs::read_dir(folder).map_err(system)? {
        let entry = entry.map_err(system)?;
        let (name, path) = (entry.file_name(), entry.path());
        let extension = path.extension().map(OsStr::to_ascii_lowercase).unwrap_or_default();
        if durable::is_temporary(&name)
            || name == guard::NAME
            || [HISTORY, ARCHIVE, RECOVERY].iter().any(|own| name == *own)
            || extension == lock::EXTENSION
        {
            continue;
        }
        if extension == EXTENSION {
            listing.records.push(Entry::new(path));
        } else {
            listing.others.push(name.to_string_lossy().into_owned());
        }
    }
    listing.records.sort_by(|a, b| a.file_name.cmp(&b.file_name));
    listing.others.sort();
    mark_twins(&mut listing.records);
    Ok(listing)
}

/// What lies in a record folder, sorted by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The records, good or not.
    pub records: Vec<Entry>,
    /// Temporary files that a killed run left behind, or that a running one is writing.
    pub leftovers: Vec<Leftover>,
    /// Everything else but locks, guard, history, archive and recovery; never read.
    pub others: Vec<String>,
}

/// One record by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The subject code as the file name has it.
    pub subject: String,
    /// The file name.
    pub file_name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// Another file name differs only in capital letters.
    pub twin: bool,
}

impl Entry {
    /// The record at this path; nothing is read yet.
    pub fn new(path: PathBuf) -> Self {
        let text = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
        Self { subject: text(path.file_stem()), file_name: text(path.file_name()), twin: false, path }
    }

    /// Reads the record and says whether it can be worked with.
    pub fn inspect(&self) -> Condition {
        match read_record_file(&self.path) {
            Err(error) => Condition::Unreadable(error),
            Ok(Opened::Newer { schema, text }) => Condition::Newer { schema, text },
            Ok(Opened::Record { integrity: Integrity::Changed, file, version }) => {
                Condition::Changed { file, version }
            }
            Ok(Opened::Record { file, .. }) if file.draft.subject != self.subject => Condition::OtherSubject,
            Ok(Opened::Record { file, integrity, version }) => match check_subject(&self.subject) {
                Err(problem) => Condition::BadName(problem),
                Ok(()) if self.twin => Condition::Twin,
                Ok(()) => Condition::Good { file, by_hand: integrity == Integrity::HandWritten, version },
            },
        }
    }
}

/// Whether a record can be worked with; only [`Condition::Good`] is evaluated.
#[derive(Debug)]
pub enum Condition {
    /// It can.
    Good {
        /// What it says.
        file: Box<RecordFile>,
        /// Written by hand: it has no checksum.
        by_hand: bool,
        /// What a save must still find.
        version: Version,
    },
    /// Changed outside the program or damaged: shown, not calculated with.
    Changed {
        /// What it says now.
        file: Box<RecordFile>,
        /// What lies there now.
        version: Version,
    },
    /// Written by a later program: shown as text.
    Newer {
        /// Its schema number.
        schema: u32,
        /// The whole text.
        text: String,
    },
    /// The subject code inside is not the one of the file name.
    OtherSubject,
    /// The file name is none that this program would give.
    BadName(SubjectError),
    /// Another file name differs only in capital letters.
    Twin,
    /// Damaged, or not a record at all.
    Unreadable(FileError),
}

fn mark_twins(records: &mut [Entry]) {
    let mut folded: Vec<String> = records.iter().map(|entry| entry.file_name.to_ascii_lowercase()).collect();
    folded.sort();
    for entry in records {
        let name = entry.file_name.to_ascii_lowercase();
        let first = folded.partition_point(|other| *other < name);
        entry.twin = folded.get(first + 1).is_some_and(|next| *next == name);
    }
}
