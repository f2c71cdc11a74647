//! The view of settings: setting up a site, open questions, laboratories, staff, trail, user.

use super::support::{Opening, Window};
use cardose::{
    app::View,
    i18n::Language,
    model::{Setting, Site},
    storage::{
        DataFolder, EMBEDDED_PATIENTS, EMBEDDED_SITE, Opened, broken_link, read_record, save, save_site,
    },
};
use eframe::egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;
use tempfile::TempDir;

pub(super) fn settings() -> Opening {
    Opening::new().view(View::Settings)
}

/// A data folder with this site in it.
pub(super) fn folder_with(change: impl FnOnce(&mut Site)) -> TempDir {
    let data = tempfile::tempdir().unwrap();
    let folder = DataFolder::new(data.path());
    folder.create().unwrap();
    let mut site = EMBEDDED_SITE.site().unwrap().value;
    site.example = false;
    change(&mut site);
    save_site(&folder.site(), &site, None, &signed("setup")).unwrap();
    data
}

pub(super) fn signed(by: &str) -> cardose::model::Signed {
    cardose::model::Signed { by: by.into(), at: "2026-11-20T10:00:00".into(), reason: "first".into() }
}

pub(super) fn site_of(window: &Window) -> Site {
    DataFolder::new(window.data.path()).load_site().unwrap().unwrap().value
}

/// Brings it to the eye, and clicks on it.
#[track_caller]
pub(super) fn press(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).scroll_to_me();
    window.harness.run();
    window.click(label);
}

/// Types into the field of this name, after emptying it.
#[track_caller]
pub(super) fn enter(window: &mut Window, label: &str, text: &str) {
    let field = window.harness.get_by(|node| {
        node.label().as_deref() == Some(label) && node.role() == eframe::egui::accesskit::Role::TextInput
    });
    field.scroll_to_me();
    field.focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    let field = window.harness.get_by(|node| {
        node.label().as_deref() == Some(label) && node.role() == eframe::egui::accesskit::Role::TextInput
    });
    field.type_text(text);
    window.harness.run();
}

/// Chooses who works, while there is no staff list.
pub(super) fn initials(window: &mut Window, text: &str) {
    window.harness.key_press(Key::F4);
    window.harness.run();
    enter(window, "Initials", text);
    window.click("OK");
}

/// Chooses who works from the staff list.
pub(super) fn person(window: &mut Window, line: &str) {
    window.harness.key_press(Key::F4);
    window.harness.run();
    window.click(line);
}

#[test]
fn a_new_folder_says_so_and_leads_to_the_page() {
    let mut window = Opening::new().open();
    window.must_say("This site is not set up yet");
    press(&mut window, "Set up this site");
    window.must_say("Nothing is filled in by itself");
    window.must_say("Not set: 23 of 23");
    // Weight cap: the usual value and where it comes from, but nothing is chosen.
    window.must_say("usual: 100 kg");
    press(&mut window, "Weight cap");
    window.must_say("Yescarta US label: 2 × 10⁶/kg, at most 2 × 10⁸ cells, which is 100 kg");
    window.must_say("A dose that this could change is provisional");
    window.must_not_say("Not saved.");
}

#[test]
fn a_cap_is_saved_with_its_source_and_a_trail() {
    let mut window = settings().open();
    enter(&mut window, "Name of the site", "Site 07");
    press(&mut window, "Weight cap");
    press(&mut window, "Weight cap: Take 100 kg");
    window.must_say("Not saved. Changes for the trail: 2");
    // Nobody works yet: the save asks who, and writes nothing.
    press(&mut window, "Save settings");
    window.must_say("Who is working?");
    assert!(!DataFolder::new(window.data.path()).site().exists());
    window.must_say("“Save settings” is signed");
    enter(&mut window, "Initials", "zw");
    press(&mut window, "OK");
    // It is saved then: nothing has to be pressed again.
    window.must_say("Settings saved");
    window.must_not_say("Not saved.");
    window.must_say("Not set: 22 of 23");
    let site = site_of(&window);
    assert_eq!(site.name, "Site 07");
    let Setting::Value { value, source } = &site.settings[0].1 else { panic!("{site:?}") };
    assert_eq!((value.value.as_str(), value.unit.as_str()), ("100", "kg"));
    assert!(source.starts_with("Yescarta US label"));
    let line = site.trail.iter().find(|change| change.field == "settings[weight_cap]").unwrap();
    assert_eq!((line.by.as_str(), line.at.as_str()), ("zw", "2026-11-22T09:00"));
    assert!(line.reason.starts_with("Yescarta"), "the source is the reason where none is given");
    assert_eq!(broken_link(&site.trail), None);
    press(&mut window, "Trail");
    window.must_say("The chain is whole: 2 lines");
    window.must_say("100 kg (Yescarta US label");
}

#[test]
fn what_was_typed_survives_every_state_and_every_view() {
    let mut window = settings().open();
    press(&mut window, "Weight cap");
    press(&mut window, "Weight cap: A value");
    enter(&mut window, "Value", "98.5");
    enter(&mut window, "Source", "letter of 3 May");
    press(&mut window, "Weight cap: The protocol has none");
    window.must_not_say("98.5");
    enter(&mut window, "Source", "protocol 6.2");
    press(&mut window, "Weight cap: Not set");
    window.must_not_say("Not saved.");
    press(&mut window, "Weight cap: A value");
    window.must_say("98.5");
    window.must_say("letter of 3 May");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num5);
    window.harness.run();
    window.must_say("98.5");
    press(&mut window, "Weight cap: The protocol has none");
    window.must_say("protocol 6.2");
}

#[test]
fn what_is_wrong_stands_under_its_field_and_stops_saving() {
    let mut window = settings().open();
    initials(&mut window, "zw");
    enter(&mut window, "Name of the site", "Site 07");
    press(&mut window, "Stability after thaw");
    press(&mut window, "Stability after thaw: A value");
    enter(&mut window, "Value", "2,5");
    window.must_say("say where this comes from");
    window.must_say("Entries to mend before saving: 2");
    let comma = Language::English.catalogue().number_comma.clone();
    window.must_say(&comma);
    let save = window.harness.get_by_label("Save settings");
    assert!(save.accesskit_node().is_disabled());
    assert!(!DataFolder::new(window.data.path()).site().exists());
    window.must_say("2,5");
    press(&mut window, "Stability after thaw: Take 30 min");
    window.must_not_say("Entries to mend");
    press(&mut window, "Save settings");
    assert_eq!(site_of(&window).settings[0].0, "stability_after_thaw");
}

/// What *Copy the result* puts on the clipboard.
#[track_caller]
pub(super) fn copied(window: &mut Window) -> String {
    copy(window).expect("nothing was copied")
}

/// What is on the clipboard after the keys for it; none where nothing was copied.
pub(super) fn copy(window: &mut Window) -> Option<String> {
    // As one event: the harness gives a key press several frames, and only the last one's output is kept.
    let modifiers = Modifiers::COMMAND | Modifiers::SHIFT;
    let press = Event::Key { key: Key::C, physical_key: None, pressed: true, repeat: false, modifiers };
    window.harness.input_mut().events.push(Event::ModifiersChanged(modifiers));
    window.harness.input_mut().events.push(press);
    for _ in 0..4 {
        window.harness.step();
        for command in &window.harness.output().platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                let text = text.clone();
                window.harness.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
                return Some(text);
            }
        }
    }
    window.harness.input_mut().events.push(Event::ModifiersChanged(Modifiers::NONE));
    window.harness.run();
    None
}

/// `users.md` section 2: a number that lacks only a site setting is provisional.
#[test]
fn a_provisional_dose_becomes_ready_once_the_parameter_is_saved() {
    let data = folder_with(|site| site.settings.retain(|(id, _)| id != "rounding_step"));
    let records = DataFolder::new(data.path()).records();
    let example = EMBEDDED_PATIENTS.iter().find(|it| it.name == "eligible.ron").unwrap();
    let Opened::Record { mut file, .. } = read_record(example.name, example.text.to_owned()).unwrap() else {
        panic!("the example is of this form")
    };
    file.example = false;
    save(&records, &file, None).unwrap();
    let mut window = settings().file(&records.join("EXAMPLE-01.ron")).over(data);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.harness.run();
    let provisional = Language::English.catalogue().provisional_line("");
    let before = copied(&mut window);
    assert!(before.contains(&provisional), "{before}");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num5);
    window.harness.run();
    person(&mut window, "p2  pharmacist");
    press(&mut window, "Rounding step of the volume to draw");
    press(&mut window, "Rounding step of the volume to draw: Take 0.2 mL");
    press(&mut window, "Save settings");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num3);
    window.harness.run();
    let after = copied(&mut window);
    assert!(!after.contains(&provisional), "{after}");
    assert!(after.contains("20.2 mL"), "worked example X1: {after}");
}

#[test]
fn a_question_is_settled_with_its_source() {
    let mut window = Opening::new().view(View::Settings).over(folder_with(|_| ()));
    person(&mut window, "p2  pharmacist");
    press(&mut window, "Open questions");
    let question =
        "Is a patient with Gilbert's syndrome exempt from the bilirubin limit, or kept out of the trial?";
    press(&mut window, question);
    window.must_say("Concerns: Inclusion 9");
    window.must_say("usual in practice, never taken by itself");
    window.must_not_say("Not saved.");
    press(&mut window, &format!("{question}: With Gilbert's syndrome the bilirubin limit does not apply"));
    window.must_say("Entries to mend before saving: 1");
    enter(&mut window, "Source", "sponsor, 3 May");
    press(&mut window, "Save settings");
    let site = site_of(&window);
    let choice = site.readings.iter().find(|choice| choice.question == "gilbert").unwrap();
    assert_eq!((choice.reading.as_str(), choice.source.as_str()), ("exempt", "sponsor, 3 May"));
    assert_eq!(site.trail.last().unwrap().by, "p2");
}

#[test]
fn the_next_that_is_not_set_takes_the_focus() {
    let kept = |id: &str| id != "hold_up" && id != "weight_cap";
    let mut window = settings().over(folder_with(|site| site.settings.retain(|(id, _)| kept(id))));
    press(&mut window, "Weight cap");
    press(&mut window, "Next not set");
    let first = window.harness.get_by_label("Cell cap: Not set");
    assert!(first.accesskit_node().is_focused());
}

/// Two computers share the folder: neither's work is lost.
#[test]
fn somebody_else_saved_meanwhile() {
    let mut window = settings().over(folder_with(|_| ()));
    person(&mut window, "p2  pharmacist");
    press(&mut window, "Cell cap");
    press(&mut window, "Cell cap: Take 600 ×10⁶ cells");
    let folder = DataFolder::new(window.data.path());
    let seen = folder.load_site().unwrap().unwrap();
    let other = Site { name: "Renamed elsewhere".into(), ..seen.value };
    save_site(&folder.site(), &other, Some(&seen.sha256), &signed("p3")).unwrap();
    press(&mut window, "Save settings");
    window.must_say("Not saved; the reason stands beside this");
    window.must_say("somebody changed `site.ron` meanwhile");
    press(&mut window, "Read the files again");
    window.must_say("Renamed elsewhere");
    window.must_say("Changes for the trail: 1");
    press(&mut window, "Save settings");
    let site = site_of(&window);
    assert_eq!(site.name, "Renamed elsewhere");
    assert!(site.settings.iter().any(|(id, _)| id == "cell_cap"));
}

/// `model.md` decision 11: what was changed outside the program is used once a person has looked.
#[test]
fn a_changed_site_file_sets_nothing_until_a_person_takes_it() {
    let data = folder_with(|_| ());
    let path = DataFolder::new(data.path()).site();
    let before = fs::read_to_string(&path).unwrap();
    let changed = before.replacen("name: \"", "name: \"Z", 1);
    assert_ne!(before, changed);
    fs::write(&path, &changed).unwrap();
    let mut window = settings().over(data);
    window.must_say("results rest on nothing set. site.ron: its checksum is wrong or missing");
    press(&mut window, "Save settings");
    window.must_say("Who is working?");
    window.click("p2  pharmacist");
    window.harness.run();
    window.must_not_say("results rest on nothing set");
    let site = DataFolder::new(window.data.path()).load_site().unwrap().unwrap();
    assert_eq!(site.integrity, cardose::storage::Integrity::Intact);
    let line = site.value.trail.last().unwrap();
    assert_eq!((line.field.as_str(), line.by.as_str()), ("site", "p2"));
    assert_eq!(broken_link(&site.value.trail), None);
}

#[test]
fn a_window_that_is_looked_at_again_takes_up_what_another_computer_saved() {
    let mut window = Opening::new().view(View::Settings).over(folder_with(|_| ()));
    let folder = DataFolder::new(window.data.path());
    let seen = folder.load_site().unwrap().unwrap();
    let other = Site { name: "Renamed elsewhere".into(), ..seen.value };
    save_site(&folder.site(), &other, Some(&seen.sha256), &signed("p3")).unwrap();
    window.harness.run();
    window.must_not_say("Renamed elsewhere");
    window.harness.input_mut().events.push(Event::WindowFocused(true));
    window.harness.run();
    window.must_say("Renamed elsewhere");
    window.must_say("read again");
    // A bad value leaves nothing of what held before.
    fs::write(folder.site(), "(schema: 1, settings: [(\"weight_cap\", Value(value: (value: \"x\", unit: \"kg\"), source: \"s\"))])")
        .unwrap();
    window.harness.input_mut().events.push(Event::WindowFocused(true));
    window.harness.run();
    window.must_say("results rest on nothing set");
}

#[test]
fn a_bad_template_is_left_out_alone() {
    let data = folder_with(|_| ());
    let folder = DataFolder::new(data.path());
    let mut laboratory = cardose::storage::EMBEDDED_LABORATORIES[0].laboratory().unwrap().value;
    laboratory.id = "own-lab".into();
    laboratory.rows[0].unit = "furlong".into();
    let path = folder.laboratory("own-lab").unwrap();
    cardose::storage::save_laboratory(&path, &laboratory, None).unwrap();
    let mut window = Opening::new().over(data);
    window.must_say("A laboratory template cannot be used and is left out");
    window.must_not_say("results rest on nothing set");
    let text = fs::read_to_string(&path).unwrap().replacen("furlong", "furlongs", 1);
    fs::write(&path, text).unwrap();
    window.harness.input_mut().events.push(Event::WindowFocused(true));
    window.harness.run();
    window.must_say("own-lab.ron: its checksum is wrong or missing");
}

#[test]
fn a_site_file_that_cannot_be_read_stops_everything_here() {
    let data = tempfile::tempdir().unwrap();
    fs::write(data.path().join("site.ron"), "(schema: 1, nam").unwrap();
    let window = settings().over(data);
    window.must_say("Nothing can be saved until it can");
    window.must_not_say("Set up this site");
    window.must_not_say("Name of the site");
}
