//! The exit code of a dose: 0 it can be given, 3 something is left to do, 1 it is stopped. A script reads nothing else.

use super::kit::{NOW, run};
use std::{fs::File, io::Write as _, path::Path};
use tempfile::TempDir;

const ELIGIBLE: &str = "presets/patients/eligible.ron";
const PLANNED: &str = "(number: 1, level: \"DL2\", lots: [\"LOT-E01\"]),";

/// `cardose dose` on the eligible example with this text for that, in both formats.
#[track_caller]
fn check(changes: &[(&str, &str)], expected: i32) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("patient.ron");
    let mut text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(ELIGIBLE)).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "no {from}");
        text = text.replacen(from, to, 1);
    }
    File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    for format in ["text", "json"] {
        let run = run(&["dose", "--now", NOW, "--format", format, path.to_str().unwrap()]);
        assert_eq!(run.code, Some(expected), "{changes:?}: {}\n{}", run.out, run.err);
    }
}

#[test]
fn a_dose_exits_as_it_stands() {
    check(&[], 0);
    // No level is assigned.
    check(&[("level: \"DL2\", ", "")], 3);
    // The bag of another patient; a certificate that contradicts itself: 37 million for 370.37.
    check(&[("label_subject: \"EXAMPLE-01\"", "label_subject: \"EXAMPLE-02\"")], 1);
    check(&[("value: \"370.37\"", "value: \"37.037\"")], 1);
    // No infusion is entered: a first one is made of the lot, and a volume is missing.
    check(
        &[(PLANNED, ""), ("number: \"1\", volume: (value: \"20\"", "number: \"1\", volume: (value: \"\"")],
        3,
    );
}

/// What was given is over. Of what is still planned the worst counts, in whichever place it stands.
#[test]
fn of_several_infusions_the_worst_that_is_planned_counts() {
    let given = "(number: 1, level: \"DL2\", lots: [\"LOT-E01\"], given: (start: \"2026-11-21T10:00\", end: \"2026-11-21T10:30\", \
                 drawn: [(\"1\", (value: \"20\", unit: \"mL\"))])),";
    // Over, and nothing is planned beside it.
    check(&[(PLANNED, given)], 0);
    // The second is stopped by the label of its own lot, the first is not.
    let lot = "(id: \"LOT-E02\", label_subject: \"EXAMPLE-02\", convention: Stated, basis: AfterThaw, \
               car: (value: \"9\", unit: \"10*6/mL\"), certificate_cells: (value: \"180\", unit: \"10*6\"), \
               bags: [(number: \"1\", volume: (value: \"20\", unit: \"mL\"))], expires: \"2027-05-31\"), ],\n        infusions:";
    let second = "(number: 2, level: \"DL2\", lots: [\"LOT-E02\"]),";
    for planned in [format!("{PLANNED} {second}"), format!("{second} {PLANNED}")] {
        check(&[("],\n        infusions:", lot), (PLANNED, &planned)], 1);
    }
}
