//! Rail, bars, dialogues.

use super::support::{Opening, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

#[test]
fn the_top_bar_says_who_is_open() {
    let window = Opening::new().example("eligible").view(View::Screening).open();
    window.must_say("EXAMPLE-01");
    window.must_say("EXAMPLE: Synthetic data, not a patient");
}

#[test]
fn languages_switch_live() {
    let mut window = Opening::new().example("eligible").open();
    window.must_say("Patients");
    press(&mut window, Modifiers::NONE, Key::F9);
    window.must_say("受试者");
    window.must_not_say("Patients");
}

#[test]
fn the_shortcut_sheet_opens_and_closes() {
    let mut window = Opening::new().example("eligible").language(Language::English).open();
    assert!(window.harness.query_by_label("Ctrl+S").is_none());
    press(&mut window, Modifiers::NONE, Key::F1);
    window.must_say("Shortcuts");
    assert!(window.harness.query_by_label("Ctrl+S").is_some());
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Ctrl+S").is_none());
}

/// 62,4 kg: the comma is refused in words under the field, and what was typed stays.
#[test]
fn a_problem_stands_under_its_field() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    window.must_not_say("comma");
    let weight = window.harness.get_by_role_and_label(Role::TextInput, "Body weight");
    weight.focus();
    window.harness.run();
    press(&mut window, Modifiers::COMMAND, Key::A);
    window.harness.event(eframe::egui::Event::Text("62,4".to_owned()));
    window.harness.run();
    let weight = window.harness.get_by_role_and_label(Role::TextInput, "Body weight");
    assert_eq!(weight.value().as_deref(), Some("62,4"));
    let below = weight.rect().bottom();
    let problem = window.harness.get_all_by(|node| node.label().is_some_and(|label| label.contains("comma")));
    let nearest =
        problem.map(|node| node.rect().top()).filter(|top| *top >= below - 2.0).fold(f32::MAX, f32::min);
    assert!(nearest - below < 40.0, "the problem stands {} points under its field", nearest - below);
}
