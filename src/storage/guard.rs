//! Lets one process at a time look and write in a folder, so that nothing changes between the look and the write.
//!
//! The system takes the guard back from a killed process. Where a share does not offer it, the look before the
//! write still stands, only not against two saves in the same instant.

use super::platform;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

/// The file that is locked; its content means nothing.
pub(super) const NAME: &str = ".saving";

const PAUSE: Duration = Duration::from_millis(20);
/// Two seconds in all; a save holds the guard for milliseconds.
const TRIES: u32 = 100;

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Guard {
    _file: File,
}

impl Guard {
    /// Waits for the guard of `folder`; [`io::ErrorKind::WouldBlock`] when it stays taken.
    pub(super) fn take(folder: &Path) -> io::Result<Self> {
        let file = platform::open_guard(&folder.join(NAME))?;
        for _ in 0..TRIES {
            match file.try_lock() {
                Err(TryLockError::WouldBlock) => thread::sleep(PAUSE),
                // A share without locks: see above.
                Ok(()) | Err(TryLockError::Error(_)) => return Ok(Self { _file: file }),
            }
        }
        Err(io::ErrorKind::WouldBlock.into())
    }
}
