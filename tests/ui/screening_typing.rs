//! Screening typed at speed: from row to row, over what was not done, and where nothing may be typed.

use super::support::{Opening, Window};
use cardose::app::View;
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use std::fs;

fn screening(example: &str) -> Window {
    Opening::new().example(example).view(View::Screening).open()
}

fn has_focus(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

fn focused(window: &Window) -> String {
    window.harness.get_by(has_focus).accesskit_node().label().unwrap_or_default()
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.run();
}

fn focus(window: &mut Window, name: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, name).focus();
    window.harness.run();
}

fn value(window: &Window, name: &str) -> Option<String> {
    window.harness.get_by_role_and_label(Role::TextInput, name).value()
}

/// A whole column is typed without the mouse: Enter goes on to the value below.
#[test]
fn enter_goes_to_the_value_below() {
    let mut window = screening("eligible");
    focus(&mut window, "Haemoglobin");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "Platelets");
    focus(&mut window, "Potassium");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "HBsAg", "a coded result too");
    focus(&mut window, "Height");
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "ECOG performance status");
}

/// A list opened by keyboard closes when something is picked, and Tab goes on from its button.
#[test]
fn a_unit_is_chosen_without_the_mouse() {
    let mut window = screening("eligible");
    focus(&mut window, "Haemoglobin");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Haemoglobin: unit");
    press(&mut window, Key::Space);
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::Enter);
    assert_eq!(focused(&window), "Haemoglobin: unit");
    assert_eq!(window.harness.query_all_by_label("mmol/L (Hb monomer)").count(), 0);
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Haemoglobin: Interval");
}

/// A mend or a confirmation by keyboard ends in the field that it was about, not at the top of the window.
#[test]
fn a_mend_by_keyboard_ends_in_its_field() {
    let mut window = screening("eligible");
    focus(&mut window, "Platelets");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    window.harness.get_by(has_focus).type_text("80,5");
    window.harness.run();
    let mend = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().unwrap_or_default().starts_with("80.5  (")
    });
    mend.focus();
    window.harness.run();
    press(&mut window, Key::Space);
    assert_eq!(value(&window, "Platelets").as_deref(), Some("80.5"));
    assert_eq!(focused(&window), "Platelets");
}

/// Who types from field to field meets no button that removes the report.
#[test]
fn a_new_report_is_typed_field_by_field() {
    let mut window = screening("eligible");
    window.harness.get_by_role_and_label(Role::Button, "Visit").click_accesskit();
    window.harness.run();
    assert_eq!(focused(&window), "Date and time");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Entered by");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Body weight");
}

/// A result that comes in after all is typed over *not done*; the reason stays as a note.
#[test]
fn a_value_takes_the_place_of_not_done() {
    let mut window = screening("incomplete");
    let reason = value(&window, "AST: Reason").unwrap();
    assert!(reason.starts_with("haemolysed"), "{reason}");
    focus(&mut window, "AST");
    window.harness.get_by(has_focus).type_text("22");
    window.harness.run();
    assert_eq!(value(&window, "AST").as_deref(), Some("22"));
    assert_eq!(focused(&window), "AST", "typing goes on in the same field");
    assert_eq!(value(&window, "AST: Note"), Some(format!("Before this not done: {reason}")));
    window.must_say("AST: unit");
}

#[test]
fn an_interview_says_how_far_it_is() {
    let mut window = screening("eligible");
    window.harness.get_by_role_and_label(Role::Button, "Interview").click_accesskit();
    window.harness.run();
    window.must_say("0 of ");
    window.harness.get_by_label("Next unanswered").click_accesskit();
    window.harness.run();
    let first = focused(&window);
    window.harness.get_by(has_focus).type_text("1");
    window.harness.run();
    window.must_say("1 of ");
    window.harness.get_by_label("Next unanswered").click_accesskit();
    window.harness.run();
    assert_ne!(focused(&window), first);
}

/// At the usual size the chips of an English window are one line: what is in order is counted.
#[test]
fn groups_in_order_are_counted_until_they_are_unfolded() {
    let mut window = screening("platelets-low");
    let has = |window: &Window, text: &str| window.texts().lines().any(|line| line == text);
    assert!(has(&window, "Laboratory"), "what fails is named");
    assert!(has(&window, "8 groups: pass"), "{}", window.texts());
    assert!(!has(&window, "Medical history"));
    window.click("Show groups");
    assert!(has(&window, "Medical history"));
}

/// Each estimate with its formula and the numbers put in.
#[test]
fn the_clearance_can_be_redone_by_hand() {
    let window = screening("eligible");
    window.must_say("= (140 − age) × W");
    window.must_say(" ÷ (72 × Scr)");
    window.must_say("× 0.011312 = ");
    window.must_say(" + 2.3 × (height ÷ 2.54 − 60)");
}

/// What another program holds can be looked at; no key and no button changes it.
#[test]
fn what_is_read_only_cannot_be_typed_at() {
    let data = tempfile::tempdir().unwrap();
    let records = data.path().join("records");
    fs::create_dir_all(&records).unwrap();
    let path = records.join("EXAMPLE-02.ron");
    fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/presets/patients/platelets-low.ron"), &path).unwrap();
    let holder =
        "(by: \"p7\", computer: \"WARD-3\", program: \"CARdose 0.1.0\", since: \"2026-11-22T08:00\")";
    fs::write(records.join("EXAMPLE-02.lock"), format!("(holder: {holder}, process: 4242)\n")).unwrap();
    let mut window = Opening::new().file(&path).view(View::Screening).over(data);
    press(&mut window, Key::Enter);
    window.must_say("Read only");
    window.must_say("Not eligible (Screening 2026-11-20). Platelets 74.6");
    let texts = window.texts();
    for name in ["Platelets", "Subject code", "Screening", "Creatinine: Interval"] {
        let node = window.harness.get_by_role_and_label(Role::TextInput, name);
        let before = node.value();
        node.focus();
        node.type_text("9");
        window.harness.run();
        assert_eq!(value(&window, name), before, "{name}");
    }
    for (role, name) in [(Role::RadioGroup, "Sex"), (Role::RadioGroup, "liver metastasis")] {
        let node = window.harness.get_by_role_and_label(role, name);
        let before = node.value();
        node.focus();
        node.type_text(if before.as_deref() == Some("no") { "1" } else { "2" });
        window.harness.run();
        assert_eq!(window.harness.get_by_role_and_label(role, name).value(), before, "{name}");
    }
    for name in ["Interview", "Platelets: unit"] {
        let mut found = window.harness.query_all_by_label(name);
        assert!(found.all(|node| node.accesskit_node().is_disabled()), "{name}");
    }
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run();
    assert_eq!(window.texts(), texts);
}

/// E19 line by line: 5.8 mmol/L × 11.312 = 65.6096 mg/dL and 95 µmol/L × 0.011312 = 1.07464 mg/dL.
#[test]
fn a_timed_collection_can_be_redone_by_hand() {
    let mut window = screening("eligible");
    window.harness.get_by_label("Timed urine collection…").click_accesskit();
    window.harness.run();
    for (label, number, unit) in [
        ("Creatinine in urine", "5.8", "mmol/L"),
        ("Urine volume", "1650", "mL"),
        ("Collection time", "1440", "min"),
        ("Creatinine in blood", "95", "µmol/L"),
    ] {
        focus(&mut window, label);
        window.harness.get_by(has_focus).type_text(number);
        window.harness.run();
        window.harness.get_by_label(&format!("{label}: unit")).click_accesskit();
        window.harness.run();
        window.harness.get_all_by_label(unit).last().unwrap().click_accesskit();
        window.harness.run();
    }
    window.must_say("= 65.6096 mg/dL × 1650 mL ÷ (1.07464 mg/dL × 1440 min) ≈ 69.95614035 mL/min");
}
