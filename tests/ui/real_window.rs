//! The built program in a real window: typed at as a person would, looked at through its files.

use super::display::display;
use std::{fs, process::Command, thread::sleep, time::Duration};

#[test]
fn a_patient_is_typed_saved_and_closed() {
    let Some(display) = display() else { return };
    let data = tempfile::tempdir().unwrap();
    let record = data.path().join("records/TRIAL-007.ron");
    let mut program = display.start(data.path(), &[]);
    program.keys(&["ctrl+n"]);
    program.types("TRIAL-007");
    program.keys(&["ctrl+s"]);
    program.wait("a saved record", |_| record.exists());
    let text = fs::read_to_string(&record).unwrap();
    assert!(text.contains("subject: \"TRIAL-007\""), "{text}");
    assert!(text.contains("// sha256: "), "the record is sealed");
    program.keys(&["ctrl+q"]);
    assert!(program.ended_well(), "the program closes by itself");
    assert!(!data.path().join("records/TRIAL-007.lock").exists(), "the record is given back");
}

/// A window that nobody touches does not use the processor.
#[test]
fn an_idle_window_draws_nothing() {
    let Some(display) = display() else { return };
    let data = tempfile::tempdir().unwrap();
    let program = display.start(data.path(), &["example:eligible", "--view", "screening"]);
    sleep(Duration::from_secs(3));
    let before = program.processor_time();
    sleep(Duration::from_secs(4));
    let used = program.processor_time() - before;
    assert!(used <= 4, "{used} hundredths of a second in four seconds");
}

/// Without a display the program says what is missing, that the command line works, and ends with code 4.
#[test]
fn without_a_display_it_says_what_is_missing() {
    let data = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_cardose"))
        .arg("--data")
        .arg(data.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(4), "{said}");
    assert!(said.contains("It needs a display"), "{said}");
    assert!(said.contains("The command line works without: cardose screen FILE"), "{said}");
    assert!(!said.contains(".rs:"), "no name of a source file: {said}");
}
