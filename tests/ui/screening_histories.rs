//! Histories: asked up to, courses by keys, what each criterion makes of them, and problems under their fields.

use super::support::{Opening, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Node,
    kittest::{AccessKitNode, NodeT as _, Queryable as _},
};

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

fn typed(window: &mut Window, text: &str) {
    window.harness.get_by(has_focus).type_text(text);
    window.harness.run();
}

fn choose(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

fn field<'w>(window: &'w Window, name: &'w str) -> Node<'w> {
    window.harness.get_by_role_and_label(Role::TextInput, name)
}

fn type_into(window: &mut Window, name: &str, text: &str) {
    field(window, name).focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.run();
    if text.is_empty() { press(window, Key::Delete) } else { typed(window, text) }
}

/// A course is typed from Add on without the mouse. Trastuzumab ended on 2026-11-01: 1 November and 28 days are
/// 29 November, and with the last day still in question the 30th is the first day that is surely clear.
#[test]
fn a_course_is_typed_by_keys_and_says_from_when_it_is_clear() {
    let mut window = screening("eligible");
    choose(&mut window, "anticancer drug or antibody: Add a course…");
    assert_eq!(focused(&window), "What was given");
    typed(&mut window, "trastuzumab");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "From");
    typed(&mut window, "2026-02-02");
    press(&mut window, Key::Tab);
    assert_eq!(focused(&window), "Until");
    window.must_say("it is not said which kind this course was");
    typed(&mut window, "2026-11-01");
    window.harness.get_by_role_and_label(Role::RadioGroup, "Kind").focus();
    window.harness.run();
    typed(&mut window, "2");
    let kind = window.harness.get_by_role_and_label(Role::RadioGroup, "Kind");
    assert_eq!(kind.value().as_deref(), Some("antibody against the tumour"));
    window.must_say("Courses: 1 · E9 not now");
    window.must_say(
        "Exclusion 9, Apheresis: not now · anticancer drug or antibody: trastuzumab ended 2026-11-01",
    );
    window.must_say("(clear from 2026-11-30)");
    window.must_say("Exclusion 10, Apheresis: does not exclude");
    press(&mut window, Key::Delete);
    window.must_say("Courses: 1 · E9, E10 unknown");
}

/// 2 mg of dexamethasone are worth 2 × 5 ÷ 0.75 = 13.33… mg of prednisone, more than 5; 0.75 mg are worth
/// 5 mg, which are not above 5.
#[test]
fn a_dose_counts_in_terms_of_prednisone() {
    let mut window = screening("eligible");
    choose(&mut window, "steroids: Add a course…");
    choose(&mut window, "steroids: known agents");
    window.harness.get_all_by_label("dexamethasone").last().unwrap().click_accesskit();
    window.harness.run();
    assert_eq!(field(&window, "What was given").value().as_deref(), Some("dexamethasone"));
    type_into(&mut window, "From", "2026-11-01");
    choose(&mut window, "Ongoing");
    window.harness.get_by_role_and_label(Role::RadioGroup, "Kind").focus();
    window.harness.run();
    typed(&mut window, "1");
    type_into(&mut window, "Daily dose", "2");
    window.must_say("a unit is missing");
    choose(&mut window, "Daily dose: unit");
    window.harness.get_all_by_label("mg/d").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_say("13.33333333 mg of prednisone");
    window.must_say("Courses: 1 · E7 not now");
    window.must_say("no date known: dexamethasone ongoing");
    type_into(&mut window, "Daily dose", "0.75");
    window.must_not_say("E7 not now");
    type_into(&mut window, "Daily dose", "0,75");
    window.must_say("comma");
    assert_eq!(field(&window, "Daily dose").value().as_deref(), Some("0,75"), "typed text is kept");
}

/// Chemotherapy five days before: 5 half-lives may be over or not, so the half-life is asked for. 5 × 18 h are 90 h,
/// less than the four whole days between; 5 × 30 h are 150 h, more than the 144 h from its first to the last minute.
#[test]
fn a_half_life_is_asked_for_only_where_it_decides() {
    let mut window = screening("eligible");
    type_into(&mut window, "Apheresis", "2026-11-22");
    type_into(&mut window, "anticancer drug or antibody: asked up to", "2026-11-22");
    choose(&mut window, "anticancer drug or antibody: Add a course…");
    typed(&mut window, "paclitaxel");
    type_into(&mut window, "From", "2026-10-01");
    type_into(&mut window, "Until", "2026-11-01");
    window.harness.get_by_role_and_label(Role::RadioGroup, "Kind").focus();
    window.harness.run();
    typed(&mut window, "1");
    window.must_not_say("Half-life");
    type_into(&mut window, "Until", "2026-11-17");
    window.must_say("the half-life of the drug is missing");
    type_into(&mut window, "Half-life", "18");
    choose(&mut window, "Half-life: unit");
    window.harness.get_all_by_label("h").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_not_say("half-life of the drug is missing");
    window.must_say("Exclusion 8, Apheresis: does not exclude");
    type_into(&mut window, "Half-life", "30");
    window.must_say("Courses: 1 · E8 not now");
    type_into(&mut window, "Half-life", "");
    window.must_say("Half-life: unit");
}

#[test]
fn a_history_says_how_it_stands_and_why_it_is_not_asked() {
    let mut window = screening("incomplete");
    window.must_say("Not asked yet · I8 unknown");
    window.must_say("None up to that day");
    window.must_say("drug for brain metastases: not asked: “");
    choose(&mut window, "growth factor: details");
    window.must_say("Inclusion 8, Screening: unknown");
    window.must_say("never asked");
    type_into(&mut window, "growth factor: asked up to", "");
    typed(&mut window, "t");
    assert_eq!(field(&window, "growth factor: asked up to").value().as_deref(), Some("2026-11-22"));
    window.must_not_say("Not asked yet · I8 unknown");
    window.must_say("Inclusion 8, Screening: met");
}

/// The way to the entry that decides unfolds what lies around it.
#[test]
fn a_course_is_taken_out_and_put_back() {
    let mut window = screening("follow-up");
    window.must_say("Courses: 2");
    choose(&mut window, "anticancer drug or antibody: details");
    let given = |window: &Window| {
        let fields = window.harness.query_all_by_role_and_label(Role::TextInput, "What was given");
        fields.filter_map(|node| node.value()).collect::<Vec<_>>()
    };
    assert_eq!(given(&window), ["trastuzumab", "paclitaxel"]);
    choose(&mut window, "anticancer drug or antibody: remove course 1");
    assert_eq!(given(&window), ["paclitaxel"]);
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    window.harness.run();
    assert_eq!(given(&window), ["trastuzumab", "paclitaxel"]);
}

#[test]
fn histories_are_in_chinese_too() {
    let opening = Opening::new().example("follow-up").view(View::Screening).language(Language::Chinese);
    let mut window = opening.open();
    window.must_say("共2次");
    choose(&mut window, "抗肿瘤药物或抗体：明细");
    window.must_say("排除标准 9，单采：不构成排除");
    window.must_say("半衰期");
}
