//! What differs between operating systems: permissions, flushing a folder, the place for a user's data, and which
//! processes run. Nothing else has `cfg(unix)`.
//!
//! Linux is supported and tested. Elsewhere files get the folder's permissions, a folder is not flushed, and no
//! process is known to run.

use std::ffi::OsString;
use std::fmt;
use std::fs::{self, DirBuilder, File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// A new file that only its owner may read and write (0600); fails if the name is taken.
pub(super) fn create_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    private_file(&mut options);
    options.open(path)
}

/// Opens a regular file for reading, with its size; a link is followed. Anything else is never waited for, and what
/// it is comes back.
pub(super) fn open_file(path: &Path) -> io::Result<Result<(File, u64), NotAFile>> {
    // Opening alone can do something to a device.
    if let Some(odd) = NotAFile::of(&fs::metadata(path)?) {
        return Ok(Err(odd));
    }
    let mut options = OpenOptions::new();
    options.read(true);
    never_wait(&mut options);
    let file = options.open(path)?;
    // It may be another one by now.
    let found = file.metadata()?;
    Ok(match NotAFile::of(&found) {
        Some(odd) => Err(odd),
        None => Ok((file, found.len())),
    })
}

/// A file that is opened or created (0600) to be locked; its content means nothing.
pub(super) fn open_guard(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    private_file(&mut options);
    never_wait(&mut options);
    options.open(path)
}

/// What has the name of a file and is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAFile {
    /// A folder.
    Folder,
    /// A named pipe: opening it waits for somebody at its other end.
    Pipe,
    /// A socket.
    Socket,
    /// A device, or something else of the system.
    Device,
}

impl NotAFile {
    fn of(found: &Metadata) -> Option<Self> {
        if found.is_file() {
            return None;
        }
        Some(if found.is_dir() { Self::Folder } else { odd(found) })
    }
}

impl fmt::Display for NotAFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Folder => "a folder",
            Self::Pipe => "a pipe",
            Self::Socket => "a socket",
            Self::Device => "a device",
        })
    }
}

#[cfg(unix)]
fn odd(found: &Metadata) -> NotAFile {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = found.file_type();
    if kind.is_fifo() {
        NotAFile::Pipe
    } else if kind.is_socket() {
        NotAFile::Socket
    } else {
        NotAFile::Device
    }
}

#[cfg(not(unix))]
fn odd(_: &Metadata) -> NotAFile {
    NotAFile::Device
}

/// `O_NONBLOCK`: what became a pipe since it was looked at is opened at once, or refused.
#[cfg(target_os = "linux")]
fn never_wait(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.custom_flags(0o4000);
}

#[cfg(not(target_os = "linux"))]
fn never_wait(_: &mut OpenOptions) {}

/// Tells a folder from every other one while the computer runs: its device and its number there. None where the
/// system does not say.
#[cfg(unix)]
pub(super) fn place_of(folder: &Path) -> io::Result<Option<(u64, u64)>> {
    use std::os::unix::fs::MetadataExt as _;
    let found = fs::metadata(folder)?;
    if !found.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    Ok(Some((found.dev(), found.ino())))
}

/// Only whether it is there.
#[cfg(not(unix))]
pub(super) fn place_of(folder: &Path) -> io::Result<Option<(u64, u64)>> {
    fs::metadata(folder).map(|_| None)
}

/// The number of a file on its device: another one after every save.
#[cfg(unix)]
pub(super) fn number_of(found: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
pub(super) fn number_of(_: &Metadata) -> u64 {
    0
}

/// A folder inside one that is there (0700); one that is there already is left as it is.
pub(super) fn create_inner(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    private_folder(&mut builder);
    match builder.create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        other => other,
    }
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

/// Makes a folder of the user's own (0700) with a file (0600) that another part of the program goes on to write;
/// what is there already is left as it is. What cannot be made is left to whoever writes it.
pub fn keep_private(folder: &Path, name: &str, content: &str) {
    if create_folder(folder).is_ok()
        && let Ok(mut file) = create_file(&folder.join(name))
    {
        io::Write::write_all(&mut file, content.as_bytes()).ok();
    }
}

/// True where `WAYLAND_DISPLAY` names no display that answers, and there is an X11 display to be tried.
pub fn names_dead_wayland() -> bool {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let (Some(name), Some(_)) = (set("WAYLAND_DISPLAY"), set("DISPLAY")) else { return false };
    // An absolute name stands for itself.
    let path =
        set("XDG_RUNTIME_DIR").map_or_else(|| PathBuf::from(&name), |folder| Path::new(&folder).join(&name));
    set("WAYLAND_SOCKET").is_none() && !answers(&path)
}

#[cfg(unix)]
fn answers(socket: &Path) -> bool {
    std::os::unix::net::UnixStream::connect(socket).is_ok()
}

#[cfg(not(unix))]
fn answers(_: &Path) -> bool {
    true
}

/// Starts this program again in its own place, without a variable of its environment. Returns only where that
/// could not be done.
#[cfg(unix)]
pub fn start_again_without(variable: &str) {
    use std::os::unix::process::CommandExt as _;
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        drop(again.args(std::env::args_os().skip(1)).env_remove(variable).exec());
    }
}

#[cfg(not(unix))]
pub fn start_again_without(_: &str) {}

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
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything; what follows it does not.
    let mut fields = stat.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let started = fields.nth(18)?;
    let computer = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    (!matches!(state, "Z" | "X")).then(|| format!("{} {started}", computer.trim()))
}

/// The computer's name, as other people know it; empty when the system does not say.
pub fn computer_name() -> String {
    let kernel = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
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
