//! Record folders for tests, and waiting for what a background thread will say.

use super::support::{Opening, Window};
use cardose::{
    model::RecordFile,
    storage::{EMBEDDED_PATIENTS, Opened, Version, save},
};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};
use tempfile::TempDir;

pub(crate) fn records(data: &TempDir) -> PathBuf {
    data.path().join("records")
}

/// A bundled example under another code, no example any more.
pub(crate) fn patient(subject: &str, example: &str) -> RecordFile {
    let name = format!("{example}.ron");
    let embedded = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name == name).unwrap();
    let Opened::Record { mut file, .. } = embedded.patient().unwrap() else { panic!("a newer form") };
    file.example = false;
    file.revision = 0;
    subject.clone_into(&mut file.draft.subject);
    *file
}

/// Saves a patient so often.
pub(crate) fn put(data: &TempDir, subject: &str, example: &str, times: u32) -> Version {
    let folder = records(data);
    fs::create_dir_all(&folder).unwrap();
    let mut file = patient(subject, example);
    let mut seen = None;
    for time in 0..times {
        file.draft.note = format!("save {time}");
        let saved = save(&folder, &file, seen.as_ref()).unwrap();
        seen = Some(saved.version);
        file = saved.file;
    }
    seen.unwrap()
}

/// So many small records, written by hand.
pub(crate) fn put_many(data: &TempDir, count: u32) {
    let folder = records(data);
    fs::create_dir_all(&folder).unwrap();
    for number in 0..count {
        let subject = format!("P-{number:05}");
        let text = format!("#![enable(implicit_some)]\n(schema: 1, draft: (subject: \"{subject}\"))\n");
        fs::write(folder.join(format!("{subject}.ron")), text).unwrap();
    }
}

/// Draws until these words are there; fails after twenty seconds.
#[track_caller]
pub(crate) fn wait_for(window: &mut Window, words: &str) {
    let begun = Instant::now();
    while !window.says(words) {
        assert!(begun.elapsed() < Duration::from_secs(20), "“{words}” did not come:\n{}", window.texts());
        std::thread::sleep(Duration::from_millis(5));
        window.harness.step();
    }
}

/// The code field of the open patient, and of a dialogue.
pub(crate) const CODE: &str = "Subject code";

pub(crate) fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

/// Types into the only field of this name.
pub(crate) fn type_code(window: &mut Window, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, CODE).focus();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, CODE).type_text(text);
    window.harness.run();
}

/// A record that is open, with a code typed on: `S-01` becomes `S-01X`.
pub(crate) fn opened(data: TempDir) -> Window {
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).over(data);
    window.must_say("Saved");
    type_code(&mut window, "X");
    window.must_say("Not saved");
    window
}

pub(crate) fn one() -> TempDir {
    let data = tempfile::tempdir().unwrap();
    put(&data, "S-01", "eligible", 1);
    data
}
