//! Screening as it is used every day: what is on the first screen, and what its words say.

use super::{
    records::{patient, records},
    support::{Opening, SMALLEST, USUAL, Window},
};
use cardose::{
    app::View,
    i18n::Language,
    model::{RecordFile, Value},
    storage::save,
};
use eframe::egui::{Key, Modifiers, Rect, accesskit::Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use std::fs;

/// The window over a record that was changed so before it was saved.
fn saved(change: impl FnOnce(&mut RecordFile), open: impl FnOnce(Opening) -> Opening) -> Window {
    let data = tempfile::tempdir().unwrap();
    fs::create_dir_all(records(&data)).unwrap();
    let mut file = patient("S-01", "eligible");
    change(&mut file);
    save(&records(&data), &file, None).unwrap();
    let path = records(&data).join("S-01.ron");
    open(Opening::new().file(&path).view(View::Screening)).over(data)
}

fn has_focus(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

fn focused(window: &Window) -> String {
    window.harness.get_by(has_focus).accesskit_node().label().unwrap_or_default()
}

fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

fn type_into(window: &mut Window, name: &str, text: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, name).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    window.harness.get_by(has_focus).type_text(text);
    window.harness.run();
}

fn rect(window: &Window, role: Role, name: &str) -> Rect {
    window.harness.get_all_by_role_and_label(role, name).next().unwrap().rect()
}

/// Replaces the value of an item in every report.
fn set(file: &mut RecordFile, item: &str, value: &Value) {
    let results = file.draft.assessments.iter_mut().flat_map(|report| &mut report.results);
    for finding in results.filter(|finding| finding.of == item) {
        finding.value = value.clone();
    }
}

/// Before anything is scrolled: where a report is added, and the first values of the newest one.
#[test]
fn values_are_typed_on_the_first_screen() {
    for (size, last) in [(USUAL, "Lymphocytes, absolute"), (SMALLEST, "Neutrophils, absolute")] {
        let window = Opening::new().example("eligible").view(View::Screening).size(size).open();
        // The bar at the bottom takes 30 points, and the margin over it 12.
        let bottom = size[1] - 42.0;
        let add = rect(&window, Role::Button, "Laboratory report");
        assert!(add.bottom() < size[1] * 0.6, "{size:?}: {add:?}");
        let value = rect(&window, Role::TextInput, last);
        assert!(value.bottom() < bottom, "{size:?}: {value:?}");
    }
}

/// A stage's mark on top leads to its date.
#[test]
fn a_stage_is_reached_from_its_mark() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    choose(&mut window, "Apheresis: pass so far");
    assert_eq!(focused(&window), "Apheresis");
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Apheresis").rect();
    assert!(field.bottom() < USUAL[1] - 42.0, "{field:?}");
}

/// A stage whose day is still to come passes so far, in the window as on the command line.
#[test]
fn a_stage_without_a_date_passes_only_so_far() {
    for (language, so_far) in [(Language::English, "pass so far"), (Language::Chinese, "目前通过")] {
        let window = Opening::new().example("eligible").view(View::Screening).language(language).open();
        let said = window.texts().lines().filter(|line| *line == so_far).count();
        assert_eq!(said, 3, "apheresis, preconditioning and infusion:\n{}", window.texts());
    }
}

/// The arrow that a laboratory prints beside the digits is kept in the field and is no part of the value.
#[test]
fn a_flag_is_no_part_of_the_value() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    type_into(&mut window, "Platelets", "74 ↓");
    window.must_say("Not eligible (Screening 2026-11-20). Platelets 74 ×10⁹/L (2026-11-19), below 75");
    assert!(!window.texts().contains("74 ↓ ×10"), "{}", window.texts());
}

/// Liver metastases are not answered: 2.5 × 40 would be the limit without them, 5 × 40 with them. The stricter one is
/// shown, and nothing is decided yet.
#[test]
fn the_stricter_limit_is_shown_while_an_answer_is_open() {
    let window = saved(
        |file| {
            set(file, "liver_metastasis", &Value::NotKnown);
            let results = file.draft.assessments.iter_mut().flat_map(|report| &mut report.results);
            for finding in results.filter(|finding| finding.of == "alt") {
                finding.uln.value = "9-40".to_owned();
            }
        },
        |opening| opening,
    );
    window.must_say("≤ 100");
    window.must_not_say("≤ 200 (");
}

/// *No* to the question before is said as such.
#[test]
fn why_a_question_is_not_asked_names_the_answer() {
    let window = Opening::new().example("eligible").view(View::Screening).open();
    let why = "not asked: “measurable lesion is a lymph node” was answered “no”";
    assert!(window.texts().to_lowercase().contains(&why.to_lowercase()), "{}", window.texts());
}

/// The card of a laboratory report stays one while its last result is taken out, and its head takes it out.
#[test]
fn a_report_stays_what_it_is_without_results() {
    let mut window = Opening::new().view(View::Screening).open();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.harness.run();
    window.harness.get_by_role_and_label(Role::Button, "Visit").click_accesskit();
    window.harness.run();
    type_into(&mut window, "Body weight", "62.4");
    window.must_say("a date is missing");
    choose(&mut window, "Body weight: more");
    window.must_not_say("Set aside: haemolysed");
    choose(&mut window, "Remove");
    window.must_say("Visit, no date yet");
    window.must_not_say("Visit, Interview");
    choose(&mut window, "Remove");
    window.must_say("Nothing entered yet.");
}

/// A comma is mended by the button beside it, which alone says what to write.
#[test]
fn a_comma_is_said_once() {
    let mut window = Opening::new().example("eligible").view(View::Screening).open();
    type_into(&mut window, "Platelets", "80,5");
    window.must_say("a comma is not accepted; write the decimal point");
    window.must_not_say("write 80.5");
}

/// What was set aside in one language is read in the other, and the entry stays as it is.
#[test]
fn a_reason_is_read_in_either_language() {
    let mut window = Opening::new().example("platelets-low").view(View::Screening).open();
    choose(&mut window, "Platelets: more");
    choose(&mut window, "Set aside: haemolysed");
    window.must_say("Set aside");
    window.harness.key_press(Key::F9);
    window.harness.run();
    let field = |node: &AccessKitNode<'_>| {
        node.role() == Role::TextInput && node.label().is_some_and(|label| label.starts_with("血小板计数"))
    };
    let values: Vec<String> =
        window.harness.get_all_by(field).filter_map(|node| node.accesskit_node().value()).collect();
    assert!(values.iter().any(|value| value == "溶血"), "{values:?}");
}

/// Another patient begins at the top, wherever the one before was scrolled to.
#[test]
fn another_patient_begins_at_the_top() {
    let data = tempfile::tempdir().unwrap();
    fs::create_dir_all(records(&data)).unwrap();
    for subject in ["S-01", "S-02"] {
        save(&records(&data), &patient(subject, "eligible"), None).unwrap();
    }
    let path = records(&data).join("S-01.ron");
    let mut window = Opening::new().file(&path).view(View::Screening).over(data);
    let top = |window: &Window| rect(window, Role::TextInput, "Date of birth").top();
    let begins = top(&window);
    window.harness.get_by_role_and_label(Role::RadioGroup, "Gilbert's syndrome").focus();
    window.harness.run();
    window.harness.run_steps(4);
    assert!(top(&window) < begins - 100.0, "{} from {begins}", top(&window));
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
    window.harness.run();
    super::records::wait_for(&mut window, "S-02, DL2, Eligible");
    let second = |node: &AccessKitNode<'_>| node.label().is_some_and(|label| label.starts_with("S-02, DL2"));
    window.harness.get_by(second).click();
    window.harness.run();
    window.harness.key_press(Key::Enter);
    window.harness.run();
    assert!((top(&window) - begins).abs() < 30.0, "{} instead of {begins}", top(&window));
}

/// Ctrl+Enter takes over what is ticked, from wherever the keys are.
#[test]
fn a_block_is_taken_over_by_a_key() {
    let mut window = Opening::new().example("incomplete").view(View::Screening).open();
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.run();
    window.harness.get_by_label("Pasted block").type_text("有核红细胞\t0\t/100WBC\nLYMPH%\t18,5\t%");
    window.harness.run();
    window.must_say("a comma: tick to take 18.5");
    window.must_say("Take over (1)");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    window.harness.run();
    window.must_not_say("Pasted block");
    let name = "Nucleated red cells per 100 white cells";
    let value = window.harness.get_by_role_and_label(Role::TextInput, name).value();
    assert_eq!(value.as_deref(), Some("0"));
}
