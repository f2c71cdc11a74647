//! A data folder that vanishes while somebody works.

use super::{put, signed};
use cardose::model::Site;
use cardose::storage::{DataFolder, FileError, FileProblem, KnownFolder, save_site};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use tempfile::TempDir;

fn is_gone(outcome: Result<(), FileError>, path: &Path) {
    let error = outcome.unwrap_err();
    assert!(matches!(*error.problem, FileProblem::Vanished), "{error}");
    let said = error.to_string();
    assert!(said.starts_with(&path.display().to_string()), "{said}");
    assert!(said.contains("Connect it again, or export what is open"), "{said}");
}

/// As a mount point: the folder is another one, empty, of the same name.
#[test]
fn a_folder_that_vanished_is_never_made_anew() {
    let outer = TempDir::new().unwrap();
    let (mount, away) = (outer.path().join("mount"), outer.path().join("away"));
    fs::create_dir(&mount).unwrap();
    let data = DataFolder::new(&mount.join("cardose"));
    let mut known = KnownFolder::new(data.clone());
    // The first start: it is made, for its owner alone.
    known.require(None).unwrap();
    known.prepare(None).unwrap();
    assert_eq!(fs::metadata(&data.root).unwrap().permissions().mode() & 0o777, 0o700);
    known.prepare(None).unwrap();
    // A folder inside may be missing, it is made again.
    fs::remove_dir(data.protocols()).unwrap();
    known.prepare(None).unwrap();
    assert!(data.protocols().is_dir());

    fs::rename(&mount, &away).unwrap();
    is_gone(known.require(None), &data.root);
    is_gone(known.prepare(None), &data.root);
    assert!(!mount.exists(), "nothing was made");
    fs::create_dir(&mount).unwrap();
    is_gone(known.prepare(None), &data.root);
    assert_eq!(fs::read_dir(&mount).unwrap().count(), 0, "not into the mount point either");
    // Somebody else's folders of the same names.
    DataFolder::new(&data.root).create().unwrap();
    is_gone(known.prepare(None), &data.root);
    fs::remove_dir_all(&mount).unwrap();
    fs::rename(&away, &mount).unwrap();
    known.prepare(None).unwrap();
}

/// Only the records lie on the share.
#[test]
fn records_that_vanished_are_never_made_anew() {
    let outer = TempDir::new().unwrap();
    let data = DataFolder::new(outer.path());
    data.create().unwrap();
    let mut known = KnownFolder::new(data.clone());
    fs::rename(data.records(), outer.path().join("away")).unwrap();
    is_gone(known.prepare(None), outer.path());
    assert!(!data.records().exists());
    fs::create_dir(data.records()).unwrap();
    is_gone(known.prepare(None), outer.path());
}

/// A share that comes back may have another number; its site file, byte for byte, says that it is the same.
#[test]
fn a_share_that_came_back_is_known_by_its_site() {
    let outer = TempDir::new().unwrap();
    let data = DataFolder::new(&outer.path().join("data"));
    data.create().unwrap();
    let site = Site { schema: 1, name: "Ward 5".into(), ..Site::default() };
    let saved = save_site(&data.site(), &site, None, &signed()).unwrap();
    let text = fs::read_to_string(data.site()).unwrap();
    let mut known = KnownFolder::new(data.clone());
    fs::rename(&data.root, outer.path().join("away")).unwrap();
    data.create().unwrap();
    is_gone(known.prepare(Some(&saved.sha256)), &data.root);
    put(&data.root, "site.ron", &text.replace("Ward 5", "Ward 6"));
    is_gone(known.prepare(Some(&saved.sha256)), &data.root);
    put(&data.root, "site.ron", &text);
    is_gone(known.prepare(None), &data.root);
    known.prepare(Some(&saved.sha256)).unwrap();
    // From now on it is known by its number again.
    known.prepare(None).unwrap();
}
