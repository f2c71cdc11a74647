//! How the site's files lie on the disk, to see that somebody else saved them.

use crate::storage::{DataFolder, FileStamp};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The site file, and each file beside the laboratory templates and the protocol's versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, FileStamp)>);

impl Stamp {
    /// As they lie there now; a file that cannot be looked at counts as absent.
    pub(crate) fn of(folder: &DataFolder) -> Self {
        let one = |path: &Path| FileStamp::of(path).map(|stamp| (path.to_owned(), stamp));
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
