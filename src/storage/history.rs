//! Former versions: kept before they are replaced, never overwritten, listed newest first.

use super::{
    durable,
    error::{FileError, name_of},
    folders::HISTORY,
    hash::sha256_hex,
    platform,
    record::{Opened, Version, read_record_file},
    ron_file::read_bytes,
    save_error::SaveError,
    subject::{EXTENSION, SubjectError, check_subject},
};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What stands in the name of kept bytes that could not be read as a record.
const DAMAGED: &str = "damaged";

/// Where a former version is kept.
///
/// # Errors
///
/// [`SubjectError`].
pub fn history_path(folder: &Path, subject: &str, revision: u32) -> Result<PathBuf, SubjectError> {
    check_subject(subject)?;
    Ok(folder.join(HISTORY).join(format!("{subject}.r{revision}.{EXTENSION}")))
}

/// A version that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    /// Its revision; none for bytes that could not be read as a record.
    pub revision: Option<u32>,
    /// Its file name.
    pub file_name: String,
    /// Where it lies.
    pub path: PathBuf,
}

impl Kept {
    /// Reads it.
    ///
    /// # Errors
    ///
    /// [`FileError`].
    pub fn open(&self) -> Result<Opened, FileError> {
        read_record_file(&self.path)
    }
}

/// The former versions of a record, newest first; what could not be read as a record comes last. They stay
/// here while the record is in the archive, and move with it when it gets another subject code.
///
/// # Errors
///
/// [`FileError`] when the history cannot be listed.
pub fn versions(folder: &Path, subject: &str) -> Result<Vec<Kept>, FileError> {
    let history = folder.join(HISTORY);
    let system = |source| FileError::io(&history, source);
    let entries = match fs::read_dir(&history) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(system(error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(system)?.path();
        let file_name = name_of(&path);
        match kept_as(&file_name, subject) {
            Some(KeptAs::Revision(revision)) => {
                found.push(Kept { revision: Some(revision), file_name, path });
            }
            Some(KeptAs::Damaged) => found.push(Kept { revision: None, file_name, path }),
            None => {}
        }
    }
    found.sort_by(|a, b| b.cmp(a));
    Ok(found)
}

/// Keeps the version on the disk before it is replaced. A kept version is never overwritten: another text with
/// the same revision (written by hand) gets its hash into the name.
pub(super) fn keep(folder: &Path, subject: &str, version: &Version, text: &str) -> Result<(), SaveError> {
    let path = history_path(folder, subject, version.revision)?;
    let second = path.with_extension(format!("{}.{EXTENSION}", short(&version.sha256)));
    keep_as(&[path, second], text.as_bytes())
}

/// Keeps bytes that are no record.
pub(super) fn keep_damaged(folder: &Path, subject: &str, bytes: &[u8]) -> Result<(), SaveError> {
    let name = format!("{subject}.{DAMAGED}.{}.{EXTENSION}", short(&sha256_hex(bytes)));
    keep_as(&[folder.join(HISTORY).join(name)], bytes)
}

/// Keeps bytes under the first of these names that is free, or that holds them already.
pub(super) fn keep_as(paths: &[PathBuf], bytes: &[u8]) -> Result<(), SaveError> {
    let Some(last) = paths.last() else { return Ok(()) };
    let blocked = |source| SaveError::from_system(last, source);
    let kept = |error| SaveError::NotKept(error);
    platform::create_inner(durable::folder_of(last)).map_err(blocked)?;
    for path in paths {
        match read_bytes(path) {
            Ok(there) if there == bytes => return durable::settle(path).map_err(kept),
            Ok(_) => {}
            Err(error) if error.is_not_found() => return durable::write(path, bytes).map_err(kept),
            Err(error) => return Err(error.into()),
        }
    }
    Err(blocked(io::ErrorKind::AlreadyExists.into()))
}

/// The first digits of a hash, enough to tell two texts of one revision apart.
pub(super) fn short(sha256: &str) -> &str {
    sha256.get(..16).unwrap_or(sha256)
}

/// What the name of a kept file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeptAs {
    Revision(u32),
    Damaged,
}

/// Reads the name of a kept file; none for one that is not of `subject`.
fn kept_as(file_name: &str, subject: &str) -> Option<KeptAs> {
    let rest = file_name.strip_prefix(subject)?.strip_prefix('.')?;
    let rest = rest.strip_suffix(EXTENSION)?.strip_suffix('.')?;
    let (first, hash) = rest.split_once('.').map_or((rest, None), |(first, hash)| (first, Some(hash)));
    if hash.is_some_and(|hash| hash.len() != 16 || !hash.chars().all(|c| c.is_ascii_hexdigit())) {
        return None;
    }
    if first == DAMAGED {
        return hash.map(|_| KeptAs::Damaged);
    }
    first.strip_prefix('r')?.parse().ok().map(KeptAs::Revision)
}

#[cfg(test)]
mod tests {
    use super::KeptAs::{Damaged, Revision};
    use super::kept_as;

    #[test]
    fn names_of_kept_versions() {
        for (name, expected) in [
            ("A.r1.ron", Some(Revision(1))),
            ("A.r12.0123456789abcdef.ron", Some(Revision(12))),
            ("A.damaged.0123456789abcdef.ron", Some(Damaged)),
            ("A.damaged.ron", None),
            ("A.r1.0123.ron", None),
            ("A.r1.r2.ron", None),
            ("A.r1", None),
            ("A.r.ron", None),
            ("A.r-1.ron", None),
            ("AB.r1.ron", None),
            ("B.r1.ron", None),
            ("A.ron", None),
        ] {
            assert_eq!(kept_as(name, "A"), expected, "{name}");
        }
        assert_eq!(kept_as("A.r1.r2.ron", "A.r1"), Some(Revision(2)));
    }
}
