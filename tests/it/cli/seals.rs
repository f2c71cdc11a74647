//! Seals at the command line: refused as the window refuses them, and what bears none is said to be written by hand.

use super::kit::{NOW, Run, feed, run};
use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;
use tempfile::TempDir;

const SITE: &str = "presets/sites/example.ron";
const LABORATORY: &str = "presets/laboratories/wst-404.ron";
const PROTOCOL: &str = "presets/protocols/nct06101082.ron";
const PATIENT: &str = "presets/patients/eligible.ron";

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn put(&self, name: &str, text: &str) -> String {
        let path = self.0.path().join(name);
        File::create(&path).unwrap().write_all(text.as_bytes()).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

fn shipped(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

fn sealed(text: &str) -> String {
    format!("{text}// sha256: {}\n", cardose::storage::sha256_hex(text.as_bytes()))
}

/// Under an old checksum.
fn changed(path: &str, from: &str, to: &str) -> String {
    let text = sealed(&shipped(path));
    assert!(text.contains(from), "{path} has no {from}");
    text.replacen(from, to, 1)
}

#[track_caller]
fn refused(run: &Run, path: &str, mend: &str) {
    assert_eq!(run.code, Some(2), "{}\n{}", run.out, run.err);
    for words in [path, "its checksum is wrong or missing", "changed outside the program", mend] {
        assert!(run.err.contains(words), "“{words}” is not in: {}", run.err);
    }
}

#[test]
fn a_file_under_an_old_checksum_is_refused_by_every_command() {
    let folder = Folder::new();
    let site = folder.put("site.ron", &changed(SITE, "value: \"0.2\"", "value: \"0.5\""));
    let laboratory = folder.put("lab.ron", &changed(LABORATORY, "schema: 1", "schema:  1"));
    let protocol =
        folder.put("protocol.ron", &changed(PROTOCOL, "registry 2024-03-06, edition 2", "amendment"));
    let (settings, line) = ("save it again to take it", "put right or remove its last line");
    for (option, path, mend) in [
        ("--site", &site, settings),
        ("--laboratory", &laboratory, settings),
        ("--protocol", &protocol, line),
    ] {
        for command in ["screen", "dose"] {
            for format in ["text", "json"] {
                let arguments = [command, "example:eligible", option, path, "--now", NOW, "--format", format];
                let run = run(&arguments);
                refused(&run, path, mend);
                assert!(!run.out.contains("result") && !run.out.contains("mL"), "{}", run.out);
            }
        }
        refused(&feed(&["eval", option, path, "--now", NOW], b"{\"draft\":{}}\n"), path, mend);
        for command in ["show", "questions", "letter"] {
            refused(&run(&["protocol", command, option, path]), path, mend);
        }
    }
    refused(&run(&["screen", "example:eligible", "--against", &protocol, "--now", NOW]), &protocol, line);
    for arguments in [
        &["lint", &protocol][..],
        &["review", &protocol],
        &["diff", PROTOCOL, &protocol],
        &["diff", &protocol, PROTOCOL],
        &["versions", &protocol],
    ] {
        refused(&run(&[&["protocol"], arguments].concat()), &protocol, line);
    }
    refused(&run(&["protocol", "versions", "--site", &site]), &site, settings);
}

#[test]
fn a_saved_record_without_its_checksum_is_refused() {
    let folder = Folder::new();
    let hash = cardose::storage::sha256_hex(shipped(PROTOCOL).as_bytes());
    let saved = shipped(PATIENT).replacen("sha256: \"\"", &format!("sha256: \"{hash}\""), 1);
    let whole = folder.put("whole.ron", &sealed(&saved));
    let cut = folder.put("cut.ron", &saved.replacen("62.4", "82.4", 1));
    for command in ["screen", "dose"] {
        let good = run(&[command, &whole, "--now", NOW]);
        assert_ne!(good.code, Some(2), "{}", good.err);
        let bad = run(&[command, &cut, "--now", NOW]);
        refused(&bad, &cut, "take it or restore a former version");
        assert_eq!(bad.out, "");
        let bad = run(&[command, &cut, "--now", NOW, "--format", "json"]);
        let [line] = bad.json().try_into().unwrap();
        assert!(
            line.get("result").is_none() && line["error"].as_str().unwrap().contains("checksum"),
            "{line}"
        );
    }
}

/// A file by hand works, and every answer says that it is one; a file that comes with the program is none.
#[test]
fn a_file_written_by_hand_is_said_to_be_one() {
    let folder = Folder::new();
    let remark = |text: &str| format!("// by hand\n{text}");
    let patient = folder.put("patient.ron", &remark(&shipped(PATIENT)));
    let site = folder.put("site.ron", &remark(&shipped(SITE)));
    let laboratory = folder.put("lab.ron", &remark(&shipped(LABORATORY)));
    let protocol = folder.put("protocol.ron", &remark(&shipped(PROTOCOL)));
    let all = ["--site", &site, "--laboratory", &laboratory, "--protocol", &protocol, "--now", NOW];
    let named = [&patient, &protocol, &laboratory, &site];
    for command in ["screen", "dose"] {
        let run = run(&[&[command, &patient, "--format", "json"], &all[..]].concat());
        assert_eq!((run.code, &*run.err), (Some(0), ""), "a file by hand is no fault");
        let [line] = run.json().try_into().unwrap();
        let remarks = line["remarks"].as_array().unwrap();
        assert!(remarks.iter().all(|remark| remark["code"] == "written_by_hand"), "{remarks:?}");
        let texts: Vec<&str> = remarks.iter().map(|remark| remark["text"].as_str().unwrap()).collect();
        assert_eq!(texts, named.map(|path| format!("Written by hand, without a checksum: {path}")));
    }
    let out = run(&[&["screen", &patient, "--against", &protocol, "--format", "json"], &all[..2]].concat());
    let [line] = out.json().try_into().unwrap();
    assert_eq!(line["remarks"].as_array().unwrap().len(), 3, "patient, site and the other version: {line}");
    for (language, words) in [("en", "Written by hand, without a checksum"), ("zh", "手工编写")] {
        for arguments in [&["screen", &patient][..], &["dose", &patient], &["protocol", "questions"]] {
            let run = run(&[arguments, &all[..], &["--language", language]].concat());
            assert!(run.out.matches(words).count() >= 3, "{}", run.out);
        }
        for arguments in [["lint", &protocol], ["review", &protocol]] {
            let run = run(&[&["protocol"], &arguments[..], &["--language", language]].concat());
            assert!(run.out.contains(words), "{}", run.out);
        }
    }
    // Every answer to a line says it, and it is said once beside them.
    let line = run(&["eval", "--example"]).out;
    let answers = feed(&[&["eval"], &all[..]].concat(), line.repeat(2).as_bytes());
    assert_eq!(answers.out.lines().count(), 2);
    assert_eq!(answers.out.matches("\"code\":\"written_by_hand\"").count(), 6, "{}", answers.out);
    assert_eq!(answers.err.matches("Written by hand").count(), 3, "{}", answers.err);
    // What comes with the program, byte for byte, is nobody's hand.
    let shipped = ["--site", SITE, "--laboratory", LABORATORY, "--protocol", PROTOCOL, "--now", NOW];
    for patient in [PATIENT, "example:eligible"] {
        let run = run(&[&["screen", patient, "--format", "json"], &shipped[..]].concat());
        let [line] = run.json().try_into().unwrap();
        assert!(line.get("remarks").is_none(), "{line}");
    }
}

#[test]
fn a_pipe_on_the_command_line_is_named() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("p.ron");
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let path = path.to_str().unwrap();
    for arguments in [
        &["screen", path][..],
        &["dose", path],
        &["screen", "example:eligible", "--site", path],
        &["screen", "example:eligible", "--laboratory", path],
        &["screen", "example:eligible", "--protocol", path],
        &["screen", "example:eligible", "--against", path],
        &["eval", "--site", path],
        &["protocol", "lint", path],
    ] {
        let run = run(arguments);
        assert_eq!(run.code, Some(2), "{arguments:?}: {}", run.err);
        assert!(run.err.contains(path) && run.err.contains("it is a pipe and no file"), "{}", run.err);
    }
}

/// A template of the site with the id of a shipped one takes its place. 1.5 × its 31 µmol/L is not 1.5 × 21.
#[test]
fn the_sites_own_template_wins_over_the_shipped_one() {
    let folder = Folder::new();
    let shipped_text = shipped(LABORATORY);
    assert!(shipped_text.contains("high: \"21.0\""), "the upper limit of bilirubin for women");
    let own = folder.put("own.ron", &sealed(&shipped_text.replace("high: \"21.0\"", "high: \"31.0\"")));
    let mut line = super::kit::example_line();
    for result in line["draft"]["assessments"].as_array_mut().unwrap() {
        for finding in result["results"].as_array_mut().unwrap() {
            if finding["of"] == "bilirubin_total" {
                finding["uln"] = serde_json::json!({});
                finding["value"] = serde_json::json!({ "Quantity": { "value": "40.0", "unit": "umol/L" } });
                result["laboratory"] = "wst-404".into();
                break;
            }
        }
    }
    let line = format!("{line}\n");
    let outcome = |arguments: &[&str]| {
        let run = feed(&[&["eval", "--now", NOW], arguments].concat(), line.as_bytes());
        let [answer] = run.json().try_into().unwrap();
        let stages = answer["result"]["stages"].as_array().unwrap().clone();
        let rows = stages.iter().flat_map(|stage| stage["criteria"].as_array().unwrap());
        let mut parts = rows.flat_map(|row| row["parts"].as_array().cloned().unwrap_or_default());
        let part = parts.find(|part| part["id"] == "I9.bilirubin").unwrap_or_else(|| panic!("{answer}"));
        part["outcome"].as_str().unwrap().to_owned()
    };
    // 40 is above 31.5 and below 46.5.
    assert_eq!(outcome(&[]), "fail");
    assert_eq!(outcome(&["--laboratory", &own]), "pass");
}
