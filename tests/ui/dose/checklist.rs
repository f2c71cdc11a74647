//! The list that says whether a dose can be given: it leads to the fields, and what can be decided is signed in it.

use super::*;

/// 57.3 kg at DL2 from three bags of 124 million in 20 mL.
fn three_bags(first: &str) -> Window {
    let bag = |number: u32, state: &str| {
        format!(
            "(number: \"{number}\", volume: (value: \"20\", unit: \"mL\"), cells: (value: \"1.24e8\", unit: \"cells\"){state}),"
        )
    };
    let bags = format!("{}{}{}", bag(1, first), bag(2, ""), bag(3, ""));
    let preset = preset("eligible");
    let from = preset.find("bags: [").unwrap();
    let to = from + preset[from..].find("],").unwrap();
    let old = preset[from..to].to_owned();
    let new = format!("bags: [{bags}");
    changed(
        "eligible",
        &[
            (&old, &new),
            ("value: \"62.4\"", "value: \"57.3\""),
            ("convention: ViableCount", "convention: Stated"),
            ("viable: (value: \"25.0\", unit: \"10*6/mL\"), cd3: (value: \"96.2\", unit: \"%\"), ", ""),
            ("car_share: (value: \"38.5\", unit: \"%\"),", ""),
            (
                "certificate_cells: (value: \"370.37\", unit: \"10*6\")",
                "certificate_cells: (value: \"3.72e8\", unit: \"cells\")",
            ),
        ],
    )
    .open()
}

/// 171.9 − 124 million are 7.8 mL of bag 2; with 6 mL recorded, 20 of bag 2 and 1.8 of bag 3 (134.7 ÷ 6.2 = 21.7258…).
#[test]
fn how_much_was_infused_is_typed_beside_the_bag() {
    let mut window = three_bags(", state: Infused");
    result_says(&window, Language::English, "infuse 7.8 of 20 mL, leave 12.2 mL");
    click(&mut window, "bag 1: how many mL were infused? Counted as whole");
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Infused");
    assert!(field.is_focused(), "the list leads to the field");
    type_text(&mut window, "6");
    window.must_say("a unit is missing");
    window.harness.get_by_role_and_label(Role::ComboBox, "Infused: unit").focus();
    window.harness.run();
    for key in [Key::Space, Key::ArrowDown, Key::Enter] {
        press(&mut window, Modifiers::NONE, key);
    }
    result_says(&window, Language::English, "infuse 20 mL, the whole bag");
    result_says(&window, Language::English, "infuse 1.8 of 20 mL, leave 18.2 mL");
    result_says(&window, Language::English, "Given so far: 6 mL.");
}

/// Platelets 74.6: the figure stays, and is ready once the deviation has its number and its signature.
#[test]
fn the_investigators_deviation_is_signed_in_the_list() {
    let lots = {
        let own = preset("eligible");
        let from = own.find("        lots: [").unwrap();
        own[from..own.find("        note:").unwrap()].replace("EXAMPLE-01", "EXAMPLE-02")
    };
    let low = preset("platelets-low");
    let changes: Vec<(String, String)> = if low.contains("        lots: [") {
        Vec::new()
    } else {
        vec![("        note:".to_owned(), format!("{lots}        note:"))]
    };
    let changes: Vec<(&str, &str)> = changes.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let mut window = changed("platelets-low", &changes).open();
    crate::settings::initials(&mut window, "zw");
    result_says(&window, Language::English, "NOT READY: eligibility");
    result_says(&window, Language::English, "17.4 mL");
    let button = "Decide: not eligible (Inclusion 8): the investigator decides";
    assert!(
        window.harness.get_by_label(button).accesskit_node().is_disabled(),
        "without a number nothing is signed"
    );
    focus(&mut window, "Protocol deviation no.");
    type_text(&mut window, "17");
    click(&mut window, button);
    result_says(&window, Language::English, "draw 17.4 mL");
    result_says(&window, Language::English, "(decided: zw, 2026-11-22 09:00)");
}

/// Where the label prints no expiry, one click says so.
#[test]
fn none_printed_is_an_answer() {
    for language in BOTH {
        let mut window =
            changed("eligible", &[("expires: \"2027-05-31\"", "expires: \"\"")]).language(language).open();
        result_says(&window, language, named(language, "NOT READY: bag identity", "尚未就绪：袋身份核对"));
        click(&mut window, named(language, "None printed", "标签未印"));
        result_says(&window, language, named(language, "draw 20.2 mL", "抽取 20.2 mL"));
    }
}

/// The height stands beside the weight and is led to where it is missing.
#[test]
fn the_height_is_asked_for_beside_the_weight() {
    let height = "(of: \"height\", value: Quantity((value: \"165\", unit: \"cm\"))),";
    let mut window = changed("eligible", &[(height, "")]).open();
    click(&mut window, "enter the height beside the weight");
    assert!(window.harness.get_by_role_and_label(Role::TextInput, "Height").is_focused());
    type_text(&mut window, "165");
    window.must_say("NOT READY: weight");
}

/// The chip *ready* stands only where every line is done.
#[test]
fn nothing_green_stands_while_a_line_is_open() {
    let window = three_bags("");
    result_says(&window, Language::English, "draw 27.8 mL");
    let window = three_bags(", state: Infused");
    let ready = &Language::English.catalogue().state_ready;
    assert!(results(&window, Language::English).iter().all(|text| text != ready));
}
