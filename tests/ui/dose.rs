//! Product and dose: what is typed, and what may be drawn.

use super::support::{Opening, SMALLEST, Window};
use cardose::{app::View, i18n::Language};
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::fs;

const BOTH: [Language; 2] = [Language::English, Language::Chinese];

fn preset(name: &str) -> String {
    fs::read_to_string(format!("{}/presets/patients/{name}.ron", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An example with some of its text replaced; each must be there.
fn changed(name: &str, changes: &[(&str, &str)]) -> Opening {
    let mut text = preset(name);
    for (from, to) in changes {
        assert!(text.contains(from), "{from} is not in {name}");
        text = text.replace(from, to);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.keep().join("changed.ron");
    fs::write(&path, text).unwrap();
    Opening::new().file(&path).view(View::Dose)
}

fn named(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

/// Every text of the result column.
fn results(window: &Window, language: Language) -> Vec<String> {
    let region = window.harness.get_by_label(named(language, "Result", "结果"));
    let mut texts = Vec::new();
    for node in region.query_all_by(|_| true) {
        let node = node.accesskit_node();
        texts.extend(node.label().into_iter().chain(node.value()).filter(|text| !text.is_empty()));
    }
    assert!(texts.len() > 3, "the result column is empty: {texts:?}");
    texts
}

fn volumes(window: &Window, language: Language) -> Vec<String> {
    let named = |text: &String| ["mL", "ml", "毫升", "µL"].iter().any(|unit| text.contains(unit));
    results(window, language).into_iter().filter(named).collect()
}

#[track_caller]
fn result_says(window: &Window, language: Language, text: &str) {
    let texts = results(window, language);
    assert!(texts.iter().any(|found| found.contains(text)), "“{text}” is not in the result: {texts:#?}");
}

/// The text that a copy puts on the clipboard.
fn copied(window: &mut Window) -> String {
    let button = named_copy(window);
    window.harness.get_by_label(button).click_accesskit();
    for _ in 0..4 {
        window.harness.step();
        let commands = window.harness.output().platform_output.commands.clone();
        for command in commands {
            if let eframe::egui::OutputCommand::CopyText(text) = command {
                return text;
            }
        }
    }
    panic!("nothing was copied");
}

fn named_copy(window: &Window) -> &'static str {
    if window.says("Copy result as text") { "Copy result as text" } else { "以文本复制结果" }
}

/// facts.md X1: 62.4 kg at 3 × 10⁶/kg from 9.25925 million per mL: 20.2 mL, -0.0872 %.
#[test]
fn the_assigned_level_shows_what_to_draw() {
    for language in BOTH {
        let mut window = Opening::new().example("eligible").view(View::Dose).language(language).open();
        for text in ["20.2 mL", "99.91 %", "187,036,850", "0.2 mL", "19.8 mL", "9,259,250/mL"] {
            result_says(&window, language, text);
        }
        let copied = copied(&mut window);
        assert!(copied.contains("20.2 mL") && copied.contains("99.91 %"), "{copied}");
    }
}

/// DL1 would be 6.8 mL and DL3 67.4 mL (62.4 and 624 million ÷ 9.25925 million): neither is shown beside DL2.
#[test]
fn once_a_level_is_assigned_the_others_show_no_volume() {
    let mut window = changed("eligible", &[("number: 1, level: \"DL2\",", "number: 1,")]).open();
    result_says(&window, Language::English, "6.8 mL");
    result_says(&window, Language::English, "20.2 mL");
    result_says(&window, Language::English, "624,000,000");
    press(&mut window, Modifiers::NONE, Key::F4);
    type_text(&mut window, "p2");
    press(&mut window, Modifiers::NONE, Key::Enter);
    click(&mut window, "Assign DL1 · 1 × 10⁶/kg");
    result_says(&window, Language::English, "6.8 mL");
    let volumes = volumes(&window, Language::English).join("\n");
    assert!(!volumes.contains("20.2 mL") && !volumes.contains("40 mL"), "{volumes}");
    window.must_say("p2, 2026-11-22 09:00");
    click(&mut window, "Take back");
    result_says(&window, Language::English, "20.2 mL");
}

/// The lot of short-lot.ron holds 555.555 million; 78.5 kg at DL3 need 785 million, 229,445,000 more.
#[test]
fn planning_shows_all_levels_and_what_is_short() {
    let window = Opening::new().example("short-lot").view(View::Dose).open();
    for text in ["DL1", "DL2", "DL3", "229,445,000 cells short", "Highest level that the product reaches: DL2"] {
        result_says(&window, Language::English, text);
    }
}

/// Where nothing may be drawn, no millilitre stands in the result or in what is copied.
#[test]
fn what_is_blocked_shows_no_volume() {
    // 75 kg at DL1 from 250 million per mL are 0.3 mL, rounded half up to 0.4: a third too much.
    let overdose: &[(&str, &str)] = &[
        ("value: \"62.4\"", "value: \"75\""),
        ("level: \"DL2\"", "level: \"DL1\""),
        ("(value: \"25.0\", unit: \"10*6/mL\")", "(value: \"250\", unit: \"10*6/mL\")"),
        ("cd3: (value: \"96.2\"", "cd3: (value: \"100\""),
        ("car_share: (value: \"38.5\"", "car_share: (value: \"100\""),
        ("\"370.37\"", "\"10000\""),
    ];
    let cases: [(&str, &[(&str, &str)], &str, &str); 7] = [
        ("overdose", overdose, "OVERDOSE", "超量"),
        ("a tenfold slip", &[("\"370.37\"", "\"37.037\"")], "certificate contradicts", "检验报告书"),
        ("no convention", &[("convention: ViableCount, ", "")], "per cent of", "LOT-E01"),
        ("a fraction typed as a per cent", &[("\"38.5\"", "\"0.385\"")], "confirm CAR+ share", "确认"),
        ("no weight", &[("(of: \"weight\", value: Quantity((value: \"62.4\", unit: \"kg\"))),", "")], "a weight", "体重"),
        ("another subject", &[("label_subject: \"EXAMPLE-01\"", "label_subject: \"EXAMPLE-02\"")], "another subject", "LOT-E01"),
        ("no bag", &[("(number: \"1\", volume: (value: \"20\", unit: \"mL\")),", "(number: \"1\", volume: (value: \"20\", unit: \"mL\"), state: Infused),"),
            ("(number: \"2\", volume: (value: \"20\", unit: \"mL\")),", "(number: \"2\", volume: (value: \"20\", unit: \"mL\"), state: Destroyed),")], "no bag is left", "LOT-E01"),
    ];
    for (name, changes, english, chinese) in cases {
        for language in BOTH {
            let mut window = changed("eligible", changes).language(language).open();
            result_says(&window, language, named(language, english, chinese));
            assert_eq!(volumes(&window, language), Vec::<String>::new(), "{name} in {language:?}");
            let copied = copied(&mut window);
            assert!(!copied.contains("mL") && !copied.contains("毫升"), "{name} in {language:?}:\n{copied}");
        }
    }
}

/// 370.37 of 624 million are 59.35 %: below the tolerance of 20 %, so the number stays and is a decision.
#[test]
fn an_underdose_is_a_decision() {
    let window = changed("eligible", &[("level: \"DL2\"", "level: \"DL3\"")]).open();
    for text in ["40 mL", "59.35 %", "Decision by investigator and sponsor", "underdose: decision"] {
        result_says(&window, Language::English, text);
    }
}

/// A site that has set nothing: 187.2 ÷ 9.25925 = 20.2176…, to three decimals, and what is missing by name.
#[test]
fn provisional_says_what_is_not_set() {
    for language in BOTH {
        let window = changed("eligible", &[("example: true", "example: false")]).language(language).open();
        result_says(&window, language, "20.218 mL");
        result_says(&window, language, named(language, "PROVISIONAL, not for administration", "暂定（不得用于给药）"));
        result_says(&window, language, named(language, "Rounding step", "修约间隔"));
        let texts = results(&window, language);
        let ready = named(language, "ready", "可以配制");
        assert!(texts.iter().all(|text| text != ready), "{texts:?}");
    }
}

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

/// A follow-up infusion: what was given stands as it was recorded, and the planned one is shown.
#[test]
fn the_planned_infusion_is_shown_first() {
    let mut window = Opening::new().example("follow-up").view(View::Dose).open();
    result_says(&window, Language::English, "infusion 2");
    // 55.6 kg at DL2: 166.8 ÷ 9.25925 = 18.0144, rounded to 18 mL.
    result_says(&window, Language::English, "18 mL");
    click(&mut window, "Infusion 1");
    result_says(&window, Language::English, "already given");
    window.must_say("18.8 mL");
}

/// A data folder whose site is the made-up one, as if it were the centre's own.
fn with_site() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let site = fs::read_to_string(format!("{}/presets/sites/example.ron", env!("CARGO_MANIFEST_DIR"))).unwrap();
    fs::write(data.path().join("site.ron"), site).unwrap();
    data
}

/// A new patient at the view of product and dose, with a person at work.
fn new_patient(data: tempfile::TempDir) -> Window {
    let mut window = Opening::new().over(data);
    press(&mut window, Modifiers::NONE, Key::F4);
    choose(&mut window, "p2  pharmacist");
    press(&mut window, Modifiers::COMMAND, Key::N);
    press(&mut window, Modifiers::COMMAND, Key::Num3);
    window
}

/// Presses Tab until what is named so has the focus; never back.
#[track_caller]
fn tab_to(window: &mut Window, name: &str) {
    let mut met = Vec::new();
    for _ in 0..60 {
        let focused = window.harness.query_all_by(|node| node.is_focused());
        let focused = focused.map(|node| node.accesskit_node().label().or(node.value())).last().flatten();
        if focused.as_deref() == Some(name) {
            return;
        }
        // Back at the rail: the order of the fields is not the order of reading.
        let wrapped = met.len() > 3 && focused.as_deref() == Some("Patients");
        assert!(!wrapped, "{name} does not come after what was typed before: {met:#?}");
        met.push(focused.unwrap_or_default());
        press(window, Modifiers::NONE, Key::Tab);
    }
    panic!("Tab does not reach {name}: {met:#?}");
}

/// Tab, digits, Tab, the unit that so many presses of the arrow key choose.
#[track_caller]
fn fill(window: &mut Window, name: &str, digits: &str, presses: usize) {
    tab_to(window, name);
    type_text(window, digits);
    tab_to(window, &format!("{name}: unit"));
    for _ in 0..presses {
        press(window, Modifiers::NONE, Key::ArrowDown);
    }
}

#[track_caller]
fn choose(window: &mut Window, name: &str) {
    tab_to(window, name);
    press(window, Modifiers::NONE, Key::Space);
}

/// facts.md X1, typed with the keyboard alone: 62.4 kg at DL2; 25.0e6 viable, 96.2 % CD3+, 38.5 % CAR+; 20.2 mL.
#[test]
fn x1_with_the_keyboard_alone() {
    let mut window = new_patient(with_site());
    tab_to(&mut window, "Subject code");
    type_text(&mut window, "S-001");
    fill(&mut window, "Body weight", "62.4", 1);
    tab_to(&mut window, "Measured on");
    type_text(&mut window, "2026-11-20");
    choose(&mut window, "Assign DL2 · 3 × 10⁶/kg");
    tab_to(&mut window, "Lot number");
    type_text(&mut window, "L1");
    tab_to(&mut window, "Subject on the bag label");
    type_text(&mut window, "S-001");
    choose(&mut window, "Viable cells × CD3+ × CAR+");
    choose(&mut window, "After thaw");
    fill(&mut window, "viable nucleated cells", "25.0", 1);
    fill(&mut window, "CD3+ share", "96.2", 1);
    fill(&mut window, "CAR+ share", "38.5", 1);
    fill(&mut window, "CAR+ cells in the lot", "370.37", 1);
    tab_to(&mut window, "Bags");
    type_text(&mut window, "2");
    fill(&mut window, "of", "20", 1);
    choose(&mut window, "Add bags");
    for text in ["20.2 mL", "99.91 %", "≈ 20.21762022 mL", "187,036,850 cells", "9,259,250/mL", "leave 19.8 mL"] {
        result_says(&window, Language::English, text);
    }
}

/// facts.md X2: 70 kg at DL1; 30e6 in all, 91.5 % viable, 97.0 % CD3+, 42.3 % CAR+; 6.2 mL, 69,830,658.9 cells.
#[test]
fn x2_with_the_keyboard_alone() {
    let mut window = new_patient(with_site());
    fill(&mut window, "Body weight", "70", 1);
    tab_to(&mut window, "Measured on");
    type_text(&mut window, "2026-11-20");
    choose(&mut window, "Assign DL1 · 1 × 10⁶/kg");
    tab_to(&mut window, "Lot number");
    type_text(&mut window, "L2");
    choose(&mut window, "Total cells × viability × CD3+ × CAR+");
    choose(&mut window, "After thaw");
    fill(&mut window, "total nucleated cells", "30", 1);
    fill(&mut window, "viability", "91.5", 1);
    fill(&mut window, "CD3+ share", "97.0", 1);
    fill(&mut window, "CAR+ share", "42.3", 1);
    for text in ["6.2 mL", "99.76 %", "≈ 6.215035156 mL", "11,263,009.5/mL", "-0.2419158571"] {
        result_says(&window, Language::English, text);
    }
}

/// Nothing leaves the smallest window to the side, in any language or theme.
#[test]
fn everything_fits_into_the_smallest_window() {
    for language in BOTH {
        for dark in [false, true] {
            for name in ["eligible", "short-lot", "follow-up"] {
                let opening = Opening::new().example(name).view(View::Dose).size(SMALLEST);
                let window = opening.language(language).dark(dark).open();
                let inputs = named(language, "Entries", "录入");
                let results = named(language, "Result", "结果");
                let region = window.harness.get_by_label(results);
                let lefts = region.query_all_by(|node| node.label().is_some());
                let lefts = lefts.filter_map(|node| node.accesskit_node().bounding_box());
                let split = lefts.map(|bounds| bounds.x0).fold(f64::MAX, f64::min);
                inside(&window, inputs, split);
                inside(&window, results, f64::from(SMALLEST[0]));
            }
        }
    }
}

#[track_caller]
fn inside(window: &Window, region: &str, edge: f64) {
    let region = window.harness.get_by_label(region);
    for node in region.query_all_by(|node| node.label().is_some() || node.value().is_some()) {
        let node = node.accesskit_node();
        let Some(bounds) = node.bounding_box() else { continue };
        let right = bounds.x1;
        assert!(right <= edge, "{:?} {:?} reaches {right}, over {edge}", node.label(), node.value());
    }
}

fn press(window: &mut Window, modifiers: Modifiers, key: Key) {
    window.harness.key_press_modifiers(modifiers, key);
    window.harness.run();
}

fn type_text(window: &mut Window, text: &str) {
    window.harness.event(eframe::egui::Event::Text(text.to_owned()));
    window.harness.run();
}

/// Also where it has to be scrolled to.
#[track_caller]
fn click(window: &mut Window, label: &str) {
    window.harness.get_by_label(label).click_accesskit();
    window.harness.run();
}

/// What stands in a text field.
fn typed(window: &Window, label: &str) -> String {
    window.harness.get_by_role_and_label(Role::TextInput, label).value().unwrap_or_default()
}

fn focus(window: &mut Window, label: &str) {
    window.harness.get_by_role_and_label(Role::TextInput, label).focus();
    window.harness.run();
}
