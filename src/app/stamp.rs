//! How the site's files lie on the disk, to see that somebody else saved them.

use crate::storage::DataFolder;
use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Time and length of the site file, and of each file beside the laboratory templates and the protocol's versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, Option<SystemTime>, u64)>);

impl Stamp {
    /// As they lie there now; a file that cannot be looked at counts as absent.
    pub(crate) fn of(folder: &DataFolder) -> Self {
        let mut files: Vec<_> = one(&folder.site()).into_iter().collect();
        for folder in [folder.laboratories(), folder.protocols()] {
            if let Ok(entries) = fs::read_dir(folder) {
                files.extend(entries.flatten().filter_map(|entry| one(&entry.path())));
            }
        }
        files.sort();
        Self(files)
    }
}

fn one(path: &Path) -> Option<(PathBuf, Option<SystemTime>, u64)> {
    let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((path.to_owned(), found.modified().ok(), found.len()))
}
