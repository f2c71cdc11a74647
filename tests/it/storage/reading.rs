//! What is read, what is refused, and what the refusal says.

use super::{EXAMPLE, example, opened, patient, put};
use cardose::model::{Laboratory, RecordFile, Rule, Value};
use cardose::storage::{
    EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, FileError, FileProblem,
    Integrity, LIMIT, NotAFile, Opened, Place, SaveError, Version, load_laboratory, load_protocol,
    read_record, read_record_file, read_text, record_path, save, sha256_hex, write_text,
};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use tempfile::TempDir;

fn error_of<T: serde::de::DeserializeOwned>(text: &str) -> FileError {
    read_text::<T>("f.ron", text).err().unwrap()
}

#[test]
fn ron_json_ron() {
    let file = example();
    assert_eq!(file.draft.assessments[0].results[0].of, "platelets");
    assert!(
        matches!(&file.draft.assessments[1].results[0].value, Value::Quantity(typed) if typed.value == "62,4")
    );
    assert_eq!(file.draft.infusions[0].level.as_deref(), Some("DL2"));
    let ron = write_text(&file).unwrap();
    assert!(ron.starts_with("#![enable(implicit_some)]\n(\n schema: 1,\n"), "{ron}");
    let json = serde_json::to_string(&read_text::<RecordFile>("a", &ron).unwrap()).unwrap();
    let back: RecordFile = serde_json::from_str(&json).unwrap();
    assert_eq!(back, file);
    assert_eq!(write_text(&back).unwrap(), ron);
}

#[test]
fn every_text_survives() {
    for note in
        ["", "a\nb\r\n\t", "\"quoted\" \\ back", "王小明 😀 \u{7} \u{feff}", "// sha256: 00", "None", "#"]
    {
        let folder = TempDir::new().unwrap();
        let mut file = patient("A");
        note.clone_into(&mut file.draft.note);
        file.draft.sex = None;
        save(folder.path(), &file, None).unwrap();
        let (back, integrity, _) = opened(folder.path(), "A");
        assert_eq!((back.draft.note.as_str(), integrity), (note, Integrity::Intact));
    }
}

#[test]
fn errors_say_where_and_how_to_mend() {
    for (text, line, column, expected) in [
        (
            "(schema: 1,\n draft: (\n  subjct: \"X\"))",
            3,
            3,
            "no field `subjct` in Draft; did you mean `subject`?",
        ),
        ("(schema: 1,\n draft: (\n  weight: \"X\"))", 3, 3, "the fields are `subject`, `sex`, `age`"),
        ("(schema: 1,\n draft: (\n  sex: femal))", 3, 8, "not a choice in Sex; did you mean `Female`?"),
        ("(schema: 1,\n draft: (\n  sex: \"Female\"))", 3, 8, "without quotation marks"),
        ("(schema: 1,\n draft: (\n  subject: 12))", 3, 12, "text in quotation marks"),
        ("(schema: 1,\n draft: (\n  subject: \"a\" sex: Male))", 3, 16, "a comma or a closing bracket"),
        (
            "(schema: 1,\n draft: (\n  subject: \"a\", subject: \"b\"))",
            3,
            24,
            "`subject` in Draft is given twice",
        ),
        ("(schema: 1,\n revision: 4294967296)", 2, 22, "from 0 to 4294967295"),
        ("(schema: 1,\n draft: (\n", 3, 1, "the file ends too early"),
        ("(schema: 1)\nx", 2, 1, "goes on after its last bracket"),
        ("", 1, 1, "expected `(`"),
        ("{", 1, 1, "expected `(`"),
    ] {
        let error = error_of::<RecordFile>(text);
        let said = error.to_string();
        assert_eq!(error.place, Some(Place { line, column }), "{said}");
        assert!(
            said.contains(expected) && said.starts_with(&format!("f.ron, line {line}, column {column}: ")),
            "{said}"
        );
    }
    let missing = error_of::<Laboratory>("(schema: 1)").to_string();
    assert!(missing.contains("the field `id` in Laboratory is missing; add it"), "{missing}");
}

#[test]
fn errors_never_repeat_a_value() {
    for text in [
        "(draft: (subject: Wang))",
        "(draft: (sex: Wang))",
        "(draft: (sex: \"Wang\"))",
        "(revision: \"Wang\")",
        "(draft: (subject: \"Wang))",
        "(draft: (subject: Wang Xiaoming))",
        "(draft: (assessments: [(results: [(value: Wang(\"x\"))])]))",
        "(draft: (assessments: [(results: [(value: Quantity(Wang))])]))",
        "(draft: (note: \"x\" Wang: 1))",
        "Wang(draft: ())",
        "(draft: (subject: 'Wang'))",
    ] {
        let error = error_of::<RecordFile>(text);
        assert!(!format!("{error} {error:?}").contains("Wang"), "{error}");
    }
    let long = format!("(draft: ({}: 1))", "Wang".repeat(20));
    assert!(error_of::<RecordFile>(&long).to_string().len() < 400);
}

#[test]
fn deep_or_large_text_is_refused() {
    for open in ["(", "[", "(draft: (assessments: [", "{"] {
        error_of::<RecordFile>(&open.repeat(100_000));
    }
    let deep = error_of::<Rule>(&"Not(".repeat(100_000)).to_string();
    assert!(deep.contains("less nesting"), "{deep}");

    let folder = TempDir::new().unwrap();
    let path = folder.path().join("big.ron");
    File::create(&path).unwrap().set_len(LIMIT + 1).unwrap();
    let error = read_record_file(&path).unwrap_err();
    assert!(
        matches!(*error.problem, FileProblem::TooLarge { bytes: 16_777_217, limit: 16_777_216 }),
        "{error}"
    );
    // A file without an end and without a size is no file at all.
    assert!(matches!(
        *read_record_file(Path::new("/dev/zero")).unwrap_err().problem,
        FileProblem::NotAFile { what: NotAFile::Device }
    ));
    // Exactly the limit is read; 16 MiB of nothing is no record.
    File::create(&path).unwrap().set_len(LIMIT).unwrap();
    assert!(matches!(*read_record_file(&path).unwrap_err().problem, FileProblem::Form { .. }));
}

#[test]
fn files_that_are_no_text_or_not_there() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("a.ron");
    File::create(&path).unwrap().write_all(b"(schema: 1, program: \"\xff\")").unwrap();
    assert!(matches!(*read_record_file(&path).unwrap_err().problem, FileProblem::NotText));
    let error = read_record_file(&folder.path().join("b.ron")).unwrap_err();
    assert!(error.is_not_found() && error.to_string().starts_with("b.ron: it cannot be read"), "{error}");
    assert!(read_record_file(folder.path()).is_err());
}

#[test]
fn integrity_of_what_was_opened() {
    let folder = TempDir::new().unwrap();
    let saved = save(folder.path(), &example(), None).unwrap();
    assert_eq!(saved.file.revision, 1);
    let path = record_path(folder.path(), "EXAMPLE-01").unwrap();
    let text = fs::read_to_string(&path).unwrap();
    assert_eq!(opened(folder.path(), "EXAMPLE-01"), (saved.file, Integrity::Intact, saved.version));

    // One digit of the platelets; still valid RON.
    for (changed, expected) in [
        (text.replacen("74.6", "74.7", 1), Integrity::Changed),
        (text.replacen("\n ", "\n  ", 1), Integrity::Changed),
        (format!("{text}\n"), Integrity::Changed),
        (text.replace('\n', "\r\n"), Integrity::Changed),
        (format!("\u{feff}{text}"), Integrity::Changed),
        (text.split("// sha256").next().unwrap().to_owned(), Integrity::HandWritten),
        (EXAMPLE.to_owned(), Integrity::HandWritten),
        (format!("\u{feff}{EXAMPLE}"), Integrity::HandWritten),
    ] {
        match read_record("x.ron", changed).unwrap() {
            Opened::Record { integrity, .. } => assert_eq!(integrity, expected),
            Opened::Newer { .. } => panic!("newer"),
        }
    }
    // Cut anywhere: an error or not intact, never taken for whole.
    for end in (0..text.len()).filter(|i| text.is_char_boundary(*i)).step_by(7) {
        if let Ok(Opened::Record { integrity, .. }) = read_record("x.ron", text[..end].to_owned()) {
            assert_ne!(integrity, Integrity::Intact, "{end}");
            assert!(end >= text.find("// sha256").unwrap() - 1, "{end}");
        }
    }
}

#[test]
fn schema_is_read_first() {
    let newer = "(schema: 2, something: {\"new\": [1]})";
    match read_record("x.ron", newer.to_owned()).unwrap() {
        Opened::Newer { schema, text } => assert_eq!((schema, text.as_str()), (2, newer)),
        Opened::Record { .. } => panic!("evaluated"),
    }
    for text in ["(schema: 0)", "(revision: 1)", "()"] {
        read_record("x.ron", text.to_owned()).unwrap_err();
    }
    let folder = TempDir::new().unwrap();
    put(folder.path(), "A.ron", newer);
    for seen in [None, Some(Version { revision: 0, sha256: sha256_hex(newer.as_bytes()) })] {
        let refused = save(folder.path(), &patient("A"), seen.as_ref());
        assert!(matches!(refused, Err(SaveError::Newer { schema: 2, .. })), "{refused:?}");
    }
    assert_eq!(fs::read_to_string(folder.path().join("A.ron")).unwrap(), newer);
    let unset = RecordFile { schema: 0, ..patient("B") };
    assert!(matches!(save(folder.path(), &unset, None), Err(SaveError::Form { schema: 0 })));
}

#[test]
fn shipped_files_read() {
    let protocol = EMBEDDED_PROTOCOL.protocol().unwrap();
    assert_eq!(protocol.sha256, sha256_hex(EMBEDDED_PROTOCOL.text.as_bytes()));
    EMBEDDED_SITE.site().unwrap();
    for laboratory in EMBEDDED_LABORATORIES {
        laboratory.laboratory().unwrap();
    }
    for patient in EMBEDDED_PATIENTS {
        let Opened::Record { file, integrity, .. } = patient.patient().unwrap() else { panic!("newer") };
        assert!(file.example && integrity != Integrity::Changed, "{}", patient.name);
        assert!(!file.draft.subject.is_empty(), "{}", patient.name);
    }
    // The same file from a path is the same.
    let folder = TempDir::new().unwrap();
    put(folder.path(), EMBEDDED_PROTOCOL.name, EMBEDDED_PROTOCOL.text);
    assert_eq!(load_protocol(&folder.path().join(EMBEDDED_PROTOCOL.name)).unwrap(), protocol);
    put(folder.path(), "l.ron", "(schema: 2)");
    let error = load_laboratory(&folder.path().join("l.ron")).unwrap_err();
    assert!(matches!(*error.problem, FileProblem::NewerForm { schema: 2, known: 1 }), "{error}");
}
