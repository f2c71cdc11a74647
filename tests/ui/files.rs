//! Saving, closing, dropping, exporting: what happens to a patient's file.

mod exchange;
mod folder;
mod trouble;

use super::{
    records::{CODE, one, opened, press, put, records, type_code, wait_for},
    settings::enter,
    support::{Opening, Window},
};
use cardose::{
    i18n::Language,
    storage::{Opened, read_record_file},
};
use eframe::egui::{
    DroppedFile, Event, HoveredFile, Key, Modifiers, ViewportEvent, ViewportId, accesskit::Role,
};
use egui_kittest::kittest::Queryable as _;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// A new patient with this code typed.
fn new_patient(subject: &str) -> Window {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    if !subject.is_empty() {
        type_code(&mut window, subject);
    }
    window
}

fn exists(window: &Window, name: &str) -> bool {
    records(&window.data).join(name).exists()
}

/// The window is asked to close; true when it does.
fn close(window: &mut Window) -> bool {
    window
        .harness
        .input_mut()
        .viewports
        .entry(ViewportId::ROOT)
        .or_default()
        .events
        .push(ViewportEvent::Close);
    window.harness.step();
    let closes = !commands(window).contains("CancelClose");
    if let Some(viewport) = window.harness.input_mut().viewports.get_mut(&ViewportId::ROOT) {
        viewport.events.clear();
    }
    // A window that closes asks for it in every frame until it is gone.
    if !closes {
        window.harness.run();
    }
    closes
}

/// What the window asked the system for in the last frame.
fn commands(window: &Window) -> String {
    let output = window.harness.output();
    output
        .viewport_output
        .get(&ViewportId::ROOT)
        .map_or_else(String::new, |viewport| format!("{:?}", viewport.commands))
}

fn drop_files(window: &mut Window, paths: &[PathBuf]) {
    for path in paths {
        window.harness.input_mut().dropped_files.push(Arc::new(Dropped(path.clone())));
    }
    window.harness.run();
}

#[test]
fn typed_saved_and_on_the_disk() {
    let mut window = new_patient("S-09");
    window.must_say("New, not saved");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-09");
    let Opened::Record { file, .. } = read_record_file(&records(&window.data).join("S-09.ron")).unwrap()
    else {
        panic!("a newer form")
    };
    assert_eq!((file.draft.subject.as_str(), file.revision), ("S-09", 1));
    assert_eq!(file.protocol.sha256.len(), 64, "the protocol is pinned");
    assert!(exists(&window, "S-09.lock"), "it stays open, and ours");
}

#[test]
fn a_failed_save_keeps_the_draft_and_says_why() {
    let mut window = new_patient("S-09");
    fs::write(records(&window.data), "not a folder").unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_not_say("Saved: S-09");
    window.must_say("Save: records: it cannot be read");
    window.must_say("New, not saved");
    fs::remove_file(records(&window.data)).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Saved: S-09");
}

#[test]
fn closing_asks_and_each_answer_does_what_it_says() {
    for (answer, closes, saved) in [("Cancel", false, false), ("Discard", true, false), ("Save", true, true)]
    {
        let mut window = new_patient("S-09");
        assert!(!close(&mut window), "{answer}");
        window.must_say("Save the changes?");
        let label = window.harness.get_all_by_role_and_label(Role::Button, answer).last().unwrap();
        label.click();
        window.harness.step();
        window.harness.step();
        assert_eq!(commands(&window).contains("Close"), closes, "{answer}: {}", commands(&window));
        assert_eq!(exists(&window, "S-09.ron"), saved, "{answer}");
        if !closes {
            window.must_say("New, not saved");
        }
    }
}

#[test]
fn without_changes_nothing_is_asked() {
    let data = one();
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).over(data);
    assert!(close(&mut window));
}

#[test]
fn escape_keeps_everything_and_enter_saves() {
    let mut window = new_patient("S-09");
    press(&mut window, Modifiers::COMMAND, Key::W);
    window.must_say("Save the changes?");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.must_not_say("Save the changes?");
    window.must_say("New, not saved");
    press(&mut window, Modifiers::COMMAND, Key::W);
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(exists(&window, "S-09.ron"));
    window.must_say("No patient open");
}

#[test]
fn what_was_asked_goes_on_after_the_code_was_given() {
    let data = tempfile::tempdir().unwrap();
    let file = data.path().join("from-elsewhere.ron");
    fs::write(&file, "#![enable(implicit_some)]\n(schema: 1, draft: (note: \"no code yet\"))\n").unwrap();
    let mut window = Opening::new().file(&file).over(data);
    window.must_say("Imported from-elsewhere.ron. It is not saved yet.");
    press(&mut window, Modifiers::COMMAND, Key::W);
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Never a name");
    // Enter while the field has the focus; the field of the view lies behind.
    let fields: Vec<_> = window.harness.get_all_by_role_and_label(Role::TextInput, CODE).collect();
    fields.last().unwrap().type_text("王小明");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("character 1 of the subject code cannot be used");
    for _ in 0..3 {
        press(&mut window, Modifiers::NONE, Key::Backspace);
    }
    let fields: Vec<_> = window.harness.get_all_by_role_and_label(Role::TextInput, CODE).collect();
    fields.last().unwrap().type_text("S-12");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(exists(&window, "S-12.ron"));
    assert!(!exists(&window, "S-12.lock"), "it was closed after that");
    window.must_say("No patient open");
}

#[test]
fn another_code_in_the_field_renames_and_saves() {
    let mut window = opened(one());
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Rename subject code");
    press(&mut window, Modifiers::NONE, Key::Enter);
    // The trail names who did it: it is asked first, and the code typed is still there.
    window.must_say("Who is working?");
    assert!(exists(&window, "S-01.ron"));
    window.harness.get_by_role_and_label(Role::TextInput, "Initials").type_text("zw");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Rename subject code");
    press(&mut window, Modifiers::NONE, Key::Enter);
    assert!(exists(&window, "S-01X.ron") && !exists(&window, "S-01.ron"));
    assert!(exists(&window, "S-01X.lock") && !exists(&window, "S-01.lock"));
    window.must_say("Saved: S-01X");
    let Opened::Record { file, .. } = read_record_file(&records(&window.data).join("S-01X.ron")).unwrap()
    else {
        panic!("a newer form")
    };
    let line = file.trail.iter().find(|change| change.field == "subject").unwrap();
    assert_eq!((line.by.as_str(), line.old.as_str(), line.new.as_str()), ("zw", "S-01", "S-01X"));
}

#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        fs::read(&self.0).map_err(|error| error.to_string())
    }
}

#[test]
fn a_key_changes_the_theme_at_once() {
    let mut window = Opening::new().dark(false).open();
    press(&mut window, Modifiers::NONE, Key::F10);
    assert!(window.harness.ctx.global_style().visuals.dark_mode);
}

/// Keys may come and go within one frame.
#[test]
fn the_longer_shortcut_is_another_command() {
    let mut window = opened(one());
    let shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
    let key = |pressed| {
        let (key, physical_key, repeat) = (Key::S, None, false);
        Event::Key { key, physical_key, pressed, repeat, modifiers: shift }
    };
    let none = Event::ModifiersChanged(Modifiers::NONE);
    let events = [Event::ModifiersChanged(shift), key(true), key(false), none];
    window.harness.input_mut().events.extend(events);
    window.harness.run();
    window.must_say("Save as");
    window.must_say("Not saved");
}

#[test]
fn two_records_do_not_share_one_code() {
    let mut window = Opening::new().over(one());
    press(&mut window, Modifiers::COMMAND, Key::N);
    type_code(&mut window, "S-01");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("not saved: `S-01.ron` is there already");
    window.must_say("New, not saved");
    wait_for(&mut window, "Dismiss");
}
