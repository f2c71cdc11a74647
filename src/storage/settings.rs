//! Saving what a site has set: the site file and its laboratory templates. As with a record, nothing is ever
//! overwritten unseen, and the version before is kept.

use super::{
    checksum::{Integrity, seal},
    durable,
    error::name_of,
    folders::HISTORY,
    guard::Guard,
    history::keep_as,
    preset::{Loaded, read},
    ron_file::{read_file, write_text},
    schema::SCHEMA,
    seal::Sealed,
    settings_error::SettingsError,
    site_changes::site_changes,
    subject::EXTENSION,
    trail::add_change,
};
use crate::model::{Laboratory, Signed, Site};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::path::{Path, PathBuf};

/// Saves a site file over the one that the caller has `seen` ([`Loaded::sha256`]); none for a new one.
///
/// The trail on the disk goes on: what [`site_changes`] finds is added to it, whatever trail `site` itself
/// carries. Without a change nothing is written, except that a file without a right checksum gets one; a face
/// shows a changed one ([`Loaded::integrity`]) to a person before it saves, and that it was taken is a line of the
/// trail (`site`). The version before is kept as `history/site.<n>.ron`. What comes back is what the next save must
/// name.
///
/// # Errors
///
/// [`SettingsError`]; the file on the disk is as it was, except after [`durable::Step::FlushFolder`].
pub fn save_site(
    path: &Path,
    site: &Site,
    seen: Option<&str>,
    signed: &Signed,
) -> Result<Loaded<Site>, SettingsError> {
    save(path, site.schema, seen, |before: Option<&Loaded<Site>>| {
        let nothing = Site { schema: SCHEMA, ..Site::default() };
        let old = before.map_or(&nothing, |before| &before.value);
        let mut trail = old.trail.clone();
        // Who saves a changed file takes over what others wrote into it.
        if before.is_some_and(|before| before.integrity == Integrity::Changed) {
            add_change(&mut trail, "site", "", "", signed);
        }
        let taken = Site { trail: trail.clone(), ..old.clone() };
        trail.extend(site_changes(&taken, site, signed));
        Site { trail, ..site.clone() }
    })
}

/// Saves a laboratory template over the one that the caller has `seen` ([`Loaded::sha256`]); none for a new one.
/// The version before is kept in `history` beside it.
///
/// # Errors
///
/// As [`save_site`].
pub fn save_laboratory(
    path: &Path,
    laboratory: &Laboratory,
    seen: Option<&str>,
) -> Result<Loaded<Laboratory>, SettingsError> {
    save(path, laboratory.schema, seen, |_| laboratory.clone())
}

/// `next` makes what is to be written from what lies there.
fn save<T>(
    path: &Path,
    schema: u32,
    seen: Option<&str>,
    next: impl FnOnce(Option<&Loaded<T>>) -> T,
) -> Result<Loaded<T>, SettingsError>
where
    T: Serialize + DeserializeOwned + Sealed + PartialEq + Debug,
{
    if schema != SCHEMA {
        return Err(SettingsError::Form { schema });
    }
    let name = name_of(path);
    let _guard =
        Guard::take(durable::folder_of(path)).map_err(|error| SettingsError::from_system(path, error))?;
    let before = match read_file(path) {
        Ok(text) => Some((read::<T>(&name, &text)?, text)),
        Err(error) if error.is_not_found() => None,
        Err(error) => return Err(error.into()),
    };
    match (&before, seen) {
        (None, None) => {}
        (Some((found, _)), Some(seen)) if found.sha256 == seen => {}
        (Some(_), Some(_)) => return Err(SettingsError::Conflict { name }),
        (Some(_), None) => return Err(SettingsError::Exists { name }),
        (None, Some(_)) => return Err(SettingsError::Gone { name }),
    }
    let value = next(before.as_ref().map(|(found, _)| found));
    let text = seal(&write_text(&value)?);
    let loaded = read::<T>(&name, &text)?;
    if loaded.value != value {
        return Err(SettingsError::NotRepeatable);
    }
    match before {
        Some((found, _)) if found.sha256 == loaded.sha256 => durable::settle(path)?,
        Some((_, old)) => {
            keep(path, &old)?;
            durable::write(path, text.as_bytes())?;
        }
        None => durable::write(path, text.as_bytes())?,
    }
    Ok(loaded)
}

/// Keeps a former version under the next free number; the same bytes as the newest kept ones are not kept twice.
fn keep(path: &Path, old: &str) -> Result<(), SettingsError> {
    let mut names: Vec<PathBuf> = Vec::new();
    let mut number = 1;
    loop {
        let kept = kept_path(path, number);
        let taken = kept.exists();
        names.push(kept);
        if !taken {
            break;
        }
        number += 1;
    }
    let newest = names.split_off(names.len().saturating_sub(2));
    Ok(keep_as(&newest, old.as_bytes())?)
}

fn kept_path(path: &Path, number: u32) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    durable::folder_of(path).join(HISTORY).join(format!("{stem}.{number}.{EXTENSION}"))
}

#[cfg(test)]
mod tests {
    use super::kept_path;
    use std::path::Path;

    #[test]
    fn former_versions_lie_beside_the_file() {
        assert_eq!(kept_path(Path::new("data/site.ron"), 3), Path::new("data/history/site.3.ron"));
    }
}
