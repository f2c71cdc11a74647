//! Acts on whole records: archive, restore, another subject code, import, export.

use super::{EXAMPLE, example, holder, opened, patient, put, signed};
use cardose::storage::folder::list;
use cardose::storage::lock::{Lock, LockError};
use cardose::storage::{
    ARCHIVE, ActError, Existing, HISTORY, Integrity, Opened, SaveError, Saved, archive, broken_link, export,
    history_path, import, list_archive, rename, restore, restore_version, save, take_changed, versions,
};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use tempfile::TempDir;

/// A record at revision 2, with one former version.
fn two_revisions(at: &Path, subject: &str) -> Saved {
    let first = save(at, &patient(subject), None).unwrap();
    let mut file = first.file.clone();
    file.draft.note = format!("second of {subject}");
    save(at, &file, Some(&first.version)).unwrap()
}

/// Puts a lock of another program there.
fn lock_elsewhere(at: &Path, subject: &str) {
    let text = "(holder: (by: \"p9\", computer: \"PC-1\", program: \"CARdose\", since: \"2026-11-22T08:00\"), process: 1)";
    put(at, &format!("{subject}.lock"), text);
}

#[test]
fn nothing_is_archived_or_restored_over_something() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    assert!(list_archive(at).unwrap().records.is_empty());
    assert!(matches!(archive(at, "A", &holder("p1")), Err(ActError::NotThere { name }) if name == "A.ron"));
    assert!(matches!(restore(at, "A", &holder("p1")), Err(ActError::NotThere { .. })));
    assert!(matches!(archive(at, "../A", &holder("p1")), Err(ActError::Subject(_))));
    two_revisions(at, "A");
    fs::create_dir_all(at.join(ARCHIVE)).unwrap();
    put(&at.join(ARCHIVE), "A.ron", "an older one");
    assert!(matches!(archive(at, "A", &holder("p1")), Err(ActError::Taken { .. })));
    assert!(matches!(restore(at, "A", &holder("p1")), Err(ActError::Taken { .. })));
    fs::rename(at.join(ARCHIVE).join("A.ron"), at.join(ARCHIVE).join("a.ron")).unwrap();
    let twin = archive(at, "A", &holder("p1")).unwrap_err();
    assert!(matches!(&twin, ActError::Save(SaveError::Twin { other }) if other == "a.ron"), "{twin}");
    assert_eq!(fs::read(at.join(ARCHIVE).join("a.ron")).unwrap(), b"an older one");
    assert_eq!(opened(at, "A").0.revision, 2);
}

#[test]
fn archiving_moves_the_file_and_keeps_code_and_history() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    two_revisions(at, "A");
    save(at, &patient("B"), None).unwrap();
    let bytes = fs::read(at.join("A.ron")).unwrap();
    archive(at, "A", &holder("p1")).unwrap();
    let listing = list(at).unwrap();
    assert_eq!((listing.records.len(), listing.others.len()), (1, 0), "{listing:?}");
    let archived = list_archive(at).unwrap();
    assert_eq!(archived.records.iter().map(|entry| entry.subject.as_str()).collect::<Vec<_>>(), ["A"]);
    assert_eq!(fs::read(&archived.records[0].path).unwrap(), bytes);
    assert_eq!(fs::metadata(at.join(ARCHIVE)).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(versions(at, "A").unwrap().len(), 1);

    // The code stays taken: a second patient A would get the history of the first.
    for code in ["A", "a"] {
        let refused = save(at, &patient(code), None).unwrap_err();
        assert!(matches!(refused, SaveError::Archived { .. }), "{refused}");
        assert!(refused.to_string().contains("restore that record"), "{refused}");
    }
    let taken = rename(at, "B", "A", &opened(at, "B").2, &holder("p1"), &signed()).unwrap_err();
    assert!(matches!(taken, ActError::Save(SaveError::Archived { .. })), "{taken}");

    restore(at, "A", &holder("p1")).unwrap();
    assert_eq!(fs::read(at.join("A.ron")).unwrap(), bytes);
    assert!(list_archive(at).unwrap().records.is_empty());
    // Also one that cannot be read can be put away.
    put(at, "B.ron", "half a reco");
    archive(at, "B", &holder("p1")).unwrap();
}

#[test]
fn what_somebody_has_open_is_left_alone() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let saved = two_revisions(at, "A");
    lock_elsewhere(at, "A");
    let refused = archive(at, "A", &holder("p1")).unwrap_err();
    assert!(matches!(&refused, ActError::Lock(LockError::Held(_))), "{refused}");
    assert!(refused.to_string().starts_with("p9 has this record open on PC-1"), "{refused}");
    let renamed = rename(at, "A", "B", &saved.version, &holder("p1"), &signed());
    assert!(matches!(renamed, Err(ActError::Lock(_))), "{renamed:?}");
    fs::rename(at.join("A.lock"), at.join("B.lock")).unwrap();
    let renamed = rename(at, "A", "B", &saved.version, &holder("p1"), &signed());
    assert!(matches!(renamed, Err(ActError::Lock(_))), "{renamed:?}");
    put(at, "A.lock", "");
    assert!(matches!(archive(at, "A", &holder("p1")), Err(ActError::Lock(LockError::Unknown(_)))));
    assert_eq!(opened(at, "A").2, saved.version);
    fs::remove_file(at.join("A.lock")).unwrap();

    // One's own lock does not stand in the way.
    let own = Lock::take(at, "A", &holder("p1")).unwrap();
    archive(at, "A", &holder("p1")).unwrap();
    restore(at, "A", &holder("p1")).unwrap();
    assert!(own.is_ours());
}

/// A lock of the same person on the same computer, held by another program: a second window. And one of the same
/// number on another computer.
#[test]
fn a_lock_held_by_another_program_is_not_ignored() {
    let own = std::process::id();
    for (computer, process) in [("PC-7", own + 1), ("PC-1", own)] {
        let folder = TempDir::new().unwrap();
        let at = folder.path();
        let saved = two_revisions(at, "A");
        archive(at, "A", &holder("p1")).unwrap();
        let holds = format!(
            "(holder: (by: \"p1\", computer: \"{computer}\", program: \"CARdose\", since: \"2026-11-22T08:00\"), process: {process})"
        );
        put(at, "A.lock", &holds);
        let is_held = |done: Result<(), ActError>| {
            assert!(
                matches!(&done, Err(ActError::Lock(LockError::Held(_)))),
                "{computer} {process}: {done:?}"
            );
        };
        is_held(restore(at, "A", &holder("p1")));
        fs::remove_file(at.join("A.lock")).unwrap();
        restore(at, "A", &holder("p1")).unwrap();
        put(at, "A.lock", &holds);
        is_held(archive(at, "A", &holder("p1")));
        is_held(rename(at, "A", "B", &saved.version, &holder("p1"), &signed()).map(|_| ()));
        let former = versions(at, "A").unwrap().remove(0);
        let seen = Some(saved.version.sha256.as_str());
        is_held(restore_version(at, "A", &former, seen, &holder("p1"), &signed()).map(|_| ()));
        let text = fs::read_to_string(at.join("A.ron")).unwrap();
        put(at, "A.ron", &text.replace("second of A", "changed"));
        let changed = opened(at, "A").2;
        is_held(take_changed(at, "A", &changed, &holder("p1"), &signed()).map(|_| ()));
        assert_eq!(opened(at, "A").2, changed, "nothing was done");
        assert!(Lock::take(at, "A", &holder("p1")).is_err());
    }
}

#[test]
fn a_code_that_is_taken_is_refused() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let a = two_revisions(at, "A");
    let b = save(at, &patient("B"), None).unwrap();
    let attempt = |from: &str, to: &str, seen| rename(at, from, to, seen, &holder("p1"), &signed());
    assert!(matches!(attempt("A", "B", &a.version), Err(ActError::Taken { name }) if name == "B.ron"));
    assert!(matches!(attempt("A", "A", &a.version), Err(ActError::Taken { .. })));
    assert!(matches!(attempt("A", "b", &a.version), Err(ActError::Save(SaveError::Twin { .. }))));
    assert!(matches!(attempt("A", "a", &a.version), Err(ActError::Save(SaveError::Twin { .. }))));
    assert!(matches!(attempt("A", "x/y", &a.version), Err(ActError::Subject(_))));
    assert!(matches!(attempt("C", "D", &a.version), Err(ActError::NotThere { .. })));
    assert!(matches!(attempt("A", "D", &b.version), Err(ActError::Save(SaveError::Conflict { .. }))));
    put(&at.join(HISTORY), "D.r4.ron", "of a record that was deleted");
    assert!(matches!(attempt("A", "D", &a.version), Err(ActError::HistoryTaken)));
    let changed = fs::read_to_string(at.join("A.ron")).unwrap().replace("second", "2nd");
    put(at, "A.ron", &changed);
    assert!(matches!(attempt("A", "E", &a.version), Err(ActError::Save(SaveError::Changed { .. }))));
    assert_eq!(list(at).unwrap().records.len(), 2);
    assert!(!at.join("D.ron").exists() && !at.join("E.ron").exists());
}

#[test]
fn another_code_takes_everything_along() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let before = two_revisions(at, "A");
    let text = fs::read(at.join("A.ron")).unwrap();
    let renamed = rename(at, "A", "B", &before.version, &holder("p1"), &signed()).unwrap();
    assert_eq!(opened(at, "B"), (renamed.file.clone(), Integrity::Intact, renamed.version));
    assert_eq!((renamed.file.revision, renamed.file.draft.note.as_str()), (3, "second of A"));
    let line = &renamed.file.trail[0];
    assert_eq!((&*line.field, &*line.old, &*line.new, &*line.by), ("subject", "A", "B", "p1"));
    assert_eq!(line.reason, "wrong label");
    assert!(!at.join("A.ron").exists());
    assert!(versions(at, "A").unwrap().is_empty());
    let kept: Vec<_> = versions(at, "B").unwrap().into_iter().map(|kept| kept.revision).collect();
    assert_eq!(kept, [Some(2), Some(1)]);
    assert_eq!(fs::read(history_path(at, "B", 2).unwrap()).unwrap(), text);
    // The former code is free, and has no part of this history.
    save(at, &patient("A"), None).unwrap();
    assert!(versions(at, "A").unwrap().is_empty());
}

#[test]
fn a_rename_that_was_cut_off_is_finished() {
    // Cut off with the new record in place: the old one and some of its history are still there.
    for history_moved in [false, true] {
        let folder = TempDir::new().unwrap();
        let at = folder.path();
        let before = two_revisions(at, "A");
        let old = fs::read_to_string(at.join("A.ron")).unwrap();
        let done = rename(at, "A", "B", &before.version, &holder("p1"), &signed()).unwrap();
        put(at, "A.ron", &old);
        if !history_moved {
            fs::rename(at.join(HISTORY).join("B.r1.ron"), at.join(HISTORY).join("A.r1.ron")).unwrap();
        }
        let mut later = signed();
        "2026-11-22T10:00".clone_into(&mut later.at);
        let again = rename(at, "A", "B", &before.version, &holder("p2"), &later).unwrap();
        assert_eq!(again, done);
        assert!(!at.join("A.ron").exists() && versions(at, "A").unwrap().is_empty());
        assert_eq!(versions(at, "B").unwrap().len(), 2);
    }
    // Cut off before the new record: only the kept version is there.
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let before = two_revisions(at, "A");
    let old = fs::read_to_string(at.join("A.ron")).unwrap();
    put(&at.join(HISTORY), "B.r2.ron", &old);
    rename(at, "A", "B", &before.version, &holder("p1"), &signed()).unwrap();
    assert_eq!(versions(at, "B").unwrap().len(), 2);
    // A record that only looks alike is not taken for it.
    put(at, "A.ron", &old);
    let mut other = opened(at, "B");
    "other".clone_into(&mut other.0.draft.note);
    save(at, &other.0, Some(&other.2)).unwrap();
    let refused = rename(at, "A", "B", &before.version, &holder("p1"), &signed());
    assert!(matches!(refused, Err(ActError::Taken { .. })), "{refused:?}");
    assert!(at.join("A.ron").exists());
}

#[test]
fn an_export_replaces_only_when_told_and_never_a_live_record() {
    let (folder, elsewhere) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let saved = save(folder.path(), &example(), None).unwrap();
    let live = folder.path().join("EXAMPLE-01.ron");
    for existing in [Existing::Refuse, Existing::Replace] {
        let refused = export(&live, &saved.file, existing).unwrap_err();
        assert!(matches!(refused, ActError::RecordFolder { .. }), "{refused}");
    }
    let path = elsewhere.path().join("copy.ron");
    put(elsewhere.path(), "copy.ron", "somebody's");
    assert!(matches!(export(&path, &saved.file, Existing::Refuse), Err(ActError::Taken { .. })));
    assert_eq!(fs::read(&path).unwrap(), b"somebody's");
    let version = export(&path, &saved.file, Existing::Replace).unwrap();
    assert_eq!(version, saved.version);
    assert_eq!(fs::read(&path).unwrap(), fs::read(&live).unwrap());
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(export(&elsewhere.path().join("no").join("x.ron"), &saved.file, Existing::Refuse).is_err());
}

#[test]
fn an_import_says_what_it_found() {
    let elsewhere = TempDir::new().unwrap();
    let at = elsewhere.path();
    import(&at.join("missing.ron")).unwrap_err();
    put(at, "half.ron", "(schema: 1, ");
    import(&at.join("half.ron")).unwrap_err();
    put(at, "newer.ron", "(schema: 2)");
    assert!(matches!(import(&at.join("newer.ron")).unwrap(), Opened::Newer { schema: 2, .. }));
    put(at, "hand.ron", EXAMPLE);
    export(&at.join("own.ron"), &example(), Existing::Refuse).unwrap();
    let changed = fs::read_to_string(at.join("own.ron")).unwrap().replace("74.6", "74.7");
    put(at, "changed.ron", &changed);
    for (name, expected) in [
        ("hand.ron", Integrity::HandWritten),
        ("own.ron", Integrity::Intact),
        ("changed.ron", Integrity::Changed),
    ] {
        let Opened::Record { integrity, file, .. } = import(&at.join(name)).unwrap() else {
            panic!("{name}")
        };
        assert_eq!((integrity, file.revision), (expected, 3), "{name}");
        assert_eq!(broken_link(&file.trail), None);
    }
}
