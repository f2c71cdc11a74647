//! Settings that are typed and not saved: asked about before the window closes, saved by key, kept over a crash.

use super::{
    focus::{focused, type_text},
    records::{press, records},
    settings::{enter, folder_with, initials, site_of},
    support::{Opening, Window, wait_until},
};
use cardose::{
    app::View,
    storage::recovery::{Found, list},
};
use eframe::egui::{Key, Modifiers, ViewportEvent, ViewportId, accesskit::Role};
use egui_kittest::kittest::Queryable as _;
use std::fs;

fn settings() -> Window {
    Opening::new().view(View::Settings).over(folder_with(|_| ()))
}

/// Asks the window to close; true when it does.
fn close(window: &mut Window) -> bool {
    let input = window.harness.input_mut();
    input.viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
    window.harness.step();
    if let Some(viewport) = window.harness.input_mut().viewports.get_mut(&ViewportId::ROOT) {
        viewport.events.clear();
    }
    let closes = !commands(window).contains("CancelClose");
    if !closes {
        window.harness.run();
    }
    closes
}

fn commands(window: &Window) -> String {
    let viewports = &window.harness.output().viewport_output;
    viewports.get(&ViewportId::ROOT).map_or_else(String::new, |root| format!("{:?}", root.commands))
}

fn answer(window: &mut Window, label: &str) {
    window.harness.get_all_by_role_and_label(Role::Button, label).last().unwrap().click_accesskit();
    window.harness.step();
    window.harness.step();
}

#[test]
fn closing_asks_about_settings_and_each_answer_does_what_it_says() {
    for (label, closes, saved) in [("Cancel", false, false), ("Discard", true, false), ("Save", true, true)] {
        let mut window = settings();
        press(&mut window, Modifiers::NONE, Key::F4);
        window.click("p2  pharmacist");
        enter(&mut window, "Name of the site", "Ward 5");
        press(&mut window, Modifiers::COMMAND, Key::Num1);
        assert!(!close(&mut window), "{label}");
        window.must_say("Save the changes?");
        window.must_say("The settings have changes that are not saved.");
        answer(&mut window, label);
        assert_eq!(commands(&window).contains("Close"), closes, "{label}: {}", commands(&window));
        assert_eq!(site_of(&window).name == "Ward 5", saved, "{label}");
        if !closes {
            window.must_say("Not saved. Changes for the trail: 1");
        }
    }
}

/// What cannot be saved keeps the window open, and the field that is in the way has the focus.
#[test]
fn settings_with_a_slip_are_not_lost_by_saving_and_closing() {
    let mut window = settings();
    press(&mut window, Modifiers::NONE, Key::F4);
    window.click("p2  pharmacist");
    super::settings::press(&mut window, "Cell cap");
    super::settings::press(&mut window, "Cell cap: A value");
    assert!(!close(&mut window));
    answer(&mut window, "Save");
    window.harness.run();
    assert!(!commands(&window).contains("Close"));
    window.must_say("Save settings: Entries to mend before saving");
    assert!(focused(&window).is_some());
}

#[test]
fn a_key_saves_the_settings_and_not_the_patient() {
    let data = folder_with(|_| ());
    super::records::put(&data, "S-01", "eligible", 1);
    let before = fs::read(records(&data).join("S-01.ron")).unwrap();
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).view(View::Screening).over(data);
    window.harness.get_by_role_and_label(Role::TextInput, "Note").focus();
    window.harness.run();
    type_text(&mut window, "x");
    press(&mut window, Modifiers::COMMAND, Key::Num5);
    enter(&mut window, "Name of the site", "Ward 5");
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("“Save settings” is signed");
    window.click("p2  pharmacist");
    window.harness.run();
    window.must_say("Settings saved");
    assert_eq!(site_of(&window).name, "Ward 5");
    assert_eq!(fs::read(records(&window.data).join("S-01.ron")).unwrap(), before, "the patient is not saved");
    // The button beside the patient saves the patient.
    enter(&mut window, "Name of the site", "Ward 6");
    window.harness.get_by_role_and_label(Role::Button, "Save").click_accesskit();
    window.harness.run();
    window.must_say("Saved: S-01");
    assert_eq!(site_of(&window).name, "Ward 5");
}

/// What lies in the recovery folder.
fn kept(window: &Window) -> Vec<Found> {
    list(&records(&window.data), "another computer").unwrap()
}

/// Two seconds after they are typed they lie in the recovery folder; a later run offers them, and a save ends it.
#[test]
fn settings_outlive_a_crash() {
    let mut window = settings();
    enter(&mut window, "Name of the site", "Ward 5");
    wait_until(&mut window, |window| kept(window).len() == 1);
    let folder = records(&window.data).join("recovery");
    let path = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    // As a process that is gone has written it.
    let text = fs::read_to_string(&path).unwrap();
    let Window { data, harness } = window;
    // What is not saved stays where the window goes without having asked.
    drop(harness);
    let body = text.split("// sha256").next().unwrap();
    let (start, rest) = body.split_once("process: ").unwrap();
    let body = format!("{start}process: 4194999,{}", rest.split_once(',').unwrap().1);
    let sealed = format!("{body}// sha256: {}\n", cardose::storage::sha256_hex(body.as_bytes()));
    fs::write(&path, sealed).unwrap();
    let mut window = Opening::new().over(data);
    window.must_say("Work that was not saved");
    window.must_say("Settings, 2026-11-22 09:00");
    window.click("Bring back");
    window.must_say("Not saved. Changes for the trail: 1");
    initials_or_person(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::S);
    window.must_say("Settings saved");
    assert_eq!(site_of(&window).name, "Ward 5");
    wait_until(&mut window, |window| kept(window).is_empty());
}

fn initials_or_person(window: &mut Window) {
    press(window, Modifiers::NONE, Key::F4);
    window.click("p2  pharmacist");
}

/// Rows of a template go only when somebody has said so twice, and what stands unsaved is said above them.
#[test]
fn a_template_asks_before_its_rows_go() {
    let mut window = Opening::new().view(View::Settings).open();
    initials(&mut window, "zw");
    super::settings::press(&mut window, "Laboratories");
    super::settings::press(&mut window, "us-typical: Make an own copy");
    enter(&mut window, "Id, names its file", "own-lab");
    super::settings::press(&mut window, "Create");
    let saves = window.harness.get_by_label("Save this template").rect().top();
    let row = window.harness.get_by_role_and_label(Role::TextInput, "Row 1: High").rect().top();
    assert!(saves < row, "{saves} {row}");
    super::settings::press(&mut window, "Discard changes");
    window.must_say("Save this template");
    super::settings::press(&mut window, "Keep");
    super::settings::press(&mut window, "Discard changes");
    super::settings::press(&mut window, "Really discard");
    window.must_not_say("Save this template");
}
