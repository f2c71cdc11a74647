//! Values and dates as they are typed: refused, mended, doubtful, set aside.

use super::*;

#[test]
fn a_comma_is_refused_and_mended_on_one_key() {
    let mut window = screening("platelets-low");
    type_into(&mut window, "Platelets", "80,5");
    window.must_say("comma");
    assert_eq!(field(&window, "Platelets").value().as_deref(), Some("80,5"), "typed text is kept");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Period);
    window.harness.run();
    assert_eq!(field(&window, "Platelets").value().as_deref(), Some("80.5"));
    window.must_say("Eligible so far on the entries made");
}

/// More than 99.5 is not 99.5.
#[test]
fn a_mend_keeps_the_comparator() {
    let mut window = screening("eligible");
    type_into(&mut window, "ALT", ">99,5");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Period);
    window.harness.run();
    assert_eq!(field(&window, "ALT").value().as_deref(), Some(">99.5"));
}

/// Two answers that contradict each other are asked about, and one of them is confirmed by a person who is named.
#[test]
fn a_contradicting_answer_is_confirmed_by_a_person() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("both.ron");
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/presets/patients/eligible.ron");
    let text = std::fs::read_to_string(example).unwrap().replace("example: true", "example: false");
    let answer = "(of: \"unwilling_contraception\", value: No)";
    assert!(text.contains(answer));
    std::fs::write(&path, text.replace(answer, "(of: \"unwilling_contraception\", value: Yes)")).unwrap();
    let mut window = Opening::new().file(&path).view(View::Screening).over(data);
    work_as(&mut window, "zl");
    window.must_say("Incomplete");
    window.must_say("it contradicts no reliable contraception; confirm one");
    choose(&mut window, "agrees to contraception: Confirm as it stands");
    window.must_say("Confirmed by zl, 2026-11-22 09:00");
    // What was said stands: refusing contraception excludes.
    window.must_say("Not eligible");
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
    window.must_say("Eligible so far on the entries made");
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
    window.must_say("Eligible so far on the entries made");
    window.must_say("This result decides; an earlier one stood on the other side");
    choose(&mut window, "Laboratory report S-0001, 2026-11-19 08:10");
    window.must_say("The result of 2026-11-20 decides");
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
    window.must_say("Eligible so far on the entries made");
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

/// `users.md` section 3: full-width digits and printed flags are read, the typed text stays, and how it was read is said.
#[test]
fn another_writing_is_read_and_said() {
    let mut window = screening("platelets-low");
    for (typed, read) in [("７５．０", "= 75.0"), ("76 ↑", "= 76"), ("８0。5", "= 80.5")] {
        type_into(&mut window, "Platelets", typed);
        assert_eq!(field(&window, "Platelets").value().as_deref(), Some(typed));
        window.must_say(read);
        window.must_say("Eligible so far on the entries made");
    }
    type_into(&mut window, "Platelets", "75.0");
    window.must_not_say("= 75.0");
}

/// Two platelet counts of one time, with a transfusion that decides first: both rows still say that neither counts, and
/// the one that a person confirms does.
#[test]
fn of_two_results_of_one_time_a_person_takes_one() {
    let data = tempfile::tempdir().unwrap();
    let path = data.path().join("two.ron");
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/presets/patients/transfusion.ron");
    let text = std::fs::read_to_string(example).unwrap().replace("example: true", "example: false");
    let first = "(id: 2, when: \"2026-11-19T08:10\"";
    assert!(text.contains(first));
    let other = "(id: 9, when: \"2026-11-19T08:10\", report: \"S-0999\", by: \"p4\", results: [\
                 (of: \"platelets\", value: Quantity((value: \"71\", unit: \"10*9/L\")))]),";
    std::fs::write(&path, text.replace(first, &format!("{other} {first}"))).unwrap();
    let mut window = Opening::new().file(&path).view(View::Screening).over(data);
    work_as(&mut window, "zl");
    let differs = "Another result of the same time differs";
    let confirm = "Platelets: Confirm as it stands";
    window.must_say("Not now: repeat from 2026-11-22");
    window.must_say(differs);
    window.harness.get_all_by_label(confirm).next().unwrap().click_accesskit();
    window.harness.run();
    window.must_not_say(differs);
    assert_eq!(window.harness.query_all_by_label(confirm).count(), 0);
    window.must_say("Not eligible (Screening 2026-11-20). Platelets 71");
}
