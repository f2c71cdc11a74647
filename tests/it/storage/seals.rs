//! What a seal means: one answer for record, site, laboratory and protocol.

use super::{holder, opened, patient, put, signed};
use cardose::model::{RecordFile, Signed, Site};
use cardose::storage::{
    ActError, EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, FileKind, FileProblem, Integrity,
    Opened, SaveError, load_laboratory, load_protocol, load_site, read_record, save, save_laboratory,
    save_site, sha256_hex, take_changed, versions, write_text,
};
use std::fs;
use tempfile::TempDir;

/// The text without its last line.
fn unsealed(text: &str) -> String {
    let (body, _) = text.rsplit_once("// sha256: ").unwrap();
    body.to_owned()
}

fn sealed(text: &str) -> String {
    format!("{text}// sha256: {}\n", sha256_hex(text.as_bytes()))
}

fn of_record(text: &str) -> Integrity {
    match read_record("r.ron", text.to_owned()).unwrap() {
        Opened::Record { integrity, .. } => integrity,
        Opened::Newer { .. } => panic!("newer"),
    }
}

/// A record as the window saves it: with the content of the protocol that judged it.
fn pinned(subject: &str) -> RecordFile {
    let mut file = patient(subject);
    file.protocol.id = "nct06101082".to_owned();
    file.protocol.sha256 = "0".repeat(64);
    file
}

#[test]
fn a_saved_record_needs_its_seal() {
    let folder = TempDir::new().unwrap();
    save(folder.path(), &pinned("A"), None).unwrap();
    let text = fs::read_to_string(folder.path().join("A.ron")).unwrap();
    let cut = unsealed(&text);
    for (text, expected) in [
        (text.clone(), Integrity::Intact),
        (cut.clone(), Integrity::Changed),
        (cut.replace("0.1.0", "0.1.1"), Integrity::Changed),
        // Never pinned, and nothing was ever changed in it by the program.
        (cut.replace(&"0".repeat(64), ""), Integrity::HandWritten),
    ] {
        assert_eq!(of_record(&text), expected, "{text}");
    }
    // A trail is only ever written by the program.
    let line = "(at: \"2026-11-22T09:00\", by: \"p1\", field: \"subject\", old: \"B\", new: \"A\")";
    let trailed = format!("(schema: 1, draft: (subject: \"A\"), trail: [{line}])\n");
    assert_eq!(of_record(&trailed), Integrity::Changed);
    assert_eq!(of_record(&sealed(&trailed)), Integrity::Intact);
}

/// The way out is the same as for a wrong checksum: nobody overwrites it unseen, and a person may take it.
#[test]
fn a_record_without_its_seal_is_looked_at_and_taken() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let saved = save(at, &pinned("A"), None).unwrap();
    let text = unsealed(&fs::read_to_string(at.join("A.ron")).unwrap());
    put(at, "A.ron", &text);
    let (_, integrity, seen) = opened(at, "A");
    assert_eq!(integrity, Integrity::Changed);
    for over in [&saved.version, &seen] {
        let refused = save(at, &saved.file, Some(over)).unwrap_err();
        assert!(matches!(refused, SaveError::Changed { .. }), "{refused}");
    }
    let taken = take_changed(at, "A", &seen, &holder("p1"), &signed()).unwrap();
    assert_eq!(opened(at, "A"), (taken.file, Integrity::Intact, taken.version));
    assert_eq!(versions(at, "A").unwrap().len(), 1, "what lay there is kept");
    // One that was never saved by the program needs no such look.
    put(at, "B.ron", "(schema: 1, draft: (subject: \"B\"))");
    let (_, _, seen) = opened(at, "B");
    let taken = take_changed(at, "B", &seen, &holder("p1"), &signed());
    assert!(matches!(taken, Err(ActError::NotChanged { .. })), "{taken:?}");
}

#[test]
fn a_site_with_a_trail_needs_its_seal() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("site.ron");
    let site = Site { schema: 1, name: "A site".into(), ..Site::default() };
    let saved = save_site(&path, &site, None, &signed()).unwrap();
    assert!(!saved.value.trail.is_empty());
    let cut = unsealed(&fs::read_to_string(&path).unwrap());
    put(folder.path(), "site.ron", &cut);
    let found = load_site(&path).unwrap();
    assert_eq!(found.integrity, Integrity::Changed);
    let refused = found.clone().sound().unwrap_err();
    assert!(matches!(*refused.problem, FileProblem::Checksum { kind: FileKind::Site }), "{refused}");
    assert!(refused.to_string().contains("save it again to take it"), "{refused}");
    // That it was taken is a line of its trail.
    let taken = save_site(&path, &site, Some(&found.sha256), &signed()).unwrap();
    assert_eq!(taken.value.trail.last().unwrap().field, "site");
    assert_eq!(taken.integrity, Integrity::Intact);
    put(folder.path(), "site.ron", "(schema: 1, name: \"by hand\")");
    assert_eq!(load_site(&path).unwrap().sound().unwrap().integrity, Integrity::HandWritten);
}

/// A template has no trail: what two people have signed in it, they have signed in the program.
#[test]
fn a_signed_laboratory_needs_its_seal() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("own.ron");
    let mut laboratory = EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
    laboratory.id = "own".to_owned();
    put(folder.path(), "own.ron", &write_text(&laboratory).unwrap());
    assert_eq!(load_laboratory(&path).unwrap().integrity, Integrity::HandWritten);
    fs::remove_file(&path).unwrap();
    laboratory.confirmed = vec![Signed { by: "p1".into(), ..signed() }];
    save_laboratory(&path, &laboratory, None).unwrap();
    put(folder.path(), "own.ron", &unsealed(&fs::read_to_string(&path).unwrap()));
    let refused = load_laboratory(&path).unwrap().sound().unwrap_err();
    assert!(matches!(*refused.problem, FileProblem::Checksum { kind: FileKind::Laboratory }), "{refused}");
}

/// The program never saves a protocol: it may bear a seal, and then the seal must fit.
#[test]
fn a_protocol_is_believed_by_its_seal() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("p.ron");
    let text = EMBEDDED_PROTOCOL.text;
    let other = text.replacen("registry 2024-03-06, edition 2", "amendment 1", 1);
    for (text, expected) in [
        (text.to_owned(), Integrity::Shipped),
        (sealed(text), Integrity::Intact),
        (other.clone(), Integrity::HandWritten),
        (sealed(&other), Integrity::Intact),
        (sealed(text).replacen("registry 2024-03-06, edition 2", "amendment 1", 1), Integrity::Changed),
    ] {
        put(folder.path(), "p.ron", &text);
        let loaded = load_protocol(&path).unwrap();
        assert_eq!(loaded.integrity, expected);
        assert_eq!(loaded.sound().is_err(), expected == Integrity::Changed);
    }
}

/// Byte for byte a file that comes with the program; one byte more, and somebody has written it.
#[test]
fn what_comes_with_the_program_is_not_written_by_hand() {
    for embedded in EMBEDDED_PATIENTS {
        assert_eq!(of_record(embedded.text), Integrity::Shipped, "{}", embedded.name);
        assert_eq!(of_record(&format!("{}\n", embedded.text)), Integrity::HandWritten, "{}", embedded.name);
    }
    for name in ["example", "nct06101082"] {
        let path = format!("{}/presets/protocols/{name}.ron", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(load_protocol(path.as_ref()).unwrap().integrity, Integrity::Shipped, "{name}");
    }
}
