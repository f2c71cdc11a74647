//! Later infusions: their dates and decisions stand under the stages, and a criterion shows what it says of them.

use super::support::{Opening, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, Queryable as _};

const PRECONDITIONING: &str = "Preconditioning (lymphodepletion), infusion 2";

fn screening(example: &str) -> Window {
    Opening::new().example(example).view(View::Screening).open()
}

fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

fn typed(window: &mut Window, text: &str) {
    let focused = |node: &AccessKitNode<'_>| node.is_focused();
    window.harness.get_by(focused).type_text(text);
    window.harness.run();
}

fn value(window: &Window, name: &str) -> String {
    window.harness.get_by_role_and_label(Role::TextInput, name).value().unwrap_or_default()
}

#[test]
fn rows_appear_with_a_second_infusion_alone() {
    let window = screening("eligible");
    window.must_not_say("Infusion 2");
    let window = screening("follow-up");
    window.must_say("Infusion 2");
    window.must_say("As written; which criteria apply to a repeat infusion is an open question.");
    assert_eq!(value(&window, PRECONDITIONING), "2026-11-25");
    assert_eq!(value(&window, "Infusion of the cells, infusion 2"), "2026-11-30");
    assert_eq!(value(&window, "Infusion of the cells"), "2026-09-10");
    window.must_say("Eligible on the entries made; the investigator decides (first infusion only)");
    let window = Opening::new().example("follow-up").view(View::Screening).language(Language::Chinese).open();
    window.must_say("第 2 次回输");
}

/// A date is typed for the second infusion and taken out again; that of the first stays.
#[test]
fn a_later_date_is_typed() {
    let mut window = screening("follow-up");
    for (text, left) in [("2026-11-26", "2026-11-26"), ("", "")] {
        window.harness.get_by_role_and_label(Role::TextInput, PRECONDITIONING).focus();
        window.harness.run();
        window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        window.harness.run();
        window.harness.key_press(Key::Delete);
        window.harness.run();
        if !text.is_empty() {
            typed(&mut window, text);
        }
        assert_eq!(value(&window, PRECONDITIONING), left);
        assert_eq!(value(&window, "Preconditioning (lymphodepletion)"), "2026-09-05");
    }
}

#[test]
fn a_later_decision_is_signed_for_itself() {
    let mut window = screening("follow-up");
    window.harness.key_press(Key::F4);
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, "Initials").type_text("zl");
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    choose(&mut window, &format!("{PRECONDITIONING}: decision"));
    for (question, key) in [("The patient goes on", "1"), ("Your view of the program's verdict", "1")] {
        let group = window.harness.query_by_role_and_label(Role::RadioGroup, question);
        group.unwrap_or_else(|| panic!("{question}")).focus();
        window.harness.run();
        typed(&mut window, key);
    }
    choose(&mut window, &format!("{PRECONDITIONING}: Sign the decision"));
    window.must_say("Decided: goes on, agree, zl, 2026-11-22 09:00");
    let undecided = window.texts().lines().filter(|line| line.ends_with("Not decided yet")).count();
    assert_eq!(undecided, 5, "the four stages of the first infusion, and the second infusion itself");
}

#[test]
fn a_criterion_shows_what_it_says_of_a_later_infusion() {
    let mut window = screening("follow-up");
    choose(&mut window, "Exclusion 10: evidence");
    window.must_say("Preconditioning (lymphodepletion), infusion 2: does not exclude");
}
