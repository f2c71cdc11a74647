//! A record that was changed outside the program or damaged: a person has looked, and takes it as it is or goes
//! back to a former version. What lay there is kept.

use super::act_error::ActError;
use super::archive::enter;
use super::checksum::Integrity;
use super::durable;
use super::error::name_of;
use super::hash::sha256_hex;
use super::history::{Kept, keep, keep_damaged, versions};
use super::lock::Holder;
use super::record::{Opened, Version, read_record};
use super::ron_file::{read_bytes, read_file};
use super::save::{Saved, refuse_archived, refuse_twin, sealed};
use super::save_error::SaveError;
use super::subject::record_path;
use super::trail::add_change;
use crate::model::{RecordFile, Signed};
use std::path::Path;

/// Takes a changed record as it is: it gets a right checksum, the next revision and a line in its trail with the
/// field `checksum` and the hash of the changed bytes, which are kept.
///
/// # Errors
///
/// [`ActError`]: it is open elsewhere, not changed at all, or not what the caller has `seen`.
pub fn take_changed(
    folder: &Path,
    subject: &str,
    seen: &Version,
    holder: &Holder,
    signed: &Signed,
) -> Result<Saved, ActError> {
    let path = record_path(folder, subject)?;
    let name = name_of(&path);
    let _guard = enter(folder, &[subject], holder)?;
    refuse_twin(folder, &name).map_err(ActError::moving(&path))??;
    let text = read_file(&path)?;
    let mut file = match read_record(&name, text.clone())? {
        Opened::Newer { schema, .. } => return Err(SaveError::Newer { name, schema }.into()),
        Opened::Record { version, .. } if version != *seen => return Err(ActError::Meanwhile { name }),
        Opened::Record { file, .. } if file.draft.subject != subject => {
            return Err(SaveError::OtherSubject { name }.into());
        }
        Opened::Record { file, integrity: Integrity::Changed, .. } => *file,
        Opened::Record { .. } => return Err(ActError::NotChanged { name }),
    };
    file.revision = next_revision(folder, subject, seen.revision)?;
    add_change(&mut file.trail, "checksum", &seen.sha256, "", signed);
    let (sealed_text, version) = sealed(&name, &file)?;
    keep(folder, subject, seen, &text)?;
    durable::write(&path, sealed_text.as_bytes())?;
    Ok(Saved { file, version })
}

/// Makes a former version the newest one. `seen` is the SHA-256 of the bytes that lie there now, whatever they
/// are ([`fingerprint`], or that of the [`Version`]); none when the record is gone.
///
/// The former version's draft, checks and protocol come back under the present subject code, with the next
/// revision. The trail of the present record goes on if it holds that of the former version; a line with the
/// field `revision` says which one was restored. What lay there is kept, also if it could not be read.
///
/// # Errors
///
/// [`ActError`]: it is open elsewhere, not what the caller has seen, written by a newer program, or the former
/// version is itself damaged.
pub fn restore_version(
    folder: &Path,
    subject: &str,
    former: &Kept,
    seen: Option<&str>,
    holder: &Holder,
    signed: &Signed,
) -> Result<Saved, ActError> {
    let path = record_path(folder, subject)?;
    let name = name_of(&path);
    let _guard = enter(folder, &[subject], holder)?;
    refuse_twin(folder, &name).map_err(ActError::moving(&path))??;
    refuse_archived(folder, &name)?;
    let former_file = match former.open()? {
        Opened::Newer { schema, .. } => {
            return Err(SaveError::Newer { name: former.file_name.clone(), schema }.into());
        }
        Opened::Record { integrity: Integrity::Changed, .. } => {
            return Err(ActError::KeptChanged { name: former.file_name.clone() });
        }
        Opened::Record { file, .. } => *file,
    };
    let bytes = match read_bytes(&path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.is_not_found() => None,
        Err(error) => return Err(error.into()),
    };
    if bytes.as_deref().map(sha256_hex).as_deref() != seen {
        return Err(ActError::Meanwhile { name });
    }
    let present = bytes.as_deref().map(|bytes| present(&name, subject, bytes)).transpose()?.flatten();
    let least = present.as_ref().map_or(former_file.revision, |(_, version, _)| version.revision);
    let mut file = RecordFile { revision: next_revision(folder, subject, least)?, ..former_file };
    subject.clone_into(&mut file.draft.subject);
    let restored = former.revision.unwrap_or_default().to_string();
    let replaced = present.as_ref().map_or_else(String::new, |(_, version, _)| version.revision.to_string());
    if let Some((now, ..)) = &present
        && now.trail.starts_with(&file.trail)
    {
        file.trail.clone_from(&now.trail);
    }
    add_change(&mut file.trail, "revision", &replaced, &restored, signed);
    let (text, version) = sealed(&name, &file)?;
    match (&present, &bytes) {
        (Some((_, found, old)), _) => keep(folder, subject, found, old)?,
        (None, Some(bytes)) => keep_damaged(folder, subject, bytes)?,
        (None, None) => {}
    }
    durable::write(&path, text.as_bytes())?;
    Ok(Saved { file, version })
}

/// SHA-256 of the bytes of a record, also of one that cannot be read.
///
/// # Errors
///
/// [`ActError`] when there is no such file, or it is too large.
pub fn fingerprint(folder: &Path, subject: &str) -> Result<String, ActError> {
    Ok(sha256_hex(&read_bytes(&record_path(folder, subject)?)?))
}

/// The record in these bytes, if they hold one; a newer form or another patient's record is never replaced.
fn present(
    name: &str,
    subject: &str,
    bytes: &[u8],
) -> Result<Option<(Box<RecordFile>, Version, String)>, SaveError> {
    let Ok(text) = String::from_utf8(bytes.to_vec()) else { return Ok(None) };
    match read_record(name, text.clone()) {
        Ok(Opened::Newer { schema, .. }) => Err(SaveError::Newer { name: name.to_owned(), schema }),
        Ok(Opened::Record { file, .. }) if file.draft.subject != subject => {
            Err(SaveError::OtherSubject { name: name.to_owned() })
        }
        Ok(Opened::Record { file, version, .. }) => Ok(Some((file, version, text))),
        Err(_) => Ok(None),
    }
}

/// One more than this revision and every kept one, so that a revision never comes twice.
fn next_revision(folder: &Path, subject: &str, least: u32) -> Result<u32, ActError> {
    let kept = versions(folder, subject)?.into_iter().filter_map(|kept| kept.revision).max();
    Ok(kept.unwrap_or_default().max(least).checked_add(1).ok_or(SaveError::LastRevision)?)
}
