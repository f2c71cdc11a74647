//! Weights, lots, bags and their figures: chosen, confirmed, moved, removed.

use super::*;

#[test]
fn a_doubtful_figure_is_confirmed_as_it_stands() {
    let mut window = changed("eligible", &[("\"38.5\"", "\"0.385\""), ("\"370.37\"", "\"3.7037\"")]).open();
    press(&mut window, Modifiers::NONE, Key::F4);
    type_text(&mut window, "p2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    window.must_say("asks first");
    click(&mut window, "Confirm as it stands");
    window.must_say("Confirmed as it stands by p2");
    window.must_not_say("asks first");
    // Another figure is not confirmed by it.
    focus(&mut window, "CAR+ share");
    type_text(&mut window, "1");
    window.must_not_say("Confirmed as it stands by");
    window.must_say("asks first");
}

#[test]
fn another_unit_changes_no_digit() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    window.harness.get_by_label("viable nucleated cells: unit").focus();
    window.harness.run();
    press(&mut window, Modifiers::NONE, Key::ArrowDown);
    assert_eq!(typed(&window, "viable nucleated cells"), "25.0");
    // 25.0 per µL are 25,000 per mL: far below what the site expects, and the certificate disagrees.
    result_says(&window, Language::English, "certificate disagrees");
}

#[test]
fn another_convention_keeps_what_was_typed() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    click(&mut window, "Viable cells × CAR+");
    assert_eq!(typed(&window, "CD3+ share"), "96.2", "on the certificate, not multiplied in");
    click(&mut window, "Viable cells × CD3+ × CAR+");
    result_says(&window, Language::English, "20.2 mL");
}

/// 58.0 and 55.6 kg are within 10 %; 49 kg are not: somebody decides. 49 kg at DL2: 147 ÷ 9.25925 = 15.876, 15.8 mL.
#[test]
fn which_weight_doses_is_decided_here() {
    let changes = [
        ("weight_from: 5, ", ""),
        ("55.6", "49.0"),
        ("(stage: \"infusion\", infusion: 2", "(stage: \"infusion\", infusion: 3"),
    ];
    let mut window = changed("follow-up", &changes).open();
    result_says(&window, Language::English, "which weight doses");
    result_says(&window, Language::English, "18.8 mL");
    click(&mut window, "Use the weight of 2026-11-20T09:30");
    result_says(&window, Language::English, "15.8 mL");
    assert!(!volumes(&window, Language::English).join(" ").contains("18.8 mL"));
}

/// A weight that was chosen and removed hands its place to no other one, and it is said that it is gone.
#[test]
fn a_removed_weight_hands_its_choice_to_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("removed.ron");
    let weight = "(of: \"weight\", value: Quantity((value: \"60\", unit: \"kg\")))";
    let draft = format!(
        "subject: \"W-1\", assessments: [(id: 1, when: \"2026-11-18\", results: [{weight}])], \
         infusions: [(number: 1, weight_from: 2)]"
    );
    write(&path, &format!("#![enable(implicit_some)]\n(schema: 1, draft: ({draft}))\n"));
    let mut window = Opening::new().file(&path).view(View::Dose).over(folder);
    window.must_say("The weight that was chosen for this infusion was removed");
    // What is asked for leads to the choice.
    click(&mut window, "enter a weight");
    let first = window.harness.get_by_label("Use the weight of 2026-11-18");
    assert!(first.is_focused());
    click(&mut window, "Another weight");
    type_text(&mut window, "66");
    window.must_not_say("chosen for this infusion)");
    let chosen = window.harness.query_all_by(|node| {
        node.role() == Role::RadioButton && node.toggled() == Some(eframe::egui::accesskit::Toggled::True)
    });
    assert_eq!(chosen.count(), 0, "nobody has chosen");
    window.must_say("The weight that was chosen for this infusion was removed");
    // Today, by one key.
    let dates: Vec<_> = window.harness.get_all_by_role_and_label(Role::TextInput, "Measured on").collect();
    dates.last().unwrap().focus();
    window.harness.run();
    type_text(&mut window, "t");
    let dates = window.harness.get_all_by_role_and_label(Role::TextInput, "Measured on");
    assert_eq!(dates.last().unwrap().value().as_deref(), Some("2026-11-22"));
}

/// The dates of a lot and of the plan know `t`, too.
#[test]
fn today_is_one_key_for_every_date() {
    let mut window = Opening::new().open();
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    for name in ["Expiry", "Planned start", "Measured on"] {
        focus(&mut window, name);
        type_text(&mut window, "t");
        assert_eq!(typed(&window, name), "2026-11-22", "{name}");
    }
}

/// Bag 1 left out: 20 of 20.2 mL are there, 185.185 of 187.2 million are 98.92 %.
#[test]
fn bags_are_left_out_and_moved() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    click(&mut window, "Bag 2: earlier");
    let bags = results(&window, Language::English);
    let first = bags.iter().position(|text| text == "Bag 2");
    assert!(first < bags.iter().position(|text| text == "Bag 1"), "{bags:?}");
    click(&mut window, "Bag 1: remove");
    // The certificate still speaks of both bags: 370.37 against 185.185 million.
    result_says(&window, Language::English, "certificate contradicts");
    result_says(&window, Language::English, "100 %");
}

/// A lot's number is corrected letter by letter; the infusion goes on using the same lot.
#[test]
fn a_lot_is_renamed_and_removed() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    focus(&mut window, "Lot number");
    for letter in ["7", "8"] {
        press(&mut window, Modifiers::NONE, Key::End);
        type_text(&mut window, letter);
        result_says(&window, Language::English, "20.2 mL");
    }
    result_says(&window, Language::English, "Lot LOT-E0178");
    click(&mut window, "Remove this lot");
    window.must_say("Remove lot LOT-E0178 with everything typed of it?");
    click(&mut window, "Cancel");
    result_says(&window, Language::English, "20.2 mL");
    click(&mut window, "Remove this lot");
    click(&mut window, "Remove");
    result_says(&window, Language::English, "a lot");
}

/// An ask leads to its field, also while planning.
#[test]
fn an_ask_leads_to_its_field() {
    let mut window = changed("short-lot", &[("cd3: (value: \"96.2\", unit: \"%\"), ", "")]).open();
    click(&mut window, "lot LOT-E07: enter CD3+ share");
    let focused = window.harness.get_by_role_and_label(Role::TextInput, "CD3+ share");
    assert!(focused.is_focused());
}

/// A second lot of 10 million per mL and one bag; its number begins as that of the first, and is typed by letters.
/// Only it is ticked: 187.2 ÷ (10 × 0.962 × 0.385) = 50.54 mL, in steps of 0.2 are 50.6; its bag holds 60.
#[test]
fn the_number_of_a_lot_is_typed_through_that_of_another() {
    for (ticked, lots) in [("[\"\"]", "LOT-E012"), ("[\"\", \"LOT-E01\"]", "LOT-E012, LOT-E01")] {
        let second = "lots: [
            (
                id: \"\", label_subject: \"EXAMPLE-01\", convention: ViableCount, basis: AfterThaw,
                viable: (value: \"10.0\", unit: \"10*6/mL\"), cd3: (value: \"96.2\", unit: \"%\"),
                car_share: (value: \"38.5\", unit: \"%\"), certificate_cells: (value: \"222.222\", unit: \"10*6\"),
                bags: [(number: \"9\", volume: (value: \"60\", unit: \"mL\"))], expires: \"2027-05-31\",
            ),
            (";
        let used = format!("lots: {ticked}");
        let changes = [("lots: [\n            (", second), ("lots: [\"LOT-E01\"]", used.as_str())];
        let mut window = changed("eligible", &changes).open();
        focus(&mut window, "Lot number");
        for letter in "LOT-E012".chars() {
            type_text(&mut window, &letter.to_string());
        }
        result_says(&window, Language::English, &format!("Lot {lots}"));
        result_says(&window, Language::English, "50.6 mL");
        // And back: at LOT-E01 both are named alike again.
        press(&mut window, Modifiers::NONE, Key::Backspace);
        press(&mut window, Modifiers::NONE, Key::Backspace);
        result_says(&window, Language::English, &format!("Lot {}", lots.replacen("LOT-E012", "LOT-E0", 1)));
        result_says(&window, Language::English, "50.6 mL");
    }
}

/// Two weights in one report are two fields.
#[test]
fn two_weights_of_one_report_are_two_fields() {
    let weight = "(of: \"weight\", value: Quantity((value: \"62.4\", unit: \"kg\"))),";
    let two = format!("{weight}{}", weight.replace("62.4", "62.8"));
    let mut window = changed("eligible", &[(weight, &two)]).open();
    let count = |window: &Window| {
        let fields = window.harness.query_all_by_role_and_label(Role::TextInput, "Body weight");
        fields.filter(egui_kittest::Node::is_focused).count()
    };
    window.harness.query_all_by_role_and_label(Role::TextInput, "Body weight").last().unwrap().focus();
    window.harness.run();
    assert_eq!(count(&window), 1);
    type_text(&mut window, "9");
    let texts: Vec<_> = window.harness.query_all_by_role_and_label(Role::TextInput, "Body weight").collect();
    assert_eq!(texts.iter().filter_map(egui_kittest::Node::value).filter(|text| text == "62.4").count(), 1);
    assert_eq!(texts.len(), 2);
}

/// A pick by keyboard closes the list and leaves the focus where it was: Tab goes on from there.
#[test]
fn a_choice_by_keyboard_keeps_the_focus() {
    let mut window = Opening::new().example("eligible").view(View::Dose).open();
    for (name, picked) in
        [("Bag 1: state", "thawed"), ("for level", "DL1"), ("viable nucleated cells: unit", "/µL")]
    {
        window.harness.get_by_role_and_label(Role::ComboBox, name).focus();
        window.harness.run();
        press(&mut window, Modifiers::NONE, Key::Space);
        for _ in 0..2 {
            press(&mut window, Modifiers::NONE, Key::ArrowDown);
        }
        press(&mut window, Modifiers::NONE, Key::Enter);
        let chosen = window.harness.get_by_role_and_label(Role::ComboBox, name);
        assert!(chosen.is_focused(), "{name}");
        assert_eq!(chosen.accesskit_node().value().as_deref(), Some(picked), "{name}");
    }
}
