//! The built program in a real window: typed at as a person would, looked at through its files.

use super::{display::display, dose::rehearse_x1};
use std::{fs, os::unix::fs::PermissionsExt as _, process::Command, thread::sleep, time::Duration};

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

/// `WAYLAND_DISPLAY` names nothing, as after a session that has ended; X11 works, and the window opens there.
#[test]
fn a_wayland_display_that_is_not_there_is_passed_over() {
    let Some(display) = display() else { return };
    let data = tempfile::tempdir().unwrap();
    for name in ["wayland-none".to_owned(), data.path().join("none").display().to_string()] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cardose"));
        command.env("WAYLAND_DISPLAY", name).env("XDG_RUNTIME_DIR", data.path());
        let mut program = display.start_with(&mut command, data.path(), &[]);
        program.keys(&["ctrl+q"]);
        assert!(program.ended_well(), "the program closes by itself");
    }
}

/// Where nothing masks the modes, the window's own settings are still its owner's alone.
#[test]
fn what_the_window_keeps_is_its_owners_alone() {
    let Some(display) = display() else { return };
    let data = tempfile::tempdir().unwrap();
    let mut command = Command::new("sh");
    command
        .args(["-c", "umask 000; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_cardose")])
        .env_remove("WAYLAND_DISPLAY");
    let mut program = display.start_with(&mut command, data.path(), &[]);
    program.keys(&["F9", "ctrl+q"]);
    assert!(program.ended_well(), "the program closes by itself");
    let folder = data.path().join("user/cardose");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    let kept = folder.join("app.ron");
    assert!(fs::read_to_string(&kept).unwrap().contains("chinese"), "the language is kept");
    assert_eq!(mode(&kept), 0o600);
}

/// A window that nobody touches does not use the processor.
#[test]
fn an_idle_window_draws_nothing() {
    let Some(display) = display() else { return };
    let data = tempfile::tempdir().unwrap();
    let mut program = display.start(data.path(), &["example:eligible", "--view", "screening"]);
    // How long it takes to start says nothing; one that draws on never comes to rest.
    program.wait("four seconds with at most four hundredths of a second of work", |program| {
        let before = program.processor_time();
        sleep(Duration::from_secs(4));
        program.processor_time() - before <= 4
    });
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

/// `kill -9` while somebody types: the work is offered back, and nobody has to take over a lock of the dead.
#[test]
fn after_a_kill_the_work_is_offered_back() {
    let Some(display) = display() else { return };
    let data = tempfile::tempdir().unwrap();
    let record = data.path().join("records/TRIAL-008.ron");
    let recovery = data.path().join("records/recovery");
    // Without what is just being written.
    let is_whole = |entry: &fs::DirEntry| entry.file_name().to_string_lossy().ends_with(".ron");
    let kept = || fs::read_dir(&recovery).map_or(0, |found| found.flatten().filter(is_whole).count());
    let mut program = display.start(data.path(), &[]);
    program.keys(&["ctrl+n"]);
    program.types("TRIAL-008");
    program.wait("work on the disk", |_| kept() == 1);
    program.kill();
    assert!(!record.exists());
    let mut program = display.start(data.path(), &[]);
    // Bring back is the first button; then save.
    program.keys(&["Tab", "Return", "ctrl+s"]);
    program.wait("a saved record", |_| record.exists());
    program.wait("nothing left to take back", |_| kept() == 0);
    program.keys(&["ctrl+q"]);
    assert!(program.ended_well(), "the program closes by itself");
}

/// facts.md X1 in the real window, key by key: the saved record gives 20.2 mL at the command line.
#[test]
fn a_whole_case_is_typed_saved_and_computed() {
    let Some(display) = display() else { return };
    let root = env!("CARGO_MANIFEST_DIR");
    let data = tempfile::tempdir().unwrap();
    let site = data.path().join("site.ron");
    fs::copy(format!("{root}/presets/sites/example.ron"), &site).unwrap();
    let record = data.path().join("records/S-001.ron");
    let mut program = display.start(data.path(), &[]);
    program.strokes(&rehearse_x1());
    program.keys(&["ctrl+s"]);
    program.wait("a saved record", |_| record.exists());
    program.keys(&["ctrl+q"]);
    assert!(program.ended_well(), "the program closes by itself");
    let output = Command::new(env!("CARGO_BIN_EXE_cardose"))
        .args(["dose".as_ref(), record.as_os_str(), "--site".as_ref(), site.as_os_str()])
        .args(["--now", "2026-11-22T09:00"])
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    // Expiry, height and screening were not typed: the figure stands, and it is not ready.
    assert!(said.contains(" 20.2 mL, 99.91 % of the target; NOT READY: bag identity, weight,"), "{said}");
    assert_eq!(output.status.code(), Some(3), "{said}");
}
