//! Unsaved work that outlives the run in which it was typed.

use super::{
    records::{one, opened, patient, press, put, records},
    support::{Opening, Window, wait_until},
};
use cardose::storage::{
    Version,
    recovery::{Recovered, fresh_id, write},
};
use eframe::egui::{Key, Modifiers};
use std::fs;
use tempfile::TempDir;

/// Unsaved work of a process that is gone.
fn left_behind(data: &TempDir, subject: Option<&str>, based_on: Option<Version>) {
    left_on(data, cardose::storage::computer_name(), subject, based_on);
}

/// The same, on a computer.
fn left_on(data: &TempDir, computer: String, subject: Option<&str>, based_on: Option<Version>) {
    let mut file = patient("S-01", "eligible");
    file.revision = u32::from(subject.is_some());
    "typed before the power went".clone_into(&mut file.draft.note);
    let holder = cardose::storage::lock::Holder {
        by: "p1".into(),
        computer: computer.clone(),
        program: String::new(),
        since: "2026-11-22T08:30".into(),
    };
    let id = fresh_id(&holder);
    let work = Recovered {
        id: id.clone(),
        file,
        subject: subject.map(str::to_owned),
        based_on,
        at: holder.since,
        by: holder.by,
        computer,
    };
    fs::create_dir_all(records(data)).unwrap();
    write(&records(data), &work).unwrap();
    // As a process with another number has written it, and without a checksum there is none to be wrong.
    let path = records(data).join("recovery").join(format!("{id}.ron"));
    let text = fs::read_to_string(&path).unwrap();
    let body = text.split("// sha256").next().unwrap();
    let (start, rest) = body.split_once("process: ").unwrap();
    let (_, rest) = rest.split_once(',').unwrap();
    let body = format!("{start}process: 4194999,{rest}");
    let sealed = format!("{body}// sha256: {}\n", cardose::storage::sha256_hex(body.as_bytes()));
    fs::write(&path, sealed).unwrap();
}

fn kept(data: &TempDir) -> usize {
    fs::read_dir(records(data).join("recovery")).map_or(0, Iterator::count)
}

#[test]
fn work_of_a_run_that_ended_is_offered_back() {
    let data = tempfile::tempdir().unwrap();
    let version = put(&data, "S-01", "eligible", 1);
    left_behind(&data, Some("S-01"), Some(version));
    let mut window = Opening::new().over(data);
    window.must_say("Work that was not saved");
    window.must_say("S-01, 2026-11-22 08:30");
    window.click("Bring back");
    window.must_say("Not saved");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-01");
    let text = fs::read_to_string(records(&window.data).join("S-01.ron")).unwrap();
    assert!(text.contains("typed before the power went"));
    wait_until(&mut window, |window| kept(&window.data) == 0);
}

#[test]
fn work_that_is_given_up_goes_and_work_for_later_stays() {
    let data = tempfile::tempdir().unwrap();
    left_behind(&data, None, None);
    let mut window = Opening::new().over(data);
    window.click("Later");
    assert_eq!(kept(&window.data), 1);
    let Window { data, harness } = window;
    drop(harness);
    let mut window = Opening::new().over(data);
    window.click("Discard");
    // There is no way back: it is asked once more, and the answer that loses nothing has the focus.
    window.must_say("It cannot be brought back");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_not_say("It cannot be brought back");
    assert_eq!(kept(&window.data), 1);
    window.click("Discard");
    window.click("Really discard");
    wait_until(&mut window, |window| kept(&window.data) == 0);
}

#[test]
fn unsaved_work_is_kept_after_two_seconds_and_goes_with_undo() {
    let mut window = opened(one());
    // A frame of the harness is a quarter of a second.
    wait_until(&mut window, |window| kept(&window.data) == 1);
    press(&mut window, Modifiers::NONE, Key::Backspace);
    window.must_say("Saved");
    wait_until(&mut window, |window| kept(&window.data) == 0);
}

/// It may still be typed on there: its file stays, and only what follows here is kept beside it.
#[test]
fn work_of_another_computer_is_taken_without_its_file() {
    let data = tempfile::tempdir().unwrap();
    let version = put(&data, "S-01", "eligible", 1);
    left_on(&data, "ward-2".to_owned(), Some("S-01"), Some(version));
    let mut window = Opening::new().over(data);
    window.must_say("It was typed on ward-2");
    window.must_say("Typed by p1");
    window.must_not_say("Discard");
    window.click("Bring back");
    window.must_say("Not saved");
    wait_until(&mut window, |window| kept(&window.data) == 2);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-01");
    wait_until(&mut window, |window| kept(&window.data) == 1);
    let Window { data, harness } = window;
    drop(harness);
    assert_eq!(kept(&data), 1);
}

/// A disk that refuses once is asked again.
#[test]
fn work_that_could_not_be_kept_is_kept_later() {
    let mut window = opened(one());
    let folder = records(&window.data).join("recovery");
    assert_eq!(kept(&window.data), 0);
    drop(fs::remove_dir(&folder));
    // No folder can be made where a file lies.
    put_file(&folder);
    wait_until(&mut window, |window| window.says("Work that was not saved"));
    fs::remove_file(&folder).unwrap();
    wait_until(&mut window, |window| kept(&window.data) == 1);
}

#[expect(clippy::disallowed_methods, reason = "a test's own file may be lost")]
fn put_file(path: &std::path::Path) {
    fs::write(path, "").unwrap();
}
