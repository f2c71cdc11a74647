//! `cardose read`: JSON, text, exit codes, where the text comes from.

use super::kit::{feed, run};
use serde_json::{Value, json};
use std::{fs::File, io::Write as _};

fn read(text: &str) -> (Option<i32>, Value) {
    let run = feed(&["read", "-", "--format", "json"], text.as_bytes());
    assert_eq!(run.err, "");
    let [line] = run.json().try_into().unwrap();
    (run.code, line)
}

/// The contract: these keys and no other, what no column says as an empty text.
#[test]
fn the_json_has_the_keys_of_its_contract() {
    let text = "Subject\tTest\tResult\tUnit\tRange\tDate\nS-01\tPLT\t186\t10^9/L\t125-350\t2026-11-19\nS-01\tHGB\t\tg/L\t\t\n\nS-01\tK\t4,1\tmmol/L\t\t";
    assert_eq!(
        read(text),
        (
            Some(3),
            json!({
                "taken": [{ "line": 2, "subject": "S-01", "item": "platelets", "value": "186", "unit": "10^9/L",
                    "interval": "125-350", "when": "2026-11-19" }],
                "asked": [{ "line": 5, "why": "comma", "cells": ["S-01", "K", "4,1", "mmol/L", "", ""] }],
                "refused": [{ "line": 3, "why": "empty", "cells": ["S-01", "HGB", "", "g/L", "", ""] }],
            })
        )
    );
    assert_eq!(
        read("HBsAg\t阴性(-)").1["taken"],
        json!([{ "line": 1, "subject": "", "item": "hbsag", "value": "negative", "unit": "", "interval": "", "when": "" }])
    );
}

#[test]
fn exit_codes_say_whether_something_is_asked() {
    for (text, code) in
        [("PLT 186 10^9/L", 0), ("MPV 10.2 fL", 0), ("", 0), ("PLT 186", 3), ("PLT\t186\t240\t10^9/L", 3)]
    {
        assert_eq!(read(text).0, Some(code), "{text}");
    }
    let broken = feed(&["read", "-"], b"PLT 186 10^9/L \xff");
    assert_eq!((broken.code, broken.out.as_str()), (Some(2), ""));
    assert!(broken.err.contains("not UTF-8") && broken.err.contains("byte 15"), "{}", broken.err);
    let missing = run(&["read", "no-such-file.tsv"]);
    assert_eq!((missing.code, missing.out.as_str()), (Some(2), ""));
    assert!(missing.err.contains("no-such-file.tsv"), "{}", missing.err);
    assert_eq!(run(&["read"]).code, Some(2));
}

#[test]
fn a_file_is_read_as_standard_input_is() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("block.tsv");
    let text = "项目\t2026-11-01\t2026-11-19\t单位\r\n血小板\t240\t74\t10^9/L\r\n";
    File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    let by_path = run(&["read", path.to_str().unwrap(), "--format", "json"]);
    assert_eq!(by_path.json(), [read(text).1]);
    for (language, words) in [("en", "Which date is meant?"), ("zh", "请选择所指的日期")] {
        let shown = run(&["read", path.to_str().unwrap(), "--language", language]);
        assert_eq!(shown.code, Some(3));
        assert!(shown.out.contains(words) && shown.out.contains("血小板"), "{}", shown.out);
    }
}

/// Another protocol has other items and other names for them.
#[test]
fn the_names_of_a_protocol_file_are_read() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("own.ron");
    let own = std::fs::read_to_string("presets/protocols/example.ron").unwrap();
    let line = own.lines().find(|line| line.contains("id: \"platelets\"")).unwrap();
    let named = line.replace("kind: Analyte,", "kind: Analyte, names: [\"Blutplättchen\"],");
    assert_ne!(line, named);
    File::create(&path).unwrap().write_all(own.replace(line, &named).as_bytes()).unwrap();
    let run = feed(
        &["read", "-", "--format", "json", "--protocol", path.to_str().unwrap()],
        "Blutplättchen 186 10^9/L\nPLT 186 10^9/L\nHBsAg 阴性".as_bytes(),
    );
    let [line] = run.json().try_into().unwrap();
    assert_eq!((run.code, line["taken"].as_array().unwrap().len()), (Some(0), 2), "{line}");
    assert_eq!(line["refused"][0]["why"], "not_an_item", "hepatitis is no item of that protocol");
}

/// What was pasted may hold anything; a terminal is not made to obey it.
#[test]
fn typed_escapes_are_shown_and_not_obeyed() {
    let run = feed(&["read", "-"], "\u{1b}[31mPLT\t186\t10^9/L\u{202e}".as_bytes());
    assert!(!run.out.contains(['\u{1b}', '\u{202e}']), "{:?}", run.out);
}
