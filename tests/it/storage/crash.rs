//! A crash, or a disk that refuses, at every system call of a save: this test program runs itself under strace.

use super::{opened, patient};
use crate::kit::skip;
use cardose::storage::{
    HISTORY, Integrity, durable, folder, history_path, read_record_file, save, sha256_hex,
};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const FOLDER: &str = "CARDOSE_TEST_SAVE_IN";
const CALLS: &str = "openat,write,fsync,rename,renameat,renameat2,mkdir,unlink,flock,close,statx,getdents64";
/// `when=` counts in each thread; with this many calls before it, a call of the save shares its number with no
/// call of the test harness's own thread.
const AHEAD: usize = 60;
const NEW_NOTE: &str = "the new version";

/// Runs only as the child: saves revision 2 over revision 1.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let (mut file, _, version) = opened(&folder, "A");
    for _ in 0..AHEAD {
        File::options().write(true).open("/dev/null").unwrap().write_all(b"x").unwrap();
        fs::metadata("/dev/null").unwrap();
    }
    NEW_NOTE.clone_into(&mut file.draft.note);
    if let Err(error) = save(&folder, &file, Some(&version)) {
        println!("REFUSED: {error}");
    } else {
        println!("SAVED");
    }
}

/// A folder with one saved record that is large enough to matter.
fn prepared() -> (TempDir, Vec<u8>) {
    let folder = TempDir::new().unwrap();
    let mut file = patient("A");
    file.draft.note = "the old version ".repeat(500);
    save(folder.path(), &file, None).unwrap();
    let old = fs::read(folder.path().join("A.ron")).unwrap();
    (folder, old)
}

fn run(folder: &Path, log: &Path, inject: Option<&str>) -> Output {
    let name = format!("{}::child", module_path!().split_once("::").unwrap().1);
    let mut command = Command::new("strace");
    command.args(["-f", "-qq", "-o"]).arg(log).args(["-e", &format!("trace={CALLS}")]);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command.arg("--").arg(std::env::current_exe().unwrap()).args([&name, "--exact", "--nocapture"]);
    command.env(FOLDER, folder).output().unwrap()
}

/// Each system call of the save, as its name and its number within the saving thread.
fn calls_of_a_save() -> Vec<(String, usize)> {
    let (folder, _) = prepared();
    let log = TempDir::new().unwrap();
    let log = log.path().join("log");
    let output = run(folder.path(), &log, None);
    assert!(String::from_utf8_lossy(&output.stdout).contains("SAVED"), "{output:?}");
    let log = fs::read_to_string(log).unwrap();
    let mark = folder.path().to_str().unwrap();
    let saver = log.lines().find(|line| line.contains(mark)).unwrap().split_whitespace().next().unwrap();
    let (mut calls, mut seen, mut dummies) = (Vec::new(), Vec::<String>::new(), 0);
    for line in log.lines().filter(|line| line.starts_with(saver)) {
        let Some((head, rest)) = line.split_once('(') else { continue };
        let name = head.split_whitespace().last().unwrap().to_owned();
        seen.push(name.clone());
        if rest.contains("/dev/null") {
            dummies += 1;
        } else if dummies >= 2 * AHEAD {
            calls.push((name.clone(), seen.iter().filter(|other| **other == name).count()));
        }
    }
    calls
}

/// After whatever happened: the whole old or the whole new record, its history whole, and work goes on.
/// Returns true if it is the new one.
fn check(at: &Path, old: &[u8], what: &str) -> bool {
    let found = fs::read(at.join("A.ron")).unwrap();
    let (file, integrity, version) = opened(at, "A");
    assert_eq!(integrity, Integrity::Intact, "{what}");
    let new = file.draft.note == NEW_NOTE;
    assert!(new || found == old, "{what}: neither the old nor the new record");
    assert_eq!(file.revision, if new { 2 } else { 1 }, "{what}");
    let kept = history_path(at, "A", 1).unwrap();
    assert!(kept.exists() || !new, "{what}: replaced before it was kept");
    if kept.exists() {
        assert_eq!(fs::read(&kept).unwrap(), old, "{what}: half a former version");
    }
    let listing = folder::list(at).unwrap();
    assert_eq!((listing.records.len(), listing.others.len()), (1, 0), "{what}: {listing:?}");
    // The next save works and does not stumble over what was left.
    let next = save(at, &file, Some(&version)).unwrap();
    assert_eq!(next.file.revision, file.revision + 1, "{what}");
    assert_eq!(sha256_hex(&fs::read(history_path(at, "A", file.revision).unwrap()).unwrap()), version.sha256);
    read_record_file(&at.join("A.ron")).unwrap();
    new
}

fn without_strace() -> bool {
    let missing = Command::new("strace").arg("-V").output().is_err();
    if missing {
        skip("strace is not installed");
    }
    missing
}

#[test]
fn the_four_steps_come_in_order_for_the_history_and_then_the_record() {
    if without_strace() {
        return;
    }
    let steps: Vec<String> = calls_of_a_save().into_iter().map(|(name, _)| name).collect();
    let steps: Vec<&str> = steps
        .iter()
        .map(|name| if name.starts_with("rename") { "rename" } else { name.as_str() })
        .filter(|name| ["write", "fsync", "rename"].contains(name))
        .collect();
    let four = ["write", "fsync", "rename", "fsync"];
    // The last one is the child's own word that it has saved.
    assert_eq!(steps, [&four[..], &four[..], &["write"]].concat());
}

#[test]
fn killed_at_every_call_leaves_old_or_new() {
    if without_strace() {
        return;
    }
    let calls = calls_of_a_save();
    let names: BTreeSet<&str> = calls.iter().map(|(name, _)| name.as_str()).collect();
    assert!(names.contains("fsync") && names.contains("write") && names.contains("openat"), "{names:?}");
    let (mut old_left, mut new_left, mut torn) = (0, 0, 0);
    for (name, number) in &calls {
        let what = format!("{name}:signal=KILL:when={number}");
        let (folder, old) = prepared();
        let log = TempDir::new().unwrap();
        let output = run(folder.path(), &log.path().join("log"), Some(&what));
        assert_eq!(output.status.signal(), Some(9), "{what}: {output:?}");
        torn += folder::list(folder.path()).unwrap().leftovers.len();
        if check(folder.path(), &old, &what) {
            new_left += 1;
        } else {
            old_left += 1;
        }
    }
    println!("killed at {} calls: old {old_left}, new {new_left}, temporary files left {torn}", calls.len());
    assert!(old_left > 0 && new_left > 0 && torn > 0);
}

#[test]
fn a_disk_that_refuses_leaves_old_or_new_and_says_so() {
    if without_strace() {
        return;
    }
    let calls = calls_of_a_save();
    let mut refused = 0;
    for (name, number) in &calls {
        let error = match name.as_str() {
            "write" | "fsync" | "mkdir" => "ENOSPC",
            "openat" | "rename" | "renameat" | "renameat2" => "EROFS",
            _ => continue,
        };
        let what = format!("{name}:error={error}:when={number}");
        let (folder, old) = prepared();
        let log = TempDir::new().unwrap();
        let output = run(folder.path(), &log.path().join("log"), Some(&what));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let leftovers = folder::list(folder.path()).unwrap().leftovers;
        assert!(leftovers.is_empty(), "{what}: {leftovers:?}");
        assert!(durable::leftovers(&folder.path().join(HISTORY)).unwrap_or_default().is_empty(), "{what}");
        let new = check(folder.path(), &old, &what);
        if said.contains("REFUSED") {
            refused += 1;
            assert!(said.contains("not saved"), "{what}: {said}");
            assert!(!new || said.contains("flushing its folder"), "{what}: {said}");
        } else if said.contains("SAVED") {
            assert!(new, "{what}: said saved, and is not");
        }
    }
    // Two files, each: created, written, flushed, renamed, its folder opened and flushed.
    assert!(refused >= 12, "{refused}");
}
