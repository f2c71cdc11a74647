//! The list of criteria: by stage, by what they look at, and what stands next to its limit.

use super::support::{Opening, Window};
use cardose::app::View;
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};

fn screening(example: &str) -> Window {
    Opening::new().example(example).view(View::Screening).open()
}

fn listed(window: &Window) -> Vec<String> {
    let own = |node: &AccessKitNode<'_>| {
        node.role() == Role::DisclosureTriangle && node.label().unwrap_or_default().ends_with(": evidence")
    };
    let found = window.harness.query_all_by(own).filter_map(|node| node.accesskit_node().label());
    found.map(|name| name.trim_end_matches(": evidence").to_owned()).collect()
}

fn at_stage(window: &mut Window, stage: &str) {
    window.harness.get_by_label("Criteria at a stage").click_accesskit();
    window.harness.run();
    window.harness.get_by_role_and_label(Role::Button, stage).click_accesskit();
    window.harness.run();
}

fn search(window: &mut Window, words: &str) {
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, "Search criteria").type_text(words);
    window.harness.run();
}

/// The registry: Exclusion 7 speaks of the cells, Exclusion 21 of surgery in the weeks after the infusion, Exclusion 23
/// of the infusion; nothing else decides there.
#[test]
fn criteria_are_listed_by_stage() {
    let mut window = screening("platelets-low");
    assert_eq!(listed(&window).len(), 41);
    at_stage(&mut window, "Infusion of the cells");
    assert_eq!(listed(&window), ["Exclusion 7", "Exclusion 17", "Exclusion 21", "Exclusion 23"]);
    window.must_say("All 4");
    window.must_say("Failed 0");
    at_stage(&mut window, "Screening");
    window.must_say("Failed 1");
    at_stage(&mut window, "Preconditioning (lymphodepletion)");
    assert_eq!(listed(&window), ["Exclusion 9", "Exclusion 10", "Exclusion 17"]);
    at_stage(&mut window, "All stages");
    assert_eq!(listed(&window).len(), 41);
}

/// Transfusions stand in Inclusion 8 alone, and are no word of its text's first line.
#[test]
fn criteria_are_found_by_what_they_look_at() {
    let mut window = screening("eligible");
    search(&mut window, "growth factor");
    assert_eq!(listed(&window), ["Inclusion 8"]);
    search(&mut window, "other interventional trial");
    assert_eq!(listed(&window), ["Exclusion 23"]);
    search(&mut window, "breast-feeding");
    assert!(listed(&window).contains(&"Exclusion 24".to_owned()));
}

/// Platelets 75 stand on the limit of 75: 74.5 would round to it, too.
#[test]
fn a_value_next_to_its_limit_is_marked() {
    let mut window = screening("platelets-low");
    let marked = |window: &Window| window.texts().lines().filter(|line| *line == "near limit").count();
    let before = marked(&window);
    let platelets = window.harness.get_by_role_and_label(Role::TextInput, "Platelets");
    platelets.focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    window.harness.get_by_role_and_label(Role::TextInput, "Platelets").type_text("75");
    window.harness.run();
    assert_eq!(marked(&window), before + 1);
    window.harness.get_by_label("Inclusion 8: evidence").click_accesskit();
    window.harness.run();
    window.must_say("near the limit: the last digit typed could turn it");
}

/// The bundled patient on every limit: the report's own upper limit passes, that of the other laboratory would not.
#[test]
fn a_choice_that_would_turn_a_criterion_is_said() {
    let mut window = screening("on-every-limit");
    let line = "it would be “not met” with the upper limit of the laboratory template us-typical";
    let said = |window: &Window| window.texts().lines().filter(|text| *text == line).count();
    assert_eq!(said(&window), 0);
    window.harness.get_by_label("Inclusion 9: evidence").click_accesskit();
    window.harness.run();
    assert_eq!(said(&window), 1);
}

/// Red cells on 2026-11-14: seven days later is the 21st, and with the last day in question the 22nd is clear.
#[test]
fn a_criterion_says_its_earliest_date() {
    let mut window = screening("transfusion");
    window.harness.get_by_label("Inclusion 8: evidence").click_accesskit();
    window.harness.run();
    window.must_say("Screening: not now · earliest from 2026-11-22");
}
