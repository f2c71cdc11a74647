//! Another subject code for a record. The new file is durable before the old one goes, and a rename that was cut
//! off is finished by asking for it again.

use super::{
    act_error::ActError,
    archive::enter,
    durable::{self, relocate, settle},
    error::name_of,
    folders::HISTORY,
    history::{keep, versions},
    lock::Holder,
    record::Version,
    ron_file::read_bytes,
    save::{Present, Saved, on_disk, refuse_archived, refuse_twin, sealed},
    save_error::SaveError,
    subject::record_path,
    trail::add_change,
};
use crate::model::{RecordFile, Signed};
use std::fs;
use std::path::Path;

/// Gives the record `from`, as the caller has `seen` it, the subject code `to`.
///
/// The draft gets the new code, the revision grows by one and the trail a line with the field `subject`; nothing
/// else changes, and the label of a lot keeps the code that is printed on the bag. The version before and all
/// former versions are then found under the new code, so that the old code is free for another patient. A lock
/// on the old code stays: the caller releases it and takes one on the new code.
///
/// # Errors
///
/// [`ActError`]: one of the two is open elsewhere, the record is not the one seen, or the new code is taken, also
/// in the archive or by former versions of another record.
pub fn rename(
    folder: &Path,
    from: &str,
    to: &str,
    seen: &Version,
    holder: &Holder,
    signed: &Signed,
) -> Result<Saved, ActError> {
    let (old_path, new_path) = (record_path(folder, from)?, record_path(folder, to)?);
    let name = name_of(&new_path);
    if from == to {
        return Err(ActError::Taken { name });
    }
    let _guard = enter(folder, &[from, to], holder)?;
    refuse_twin(folder, &name).map_err(ActError::moving(&old_path))??;
    let before = seen_on_disk(folder, from, seen)?;
    let saved = match on_disk(folder, to)? {
        Some(there) if continues(&there.file, &before.file) => {
            settle(&new_path)?;
            Saved { file: *there.file, version: there.version }
        }
        Some(_) => return Err(ActError::Taken { name }),
        None => {
            refuse_archived(folder, &name)?;
            refuse_foreign_history(folder, to, &before)?;
            let renamed = renamed(&before.file, to, signed)?;
            let (text, version) = sealed(&name, &renamed)?;
            keep(folder, to, &before.version, &before.text)?;
            durable::write(&new_path, text.as_bytes())?;
            Saved { file: renamed, version }
        }
    };
    move_history(folder, from, to)?;
    fs::remove_file(&old_path).map_err(ActError::moving(&old_path))?;
    settle(&old_path)?;
    Ok(saved)
}

/// The record on the disk, if it is the one that was seen.
pub(super) fn seen_on_disk(folder: &Path, subject: &str, seen: &Version) -> Result<Present, ActError> {
    let name = name_of(&record_path(folder, subject)?);
    let Some(present) = on_disk(folder, subject)? else { return Err(ActError::NotThere { name }) };
    if present.version != *seen {
        let found = present.version.revision;
        return Err(SaveError::Conflict { name, seen: seen.revision, found }.into());
    }
    Ok(present)
}

fn renamed(file: &RecordFile, to: &str, signed: &Signed) -> Result<RecordFile, SaveError> {
    let revision = file.revision.checked_add(1).ok_or(SaveError::LastRevision)?;
    let mut renamed = RecordFile { revision, ..file.clone() };
    add_change(&mut renamed.trail, "subject", &file.draft.subject, to, signed);
    to.clone_into(&mut renamed.draft.subject);
    Ok(renamed)
}

/// True when `there` is what a rename of `before` has written, whoever signed it and when.
fn continues(there: &RecordFile, before: &RecordFile) -> bool {
    let Some(last) = there.trail.last() else { return false };
    let signed = Signed { by: last.by.clone(), at: last.at.clone(), reason: last.reason.clone() };
    renamed(before, &there.draft.subject, &signed).is_ok_and(|again| again == *there)
}

/// Former versions under the new code belong to somebody else, unless a rename that was cut off has put the
/// present one there.
fn refuse_foreign_history(folder: &Path, to: &str, before: &Present) -> Result<(), ActError> {
    for kept in versions(folder, to)? {
        if !read_bytes(&kept.path).is_ok_and(|bytes| bytes == before.text.as_bytes()) {
            return Err(ActError::HistoryTaken);
        }
    }
    Ok(())
}

fn move_history(folder: &Path, from: &str, to: &str) -> Result<(), ActError> {
    for kept in versions(folder, from)? {
        let Some(rest) = kept.file_name.strip_prefix(from) else { continue };
        let new = folder.join(HISTORY).join(format!("{to}{rest}"));
        let moving = ActError::moving(&kept.path);
        if super::archive::is_there(&new).map_err(&moving)? {
            return Err(ActError::Taken { name: name_of(&new) });
        }
        relocate(&kept.path, &new).map_err(moving)?;
    }
    Ok(())
}
