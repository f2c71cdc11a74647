//! A data folder is known by what it is, not by its path: a share that is gone leaves an empty folder of the same
//! name, and nobody's records belong there.

use super::data_folder::DataFolder;
use super::error::{FileError, FileProblem};
use super::folder;
use super::platform;
use super::preset::load_site;
use std::io;
use std::path::Path;

/// A data folder at work. It is made once, on the first start; from then on it is there, or nothing is written.
#[derive(Clone, Debug)]
pub struct KnownFolder {
    folder: DataFolder,
    root: Place,
    records: Place,
}

/// Device and number of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// It has not been there yet.
    Nowhere,
    /// It is there; without the numbers where the system does not say.
    There(Option<(u64, u64)>),
}

impl Place {
    fn of(path: &Path) -> Self {
        platform::place_of(path).map_or(Self::Nowhere, Self::There)
    }
}

impl KnownFolder {
    /// The folder as it is found when the work begins; it need not be there yet.
    pub fn new(folder: DataFolder) -> Self {
        let (root, records) = (Place::of(&folder.root), Place::of(&folder.records()));
        Self { folder, root, records }
    }

    /// Refuses where another folder lies at the path, or none any more. `site` is the SHA-256 of the site file as
    /// it is known: where that very file lies there, the folder came back under another number, as a share does.
    ///
    /// # Errors
    ///
    /// [`FileProblem::Vanished`], with the path.
    pub fn require(&mut self, site: Option<&str>) -> Result<(), FileError> {
        let (root, records) = (Place::of(&self.folder.root), Place::of(&self.folder.records()));
        let same = |known: Place, now: Place| known == Place::Nowhere || known == now;
        let came_back = || {
            let there = load_site(&self.folder.site());
            records != Place::Nowhere && there.is_ok_and(|there| Some(&*there.sha256) == site)
        };
        if (same(self.root, root) && same(self.records, records)) || came_back() {
            (self.root, self.records) = (root, records);
            return Ok(());
        }
        let name = self.folder.root.display().to_string();
        Err(FileError::whole(&name, FileProblem::Vanished))
    }

    /// The same before something is written: on the first start the folder is made, with the folders in it.
    ///
    /// # Errors
    ///
    /// [`FileProblem::Vanished`], or what the system refused.
    pub fn prepare(&mut self, site: Option<&str>) -> Result<(), FileError> {
        self.require(site)?;
        if self.root == Place::Nowhere {
            self.folder.create()?;
        } else {
            for inner in [self.folder.records(), self.folder.laboratories(), self.folder.protocols()] {
                folder::create_inner(&inner)?;
            }
        }
        (self.root, self.records) = (Place::of(&self.folder.root), Place::of(&self.folder.records()));
        match self.root {
            Place::There(_) => Ok(()),
            Place::Nowhere => Err(FileError::io(&self.folder.root, io::ErrorKind::NotFound.into())),
        }
    }
}
