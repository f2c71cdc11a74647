//! Which folders are flushed, and what is said where that fails: this test program runs itself under strace.

use super::{holder, opened, patient, signed};
use crate::kit::skip;
use cardose::{
    model::Site,
    storage::{ARCHIVE, archive, history_path, load_site, rename, restore, save, save_site},
};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const FOLDER: &str = "CARDOSE_TEST_FLUSH_IN";
const ACT: &str = "CARDOSE_TEST_FLUSH_ACT";

/// Runs only as the child.
#[test]
fn child() {
    let Some(at) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let act = std::env::var(ACT).unwrap();
    let said = match act.as_str() {
        "archive" => archive(&at, "A", &holder("p1")).map_err(|error| error.to_string()),
        "restore" => restore(&at, "A", &holder("p1")).map_err(|error| error.to_string()),
        "rename" => rename(&at, "A", "B", &opened(&at, "A").2, &holder("p1"), &signed())
            .map(|_| ())
            .map_err(|error| error.to_string()),
        "save" => {
            let (mut file, _, version) = opened(&at, "A");
            file.draft.note = "new".to_owned();
            save(&at, &file, Some(&version)).map(|_| ()).map_err(|error| error.to_string())
        }
        "settings" => {
            let seen = load_site(&at.join("site.ron")).unwrap();
            let site = Site { name: "new".to_owned(), ..seen.value };
            let saved = save_site(&at.join("site.ron"), &site, Some(&seen.sha256), &signed());
            saved.map(|_| ()).map_err(|error| error.to_string())
        }
        _ => unreachable!(),
    };
    println!("\nSAID: {said:?}");
}

/// The calls that move, remove and flush, with the paths of the flushed; `-P` would hide what is not asked for.
fn run(at: &Path, act: &str, inject: Option<&str>) -> (Output, Vec<String>) {
    let log = TempDir::new().unwrap();
    let log = log.path().join("log");
    let name = format!("{}::child", module_path!().split_once("::").unwrap().1);
    let mut command = Command::new("strace");
    command
        .args(["-f", "-qq", "-y", "-o"])
        .arg(&log)
        .args(["-e", "trace=fsync,rename,renameat,renameat2,unlink,unlinkat"]);
    if let Some(inject) = inject {
        command.args(["-e", &format!("inject={inject}")]);
    }
    command.arg("--").arg(std::env::current_exe().unwrap()).args([&name, "--exact", "--nocapture"]);
    let output = command.env(FOLDER, at).env(ACT, act).output().unwrap();
    let log = fs::read_to_string(log).unwrap();
    (
        output,
        log.lines()
            .filter(|line| ["sync(", "rename", "unlink"].iter().any(|call| line.contains(call)))
            .map(str::to_owned)
            .collect(),
    )
}

fn without_strace() -> bool {
    let missing = Command::new("strace").arg("-V").output().is_err();
    if missing {
        skip("strace is not installed");
    }
    missing
}

/// A record at revision 2 and a site.
fn prepared() -> TempDir {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let first = save(at, &patient("A"), None).unwrap();
    save(at, &first.file, Some(&first.version)).unwrap();
    let site = Site { schema: 1, name: "old".to_owned(), ..Site::default() };
    save_site(&at.join("site.ron"), &site, None, &signed()).unwrap();
    folder
}

/// After the move that ends in `to`, the folders that are flushed, in order.
fn flushed_after(calls: &[String], to: &Path) -> Vec<String> {
    let to = format!("\"{}\")", to.display());
    let moved = calls.iter().position(|call| call.contains("rename") && call.contains(&to)).unwrap();
    let flushed = calls[moved + 1..].iter().take_while(|call| call.contains("sync("));
    let path = |call: &String| call.split_once('<').unwrap().1.split_once('>').unwrap().0.to_owned();
    flushed.map(path).collect()
}

#[test]
fn a_move_flushes_the_new_folder_and_then_the_old_one() {
    if without_strace() {
        return;
    }
    let folder = prepared();
    let at = folder.path().canonicalize().unwrap();
    let (records, inner) = (at.display().to_string(), at.join(ARCHIVE).display().to_string());
    let (_, calls) = run(&at, "archive", None);
    assert_eq!(
        flushed_after(&calls, &at.join(ARCHIVE).join("A.ron")),
        [inner.clone(), records.clone()],
        "{calls:?}"
    );
    let (_, calls) = run(&at, "restore", None);
    assert_eq!(flushed_after(&calls, &at.join("A.ron")), [records.clone(), inner], "{calls:?}");
    // The record under the new code is on the disk before the old one goes, and so is each former version.
    let (_, calls) = run(&at, "rename", None);
    let history = at.join("history").display().to_string();
    assert_eq!(flushed_after(&calls, &at.join("B.ron")), [records], "{calls:?}");
    assert_eq!(
        flushed_after(&calls, &history_path(&at, "B", 1).unwrap())[..2],
        [history.clone(), history],
        "{calls:?}"
    );
}

/// What is removed and not flushed may be there again after a power cut: one patient under two codes.
#[test]
fn what_was_renamed_away_does_not_come_back() {
    if without_strace() {
        return;
    }
    let folder = prepared();
    let at = folder.path().canonicalize().unwrap();
    let (_, calls) = run(&at, "rename", None);
    let old = format!("\"{}\"", at.join("A.ron").display());
    let removed = calls.iter().position(|call| call.contains("unlink") && call.contains(&old)).unwrap();
    let flushed = |call: &String| call.contains("sync(") && call.contains(&format!("<{}>", at.display()));
    assert!(calls[removed..].iter().any(flushed), "{calls:?}");
}

/// The version before is kept first. Where that fails, no new version stands anywhere, and none is spoken of.
#[test]
fn a_failed_flush_of_the_history_tells_the_truth() {
    if without_strace() {
        return;
    }
    for (act, name) in [("save", "A.ron"), ("settings", "site.ron")] {
        let folder = prepared();
        let at = folder.path();
        let before = fs::read(at.join(name)).unwrap();
        // 1: the temporary file, 2: its folder, `history`. Other threads flush nothing.
        for (when, step) in [(1, "flushing it to the disk failed"), (2, "flushing its folder failed")] {
            let (output, _) = run(at, act, Some(&format!("fsync:error=EIO:when={when}")));
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            for words in ["the version before could not be kept", step, "It stands as it was", "save again"] {
                assert!(said.contains(words), "“{words}”: {said}");
            }
            assert!(!said.contains("The new version stands"), "{said}");
            assert_eq!(fs::read(at.join(name)).unwrap(), before, "{said}");
        }
        // 3: the new version, 4: its folder. Only then it stands there.
        for (when, words, stands) in
            [(3, "The version before is untouched", false), (4, "The new version stands in the folder", true)]
        {
            let folder = prepared();
            let (output, _) = run(folder.path(), act, Some(&format!("fsync:error=EIO:when={when}")));
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(said.contains(words), "{said}");
            assert_eq!(
                fs::read_to_string(folder.path().join(name)).unwrap().contains("\"new\""),
                stands,
                "{said}"
            );
        }
    }
}
