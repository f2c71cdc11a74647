//! Former versions, and records that were changed outside the program or damaged.

use super::{example, holder, opened, patient, put, signed};
use cardose::storage::{
    ActError, HISTORY, Integrity, Kept, Opened, SaveError, Version, archive, broken_link, fingerprint,
    restore, restore_version, save, sha256_hex, take_changed, versions,
};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A record at revision 3.
fn three_revisions(at: &Path) -> Version {
    let mut saved = save(at, &patient("A"), None).unwrap();
    for note in ["second", "third"] {
        let mut file = saved.file.clone();
        note.clone_into(&mut file.draft.note);
        saved = save(at, &file, Some(&saved.version)).unwrap();
    }
    saved.version
}

fn kept(at: &Path, revision: u32) -> Kept {
    versions(at, "A").unwrap().into_iter().find(|kept| kept.revision == Some(revision)).unwrap()
}

/// Changes the record outside the program.
fn change(at: &Path, from: &str, to: &str) -> String {
    let text = fs::read_to_string(at.join("A.ron")).unwrap().replace(from, to);
    put(at, "A.ron", &text);
    text
}

#[test]
fn only_a_changed_record_that_was_seen_is_taken() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let version = three_revisions(at);
    let take = |seen: &Version| take_changed(at, "A", seen, &holder("p1"), &signed());
    assert!(matches!(take(&version), Err(ActError::NotChanged { .. })));
    let text = change(at, "third", "3rd");
    let meanwhile = take(&version).unwrap_err();
    assert!(matches!(&meanwhile, ActError::Meanwhile { name } if name == "A.ron"), "{meanwhile}");
    let seen = opened(at, "A").2;
    change(at, "subject:\"A\"", "subject:\"B\"");
    change(at, "subject: \"A\"", "subject: \"B\"");
    assert!(matches!(take(&opened(at, "A").2), Err(ActError::Save(SaveError::OtherSubject { .. }))));
    put(at, "A.ron", "(schema: 9)");
    assert!(matches!(take(&seen), Err(ActError::Save(SaveError::Newer { .. }))));
    put(at, "A.ron", "half a reco");
    assert!(matches!(take(&seen), Err(ActError::File(_))));
    assert_eq!(fs::read(at.join("A.ron")).unwrap(), b"half a reco");
    fs::remove_file(at.join("A.ron")).unwrap();
    assert!(matches!(take(&seen), Err(ActError::File(_))));
    assert_eq!(versions(at, "A").unwrap().len(), 2);

    put(at, "A.ron", &text);
    let taken = take(&seen).unwrap();
    assert_eq!(opened(at, "A"), (taken.file.clone(), Integrity::Intact, taken.version.clone()));
    assert_eq!((taken.file.revision, taken.file.draft.note.as_str()), (4, "3rd"));
    let line = taken.file.trail.last().unwrap();
    assert_eq!((&*line.field, &*line.old, &*line.by), ("checksum", &*seen.sha256, "p1"));
    assert_eq!(fs::read_to_string(kept(at, 3).path).unwrap(), text);
    save(at, &taken.file, Some(&taken.version)).unwrap();
}

#[test]
fn a_taken_revision_never_comes_twice() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    three_revisions(at);
    change(at, "revision: 3", "revision: 0");
    let (_, integrity, seen) = opened(at, "A");
    assert_eq!((integrity, seen.revision), (Integrity::Changed, 0));
    let taken = take_changed(at, "A", &seen, &holder("p1"), &signed()).unwrap();
    assert_eq!(taken.file.revision, 3);
}

#[test]
fn a_former_version_is_not_restored_unseen_or_damaged() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let version = three_revisions(at);
    let first = kept(at, 1);
    let back =
        |former: &Kept, seen: Option<&str>| restore_version(at, "A", former, seen, &holder("p1"), &signed());
    for seen in [None, Some(""), Some(&*sha256_hex(b"other"))] {
        assert!(matches!(back(&first, seen), Err(ActError::Meanwhile { .. })), "{seen:?}");
    }
    let text = fs::read_to_string(&first.path).unwrap();
    put(&at.join(HISTORY), "A.r1.ron", &text.replace("0.1.0", "0.1.1"));
    let damaged = back(&first, Some(&version.sha256)).unwrap_err();
    assert!(matches!(&damaged, ActError::KeptChanged { name } if name == "A.r1.ron"), "{damaged}");
    put(&at.join(HISTORY), "A.r1.ron", "half");
    assert!(matches!(back(&first, Some(&version.sha256)), Err(ActError::File(_))));
    put(at, "A.ron", "(schema: 9)");
    let newer = back(&kept(at, 2), Some(&sha256_hex(b"(schema: 9)")));
    assert!(matches!(newer, Err(ActError::Save(SaveError::Newer { .. }))), "{newer:?}");
    let other = "(schema: 1, draft: (subject: \"B\"))";
    put(at, "A.ron", other);
    let stranger = back(&kept(at, 2), Some(&sha256_hex(other.as_bytes())));
    assert!(matches!(stranger, Err(ActError::Save(SaveError::OtherSubject { .. }))), "{stranger:?}");
    assert_eq!(fs::read_to_string(at.join("A.ron")).unwrap(), other);
    assert_eq!(versions(at, "A").unwrap().len(), 2);
}

#[test]
fn a_former_version_comes_back_and_the_present_one_is_kept() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let version = three_revisions(at);
    let text = fs::read(at.join("A.ron")).unwrap();
    let back = |former: &Kept, seen: Option<&str>| {
        restore_version(at, "A", former, seen, &holder("p1"), &signed()).unwrap()
    };
    let second = back(&kept(at, 2), Some(&version.sha256));
    assert_eq!((second.file.revision, second.file.draft.note.as_str()), (4, "second"));
    assert_eq!(fs::read(kept(at, 3).path).unwrap(), text);
    let line = second.file.trail.last().unwrap();
    assert_eq!((&*line.field, &*line.old, &*line.new), ("revision", "3", "2"));
    // Going back does not lose the line that says so.
    let third = back(&kept(at, 3), Some(&second.version.sha256));
    assert_eq!((third.file.revision, third.file.trail.len()), (5, 2));
    assert_eq!(broken_link(&third.file.trail), None);

    // Over a changed one, over one that is no text, and where there is none.
    change(at, "third", "3rd");
    let fourth = back(&kept(at, 3), Some(&fingerprint(at, "A").unwrap()));
    assert_eq!(fourth.file.draft.note, "third");
    put(at, "A.ron", "half a reco");
    let fifth = back(&kept(at, 3), Some(&fingerprint(at, "A").unwrap()));
    assert_eq!(opened(at, "A").0, fifth.file);
    let last = versions(at, "A").unwrap().pop().unwrap();
    assert_eq!((last.revision, fs::read(&last.path).unwrap()), (None, b"half a reco".to_vec()));
    assert!(last.file_name.starts_with("A.damaged."), "{}", last.file_name);
    fs::remove_file(at.join("A.ron")).unwrap();
    let sixth = back(&kept(at, 3), None);
    assert_eq!(opened(at, "A"), (sixth.file, Integrity::Intact, sixth.version));
    fingerprint(at, "B").unwrap_err();
}

#[test]
fn versions_belong_to_one_record_newest_first() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    assert!(versions(at, "A").unwrap().is_empty());
    three_revisions(at);
    let other = save(at, &example(), None).unwrap();
    save(at, &other.file, Some(&other.version)).unwrap();
    put(&at.join(HISTORY), "A.r10.ron", "half");
    put(&at.join(HISTORY), "A.r1.r1.ron", "of the record A.r1");
    let found = versions(at, "A").unwrap();
    assert_eq!(found.iter().map(|kept| kept.revision).collect::<Vec<_>>(), [Some(10), Some(2), Some(1)]);
    found[0].open().unwrap_err();
    assert!(matches!(found[1].open().unwrap(), Opened::Record { integrity: Integrity::Intact, .. }));
}

/// The record lies in the archive: a former version of it would be a second patient of one code.
#[test]
fn a_former_version_of_an_archived_record_stays_where_it_is() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    three_revisions(at);
    archive(at, "A", &holder("p1")).unwrap();
    let back = restore_version(at, "A", &kept(at, 1), None, &holder("p1"), &signed()).unwrap_err();
    assert!(matches!(&back, ActError::Save(SaveError::Archived { name }) if name == "A.ron"), "{back}");
    assert!(!at.join("A.ron").exists());
    restore(at, "A", &holder("p1")).unwrap();
    assert_eq!(opened(at, "A").0.revision, 3);
}
