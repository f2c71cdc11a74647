//! Undo, redo, revert: across the draft, and in a field by itself.

use super::support::{Opening, Window};
use cardose::app::View;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::Queryable as _;

const SUBJECT: &str = "Subject code";
const NOTE: &str = "Note";

fn example() -> Window {
    Opening::new().example("eligible").view(View::Screening).open()
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn value(window: &Window, label: &str) -> String {
    window.harness.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default()
}

/// Puts the cursor at the end of a field and types.
fn add(window: &mut Window, label: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, label).focus();
    window.harness.run();
    press(window, Modifiers::NONE, Key::End);
    window.harness.event(eframe::egui::Event::Text(text.to_owned()));
    window.harness.run();
}

/// Leaves every field.
fn leave(window: &mut Window) {
    press(window, Modifiers::NONE, Key::Escape);
}

#[test]
fn undo_takes_back_one_field_after_the_other_and_redo_brings_it_again() {
    let mut window = example();
    add(&mut window, SUBJECT, "-A");
    leave(&mut window);
    add(&mut window, "Report no.", "-B");
    leave(&mut window);
    assert_eq!(
        (value(&window, SUBJECT), value(&window, "Report no.")),
        ("EXAMPLE-01-A".into(), "S-0001-B".into())
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        (value(&window, SUBJECT), value(&window, "Report no.")),
        ("EXAMPLE-01-A".into(), "S-0001".into())
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(
        (value(&window, SUBJECT), value(&window, "Report no.")),
        ("EXAMPLE-01".into(), "S-0001".into())
    );
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(
        (value(&window, SUBJECT), value(&window, "Report no.")),
        ("EXAMPLE-01-A".into(), "S-0001".into())
    );
    press(&mut window, Modifiers::COMMAND, Key::Y);
    assert_eq!(
        (value(&window, SUBJECT), value(&window, "Report no.")),
        ("EXAMPLE-01-A".into(), "S-0001-B".into())
    );
}

#[test]
fn undo_reaches_over_views() {
    let mut window = example();
    add(&mut window, SUBJECT, "-A");
    leave(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window.must_say("EXAMPLE-01-A");
    press(&mut window, Modifiers::COMMAND, Key::Z);
    window.must_not_say("EXAMPLE-01-A");
}

/// A field that has the focus keeps undo for itself: what was typed elsewhere before stays.
#[test]
fn a_focused_field_keeps_its_own_undo() {
    let mut window = example();
    add(&mut window, SUBJECT, "-A");
    leave(&mut window);
    window.harness.get_by_role_and_label(Role::TextInput, "Report no.").focus();
    window.harness.run();
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&window, SUBJECT), "EXAMPLE-01-A");
}

/// What was undone is gone once something else was typed.
#[test]
fn redo_does_not_bring_back_an_abandoned_branch() {
    let mut window = example();
    add(&mut window, SUBJECT, "-A");
    leave(&mut window);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&window, SUBJECT), "EXAMPLE-01");
    add(&mut window, "Report no.", "-B");
    leave(&mut window);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(
        (value(&window, SUBJECT), value(&window, "Report no.")),
        ("EXAMPLE-01".into(), "S-0001-B".into())
    );
    press(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(value(&window, "Report no."), "S-0001-B");
}

/// The history belongs to one patient: the draft's, and that of each field while it has the focus.
#[test]
fn undo_does_not_reach_into_another_patient() {
    let mut window = example();
    add(&mut window, SUBJECT, "-A");
    press(&mut window, Modifiers::COMMAND, Key::N);
    window.click("Discard");
    window.must_not_say("EXAMPLE-01");
    for _ in 0..3 {
        window.harness.get_by_role_and_label(Role::TextInput, SUBJECT).focus();
        window.harness.run();
        press(&mut window, Modifiers::COMMAND, Key::Z);
        assert_eq!(value(&window, SUBJECT), "", "with the field focused");
        leave(&mut window);
        press(&mut window, Modifiers::COMMAND, Key::Z);
        assert_eq!(value(&window, SUBJECT), "", "without focus");
    }
}

#[test]
fn revert_goes_back_to_what_is_saved_and_can_be_undone() {
    let mut window = example();
    let before = value(&window, NOTE);
    add(&mut window, NOTE, " More.");
    leave(&mut window);
    window.harness.get_by_label("Edit").click();
    window.harness.run();
    window.must_say("Undo");
    press(&mut window, Modifiers::NONE, Key::Escape);
    window.harness.get_by_label("File").click();
    window.harness.run();
    window.harness.get_by_label_contains("Revert to saved").click();
    window.harness.run();
    assert_eq!(value(&window, NOTE), before);
    press(&mut window, Modifiers::COMMAND, Key::Z);
    assert_eq!(value(&window, NOTE), format!("{before} More."));
}
