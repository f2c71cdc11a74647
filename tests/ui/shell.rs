//! Rail, bars, dialogues.

use super::support::{Opening, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

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
fn a_problem_stands_under_its_field() {
    let mut window = Opening::new().example("eligible").language(Language::English).open();
    press(&mut window, Modifiers::NONE, Key::F1);
    window.must_say("Shortcuts");
    press(&mut window, Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Ctrl+S").is_none());
}
