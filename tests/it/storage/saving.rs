//! Nothing is overwritten unseen, and what was there is kept.

use super::{holder, opened, patient, put};
use cardose::storage::lock::Lock;
use cardose::storage::{HISTORY, Integrity, SaveError, Version, durable, history_path, save, sha256_hex};
use std::fs;
use tempfile::TempDir;

#[test]
fn saving_counts_keeps_and_refuses() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let first = save(at, &patient("A"), None).unwrap();
    let first_text = fs::read(at.join("A.ron")).unwrap();
    assert!(!at.join(HISTORY).exists());

    // The very same again: already there, only flushed.
    assert_eq!(save(at, &patient("A"), None).unwrap(), first);
    let mut other = first.file.clone();
    "second".clone_into(&mut other.draft.note);
    assert!(matches!(save(at, &other, None), Err(SaveError::Exists { .. })));
    let second = save(at, &other, Some(&first.version)).unwrap();
    assert_eq!(second.file.revision, 2);
    assert_eq!(fs::read(history_path(at, "A", 1).unwrap()).unwrap(), first_text);

    "stale".clone_into(&mut other.draft.note);
    let stale = save(at, &other, Some(&first.version));
    assert!(matches!(stale, Err(SaveError::Conflict { seen: 1, found: 2, .. })), "{stale:?}");
    // The right number is not enough: the text was edited by hand meanwhile.
    let by_hand = fs::read_to_string(at.join("A.ron")).unwrap().replace("second", "by hand");
    put(at, "A.ron", &by_hand);
    assert!(matches!(save(at, &other, Some(&second.version)), Err(SaveError::Changed { .. })));
    let by_hand = by_hand.split("// sha256").next().unwrap().to_owned();
    put(at, "A.ron", &by_hand);
    assert!(matches!(
        save(at, &other, Some(&second.version)),
        Err(SaveError::Conflict { seen: 2, found: 2, .. })
    ));

    // Seen, it may be replaced, and is kept as it was.
    let (seen, integrity, version) = opened(at, "A");
    assert_eq!((seen.revision, integrity), (2, Integrity::HandWritten));
    assert_eq!(save(at, &other, Some(&version)).unwrap().file.revision, 3);
    assert_eq!(fs::read_to_string(history_path(at, "A", 2).unwrap()).unwrap(), by_hand);

    fs::remove_file(at.join("A.ron")).unwrap();
    assert!(matches!(save(at, &other, Some(&version)), Err(SaveError::Gone { .. })));
    let last = Version { revision: u32::MAX, sha256: String::new() };
    assert!(matches!(save(at, &other, Some(&last)), Err(SaveError::LastRevision)));
}

#[test]
fn history_is_never_overwritten() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let first = save(at, &patient("A"), None).unwrap();
    fs::create_dir(at.join(HISTORY)).unwrap();
    put(&at.join(HISTORY), "A.r1.ron", "an older text with the same revision");
    save(at, &first.file, Some(&first.version)).unwrap();
    assert_eq!(fs::read(at.join(HISTORY).join("A.r1.ron")).unwrap(), b"an older text with the same revision");
    let second = at.join(HISTORY).join(format!("A.r1.{}.ron", &first.version.sha256[..16]));
    assert_eq!(sha256_hex(&fs::read(second).unwrap()), first.version.sha256);
}

#[test]
fn one_file_for_one_subject() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    save(at, &patient("Abc-1"), None).unwrap();
    assert!(
        matches!(save(at, &patient("ABC-1"), None), Err(SaveError::Twin { other }) if other == "Abc-1.ron")
    );
    put(at, "B.ron", "(schema: 1, draft: (subject: \"C\"))");
    assert!(matches!(save(at, &patient("B"), None), Err(SaveError::OtherSubject { .. })));
    put(at, "D.ron", "(schema: 1, ");
    assert!(matches!(save(at, &patient("D"), None), Err(SaveError::Unreadable(_))));
    for odd in ["../x", "a/b", "", "CON", ".x", "王小明", "a b", &"x".repeat(65)] {
        assert!(matches!(save(at, &patient(odd), None), Err(SaveError::Subject(_))), "{odd}");
        assert!(Lock::take(at, odd, &holder("p1")).is_err() && history_path(at, odd, 1).is_err());
    }
    assert!(!at.parent().unwrap().join("x.ron").exists());
    let longest = "x".repeat(64);
    let saved = save(at, &patient(&longest), None).unwrap();
    save(at, &saved.file, Some(&saved.version)).unwrap();
    assert!(history_path(at, &longest, 1).unwrap().exists());
}

#[test]
fn two_savers_at_once_lose_nothing() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let first = save(at, &patient("A"), None).unwrap();
    let outcomes: Vec<bool> = std::thread::scope(|scope| {
        let savers: Vec<_> = (0..8)
            .map(|i| {
                let mut file = first.file.clone();
                file.draft.note = format!("saver {i}");
                let version = &first.version;
                scope.spawn(move || save(at, &file, Some(version)).is_ok())
            })
            .collect();
        savers.into_iter().map(|saver| saver.join().unwrap()).collect()
    });
    assert_eq!(outcomes.iter().filter(|saved| **saved).count(), 1, "{outcomes:?}");
    let takers: usize = std::thread::scope(|scope| {
        let takers: Vec<_> =
            (0..8).map(|i| scope.spawn(move || Lock::take(at, "A", &holder(&format!("p{i}"))))).collect();
        let locks: Vec<_> = takers.into_iter().map(|taker| taker.join().unwrap()).collect();
        locks.iter().filter(|lock| lock.is_ok()).count()
    });
    assert_eq!(takers, 1);
}

#[test]
fn a_folder_that_cannot_be_written_keeps_the_old_file() {
    let folder = TempDir::new().unwrap();
    // The name is taken by a folder: the rename fails.
    let path = folder.path().join("A.ron");
    fs::create_dir(&path).unwrap();
    let error = durable::write(&path, b"new").unwrap_err();
    assert_eq!(error.step, durable::Step::Rename);
    assert!(error.to_string().contains("is not saved: putting it in its place failed"), "{error}");
    assert!(durable::leftovers(folder.path()).unwrap().is_empty());
    let error = durable::write(&folder.path().join("missing").join("A.ron"), b"new").unwrap_err();
    assert_eq!(error.step, durable::Step::Create);
    let error = save(&folder.path().join("missing"), &patient("A"), None).unwrap_err();
    assert!(matches!(error, SaveError::Write(_)), "{error}");
}

#[test]
fn leftovers_of_a_namesake_are_passed_by() {
    let folder = TempDir::new().unwrap();
    let process = std::process::id();
    for number in 0..50 {
        put(folder.path(), &format!(".cardose-{process}-{number}.tmp"), "left");
    }
    let path = folder.path().join("A.ron");
    durable::write(&path, b"new").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
    assert_eq!(durable::leftovers(folder.path()).unwrap().len(), 50);
}
