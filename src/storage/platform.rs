//! What differs between operating systems: permissions, flushing a folder, the place for a user's data, and which
//! processes run. Nothing else has `cfg(unix)`.
//!
//! Linux is supported and tested. Elsewhere files get the folder's permissions, a folder is not flushed, and no
//! process is known to run.

use std::ffi::OsString;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

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

/// Where the data of the user's programs lie; none when the system does not say.
pub(super) fn data_home() -> Option<PathBuf> {
    data_home_of(std::env::var_os("XDG_DATA_HOME"), std::env::var_os("HOME"))
}

/// As the freedesktop.org base directories say: a relative path is as good as none.
fn data_home_of(data: Option<OsString>, home: Option<OsString>) -> Option<PathBuf> {
    let absolute = |path: OsString| Some(PathBuf::from(path)).filter(|path| path.is_absolute());
    data.and_then(absolute).or_else(|| Some(home.and_then(absolute)?.join(".local").join("share")))
}

/// Tells a running process from a later one with the same number: the start of the computer and of the process.
/// None when no such process runs, or the system does not say.
pub(super) fn mark_of_process(process: u32) -> Option<String> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything; what follows it does not.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let started = fields.nth(18)?;
    let computer = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    (!matches!(state, "Z" | "X")).then(|| format!("{} {started}", computer.trim()))
}

/// The computer's name, as other people know it; empty when the system does not say.
pub fn computer_name() -> String {
    let kernel = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let name = kernel.trim();
    if name.is_empty() { std::env::var("COMPUTERNAME").unwrap_or_default() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{data_home_of, mark_of_process};
    use std::path::PathBuf;

    #[test]
    fn place_for_data() {
        for (data, home, expected) in [
            (Some("/data"), Some("/user"), Some("/data")),
            (Some("data"), Some("/user"), Some("/user/.local/share")),
            (Some(""), Some("/user"), Some("/user/.local/share")),
            (None, Some("/user"), Some("/user/.local/share")),
            (None, Some("user"), None),
            (None, None, None),
        ] {
            assert_eq!(data_home_of(data.map(Into::into), home.map(Into::into)), expected.map(PathBuf::from));
        }
    }

    #[test]
    fn this_process_runs_and_no_other_has_its_mark() {
        let own = mark_of_process(std::process::id()).unwrap();
        assert_eq!(mark_of_process(std::process::id()), Some(own.clone()));
        assert_ne!(mark_of_process(1), Some(own));
        // Linux gives no process this number.
        assert_eq!(mark_of_process(u32::MAX), None);
    }
}
