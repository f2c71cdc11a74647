//! The archive: records that are no longer in the daily list. Archiving moves the file and changes no byte of it.

use super::{
    act_error::ActError,
    durable::relocate,
    error::{FileError, name_of},
    folder::{self, Listing},
    folders::ARCHIVE,
    guard::Guard,
    lock::{self, Holder},
    platform,
    save::refuse_twin,
    save_error::SaveError,
    subject::record_path,
};
use std::fs;
use std::io;
use std::path::Path;

/// Moves the record of `subject` into the archive, whatever its condition. Its history stays where it is, and
/// its subject code stays taken.
///
/// # Errors
///
/// [`ActError`]: somebody else has it open, it is not there, or the archive has one of that name.
pub fn archive(folder: &Path, subject: &str, holder: &Holder) -> Result<(), ActError> {
    let inner = folder.join(ARCHIVE);
    let (from, to) = (record_path(folder, subject)?, record_path(&inner, subject)?);
    let _guard = enter(folder, &[subject], holder)?;
    platform::create_inner(&inner).map_err(ActError::moving(&inner))?;
    move_record(&from, &to)
}

/// Moves an archived record back.
///
/// # Errors
///
/// [`ActError`]: it is not in the archive, or the record folder has one of that name.
pub fn restore(folder: &Path, subject: &str, holder: &Holder) -> Result<(), ActError> {
    let (from, to) = (record_path(&folder.join(ARCHIVE), subject)?, record_path(folder, subject)?);
    let _guard = enter(folder, &[subject], holder)?;
    move_record(&from, &to)
}

/// What lies in the archive, as [`folder::list`] lists the records; nothing when there is none yet.
///
/// # Errors
///
/// [`FileError`] when it cannot be listed.
pub fn list_archive(folder: &Path) -> Result<Listing, FileError> {
    match folder::list(&folder.join(ARCHIVE)) {
        Err(error) if error.is_not_found() => Ok(Listing::default()),
        other => other,
    }
}

/// Looks and writes in `folder` alone, while nobody else has these records open.
pub(super) fn enter(folder: &Path, subjects: &[&str], holder: &Holder) -> Result<Guard, ActError> {
    let guard = Guard::take(folder).map_err(|source| SaveError::from_system(folder, source))?;
    for subject in subjects {
        lock::refuse_other(folder, subject, holder)?;
    }
    Ok(guard)
}

/// Moves a file to a name that is free.
fn move_record(from: &Path, to: &Path) -> Result<(), ActError> {
    let moving = ActError::moving(from);
    if !is_there(from).map_err(&moving)? {
        return Err(ActError::NotThere { name: name_of(from) });
    }
    if is_there(to).map_err(&moving)? {
        return Err(ActError::Taken { name: name_of(to) });
    }
    let folder = to.parent().unwrap_or(to);
    refuse_twin(folder, &name_of(to)).map_err(&moving)??;
    relocate(from, to).map_err(moving)
}

/// True for anything of that name, also for a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}
