//! Unsaved work that survives a crash or a kill: a file in `recovery/`, written again and again while somebody types.
//!
//! There is one for each open draft, and one for settings being edited; it is discarded once that is saved or given up.
//! It is written in the same four steps as a record, flushes included: half a recovery is none, and a face writes
//! it from a background thread at its own pace. It is no record: it is never evaluated or listed as one.

use super::{
    checksum::{Integrity, integrity, seal},
    durable::{self, WriteError, is_temporary},
    error::{FileError, FileKind, FileProblem, name_of},
    folders::RECOVERY,
    hash::sha256_hex,
    history::short,
    lock::Holder,
    platform,
    record::Version,
    ron_file::{NotWritable, read_file, read_text, write_text},
    schema::{SCHEMA, require_known},
    subject::EXTENSION,
};
use crate::model::{DateText, Id, Laboratory, RecordFile, Site};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use thiserror::Error;

/// How the files begin that hold settings and no record.
const SETTINGS: &str = "settings-";

/// Work that was not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recovered {
    /// Names the file, from [`fresh_id`]; the same for one open draft as long as it is open.
    pub id: Id,
    /// The record as edited.
    pub file: RecordFile,
    /// The record on the disk that it belongs to; none for one that was never saved. The draft may carry another
    /// subject code, or none yet.
    #[serde(default)]
    pub subject: Option<Id>,
    /// What a save must still find; none for one that was never saved.
    #[serde(default)]
    pub based_on: Option<Version>,
    /// When it was written.
    pub at: DateText,
    /// Who was typing.
    pub by: Id,
    /// On which computer.
    pub computer: String,
}

/// Settings of the site that were not saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveredSettings {
    /// Names the file, from [`fresh_settings_id`].
    pub id: Id,
    /// What was typed.
    pub work: SettingsWork,
    /// When it was written.
    pub at: DateText,
    /// Who was typing.
    pub by: Id,
    /// On which computer.
    pub computer: String,
}

/// What was typed in the settings, and what it started from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SettingsWork {
    /// The site as it was saved, without its trail.
    pub base: Site,
    /// SHA-256 of the site file then; none where there was no file.
    #[serde(default)]
    pub seen: Option<String>,
    /// The site as edited.
    pub site: Site,
    /// The reason typed for the change.
    #[serde(default)]
    pub reason: String,
    /// The site's own templates as edited.
    #[serde(default)]
    pub laboratories: Vec<Laboratory>,
}

/// What lies in the recovery folder.
#[derive(Debug)]
pub enum Found {
    /// Its program no longer runs: it can be offered.
    Left(Box<Recovered>),
    /// Another computer wrote it, and whether its program still runs cannot be seen from here.
    Elsewhere(Box<Recovered>),
    /// Settings whose program no longer runs, or runs on another computer as far as can be seen.
    Settings {
        /// What was typed.
        work: Box<RecoveredSettings>,
        /// Another computer wrote it.
        elsewhere: bool,
    },
    /// It cannot be read, or its checksum is wrong or missing. It stays until a person discards it.
    Damaged {
        /// What [`discard`] takes.
        id: Id,
        /// Where it lies.
        path: PathBuf,
        /// What is wrong.
        error: FileError,
    },
}

/// An id that no other open draft has, on whatever computer.
pub fn fresh_id(holder: &Holder) -> Id {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let process = std::process::id();
    let mark = platform::mark_of_process(process).unwrap_or_default();
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let Holder { by, computer, since, .. } = holder;
    let text = format!("{computer}\n{process}\n{mark}\n{by}\n{since}\n{number}");
    short(&sha256_hex(text.as_bytes())).to_owned()
}

/// The same for settings.
pub fn fresh_settings_id(holder: &Holder) -> Id {
    format!("{SETTINGS}{}", fresh_id(holder))
}

/// Writes unsaved work over what this draft wrote before. From now on it belongs to this program: while that
/// runs, the work is not offered on the same computer.
///
/// # Errors
///
/// [`RecoveryError`]; what was written before is still there.
pub fn write(folder: &Path, work: &Recovered) -> Result<(), RecoveryError> {
    write_work(folder, work)
}

/// The same for settings.
///
/// # Errors
///
/// As [`write()`].
pub fn write_settings(folder: &Path, work: &RecoveredSettings) -> Result<(), RecoveryError> {
    write_work(folder, work)
}

fn write_work<W: Work>(folder: &Path, work: &W) -> Result<(), RecoveryError> {
    let path = path(folder, work.id())?;
    let inner = folder.join(RECOVERY);
    platform::create_inner(&inner).map_err(|source| FileError::io(&inner, source))?;
    let process = std::process::id();
    let mark = platform::mark_of_process(process).unwrap_or_default();
    let file = RecoveryFile { schema: SCHEMA, process, mark, work: work.clone() };
    Ok(durable::write(&path, seal(&write_text(&file)?).as_bytes())?)
}

/// The unsaved work that lies in the folder, by id, without that of programs that still run on this `computer`.
///
/// # Errors
///
/// [`FileError`] when the folder cannot be listed.
pub fn list(folder: &Path, computer: &str) -> Result<Vec<Found>, FileError> {
    let inner = folder.join(RECOVERY);
    let system = |source| FileError::io(&inner, source);
    let entries = match fs::read_dir(&inner) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(system(error)),
    };
    let mut paths = Vec::new();
    for entry in entries {
        let entry = entry.map_err(system)?;
        if !is_temporary(&entry.file_name()) {
            paths.push(entry.path());
        }
    }
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let id = id_of(&path);
        let one = if id.starts_with(SETTINGS) {
            read::<RecoveredSettings>(&path).map(|file| {
                let settings = |(work, elsewhere)| Found::Settings { work: Box::new(work), elsewhere };
                file.left(computer).map(settings)
            })
        } else {
            read::<Recovered>(&path).map(|file| {
                let work = |(work, elsewhere)| {
                    let work = Box::new(work);
                    if elsewhere { Found::Elsewhere(work) } else { Found::Left(work) }
                };
                file.left(computer).map(work)
            })
        };
        match one {
            // Discarded in this instant.
            Err(error) if error.is_not_found() => {}
            Err(error) => found.push(Found::Damaged { id, path, error }),
            Ok(one) => found.extend(one),
        }
    }
    Ok(found)
}

/// Deletes unsaved work for good: it was saved, or a person does not want it. False when there is none.
///
/// # Errors
///
/// [`RecoveryError`] when it cannot be deleted.
pub fn discard(folder: &Path, id: &str) -> Result<bool, RecoveryError> {
    let path = path(folder, id)?;
    match fs::remove_file(&path) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(source) => Err(RecoveryError::Discard { path, source }),
    }
}

/// Unsaved work could not be kept or deleted.
#[derive(Debug, Error)]
pub enum RecoveryError {
    /// The id is none of this program.
    #[error("this id cannot name unsaved work; use one from the list")]
    Id,
    /// The folder cannot be made.
    #[error("unsaved work is not kept: {0}")]
    Folder(#[from] FileError),
    /// The part of the program that keeps it broke down.
    #[error("unsaved work is not kept: a part of the program broke down; save it now")]
    Died,
    /// It cannot be written as text.
    #[error(transparent)]
    Text(#[from] NotWritable),
    /// The disk refused.
    #[error("unsaved work is not kept: {0}")]
    Write(#[from] WriteError),
    /// It cannot be deleted.
    #[error("{} cannot be deleted ({source}); check who may write to its folder", path.display())]
    Discard {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What stands in a recovery file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct RecoveryFile<W> {
    schema: u32,
    process: u32,
    /// Tells the process from a later one with the same number.
    mark: String,
    work: W,
}

impl<W: Work> RecoveryFile<W> {
    /// The work, and whether another computer wrote it; none while its program runs on this one.
    fn left(self, computer: &str) -> Option<(W, bool)> {
        let elsewhere = self.work.computer() != computer;
        let runs = || platform::mark_of_process(self.process).is_some_and(|running| running == self.mark);
        (elsewhere || !runs()).then_some((self.work, elsewhere))
    }
}

/// What a recovery file can hold.
trait Work: Clone + Serialize + DeserializeOwned {
    fn id(&self) -> &str;
    fn computer(&self) -> &str;
}

impl Work for Recovered {
    fn id(&self) -> &str {
        &self.id
    }

    fn computer(&self) -> &str {
        &self.computer
    }
}

impl Work for RecoveredSettings {
    fn id(&self) -> &str {
        &self.id
    }

    fn computer(&self) -> &str {
        &self.computer
    }
}

fn read<W: Work>(path: &Path) -> Result<RecoveryFile<W>, FileError> {
    let (name, text) = (name_of(path), read_file(path)?);
    require_known(&name, &text)?;
    let file: RecoveryFile<W> = read_text(&name, &text)?;
    if integrity(&text) != Integrity::Intact || file.work.id() != id_of(path) {
        return Err(FileError::whole(&name, FileProblem::Checksum { kind: FileKind::Recovery }));
    }
    Ok(file)
}

/// The id in a file name; of a stranger in the folder the whole name, so that it can be discarded.
fn id_of(path: &Path) -> Id {
    let name = name_of(path);
    name.strip_suffix(&format!(".{EXTENSION}")).map_or_else(|| name.clone(), str::to_owned)
}

fn path(folder: &Path, id: &str) -> Result<PathBuf, RecoveryError> {
    let mut parts = Path::new(id).components();
    if !matches!((parts.next(), parts.next()), (Some(Component::Normal(part)), None) if part == id) {
        return Err(RecoveryError::Id);
    }
    let inner = folder.join(RECOVERY);
    let plain = inner.join(id);
    let named = inner.join(format!("{id}.{EXTENSION}"));
    // A stranger without the extension is discarded under its whole name.
    Ok(if !named.exists() && plain.exists() { plain } else { named })
}
