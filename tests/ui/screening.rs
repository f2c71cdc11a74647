//! Screening: entry by report, what decides, facts by keys, criteria, paste.

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

#[test]
fn the_headline_says_what_decides_and_leads_to_its_field() {
    let mut window = screening("platelets-low");
    let headline = "Not eligible: Platelets 74.6 ×10⁹/L (2026-11-19), below 75 ×10⁹/L (Inclusion 8)";
    window.must_say(headline);
    choose_role(&mut window, Role::Button, headline);
    assert_eq!(focused(&window), "Platelets");
}

fn choose_role(window: &mut Window, role: Role, label: &str) {
    window.harness.get_by_role_and_label(role, label).click_accesskit();
    window.harness.run();
}

/// facts.md section 9: every inclusive limit just below, at and above.
#[test]
fn the_verdict_turns_at_the_limit() {
    let mut window = screening("platelets-low");
    for (typed, eligible, margin) in [("74.9", false, "−0.1"), ("75", true, "(0)"), ("75.1", true, "+0.1")]
    {
        type_into(&mut window, "Platelets", typed);
        assert_eq!(window.says("Eligible on the entries made"), eligible, "{typed}");
        assert_eq!(window.says("Not eligible: Platelets"), !eligible, "{typed}");
        window.must_say(margin);
    }
}

#[test]
fn a_comma_is_refused_and_mended_on_one_key() {
    let mut window = screening("platelets-low");
    type_into(&mut window, "Platelets", "80,5");
    window.must_say("comma");
    assert_eq!(field(&window, "Platelets").value().as_deref(), Some("80,5"), "typed text is kept");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Period);
    window.harness.run();
    assert_eq!(field(&window, "Platelets").value().as_deref(), Some("80.5"));
    window.must_say("Eligible on the entries made");
}

#[test]
fn another_unit_changes_no_digit() {
    let mut window = screening("platelets-low");
    choose(&mut window, "Platelets: unit");
    let unit = window.harness.get_all_by_label("/µL").last().unwrap();
    unit.click_accesskit();
    window.harness.run();
    assert_eq!(field(&window, "Platelets").value().as_deref(), Some("74.6"));
    window.must_not_say("Platelets 74.6 ×10⁹/L (2026-11-19), below");
}

/// 1.8 mg/dL are 1 800 000 ÷ 58 466 = 30.787124… µmol/L (facts.md section 4), and with an upper limit of 1.2 exactly
/// 1.5 × ULN, which passes (E27).
#[test]
fn show_in_another_unit_is_a_view() {
    let mut window = screening("eligible");
    type_into(&mut window, "Total bilirubin", "1.8");
    type_into(&mut window, "Total bilirubin: Interval", "≤1.2");
    choose(&mut window, "Total bilirubin: unit");
    window.harness.get_all_by_label("mg/dL").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_say("Eligible on the entries made");
    window.must_say("≤ 1.8 (0)");
    choose(&mut window, "Total bilirubin: more");
    window.harness.get_all_by_label("µmol/L").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_say("≈ 30.78712414 µmol/L");
    assert_eq!(field(&window, "Total bilirubin").value().as_deref(), Some("1.8"));
}

#[test]
fn a_report_is_added_and_the_latest_decides() {
    let mut window = screening("platelets-low");
    choose_role(&mut window, Role::Button, "Laboratory report");
    assert_eq!(focused(&window), "Collected at");
    window.harness.get_by(has_focus).type_text("2026-11-20T07:00");
    window.harness.run();
    let empty = |window: &Window| {
        let mut nodes = window.harness.get_all_by_role_and_label(Role::TextInput, "Platelets");
        nodes.position(|node| node.value().unwrap_or_default().is_empty()).unwrap()
    };
    let place = empty(&window);
    let nth = |window: &Window, place: usize, name: &str, role: Role| {
        window.harness.get_all_by_role_and_label(role, name).nth(place).unwrap().focus();
    };
    nth(&window, place, "Platelets", Role::TextInput);
    window.harness.run();
    window.harness.get_by(has_focus).type_text("90");
    window.harness.run();
    window.must_say("a unit is missing");
    let unit = window.harness.get_all_by_label("Platelets: unit").nth(place).unwrap();
    unit.click_accesskit();
    window.harness.run();
    window.harness.get_all_by_label("×10⁹/L").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_say("Eligible on the entries made");
    window.must_say("This result decides; an earlier one stood on the other side");
    choose(&mut window, "Laboratory report S-0001, 2026-11-19 08:10");
    window.must_say("The result of 2026-11-20 decides");
}

/// E18: man of 66 years, 178 cm, 112 kg, 120 µmol/L: 84.8001466813, 55.4086447734 and 67.1652455366 mL/min.
#[test]
fn the_clearance_card_shows_three_estimates() {
    let mut window = screening("platelets-low");
    window.harness.get_by_label("Male").click_accesskit();
    window.harness.run();
    // A weight that would be ordinary in 斤 waits for a person.
    work_as(&mut window, "zl");
    type_into(&mut window, "Body weight", "112");
    type_into(&mut window, "Height", "178");
    type_into(&mut window, "Creatinine", "120");
    window.must_say("was it in 斤?");
    choose(&mut window, "Body weight: Confirm as it stands");
    window.must_say("Confirmed by zl, 2026-11-22 09:00");
    for figure in ["84.80014668", "55.40864477", "67.16524554"] {
        window.must_say(figure);
    }
    window.must_say("What the criterion takes");
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
fn criteria_are_filtered_and_searched() {
    let mut window = screening("platelets-low");
    let count = |window: &Window| {
        let found = window.harness.query_all_by(|node| {
            node.role() == Role::DisclosureTriangle
                && node.label().unwrap_or_default().ends_with(": evidence")
        });
        found.count()
    };
    assert_eq!(count(&window), 41);
    choose(&mut window, "Failed 1");
    assert_eq!(count(&window), 1);
    choose(&mut window, "Open 0");
    assert_eq!(count(&window), 0);
    window.must_say("No criterion fits the filter.");
    choose(&mut window, "All 41");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::F);
    window.harness.run();
    assert_eq!(focused(&window), "Search criteria");
    field(&window, "Search criteria").type_text("ECOG");
    window.harness.run();
    assert_eq!(count(&window), 1);
}

#[test]
fn a_criterion_unfolds_to_its_evidence_and_leads_to_its_field() {
    let mut window = screening("platelets-low");
    choose(&mut window, "Inclusion 8: evidence");
    window.must_say("Neutrophils, absolute 3.2 ×10⁹/L (2026-11-19)");
    window.must_say("Long-acting G-CSF acts longer than seven days");
    let ecog = window.harness.get_by(|node| {
        node.role() == Role::Button && node.label().unwrap_or_default().starts_with("Inclusion 7: met")
    });
    ecog.click_accesskit();
    window.harness.run();
    assert_eq!(focused(&window), "ECOG performance status");
}

#[test]
fn what_would_decide_leads_to_its_field() {
    let mut window = screening("incomplete");
    choose_role(&mut window, Role::Link, "HER2 amplification");
    assert_eq!(focused(&window), "HER2 amplification");
}

#[test]
fn a_result_is_set_aside_or_not_done() {
    let mut window = screening("platelets-low");
    choose(&mut window, "Platelets: more");
    choose(&mut window, "Set aside: clotted");
    window.must_not_say("below 75");
    assert_eq!(field(&window, "Platelets").value().as_deref(), Some("74.6"), "it stays visible");
    assert_eq!(field(&window, "Platelets: Set aside").value().as_deref(), Some("clotted"));
    choose(&mut window, "Platelets: more");
    choose(&mut window, "Use again");
    window.must_say("below 75");
    choose(&mut window, "Band neutrophils, per cent of white cells: more");
    choose(&mut window, "Not done…");
    assert_eq!(focused(&window), "Band neutrophils, per cent of white cells: Reason");
}

/// More neutrophils than white cells: unknown until a person who is named says that it stands.
#[test]
fn a_doubtful_value_is_confirmed_by_a_person() {
    let mut window = screening("eligible");
    type_into(&mut window, "Creatinine", "1.2");
    window.must_not_say("Creatinine: Confirm as it stands");
    type_into(&mut window, "Creatinine", "70");
    type_into(&mut window, "White cells", "2.0");
    window.must_say("it contradicts White cells");
    window.must_say("Incomplete");
    choose(&mut window, "Neutrophils, absolute: Confirm as it stands");
    window.must_say("Who is working?");
    press(&mut window, Key::Escape);
    window.must_not_say("Confirmed by");
    work_as(&mut window, "zl");
    choose(&mut window, "Neutrophils, absolute: Confirm as it stands");
    window.must_say("Confirmed by zl, 2026-11-22 09:00");
    type_into(&mut window, "White cells", "5.6");
    window.must_say("Eligible on the entries made");
}

#[test]
fn a_block_is_previewed_before_it_is_taken() {
    let mut window = screening("incomplete");
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.run();
    window.must_say("Nothing is taken before Take over");
    let block = "血小板计数（PLT）\t190\t×10⁹/L\t125-350\nHGB 119 g/L\n有核红细胞\t0\t/100WBC\n谷草转氨酶\t22\tU/L\t13-35\nGRAN# 3.0 10*9/L";
    type_block(&mut window, block);
    window.must_say("not recognised");
    window.must_say("Take over (1)");
    window.must_say("tick to replace it");
    window.must_say("not done in the report: haemolysed, a new sample is asked for; tick to enter it");
    choose(&mut window, "Take over (1)");
    assert_eq!(field(&window, "Nucleated red cells per 100 white cells").value().as_deref(), Some("0"));
    assert_ne!(
        field(&window, "Haemoglobin").value().as_deref(),
        Some("119"),
        "nothing is overwritten unasked"
    );
}

fn type_block(window: &mut Window, block: &str) {
    let node = window.harness.get_by_label("Pasted block");
    node.type_text(block);
    window.harness.run();
}

#[test]
fn dates_are_read_and_t_is_today() {
    let mut window = screening("platelets-low");
    type_into(&mut window, "Apheresis", "20261121");
    window.must_say("= 2026-11-21");
    type_into(&mut window, "Apheresis", "");
    field(&window, "Apheresis").type_text("t");
    window.harness.run();
    assert_eq!(field(&window, "Apheresis").value().as_deref(), Some("2026-11-22"));
    type_into(&mut window, "Apheresis", "3/5/24");
    window.must_say("3/5/24");
    assert!(window.harness.query_by_label("= 2024-03-05").is_none(), "day and month are not guessed");
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

/// U × V ÷ (P × t): 5.8 mmol/L, 1650 mL, 95 µmol/L and 1440 min give 69.9561403509 mL/min (E19).
#[test]
fn a_timed_collection_is_entered_part_by_part() {
    let mut window = screening("eligible");
    choose(&mut window, "Timed urine collection…");
    for (label, value, unit) in [
        ("Creatinine in urine", "5.8", "mmol/L"),
        ("Urine volume", "1650", "mL"),
        ("Collection time", "1440", "min"),
        ("Creatinine in blood", "95", "µmol/L"),
    ] {
        type_into(&mut window, label, value);
        choose(&mut window, &format!("{label}: unit"));
        window.harness.get_all_by_label(unit).last().unwrap().click_accesskit();
        window.harness.run();
    }
    window.must_say("70.0 mL/min");
    window.must_say("Measured goes before reported, reported before estimated.");
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

/// An item that was chosen for an unknown line stays with that line only: once the text is another, nothing of the
/// choice is left.
#[test]
fn an_item_chosen_for_a_line_does_not_move_to_another() {
    let mut window = screening("incomplete");
    window.harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::V);
    window.harness.run();
    type_block(&mut window, "FOO 7.7 10*9/L");
    window.must_say("not recognised");
    window.must_say("Take over (0)");
    window.harness.get_by_label("FOO: choose the item").click_accesskit();
    window.harness.run();
    window.harness.get_all_by_label("Platelets").last().unwrap().click_accesskit();
    window.harness.run();
    window.must_not_say("not recognised");
    let block = window.harness.get_by_label("Pasted block");
    block.focus();
    window.harness.run();
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.harness.event(eframe::egui::Event::Text("BAR 7.7 10*9/L".to_owned()));
    window.harness.run();
    window.must_say("not recognised");
    window.must_say("Take over (0)");
}
