//! The tools for protocol files as a person meets them: exit codes, JSON, and what a what-if leaves alone.

use super::kit::{NOW, Run, feed, run};
use serde_json::Value;
use std::{
    fs::{self, File},
    io::Write as _,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const SHIPPED: &str = "presets/protocols/nct06101082.ron";

fn shipped() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SHIPPED)).unwrap()
}

fn write(folder: &TempDir, name: &str, text: &str) -> PathBuf {
    let path = folder.path().join(name);
    File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
    path
}

/// Platelets at least 100 instead of 75, in rule and texts.
fn amended() -> String {
    let text = shipped();
    let changed = text
        .replacen("version: \"registry 2024-03-06, edition 2\"", "version: \"amendment 2\"", 1)
        .replacen(
            "AtLeast(\"platelets\", Value((value: \"75\"",
            "AtLeast(\"platelets\", Value((value: \"100\"",
            1,
        )
        .replacen("platelets at least 75 ×", "platelets at least 100 ×", 1)
        .replacen("血小板≥75×", "血小板≥100×", 1);
    assert_ne!(text, changed);
    changed
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|err| panic!("{err}: {}", run.out))
}

#[test]
fn lint_says_where_and_ends_with_one() {
    let folder = TempDir::new().unwrap();
    let text = shipped().replacen("platelets at least 75 ×", "platelets at least 70 ×", 1);
    let path = write(&folder, "slip.ron", &text);
    let path = path.to_str().unwrap();
    let lint = run(&["protocol", "lint", path]);
    assert_eq!((lint.code, lint.err.as_str()), (Some(1), ""), "{}", lint.out);
    assert!(lint.out.contains("criteria[I8].rule: the rule says 75 10*9/L"), "{}", lint.out);
    let data = json(&run(&["protocol", "lint", path, "--format", "json"]));
    let codes: Vec<&str> = data["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| finding["code"].as_str().unwrap())
        .collect();
    assert_eq!(&codes[..2], ["figures_differ", "figure_not_named"]);
    assert!(codes[2..].iter().all(|code| *code == "open"), "{codes:?}");
    let clean = run(&["protocol", "lint", "--format", "json"]);
    assert_eq!(clean.code, Some(0));
    assert!(json(&clean)["sha256"].as_str().is_some_and(|hash| hash.len() == 64));
}

#[test]
fn diff_names_the_figure_and_ends_with_one() {
    let folder = TempDir::new().unwrap();
    let path = write(&folder, "amended.ron", &amended());
    let path = path.to_str().unwrap();
    assert_eq!(run(&["protocol", "diff", SHIPPED, SHIPPED]).code, Some(0));
    let diff = run(&["protocol", "diff", SHIPPED, path]);
    assert_eq!(diff.code, Some(1));
    assert!(diff.out.contains("new: I8.platelets Platelets at least 100 ×10⁹/L"), "{}", diff.out);
    let data = json(&run(&["protocol", "diff", SHIPPED, path, "--format", "json"]));
    let changes: Vec<&str> =
        data["changes"].as_array().unwrap().iter().map(|change| change["id"].as_str().unwrap()).collect();
    assert_eq!(changes, ["", "I8"]);
    // Every question about Inclusion 8 must be asked anew; those about other criteria keep their answers.
    let asked =
        |list: &str| -> Vec<String> { serde_json::from_value(data["questions"][list].clone()).unwrap() };
    let about = [
        "washout_day_seven",
        "long_acting_growth_factor",
        "thrombopoietin_receptor_agonists",
        "criteria_again_before_later_steps",
    ];
    assert_eq!(asked("anew"), about);
    assert!(asked("carried").contains(&"age_upper_limit".to_owned()));
}

#[test]
fn a_what_if_names_who_flips_and_writes_nothing() {
    let folder = TempDir::new().unwrap();
    let other = write(&folder, "amended.ron", &amended());
    let patient = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets/patients/on-every-limit.ron");
    let patient = write(&folder, "patient.ron", &fs::read_to_string(patient).unwrap());
    let files = || -> Vec<(PathBuf, Vec<u8>)> {
        let mut entries: Vec<PathBuf> =
            fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
    };
    let before = files();
    let (patient, other) = (patient.to_str().unwrap(), other.to_str().unwrap());
    let what_if = run(&["screen", patient, "example:eligible", "--against", other, "--now", NOW]);
    assert_eq!((what_if.code, what_if.err.as_str()), (Some(1), ""), "{}", what_if.out);
    assert_eq!(what_if.out.matches("The verdict flips.").count(), 1);
    assert_eq!(what_if.out.matches("The verdict stays.").count(), 1);
    assert!(what_if.out.ends_with("1 verdict(s) flip\n  EXAMPLE-04 (I8)\n"), "{}", what_if.out);
    assert!(what_if.out.contains("below 100 ×10³/µL"), "{}", what_if.out);
    assert!(!what_if.out.contains("Haemoglobin 8.0"), "only the line that flips");
    assert!(files() == before, "something was written");
    let run = run(&["screen", "example:eligible", "--against", other, "--now", NOW, "--format", "json"]);
    assert_eq!(run.code, Some(0));
    let [line] = run.json().try_into().unwrap();
    let what_if = &line["what_if"];
    assert_eq!(what_if["flips"], false);
    assert_eq!(what_if["criteria"].as_array().unwrap().len(), 41);
    assert_eq!(what_if["other"]["version"], "amendment 2");
}

/// Windows that are longer than the calendar are refused where the file is read, and said by the linter.
#[test]
fn a_window_beyond_the_calendar_is_refused_with_its_place() {
    let folder = TempDir::new().unwrap();
    for (window, most) in [
        ("Days(7304485)", "43830 days"),
        ("Months(300000)", "1440 months"),
        ("Years(20000)", "120 years"),
        ("Hours(4294967295)", "1051920 hours"),
        ("HalfLives(4294967295)", "100 half-lives"),
    ] {
        let text = shipped().replacen("window: Days(28)", &format!("window: {window}"), 1);
        assert_ne!(text, shipped());
        let path = write(&folder, "window.ron", &text);
        let path = path.to_str().unwrap();
        let line = "{\"draft\":{}}\n";
        for run in [
            run(&["screen", "example:eligible", "--protocol", path, "--now", NOW]),
            run(&["dose", "example:eligible", "--protocol", path, "--now", NOW]),
            feed(&["eval", "--protocol", path, "--now", NOW], line.as_bytes()),
        ] {
            assert_eq!(run.code, Some(2), "{window}: {}", run.err);
            for part in [path, "criteria[", ".rule", &format!("at most {most}"), "Ever"] {
                assert!(run.err.contains(part), "{window}: {}", run.err);
            }
        }
        let lint = run(&["protocol", "lint", path]);
        assert_eq!(lint.code, Some(1), "{}", lint.err);
        let said: String = lint.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&format!("at most {most}")), "{}", lint.out);
    }
}

/// A patient of another version, another protocol, or another file of the same version.
#[test]
fn each_patient_is_judged_by_what_he_is_bound_to() {
    let folder = TempDir::new().unwrap();
    let path = write(&folder, "amended.ron", &amended());
    let path = path.to_str().unwrap();
    let wrong_base =
        run(&["screen", "example:eligible", "--protocol", path, "--against", SHIPPED, "--now", NOW]);
    assert_eq!(wrong_base.code, Some(2));
    assert!(wrong_base.err.contains("bound to version registry 2024-03-06, edition 2"), "{}", wrong_base.err);
    let other =
        run(&["screen", "example:eligible", "--against", "presets/protocols/example.ron", "--now", NOW]);
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("only versions of one protocol"), "{}", other.err);
    // As without --against: another version is said, another protocol refused.
    let judged = run(&["screen", "example:eligible", "--protocol", path, "--now", NOW]);
    assert_eq!(judged.code, Some(0));
    assert!(judged.err.contains("bound to version registry 2024-03-06, edition 2"), "{}", judged.err);
    let refused = run(&["screen", "presets/protocols/example-patient.ron", "--now", NOW]);
    assert_eq!(refused.code, Some(2));
    let eligible = Path::new(env!("CARGO_MANIFEST_DIR")).join("presets/patients/eligible.ron");
    let text = fs::read_to_string(eligible).unwrap();
    let bound = text.replacen("sha256: \"\"", &format!("sha256: \"{}\"", "0".repeat(64)), 1);
    // As the program has saved it: pinned, and sealed.
    let seal = cardose::storage::sha256_hex(bound.as_bytes());
    let bound = write(&folder, "bound.ron", &format!("{bound}// sha256: {seal}\n"));
    let judged = run(&["screen", bound.to_str().unwrap(), "--now", NOW]);
    assert_eq!(judged.code, Some(0));
    assert!(judged.err.contains("the content of this one differs"), "{}", judged.err);
}

#[test]
fn questions_and_versions_as_data() {
    let questions =
        run(&["protocol", "questions", "--site", "presets/sites/example.ron", "--format", "json"]);
    let data = json(&questions);
    let of = |id: &str| {
        data["questions"].as_array().unwrap().iter().find(|question| question["id"] == id).unwrap().clone()
    };
    assert_eq!(of("gilbert")["state"], "open");
    assert_eq!(of("dyspnoea_or_spo2")["reading"], "both");
    let folder = TempDir::new().unwrap();
    let site = "(schema: 1, name: \"Ward\", in_force: [(\"made up 1\", \"2026-06-01\")])";
    let site = write(&folder, "site.ron", site);
    let list = run(&[
        "protocol",
        "versions",
        "presets/protocols/example.ron",
        "--site",
        site.to_str().unwrap(),
        "--format",
        "json",
    ]);
    let list = json(&list);
    assert_eq!((&list[0]["in_force"], &list[1]["in_force"]), (&Value::Null, &"2026-06-01".into()));
}

#[test]
fn text_of_the_tools_is_tidy() {
    let folder = TempDir::new().unwrap();
    let path = write(&folder, "amended.ron", &amended());
    let path = path.to_str().unwrap();
    for language in ["en", "zh"] {
        for command in [
            vec!["protocol", "lint", path],
            vec!["protocol", "diff", SHIPPED, path],
            vec!["protocol", "questions"],
            vec!["protocol", "versions", path],
            vec!["protocol", "review"],
            vec!["screen", "example:gilbert", "--against", path, "--now", NOW],
        ] {
            let out = run(&[&command[..], &["--language", language]].concat()).out;
            assert!(!out.is_empty(), "{command:?}");
            for line in out.lines() {
                assert_eq!(line, line.trim_end(), "{command:?}: ends with spaces");
                assert!(!line.contains(['{', '}', '\t']) || line.contains("copies"), "{command:?}: {line}");
            }
        }
    }
}

/// A version of another trial is no version of this one, however alike they are.
#[test]
fn only_versions_of_one_protocol_are_compared() {
    let folder = TempDir::new().unwrap();
    let stranger = amended().replacen("id: \"nct06101082\"", "id: \"nct00000000\"", 1);
    let other = write(&folder, "other.ron", &stranger);
    let what_if = run(&["screen", "example:eligible", "--against", other.to_str().unwrap(), "--now", NOW]);
    assert_eq!((what_if.code, what_if.out.as_str()), (Some(2), ""), "{}", what_if.out);
    for said in ["nct00000000", "nct06101082", "only versions of one protocol are compared"] {
        assert!(what_if.err.contains(said), "{said}: {}", what_if.err);
    }
}
