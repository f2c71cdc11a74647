//! Who has a record open: a separate file `<subject>.lock`, so that the record itself is never touched by opening.
//!
//! A lock tells people; it is not what keeps a save from overwriting (see `save`). It stays after a crash and is
//! then taken over with a reason. Person, computer and time come from the caller.

use super::durable::{self, WriteError};
use super::error::FileError;
use super::guard::Guard;
use super::platform;
use super::ron_file::{NotWritable, read_file, read_text, write_text};
use super::subject::{SubjectError, check_subject};
use crate::model::{DateText, Id};
use serde::{Deserialize, Serialize};
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use thiserror::Error;

/// The extension of a lock.
pub(super) const EXTENSION: &str = "lock";

/// Who holds a record, where, with what, since when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holder {
    /// The person.
    pub by: Id,
    /// The computer's name.
    pub computer: String,
    /// The program and its version.
    pub program: String,
    /// Since when.
    pub since: DateText,
}

/// A record that is ours until released or dropped.
#[derive(Debug)]
pub struct Lock {
    path: PathBuf,
    text: String,
    released: bool,
}

impl Lock {
    /// Takes the lock of `subject`.
    ///
    /// # Errors
    ///
    /// [`LockError::Held`] with who has it, or another [`LockError`].
    pub fn take(folder: &Path, subject: &str, holder: &Holder) -> Result<Self, LockError> {
        let path = path(folder, subject)?;
        let _guard = Guard::take(folder).map_err(|e| LockError::System { path: path.clone(), source: e })?;
        Self::create(path, holder)
    }

    /// Takes the lock from whoever holds it; the lock file then names the former holders and the reasons.
    /// The former holder notices through [`Lock::is_ours`]. Taking a free lock is taking it.
    ///
    /// # Errors
    ///
    /// [`LockError::NoReason`] when `reason` is blank, or another [`LockError`].
    pub fn take_over(folder: &Path, subject: &str, holder: &Holder, reason: &str) -> Result<Self, LockError> {
        if reason.trim().is_empty() {
            return Err(LockError::NoReason);
        }
        let path = path(folder, subject)?;
        let _guard = Guard::take(folder).map_err(|e| LockError::System { path: path.clone(), source: e })?;
        let mut taken_over = match read(&path) {
            Ok(Some(former)) => {
                let mut list = former.taken_over;
                list.push(TakenOver { from: Some(former.holder), reason: reason.to_owned() });
                list
            }
            Ok(None) => return Self::create(path, holder),
            Err(_) => vec![TakenOver { from: None, reason: reason.to_owned() }],
        };
        // Enough to see what happened; a lock file must not grow without end.
        taken_over.drain(..taken_over.len().saturating_sub(20));
        let text = LockFile::new(holder, taken_over).text()?;
        durable::write(&path, text.as_bytes())?;
        Ok(Self { path, text, released: false })
    }

    /// True while nobody has taken it over.
    pub fn is_ours(&self) -> bool {
        read_file(&self.path).is_ok_and(|text| text == self.text)
    }

    /// Gives the record back; false when somebody else holds it meanwhile (their lock stays).
    ///
    /// # Errors
    ///
    /// [`LockError::System`] when the lock file cannot be removed.
    pub fn release(mut self) -> Result<bool, LockError> {
        self.remove()
    }

    fn create(path: PathBuf, holder: &Holder) -> Result<Self, LockError> {
        let text = LockFile::new(holder, Vec::new()).text()?;
        let system = |source| LockError::System { path: path.clone(), source };
        let mut file = match platform::create_file(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(LockError::held(&path)),
            Err(error) => return Err(system(error)),
        };
        if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| file.sync_all()) {
            fs::remove_file(&path).ok();
            return Err(system(error));
        }
        Ok(Self { path, text, released: false })
    }

    fn remove(&mut self) -> Result<bool, LockError> {
        self.released = true;
        let folder = self.path.parent().unwrap_or(&self.path);
        let system = |source| LockError::System { path: self.path.clone(), source };
        let _guard = Guard::take(folder).map_err(system)?;
        if !self.is_ours() {
            return Ok(false);
        }
        fs::remove_file(&self.path).map_err(system)?;
        Ok(true)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if !self.released {
            // What cannot be removed stays as a stale lock, which is shown with its holder.
            self.remove().ok();
        }
    }
}

/// Who holds the lock of `subject`, if anybody does.
///
/// # Errors
///
/// [`LockError::Unknown`] when the lock file is there and cannot be read, or another [`LockError`].
pub fn held(folder: &Path, subject: &str) -> Result<Option<Holder>, LockError> {
    let found = read(&path(folder, subject)?)?;
    Ok(found.map(|lock| lock.holder))
}

/// Whether the program that holds the lock of `subject` still runs. None when that cannot be seen from this
/// `computer`, or nobody holds it.
pub fn holder_runs(folder: &Path, subject: &str, computer: &str) -> Option<bool> {
    let lock = read(&path(folder, subject).ok()?).ok()??;
    let here = !lock.mark.is_empty() && lock.holder.computer == computer;
    here.then(|| platform::mark_of_process(lock.process).is_some_and(|running| running == lock.mark))
}

/// Refuses while another program, or the same program on another computer, has the record open. The holder's
/// own lock, taken by this very process, does not stand in the way.
pub(super) fn refuse_other(folder: &Path, subject: &str, holder: &Holder) -> Result<(), LockError> {
    match read(&path(folder, subject)?)? {
        Some(lock) if lock.process != std::process::id() || lock.holder.computer != holder.computer => {
            Err(LockError::Held(Box::new(lock.holder)))
        }
        Some(_) | None => Ok(()),
    }
}

/// A record could not be locked.
#[derive(Debug, Error)]
pub enum LockError {
    /// Somebody has it.
    #[error("{} has this record open on {} since {}; ask them to close it, or take it over with a reason", .0.by, .0.computer, .0.since)]
    Held(Box<Holder>),
    /// There is a lock file without a readable holder: just being written, or left by a crash.
    #[error(
        "this record is locked, and the lock does not say by whom ({0}); try again, or take it over with a reason"
    )]
    Unknown(FileError),
    /// A take-over needs one.
    #[error("give a reason for taking over the record")]
    NoReason,
    /// The subject code cannot name a file.
    #[error(transparent)]
    Subject(#[from] SubjectError),
    /// The lock cannot be written as text.
    #[error(transparent)]
    Text(#[from] NotWritable),
    /// The lock file could not be replaced.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The system refused.
    #[error("the lock {} cannot be used ({source}); check the folder and who may write to it", path.display())]
    System {
        /// The lock file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl LockError {
    fn held(path: &Path) -> Self {
        match read(path) {
            Ok(Some(lock)) => Self::Held(Box::new(lock.holder)),
            // Released in this instant: trying again will do.
            Ok(None) => Self::System { path: path.to_owned(), source: io::ErrorKind::AlreadyExists.into() },
            Err(error) => error,
        }
    }
}

/// What stands in a lock file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockFile {
    holder: Holder,
    /// Tells two windows of one person on one computer apart.
    process: u32,
    /// Tells the process from a later one with the same number.
    #[serde(default)]
    mark: String,
    #[serde(default)]
    taken_over: Vec<TakenOver>,
}

/// A former holder and why the lock was taken from them; none when the lock was unreadable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TakenOver {
    from: Option<Holder>,
    reason: String,
}

impl LockFile {
    fn new(holder: &Holder, taken_over: Vec<TakenOver>) -> Self {
        let process = std::process::id();
        let mark = platform::mark_of_process(process).unwrap_or_default();
        Self { holder: holder.clone(), process, mark, taken_over }
    }

    fn text(&self) -> Result<String, NotWritable> {
        write_text(self)
    }
}

fn path(folder: &Path, subject: &str) -> Result<PathBuf, SubjectError> {
    check_subject(subject)?;
    Ok(folder.join(format!("{subject}.{EXTENSION}")))
}

fn read(path: &Path) -> Result<Option<LockFile>, LockError> {
    match fs::metadata(path) {
        Ok(_) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(source) => return Err(LockError::System { path: path.to_owned(), source }),
    }
    let text = read_file(path).map_err(LockError::Unknown)?;
    Ok(Some(read_text(&super::error::name_of(path), &text).map_err(LockError::Unknown)?))
}
