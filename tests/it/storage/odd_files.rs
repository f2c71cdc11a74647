//! What has the name of a file and is none: a pipe, a socket, a device, a folder, a link.

use super::{holder, patient, put, signed};
use cardose::storage::{
    ARCHIVE, DataFolder, FileError, FileProblem, HISTORY, NotAFile, SaveError, archive, durable,
    folder::{self, Condition},
    folders::RECOVERY,
    history_path, list_archive, load_protocol, read_record_file,
    recovery::{self, Found},
    save, save_site, versions,
};
use std::fs;
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::Duration;
use tempfile::TempDir;

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Fails instead of waiting for the other end of a pipe for ever.
#[track_caller]
fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let (sender, receiver) = channel();
    let reader = std::thread::Builder::new().name("reader".to_owned());
    reader.spawn(move || sender.send(work())).unwrap();
    receiver.recv_timeout(Duration::from_mins(1)).expect("it waits for a pipe")
}

fn what(error: &FileError) -> Option<NotAFile> {
    let FileProblem::NotAFile { what } = *error.problem else { return None };
    Some(what)
}

#[test]
fn each_kind_is_named_and_not_opened() {
    let folder = TempDir::new().unwrap();
    let at = folder.path().to_owned();
    pipe(&at.join("pipe.ron"));
    let _socket = UnixListener::bind(at.join("socket.ron")).unwrap();
    fs::create_dir(at.join("folder.ron")).unwrap();
    symlink("pipe.ron", at.join("link.ron")).unwrap();
    symlink("/dev/null", at.join("device.ron")).unwrap();
    for (name, expected, word) in [
        ("pipe.ron", NotAFile::Pipe, "a pipe"),
        ("link.ron", NotAFile::Pipe, "a pipe"),
        ("socket.ron", NotAFile::Socket, "a socket"),
        ("folder.ron", NotAFile::Folder, "a folder"),
        ("device.ron", NotAFile::Device, "a device"),
    ] {
        let path = at.join(name);
        let error = in_time(move || read_record_file(&path)).unwrap_err();
        assert_eq!(what(&error), Some(expected), "{error}");
        assert!(error.to_string().starts_with(&format!("{name}: it is {word}")), "{error}");
    }
}

/// In every folder of the program: it stands in the list with what it is, and everything else works on.
#[test]
fn a_pipe_stops_nobody() {
    let folder = TempDir::new().unwrap();
    let data = DataFolder::new(folder.path());
    data.create().unwrap();
    let at = data.records();
    let first = save(&at, &patient("A"), None).unwrap();
    let second = save(&at, &first.file, Some(&first.version)).unwrap();
    for inner in [ARCHIVE, RECOVERY] {
        fs::create_dir_all(at.join(inner)).unwrap();
    }
    for folder in [at.clone(), at.join(ARCHIVE), at.join(RECOVERY), data.laboratories(), data.protocols()] {
        pipe(&folder.join("P.ron"));
    }
    pipe(&history_path(&at, "A", 9).unwrap());
    in_time(move || {
        let listing = folder::list(&at).unwrap();
        let mut conditions = listing.records.iter().map(|entry| (entry.subject.clone(), entry.inspect()));
        assert!(matches!(conditions.next(), Some((_, Condition::Good { .. }))));
        let (subject, condition) = conditions.next().unwrap();
        assert!(
            subject == "P" && matches!(&condition, Condition::Unreadable(error) if what(error).is_some())
        );
        let archived = list_archive(&at).unwrap();
        assert!(matches!(archived.records[0].inspect(), Condition::Unreadable(_)));
        let found = recovery::list(&at, "PC-7").unwrap();
        assert!(
            matches!(&found[..], [Found::Damaged { id, error, .. }] if id == "P" && what(error).is_some())
        );
        assert!(data.load_laboratories()[0].is_err() && data.load_protocols()[0].is_err());
        assert!(load_protocol(&data.protocols().join("P.ron")).is_err());
        let kept = versions(&at, "A").unwrap();
        assert_eq!(kept.len(), 2);
        assert_eq!(what(&kept[0].open().unwrap_err()), Some(NotAFile::Pipe));
        // What lies in the way of a former version is said, and the record stays as it was.
        let third = save(&at, &second.file, Some(&second.version)).unwrap();
        pipe(&history_path(&at, "A", third.version.revision).unwrap());
        let before = read_record_file(&at.join("A.ron")).unwrap();
        let refused = save(&at, &third.file, Some(&third.version)).unwrap_err();
        assert!(matches!(refused, SaveError::Unreadable(_)), "{refused}");
        assert_eq!(read_record_file(&at.join("A.ron")).unwrap(), before);
        // A pipe can be put away like any file that cannot be read.
        assert!(archive(&at, "P", &holder("p1")).is_err(), "the archive has one of that name");
        // Where the guard should lie.
        fs::remove_file(at.join(".saving")).unwrap();
        pipe(&at.join(".saving"));
        assert!(save(&at, &patient("C"), None).is_err());
    });
}

/// A link is read through; a save over it would part it from the file that it leads to, and is refused.
#[test]
fn a_link_is_read_and_never_written_over() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let at = folder.path();
    let saved = save(elsewhere.path(), &patient("A"), None).unwrap();
    symlink(elsewhere.path().join("A.ron"), at.join("A.ron")).unwrap();
    let listing = folder::list(at).unwrap();
    assert!(matches!(listing.records[0].inspect(), Condition::Good { .. }));
    let refused = save(at, &saved.file, Some(&saved.version)).unwrap_err();
    let SaveError::Write(error) = &refused else { panic!("{refused}") };
    assert_eq!(error.step, durable::Step::Link);
    assert!(refused.to_string().contains("Put the file itself in the place of the link"), "{refused}");
    assert!(at.join("A.ron").is_symlink());
    put(elsewhere.path(), "site.ron", "(schema: 1, name: \"x\")");
    let site = at.join("site.ron");
    symlink(elsewhere.path().join("site.ron"), &site).unwrap();
    let seen = cardose::storage::load_site(&site).unwrap();
    assert!(save_site(&site, &seen.value, Some(&seen.sha256), &signed()).is_err());
    assert!(site.is_symlink() && at.join(HISTORY).is_dir());
}
