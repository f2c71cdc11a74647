//! Unsaved work after a crash; this test program runs itself as the one that is killed.

use super::{example, holder, opened, patient, put, signed};
use cardose::{
    model::Site,
    storage::{
        SaveError, archive, folder,
        folders::RECOVERY,
        recovery::{
            Found, Recovered, RecoveredSettings, RecoveryError, SettingsWork, discard, fresh_id,
            fresh_settings_id, list, write, write_settings,
        },
        save,
    },
};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

const FOLDER: &str = "CARDOSE_TEST_TYPE_IN";
const COMPUTER: &str = "PC-7";

fn work(id: &str) -> Recovered {
    Recovered {
        id: id.to_owned(),
        file: patient("A"),
        subject: None,
        based_on: None,
        at: signed().at,
        by: "p1".to_owned(),
        computer: COMPUTER.to_owned(),
    }
}

/// Runs only as the child: types into a record and never saves.
#[test]
fn child() {
    let Some(at) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let (mut file, _, version) = opened(&at, "EXAMPLE-01");
    let id = fresh_id(&holder("p1"));
    for note in ["t", "ty", "typed"] {
        note.clone_into(&mut file.draft.note);
        let subject = Some("EXAMPLE-01".to_owned());
        let work = Recovered { file: file.clone(), subject, based_on: Some(version.clone()), ..work(&id) };
        write(&at, &work).unwrap();
    }
    println!("\nTYPED");
    std::thread::sleep(std::time::Duration::from_mins(10));
}

fn words(found: &[Found]) -> Vec<String> {
    found
        .iter()
        .map(|found| match found {
            Found::Left(work) => format!("left {}", work.id),
            Found::Elsewhere(work) => format!("elsewhere {}", work.id),
            Found::Settings { work, elsewhere } => format!("settings {} {elsewhere}", work.id),
            Found::Damaged { id, .. } => format!("damaged {id}"),
        })
        .collect()
}

/// Makes the file look as if an earlier process had written it.
fn orphan(at: &Path, id: &str) -> String {
    let path = at.join(RECOVERY).join(format!("{id}.ron"));
    let text = fs::read_to_string(path).unwrap();
    let body = text.split("// sha256").next().unwrap();
    let (start, rest) = body.split_once("process: ").unwrap();
    let (_, end) = rest.split_once(',').unwrap();
    let body = format!("{start}process: 4294967295,{end}");
    let hash = cardose::storage::sha256_hex(body.as_bytes());
    format!("{body}// sha256: {hash}\n")
}

#[test]
fn killed_while_typing_the_work_is_offered_and_can_be_saved() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let saved = save(at, &example(), None).unwrap();
    let name = format!("{}::child", module_path!().split_once("::").unwrap().1);
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args([&name, "--exact", "--nocapture"])
        .env(FOLDER, at)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line == "TYPED"));
    // Its program still runs: live work is nobody else's.
    assert_eq!(words(&list(at, COMPUTER).unwrap()), [""; 0]);
    assert_eq!(list(at, "PC-8").unwrap().len(), 1);
    child.kill().unwrap();
    child.wait().unwrap();

    let found = list(at, COMPUTER).unwrap();
    let [Found::Left(work)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!((work.file.draft.note.as_str(), work.subject.as_deref()), ("typed", Some("EXAMPLE-01")));
    assert_eq!((work.by.as_str(), work.at.as_str()), ("p1", "2026-11-22T09:30"));
    assert_eq!(work.based_on.as_ref(), Some(&saved.version));
    // Opened again by this program, it is no longer offered to another.
    write(at, work).unwrap();
    assert_eq!(words(&list(at, COMPUTER).unwrap()), [""; 0]);
    // Saving it is checked like every save.
    let other = save(at, &saved.file, Some(&saved.version)).unwrap();
    let late = save(at, &work.file, work.based_on.as_ref());
    assert!(matches!(late, Err(SaveError::Conflict { .. })), "{late:?}");
    save(at, &work.file, Some(&other.version)).unwrap();
    assert!(discard(at, &work.id).unwrap());
    assert!(!discard(at, &work.id).unwrap());
    assert_eq!(fs::read_dir(at.join(RECOVERY)).unwrap().count(), 0);
}

#[test]
fn what_is_damaged_is_listed() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    assert!(list(at, COMPUTER).unwrap().is_empty());
    assert!(!discard(at, "none").unwrap());
    for id in ["a", "b", "c", "d"] {
        write(at, &work(id)).unwrap();
        put(&at.join(RECOVERY), &format!("{id}.ron"), &orphan(at, id));
    }
    let inner = at.join(RECOVERY);
    let text = fs::read_to_string(inner.join("b.ron")).unwrap();
    put(&inner, "b.ron", &text.replace("0.1.0", "0.1.1"));
    put(&inner, "c.ron", &text[..text.len() / 2]);
    put(&inner, "e.ron", &text);
    put(&inner, "f.ron", "(schema: 2)");
    put(&inner, "stranger.txt", "");
    put(&inner, ".cardose-1-0.tmp", &text);
    let found = list(at, COMPUTER).unwrap();
    assert_eq!(
        words(&found),
        ["left a", "damaged b", "damaged c", "left d", "damaged e", "damaged f", "damaged stranger.txt"]
    );
    for damaged in &found {
        if let Found::Damaged { id, error, .. } = damaged {
            assert!(error.to_string().starts_with(id.as_str()), "{error}");
            assert!(discard(at, id).unwrap(), "{id}");
        }
    }
    assert_eq!(list(at, COMPUTER).unwrap().len(), 2);
    for odd in ["", "..", ".", "../A", "x/y", "/x"] {
        assert!(matches!(discard(at, odd), Err(RecoveryError::Id)), "{odd}");
        assert!(matches!(write(at, &work(odd)), Err(RecoveryError::Id)), "{odd}");
    }
}

/// Without its seal nobody knows who typed it: it is shown as damaged and never offered, though it reads well.
#[test]
fn a_recovery_file_without_its_seal_is_not_trusted() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let settings = RecoveredSettings {
        id: fresh_settings_id(&holder("p1")),
        work: SettingsWork {
            base: Site { schema: 1, ..Site::default() },
            seen: None,
            site: Site { schema: 1, name: "x".into(), ..Site::default() },
            reason: String::new(),
            laboratories: Vec::new(),
        },
        at: signed().at,
        by: "p1".to_owned(),
        computer: COMPUTER.to_owned(),
    };
    write(at, &work("a")).unwrap();
    write_settings(at, &settings).unwrap();
    for id in ["a", &settings.id] {
        let text = orphan(at, id);
        put(&at.join(RECOVERY), &format!("{id}.ron"), &text);
        assert_eq!(list(at, COMPUTER).unwrap().len(), 1, "{id}: sealed, it is offered");
        let (body, _) = text.rsplit_once("// sha256: ").unwrap();
        for body in [body.to_owned(), body.replace("0.1.0", "0.1.1")] {
            put(&at.join(RECOVERY), &format!("{id}.ron"), &body);
            let found = list(at, COMPUTER).unwrap();
            assert_eq!(words(&found), [format!("damaged {id}")]);
            let Found::Damaged { error, .. } = &found[0] else { panic!("{found:?}") };
            assert!(error.to_string().contains("its checksum is wrong or missing"), "{error}");
        }
        assert!(discard(at, id).unwrap());
    }
}

#[test]
fn unsaved_work_is_private_and_no_record() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let first = save(at, &patient("A"), None).unwrap();
    save(at, &first.file, Some(&first.version)).unwrap();
    archive(at, "A", &holder("p1")).unwrap();
    // A draft without a subject code is work too.
    let id = fresh_id(&holder("p1"));
    write(at, &Recovered { file: patient(""), ..work(&id) }).unwrap();
    assert_ne!(fresh_id(&holder("p1")), id);
    let listing = folder::list(at).unwrap();
    assert_eq!(listing, folder::Listing::default());
    assert_eq!(fs::metadata(at.join(RECOVERY)).unwrap().permissions().mode() & 0o777, 0o700);
    let file = at.join(RECOVERY).join(format!("{id}.ron"));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    put(&at.join(RECOVERY), ".cardose-1-0.tmp", "half");
    assert_eq!(folder::list(at).unwrap().leftovers.len(), 1);
    // A disk that refuses leaves what was there.
    let before = fs::read(&file).unwrap();
    let blocked = TempDir::new().unwrap();
    put(blocked.path(), RECOVERY, "a file");
    assert!(matches!(write(blocked.path(), &work("x")), Err(RecoveryError::Folder(_))));
    list(blocked.path(), COMPUTER).unwrap_err();
    assert_eq!(fs::read(&file).unwrap(), before);
}

/// Settings lie beside records under names of their own; only their owner may read them.
#[test]
fn settings_are_kept_beside_records() {
    let folder = tempfile::tempdir().unwrap();
    let holder = holder("p1");
    let id = fresh_settings_id(&holder);
    let base = Site { schema: 1, ..Site::default() };
    let site = Site { name: "Ward 5".to_owned(), ..base.clone() };
    let typed = SettingsWork { base, seen: None, site, reason: "moved".to_owned(), laboratories: Vec::new() };
    let (by, computer) = ("p1".to_owned(), "PC-1".to_owned());
    let at = "2026-11-22T09:00".to_owned();
    let work = RecoveredSettings { id: id.clone(), work: typed.clone(), at, by, computer };
    write_settings(folder.path(), &work).unwrap();
    assert_eq!(words(&list(folder.path(), "PC-1").unwrap()), Vec::<String>::new(), "its program runs");
    assert_eq!(words(&list(folder.path(), "PC-2").unwrap()), [format!("settings {id} true")]);
    let found = list(folder.path(), "PC-2").unwrap();
    let [Found::Settings { work, .. }] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(work.work, typed);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let path = folder.path().join(RECOVERY).join(format!("{id}.ron"));
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
    }
    assert!(discard(folder.path(), &id).unwrap());
}
