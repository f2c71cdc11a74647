//! What the program does with the system around it.

use super::kit::{NOW, Run, cardose, run};
use crate::kit::skip;
use std::{
    fs::{self, File},
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// The reader takes one line and goes away, as `| head -1` does.
#[test]
fn a_closed_output_is_no_failure() {
    let line = run(&["eval", "--example"]).out;
    for (arguments, code) in [
        (&["screen", "example:eligible", "--now", NOW][..], 0),
        (&["screen", "example:platelets-low", "example:eligible", "--now", NOW], 1),
        (&["protocol", "show"], 0),
        (&["schema", "record"], 0),
        (&["completions", "bash"], 0),
        (&["screen", "--help"], 0),
        (&["eval", "--now", NOW], 0),
    ] {
        let mut command = cardose(arguments);
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut lines = 0;
        if arguments[0] == "eval" {
            stdin.write_all(line.as_bytes()).unwrap();
            lines = stdout.read_line(&mut String::new()).unwrap();
            drop(stdout);
            // Enough that what is written on must fail; the program may be gone before it has read all.
            for _ in 0..100 {
                stdin.write_all(line.as_bytes()).ok();
            }
        } else {
            drop(stdout);
        }
        drop(stdin);
        let run = Run::of(&child.wait_with_output().unwrap());
        assert_eq!((run.code, run.err.as_str()), (Some(code), ""), "{arguments:?} after {lines} bytes");
    }
}

#[test]
fn a_full_disk_is_a_failure_of_the_system() {
    let full = Path::new("/dev/full");
    for arguments in [&["screen", "example:eligible"][..], &["eval", "--example"], &["schema", "draft"]] {
        let output =
            cardose(arguments).stdout(File::options().write(true).open(full).unwrap()).output().unwrap();
        let run = Run::of(&output);
        assert_eq!(run.code, Some(4), "{arguments:?}");
        assert!(run.err.contains("could not be written"), "{}", run.err);
    }
}

#[test]
fn no_network() {
    if Command::new("strace").arg("-V").output().is_err() {
        return skip("strace is not installed");
    }
    let folder = TempDir::new().unwrap();
    let log = folder.path().join("log");
    for arguments in [&["screen", "example:eligible", "--format", "json"][..], &["eval", "--example"], &[]] {
        let mut command = Command::new("strace");
        command.args(["-f", "-e", "trace=socket,connect,execve", "-o"]).arg(&log).arg("--");
        command.arg(env!("CARGO_BIN_EXE_cardose")).args(arguments);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let log = fs::read_to_string(&log).unwrap();
        assert!(log.contains("execve("), "strace saw nothing: {log}");
        assert!(!log.contains("AF_INET"), "{log}");
        assert!(!log.contains("socket("), "{log}");
    }
}

/// A file with `text` in a folder of its own, judged by `screen`.
#[track_caller]
fn refused(name: &str, text: &[u8], says: &[&str]) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    File::create(&path).unwrap().write_all(text).unwrap();
    let path = path.to_str().unwrap();
    let arguments = match name {
        "protocol.ron" => vec!["screen", "example:eligible", "--protocol", path],
        "site.ron" => vec!["screen", "example:eligible", "--site", path],
        "laboratory.ron" => vec!["screen", "example:eligible", "--laboratory", path],
        _ => vec!["screen", path],
    };
    let run = run(&arguments);
    assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{}", run.err);
    for word in says {
        assert!(run.err.contains(word), "{word} is missing from: {}", run.err);
    }
    assert!(!run.err.contains("panicked"), "{}", run.err);
}

/// A shipped file with one change.
#[track_caller]
fn preset(path: &str, from: &str, to: &str) -> Vec<u8> {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("presets").join(path)).unwrap();
    assert!(text.contains(from), "{path} has no {from}");
    text.replacen(from, to, 1).into_bytes()
}

#[test]
fn a_damaged_patient_file_is_refused_with_line_and_column() {
    let patient = |from, to| preset("patients/eligible.ron", from, to);
    refused(
        "p.ron",
        &patient("sex: Female", "sxe: Female"),
        &["p.ron, line 7, column ", "did you mean `sex`?"],
    );
    refused("p.ron", &patient("sex: Female", "sex: Femal"), &["line 7", "did you mean `Female`?"]);
    refused("p.ron", &patient("sex: Female,", "sex: Female"), &["line 7", "comma"]);
    refused("p.ron", &patient("        note:", "        \"note:"), &["p.ron, line "]);
    refused("p.ron", &patient("schema: 1", "schema: 2"), &["newer program", "form 2"]);
    refused("p.ron", &patient("schema: 1", "schema: 0"), &["form 0 does not exist"]);
    refused("p.ron", &patient("schema: 1, ", ""), &["`schema`", "missing"]);
    let mut sealed = patient("schema: 1", "schema: 1");
    sealed
        .extend_from_slice(b"// sha256: 0000000000000000000000000000000000000000000000000000000000000000\n");
    refused("p.ron", &sealed, &["checksum", "damaged"]);
    refused("p.ron", b"(schema: 1, draft: (note: \"\xff\"))", &["not UTF-8"]);
    refused("p.ron", b"", &["p.ron"]);
}

#[test]
fn a_protocol_file_with_a_fault_is_refused_with_its_path() {
    let protocol = |from, to| preset("protocols/nct06101082.ron", from, to);
    refused(
        "protocol.ron",
        &protocol("levels:", "level:"),
        &["protocol.ron, line ", "did you mean `levels`?"],
    );
    refused(
        "protocol.ron",
        &protocol("AtLeast(\"platelets\"", "AtLeast(\"platelet\""),
        &["protocol.ron cannot be used", "criteria", "platelets"],
    );
}

#[test]
fn a_site_file_with_a_fault_is_refused_with_its_path() {
    let site = |from, to| preset("sites/example.ron", from, to);
    refused("site.ron", &site("settings:", "setings:"), &["site.ron, line ", "did you mean `settings`?"]);
    refused("site.ron", &site("\"dosing_weight\"", "\"dosing_weigth\""), &["dosing_weight", "settings"]);
    refused("site.ron", &site("value: \"0.2\"", "value: \"0.2.1\""), &["settings"]);
    refused("site.ron", &site("question: \"lesion_size\"", "question: \"lesion_sise\""), &["lesion_size"]);
}

#[test]
fn a_laboratory_file_with_a_fault_is_refused_with_its_path() {
    let laboratory = |from, to| preset("laboratories/wst-404.ron", from, to);
    refused("laboratory.ron", &laboratory("id:", "ids:"), &["laboratory.ron, line ", "did you mean `id`?"]);
}

/// It can be opened by anybody and its first byte cannot be read: an input error without a broken disk.
#[test]
fn a_file_that_the_system_cannot_read_is_not_bad_input() {
    let run = run(&["screen", "/proc/self/mem"]);
    assert_eq!((run.code, run.out.as_str()), (Some(4), ""), "{}", run.err);
    assert!(run.err.contains("mem: it cannot be read"), "{}", run.err);
}
