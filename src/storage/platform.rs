//! What differs between operating systems: permissions and flushing a folder. Nothing else has `cfg(unix)`.
//!
//! Linux is supported and tested. Elsewhere files get the folder's permissions and a folder is not flushed.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

/// A new file that only its owner may read and write (0600); fails if the name is taken.
pub(super) fn create_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private_file(&mut options);
    options.open(path)
}

/// A file that is opened or created (0600) to be locked; its content means nothing.
pub(super) fn open_guard(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    private_file(&mut options);
    options.open(path)
}

/// A folder, with the folders above it where they are missing, that only its owner may enter (0700).
pub(super) fn create_folder(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    private_folder(&mut builder);
    builder.create(path)
}

#[cfg(unix)]
fn private_file(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(0o600);
}

#[cfg(not(unix))]
fn private_file(_: &mut OpenOptions) {}

#[cfg(unix)]
fn private_folder(builder: &mut DirBuilder) {
    use std::os::unix::fs::DirBuilderExt as _;
    builder.mode(0o700);
}

#[cfg(not(unix))]
fn private_folder(_: &mut DirBuilder) {}

/// Flushes a folder, so that a rename in it survives a power cut.
#[cfg(unix)]
pub(super) fn flush_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Does nothing: here a folder cannot be opened as a file.
#[cfg(not(unix))]
pub(super) fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
