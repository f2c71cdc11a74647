//! Record folders for tests, and waiting for what a background thread will say.

use super::support::{Opening, Window, wait_until};
use cardose::{
    model::{BagState, Confirmation, Confirmed, Decision, Given, RecordFile, Signed},
    storage::{EMBEDDED_PATIENTS, Opened, Version, save},
};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use std::{fs, path::PathBuf};
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

/// Draws until these words are there.
#[track_caller]
pub(crate) fn wait_for(window: &mut Window, words: &str) {
    wait_until(window, |window| window.says(words));
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

/// What was signed for one subject, and given to it, is not another's.
#[test]
fn a_duplicate_carries_values_and_levels_but_no_signature() {
    let data = tempfile::tempdir().unwrap();
    let mut file = patient("S-01", "eligible");
    let signed = Signed { by: "p1".into(), at: "2026-11-21T10:00".into(), reason: "seen by p1".into() };
    let draft = &mut file.draft;
    draft.decisions = vec![Decision { signed: signed.clone(), ..Decision::default() }];
    draft.infusions[0].assigned = Some(signed.clone());
    draft.infusions[0].given = Some(Given { start: "2026-11-21T11:00".into(), ..Given::default() });
    let finding = &mut draft.assessments[2].results[0];
    let (value, uln) = (finding.value.clone(), finding.uln.clone());
    finding.confirmed = Some(Box::new(Confirmed { value, uln, signed: signed.clone() }));
    let lot = &mut draft.lots[0];
    lot.confirmed =
        vec![Confirmation { field: "cd3".into(), value: lot.cd3.clone(), signed, ..Confirmation::default() }];
    lot.bags[0].state = BagState::Infused;
    lot.bags[0].thawed = "2026-11-21T10:50".into();
    fs::create_dir_all(records(&data)).unwrap();
    save(&records(&data), &file, None).unwrap();
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).view(cardose::app::View::Dose).over(data);
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    window.click("Duplicate as new…");
    window.harness.get_by_role_and_label(Role::TextInput, CODE).type_text("S-02");
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("Saved: S-02");
    let copy = fs::read_to_string(records(&window.data).join("S-02.ron")).unwrap();
    for text in ["62.4", "DL2", "LOT-E01"] {
        assert!(copy.contains(text), "{text}: {copy}");
    }
    for text in ["seen by p1", "2026-11-21", "Infused", "given: Some", "given: ("] {
        assert!(!copy.contains(text), "{text}: {copy}");
    }
}

/// Its file was damaged after it was opened: archiving asks about what is typed first.
#[test]
fn archiving_a_troubled_row_that_is_open_asks_about_unsaved_work() {
    let mut window = opened(one());
    let path = records(&window.data).join("S-01.ron");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("62.4", "62.5")).unwrap();
    press(&mut window, Modifiers::COMMAND, Key::Num1);
    wait_for(&mut window, "S-01.ron (open, not saved), Changed outside the program, or damaged");
    let row = "S-01.ron (open";
    window.harness.get_by(|node| node.label().is_some_and(|label| label.starts_with(row))).click();
    window.harness.run();
    window.click("Archive");
    window.must_say("Save the changes?");
    assert!(path.exists());
}
