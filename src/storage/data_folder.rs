//! A data folder: the records, the site file, the site's own laboratory templates and further versions of the protocol,
//! side by side, so that two computers that share it share the settings too.

use super::error::FileError;
use super::folder;
use super::platform;
use super::preset::{Loaded, load_laboratory, load_protocol, load_site};
use super::settings_error::SettingsError;
use super::subject::{EXTENSION, check_subject};
use crate::model::{Laboratory, Protocol, Site};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where everything of one site lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFolder {
    /// The folder itself.
    pub root: PathBuf,
}

impl DataFolder {
    /// The data folder at this place.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// The usual place for this user: `cardose` in the folder that the system gives to programs' data. None when
    /// the system does not say; a person then chooses one.
    pub fn usual() -> Option<Self> {
        Some(Self { root: platform::data_home()?.join("cardose") })
    }

    /// The folder of the records.
    pub fn records(&self) -> PathBuf {
        self.root.join("records")
    }

    /// The site file.
    pub fn site(&self) -> PathBuf {
        self.root.join("site.ron")
    }

    /// The folder of the site's own laboratory templates.
    pub fn laboratories(&self) -> PathBuf {
        self.root.join("laboratories")
    }

    /// The folder of further versions of the protocol.
    pub fn protocols(&self) -> PathBuf {
        self.root.join("protocols")
    }

    /// Where a new laboratory template belongs.
    ///
    /// # Errors
    ///
    /// [`SettingsError::Id`] when the id cannot name a file.
    pub fn laboratory(&self, id: &str) -> Result<PathBuf, SettingsError> {
        check_subject(id).or(Err(SettingsError::Id))?;
        Ok(self.laboratories().join(format!("{id}.{EXTENSION}")))
    }

    /// Creates the folders that are missing; only their owner may enter them (0700). Those that are there are
    /// left as they are.
    ///
    /// # Errors
    ///
    /// [`FileError`] when the system refuses.
    pub fn create(&self) -> Result<(), FileError> {
        for folder in [self.records(), self.laboratories(), self.protocols()] {
            folder::create(&folder)?;
        }
        Ok(())
    }

    /// The site; none when nothing has been set yet.
    ///
    /// # Errors
    ///
    /// [`FileError`] when the file is there and cannot be read.
    pub fn load_site(&self) -> Result<Option<Loaded<Site>>, FileError> {
        match load_site(&self.site()) {
            Ok(site) => Ok(Some(site)),
            Err(error) if error.is_not_found() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The site's own laboratory templates, by file name. One that cannot be read is in the list with its error.
    pub fn load_laboratories(&self) -> Vec<Result<Loaded<Laboratory>, FileError>> {
        each(&self.laboratories(), load_laboratory)
    }

    /// The files of further versions of the protocol, by file name. One that cannot be read is in the list with its
    /// error.
    pub fn load_protocols(&self) -> Vec<Result<Loaded<Protocol>, FileError>> {
        each(&self.protocols(), load_protocol)
    }
}

/// Reads every file of a folder; none where there is no such folder.
fn each<T>(
    folder: &Path,
    load: impl Fn(&Path) -> Result<Loaded<T>, FileError>,
) -> Vec<Result<Loaded<T>, FileError>> {
    match files(folder) {
        Ok(paths) => paths.iter().map(|path| load(path)).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => vec![Err(FileError::io(folder, error))],
    }
}

/// The `.ron` files of a folder, sorted by name.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().map(OsStr::to_ascii_lowercase).is_some_and(|extension| extension == EXTENSION) {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
