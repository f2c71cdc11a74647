//! Screening: entry by report, what decides, facts by keys, criteria, paste.

mod clearance;
mod criteria;
mod entry;
mod paste;

use super::support::{Opening, SMALLEST, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{AccessKitNode, NodeT as _, Queryable as _},
};

fn screening(example: &str) -> Window {
    Opening::new().example(example).view(View::Screening).open()
}

fn field<'w>(window: &'w Window, name: &'w str) -> Node<'w> {
    window.harness.get_by_role_and_label(Role::TextInput, name)
}

/// Puts a text in place of what stands in a field.
fn type_into(window: &mut Window, name: &str, text: &str) {
    field(window, name).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    if text.is_empty() {
        window.harness.key_press(Key::Delete);
    } else {
        field(window, name).type_text(text);
    }
    window.harness.run();
}

fn press(window: &mut Window, key: Key) {
    window.harness.key_press(key);
    window.harness.run();
}

/// Clicks by the accessibility tree, wherever the page is scrolled to.
fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

/// Says who works.
fn work_as(window: &mut Window, initials: &str) {
    press(window, Key::F4);
    window.harness.get_by_role_and_label(Role::TextInput, "Initials").type_text(initials);
    window.harness.run();
    press(window, Key::Enter);
}

fn has_focus(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

fn focused(window: &Window) -> String {
    let node = window.harness.get_by(has_focus);
    node.accesskit_node().label().unwrap_or_default()
}

fn choose_role(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click_accesskit();
    window.harness.run();
}

#[test]
fn facts_are_answered_by_single_keys() {
    let mut window = screening("incomplete");
    let row = |window: &Window, name: &str| {
        let node = window.harness.get_by_role_and_label(Role::RadioGroup, name);
        (node.value().unwrap_or_default(), node.is_focused())
    };
    window.harness.get_by_role_and_label(Role::RadioGroup, "liver metastasis").focus();
    window.harness.run();
    for (key, answer) in [("2", "no"), ("3", "not known"), ("1", "yes")] {
        window.harness.get_by_role_and_label(Role::RadioGroup, "liver metastasis").type_text(key);
        window.harness.run();
        assert_eq!(row(&window, "liver metastasis"), (answer.to_owned(), true));
    }
    press(&mut window, Key::ArrowDown);
    let next = "white cells already corrected for nucleated red cells";
    assert_eq!(row(&window, next), (String::new(), true), "nothing is answered beforehand");
    window.harness.get_by_role_and_label(Role::RadioGroup, next).type_text("1");
    window.harness.run();
    assert_eq!(row(&window, next).0, "yes");
    press(&mut window, Key::Delete);
    assert_eq!(row(&window, next).0, "");
    press(&mut window, Key::ArrowUp);
    assert!(row(&window, "liver metastasis").1);
}

#[test]
fn every_example_fits_in_both_languages_and_themes() {
    for (example, language, dark) in [
        ("platelets-low", Language::English, false),
        ("incomplete", Language::Chinese, true),
        ("transfusion", Language::Chinese, false),
        ("gilbert", Language::English, true),
        ("follow-up", Language::English, false),
    ] {
        let opening = Opening::new().example(example).view(View::Screening).language(language);
        let window = opening.dark(dark).size(SMALLEST).open();
        for node in window.harness.query_all_by(|node| node.label().is_some()) {
            let label = node.accesskit_node().label().unwrap_or_default();
            if node.accesskit_node().bounding_box().is_none() {
                continue;
            }
            let rect = node.rect();
            assert!(rect.right() <= SMALLEST[0] + 1.0 && rect.left() >= -1.0, "{example}: {label} {rect:?}");
        }
    }
}

/// What is only looked at is not changed: leaving asks nothing.
#[test]
fn looking_changes_nothing() {
    for example in ["eligible", "platelets-low", "incomplete", "transfusion", "gilbert", "follow-up"] {
        let mut window = screening(example);
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::W);
        window.harness.run();
        window.must_not_say("Save the changes?");
        window.must_say("No patient open");
    }
}
