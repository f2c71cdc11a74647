//! The record folder: its permissions, its listing, its locks.

use super::{EXAMPLE, example, holder, patient, put, signed};
use cardose::model::Site;
use cardose::storage::folder::{self, Condition};
use cardose::storage::lock::{self, Lock, LockError};
use cardose::storage::{
    DataFolder, EMBEDDED_LABORATORIES, HISTORY, KnownFolder, archive, history_path, keep_private, save,
    save_laboratory, save_site,
};
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn only_the_owner_may_read() {
    let outer = TempDir::new().unwrap();
    let at = outer.path().join("data").join("records");
    folder::create(&at).unwrap();
    folder::create(&at).unwrap();
    let first = save(&at, &patient("A"), None).unwrap();
    save(&at, &first.file, Some(&first.version)).unwrap();
    let _lock = Lock::take(&at, "A", &holder("p1")).unwrap();
    for folder in [at.clone(), at.parent().unwrap().to_owned(), at.join(HISTORY)] {
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
    }
    for file in [at.join("A.ron"), at.join("A.lock"), history_path(&at, "A", 1).unwrap(), at.join(".saving")]
    {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    put(outer.path(), "taken", "a file");
    folder::create(&outer.path().join("taken")).unwrap_err();
}

const UNMASKED: &str = "CARDOSE_TEST_UNMASKED_IN";

/// Runs only as the child, without any umask: whatever it makes shows its own modes.
#[test]
fn unmasked_child() {
    let Some(outer) = std::env::var_os(UNMASKED).map(PathBuf::from) else { return };
    let data = DataFolder::new(&outer.join("deep").join("data"));
    KnownFolder::new(data.clone()).prepare(None).unwrap();
    let first = save(&data.records(), &patient("A"), None).unwrap();
    save(&data.records(), &first.file, Some(&first.version)).unwrap();
    drop(Lock::take(&data.records(), "A", &holder("p1")).unwrap());
    let site = Site { schema: 1, name: "x".into(), ..Site::default() };
    let seen = save_site(&data.site(), &site, None, &signed()).unwrap();
    save_site(&data.site(), &Site { name: "y".into(), ..site }, Some(&seen.sha256), &signed()).unwrap();
    let laboratory = EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
    save_laboratory(&data.laboratory("own").unwrap(), &laboratory, None).unwrap();
    archive(&data.records(), "A", &holder("p1")).unwrap();
    keep_private(&outer.join("user").join("cardose"), "app.ron", "{}");
}

#[test]
fn without_a_umask_everything_is_still_its_owners_alone() {
    let outer = TempDir::new().unwrap();
    let name = format!("{}::unmasked_child", module_path!().split_once("::").unwrap().1);
    let run = std::process::Command::new("sh")
        .args(["-c", "umask 000; exec \"$0\" \"$@\""])
        .arg(std::env::current_exe().unwrap())
        .args([&name, "--exact"])
        .env(UNMASKED, outer.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{run:?}");
    let (mut left, mut files, mut folders) = (vec![outer.path().to_owned()], 0, 0);
    while let Some(folder) = left.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                assert_eq!(mode(&path), 0o700, "{}", path.display());
                folders += 1;
                left.push(path);
            } else {
                assert_eq!(mode(&path), 0o600, "{}", path.display());
                files += 1;
            }
        }
    }
    // deep, data, its three, history twice, archive, user, cardose; the records, the site, the template, the
    // former versions, three guards, and what the window keeps.
    assert_eq!((folders, files), (10, 9));
}

#[test]
fn listing_skips_nothing() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    save(at, &example(), None).unwrap();
    save(at, &patient("B"), None).unwrap();
    let changed = fs::read_to_string(at.join("B.ron")).unwrap().replace("0.1.0", "0.1.1");
    put(at, "B.ron", &changed);
    put(at, "C.ron", EXAMPLE);
    put(at, "D.ron", "(schema: 9)");
    put(at, "E.ron", "half a reco");
    put(at, "b c.ron", "(schema: 1, draft: (subject: \"b c\"))");
    put(at, "f.ron", "(schema: 1, draft: (subject: \"f\"))");
    put(at, "F.RON", "(schema: 1, draft: (subject: \"F\"))");
    put(at, "readme.txt", "");
    put(at, ".cardose-1-0.tmp", "(schema: 1)");
    fs::create_dir(at.join("G.ron")).unwrap();
    symlink("nowhere", at.join("H.ron")).unwrap();
    let _lock = Lock::take(at, "B", &holder("p1")).unwrap();

    let listing = folder::list(at).unwrap();
    let names: Vec<_> = listing.records.iter().map(|entry| entry.file_name.as_str()).collect();
    let expected =
        ["B.ron", "C.ron", "D.ron", "E.ron", "EXAMPLE-01.ron", "F.RON", "G.ron", "H.ron", "b c.ron", "f.ron"];
    assert_eq!(names, expected);
    assert_eq!(listing.others, ["readme.txt"]);
    assert_eq!(listing.leftovers.iter().map(|left| left.process).collect::<Vec<_>>(), [1]);
    let conditions: Vec<_> = listing.records.iter().map(|entry| word(&entry.inspect())).collect();
    let expected = [
        "changed",
        "other",
        "newer",
        "unreadable",
        "good",
        "twin",
        "unreadable",
        "unreadable",
        "name",
        "twin",
    ];
    assert_eq!(conditions, expected);
    folder::list(&at.join("missing")).unwrap_err();
}

fn word(condition: &Condition) -> &'static str {
    match condition {
        Condition::Good { .. } => "good",
        Condition::Changed { .. } => "changed",
        Condition::Newer { .. } => "newer",
        Condition::OtherSubject => "other",
        Condition::BadName(_) => "name",
        Condition::Twin => "twin",
        Condition::Unreadable(_) => "unreadable",
    }
}

#[test]
fn locks_show_who_and_can_be_taken_over() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    assert_eq!(lock::held(at, "A").unwrap(), None);
    let first = Lock::take(at, "A", &holder("p1")).unwrap();
    assert_eq!(lock::held(at, "A").unwrap(), Some(holder("p1")));
    let refused = Lock::take(at, "A", &holder("p2")).unwrap_err();
    assert!(matches!(&refused, LockError::Held(found) if **found == holder("p1")), "{refused}");
    assert!(
        refused.to_string().starts_with("p1 has this record open on PC-7 since 2026-11-22T09:00;"),
        "{refused}"
    );
    drop(Lock::take(at, "B", &holder("p2")).unwrap());
    assert_eq!(lock::held(at, "B").unwrap(), None);

    assert!(matches!(Lock::take_over(at, "A", &holder("p2"), "  "), Err(LockError::NoReason)));
    let second = Lock::take_over(at, "A", &holder("p2"), "PC-7 was switched off").unwrap();
    assert!(second.is_ours() && !first.is_ours());
    let text = fs::read_to_string(at.join("A.lock")).unwrap();
    assert!(
        text.contains("PC-7 was switched off") && text.contains("\"p1\"") && text.contains("\"p2\""),
        "{text}"
    );
    // The former holder does not take the new one's lock away.
    assert!(!first.release().unwrap());
    assert_eq!(lock::held(at, "A").unwrap(), Some(holder("p2")));
    assert!(second.release().unwrap());
    assert_eq!(lock::held(at, "A").unwrap(), None);
    assert!(Lock::take_over(at, "A", &holder("p3"), "nobody has it").unwrap().release().unwrap());

    // Whether the program still runs: seen on its own computer only, and told from a later one of its number.
    let own = Lock::take(at, "A", &holder("p1")).unwrap();
    assert_eq!(lock::holder_runs(at, "A", "PC-7"), Some(true));
    assert_eq!(lock::holder_runs(at, "A", "PC-8"), None);
    assert_eq!(lock::holder_runs(at, "B", "PC-7"), None);
    let text = fs::read_to_string(at.join("A.lock")).unwrap();
    assert!(own.release().unwrap());
    let process = format!("process: {}", std::process::id());
    put(at, "A.lock", &text.replace(&process, "process: 1"));
    assert_eq!(lock::holder_runs(at, "A", "PC-7"), Some(false));
    fs::remove_file(at.join("A.lock")).unwrap();

    // A crash while locking leaves an empty lock.
    put(at, "A.lock", "");
    assert!(matches!(lock::held(at, "A"), Err(LockError::Unknown(_))));
    assert!(matches!(Lock::take(at, "A", &holder("p1")), Err(LockError::Unknown(_))));
    drop(Lock::take_over(at, "A", &holder("p1"), "left by a crash").unwrap());
    assert!(!at.join("A.lock").exists());
}

#[test]
fn ten_thousand_names_are_all_there() {
    const MANY: usize = 10_000;
    let folder = TempDir::new().unwrap();
    for number in 0..MANY {
        put(folder.path(), &format!("S-{number:05}.ron"), "");
    }
    assert_eq!(folder::list(folder.path()).unwrap().records.len(), MANY);
}
