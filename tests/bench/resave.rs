//! Saves records that were written by hand as the program saves them: for the pictures of the README.

#![expect(clippy::expect_used, reason = "a tool of the repository may stop")]

use cardose::storage::{
    folder::{Condition, Entry},
    save,
};
use std::path::PathBuf;

fn main() {
    for path in std::env::args_os().skip(1).map(PathBuf::from) {
        let folder = path.parent().expect("a file in a folder").to_owned();
        let Condition::Good { file, version, .. } = Entry::new(path).inspect() else { continue };
        save(&folder, &file, Some(&version)).expect("the record is saved");
    }
}
