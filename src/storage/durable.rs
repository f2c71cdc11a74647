//! Writing a file so that a crash, a power cut or a full disk leaves the whole old or the whole new one.

use super::platform;
use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use thiserror::Error;

const PREFIX: &str = ".cardose-";
const SUFFIX: &str = ".tmp";
/// A process id comes again after a restart, and may meet what its namesake left behind.
const NAMES_TRIED: u32 = 1000;

/// Writes `bytes` to `path` in four steps: (1) a new file beside it, 0600, (2) flushed, (3) renamed over `path`,
/// (4) the folder flushed. Only after that is it saved.
///
/// # Errors
///
/// [`WriteError`] with the step that failed. Until step 3 the old file is untouched and the temporary file is
/// removed; after it the new file stands there whole, but may not survive a power cut.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let folder = folder_of(path);
    let failed = |step| move |source| WriteError { step, path: path.to_owned(), source };
    if path.is_symlink() {
        return Err(failed(Step::Link)(io::Error::other("it leads to another file")));
    }
    let (temporary, file) = create_beside(folder).map_err(failed(Step::Create))?;
    let outcome =
        fill(file, bytes).and_then(|()| fs::rename(&temporary, path).map_err(|e| (Step::Rename, e)));
    if let Err((step, source)) = outcome {
        // What cannot be removed here is listed by `leftovers`.
        fs::remove_file(&temporary).ok();
        return Err(failed(step)(source));
    }
    platform::flush_folder(folder).map_err(failed(Step::FlushFolder))
}

/// Flushes the folder of `path`: the fourth step alone, for a file that is already in its place.
///
/// # Errors
///
/// [`WriteError`] with [`Step::FlushFolder`].
pub fn settle(path: &Path) -> Result<(), WriteError> {
    platform::flush_folder(folder_of(path)).map_err(|source| WriteError {
        step: Step::FlushFolder,
        path: path.to_owned(),
        source,
    })
}

/// Moves a file to another folder of the same disk and flushes both folders, the new one first.
pub(super) fn relocate(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    platform::flush_folder(folder_of(to))?;
    platform::flush_folder(folder_of(from))
}

/// Temporary files in `folder` that a killed run left behind, or that a running one is just writing. Sorted.
/// They are never read as records; a person may look at them and delete them.
///
/// # Errors
///
/// When the folder cannot be listed.
pub fn leftovers(folder: &Path) -> io::Result<Vec<Leftover>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if let Some(process) = process_of(&entry.file_name()) {
            found.push(Leftover { path: entry.path(), process });
        }
    }
    found.sort();
    Ok(found)
}

/// True for the name of a temporary file of [`write()`].
pub fn is_temporary(name: &OsStr) -> bool {
    process_of(name).is_some()
}

/// A temporary file that is still there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leftover {
    /// Where it lies.
    pub path: PathBuf,
    /// The process that wrote it.
    pub process: u32,
}

/// A step of [`write()`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Looking at what is there: a link would be replaced by a file of its own, and part from the one it leads to.
    Link,
    /// Creating the temporary file.
    Create,
    /// Writing it.
    Write,
    /// Flushing it to the disk.
    Flush,
    /// Renaming it.
    Rename,
    /// Flushing the folder, after the rename.
    FlushFolder,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "writing over a link",
            Self::Create => "creating a file in its folder",
            Self::Write => "writing",
            Self::Flush => "flushing it to the disk",
            Self::Rename => "putting it in its place",
            Self::FlushFolder => "flushing its folder",
        })
    }
}

/// A file was not saved.
#[derive(Debug, Error)]
#[error("{} is not saved: {step} failed ({source}). {}", path.display(), advice(*step))]
pub struct WriteError {
    /// What failed.
    pub step: Step,
    /// The file that was to be written.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

fn advice(step: Step) -> &'static str {
    match step {
        Step::Link => {
            "The version before is untouched. Put the file itself in the place of the link, then save again."
        }
        Step::Create | Step::Write | Step::Flush | Step::Rename => {
            "The version before is untouched. Check that the folder can be written to and the disk is not full, then save again."
        }
        Step::FlushFolder => {
            "The new version stands in the folder but may be lost in a power cut. Check the disk, then save again."
        }
    }
}

pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

fn create_beside(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let process = std::process::id();
    let mut last = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..NAMES_TRIED {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{PREFIX}{process}-{number}{SUFFIX}"));
        match platform::create_file(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => last = error,
            Err(error) => return Err(error),
        }
    }
    Err(last)
}

fn fill(mut file: File, bytes: &[u8]) -> Result<(), (Step, io::Error)> {
    file.write_all(bytes).map_err(|e| (Step::Write, e))?;
    file.sync_all().map_err(|e| (Step::Flush, e))
}

fn process_of(name: &OsStr) -> Option<u32> {
    let (process, number) = name.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX)?.split_once('-')?;
    number.parse::<u32>().ok()?;
    process.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::process_of;
    use std::ffi::OsStr;

    #[test]
    fn names_of_temporary_files() {
        for (name, expected) in [
            (".cardose-17-0.tmp", Some(17)),
            (".cardose-4294967295-9.tmp", Some(4_294_967_295)),
            (".cardose-17.tmp", None),
            (".cardose--1.tmp", None),
            (".cardose-x-1.tmp", None),
            ("cardose-17-0.tmp", None),
            (".cardose-17-0.ron", None),
            ("", None),
        ] {
            assert_eq!(process_of(OsStr::new(name)), expected, "{name}");
        }
    }
}
