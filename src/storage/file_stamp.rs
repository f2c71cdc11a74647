//! How a file lies on the disk, to see cheaply that somebody else has written it.

use super::platform;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Time, length and number of a regular file. Two that are equal are almost surely of one content; whoever must
/// know compares hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileStamp {
    /// When it was last written, as the system has it.
    pub written: Option<SystemTime>,
    bytes: u64,
    number: u64,
}

impl FileStamp {
    /// As it lies there now; none for anything that cannot be looked at or is no regular file.
    pub fn of(path: &Path) -> Option<Self> {
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        let (written, bytes) = (found.modified().ok(), found.len());
        Some(Self { written, bytes, number: platform::number_of(&found) })
    }
}
