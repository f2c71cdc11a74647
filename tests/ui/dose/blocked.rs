//! What is shown where nothing, less, or nothing certain may be drawn.

use super::*;
use egui_kittest::kittest::AccessKitNode;

/// What it is, what of the example is replaced by what, and what the result then says in either language.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str);

/// Where nothing may be drawn, no millilitre stands in the result or in what is copied.
#[test]
fn what_is_blocked_shows_no_volume() {
    // 75 kg at DL1 from 250 million per mL are 0.3 mL, rounded half up to 0.4: a third too much.
    let overdose: &'static [(&'static str, &'static str)] = &[
        ("value: \"62.4\"", "value: \"75\""),
        ("level: \"DL2\"", "level: \"DL1\""),
        ("(value: \"25.0\", unit: \"10*6/mL\")", "(value: \"250\", unit: \"10*6/mL\")"),
        ("cd3: (value: \"96.2\"", "cd3: (value: \"100\""),
        ("car_share: (value: \"38.5\"", "car_share: (value: \"100\""),
        ("\"370.37\"", "\"10000\""),
    ];
    // 62.4 million at DL1 are 6.74 of 40 mL: under a fifth of the lot is drawn.
    let little: &'static [(&'static str, &'static str)] = &[
        ("certificate_cells: (value: \"370.37\", unit: \"10*6\"),", ""),
        ("level: \"DL2\"", "level: \"DL1\""),
    ];
    let cases: [Case; 8] = [
        ("overdose", overdose, "OVERDOSE", "超量"),
        ("little of the lot", little, "the certificate's total of CAR+ cells", "检验报告书的CAR阳性细胞总数"),
        ("a tenfold slip", &[("\"370.37\"", "\"37.037\"")], "certificate contradicts", "检验报告书"),
        ("no convention", &[("convention: ViableCount, ", "")], "per cent of", "LOT-E01"),
        ("a fraction typed as a per cent", &[("\"38.5\"", "\"0.385\"")], "confirm CAR+ share", "确认"),
        (
            "no weight",
            &[("(of: \"weight\", value: Quantity((value: \"62.4\", unit: \"kg\"))),", "")],
            "a weight",
            "体重",
        ),
        (
            "another subject",
            &[("label_subject: \"EXAMPLE-01\"", "label_subject: \"EXAMPLE-02\"")],
            "another subject",
            "LOT-E01",
        ),
        (
            "no bag",
            &[
                (
                    "(number: \"1\", volume: (value: \"20\", unit: \"mL\")),",
                    "(number: \"1\", volume: (value: \"20\", unit: \"mL\"), state: Lost),",
                ),
                (
                    "(number: \"2\", volume: (value: \"20\", unit: \"mL\")),",
                    "(number: \"2\", volume: (value: \"20\", unit: \"mL\"), state: Destroyed),",
                ),
            ],
            "no bag is left",
            "LOT-E01",
        ),
    ];
    for (name, changes, english, chinese) in cases {
        for language in BOTH {
            let mut window = changed("eligible", changes).language(language).open();
            result_says(&window, language, named(language, english, chinese));
            // Which step of a syringe would do is no volume to draw.
            let step = named(
                language,
                " The step of the syringe is the cause; a step of 0.1 mL would do.",
                " 原因是注射器分度过粗；改用 0.1 mL 即可。",
            );
            let without = |text: String| text.replace(step, "");
            let shown: Vec<String> = volumes(&window, language).into_iter().map(without).collect();
            assert!(shown.iter().all(|text| !text.contains("mL")), "{name} in {language:?}: {shown:?}");
            // The copy is folded: a line may end inside the sentence.
            let together = |text: &str| text.split_whitespace().collect::<String>();
            let copied = together(&copied(&mut window)).replace(&together(step), "");
            assert!(!copied.contains("mL") && !copied.contains("毫升"), "{name} in {language:?}:\n{copied}");
            if ["overdose", "little of the lot"].contains(&name) {
                continue;
            }
            // While planning it is the same; an overdose and too little drawn are those of a level.
            let mut planning = changes.to_vec();
            planning.push(("level: \"DL2\", ", ""));
            let window = changed("eligible", &planning).language(language).open();
            assert_eq!(volumes(&window, language), Vec::<String>::new(), "{name}, planning, in {language:?}");
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
        result_says(
            &window,
            language,
            named(language, "PROVISIONAL, not for administration", "暂定（不得用于给药）"),
        );
        result_says(&window, language, named(language, "Rounding step", "修约间隔"));
        let texts = results(&window, language);
        let ready = &language.catalogue().state_ready;
        assert!(texts.iter().all(|text| text != ready), "{texts:?}");
    }
}

/// While planning, too: each missing setting once, under the levels, however many levels lack it.
#[test]
fn planning_says_what_is_not_set() {
    let changes = [("example: true", "example: false"), ("level: \"DL2\", ", "")];
    for language in BOTH {
        let window = changed("eligible", &changes).language(language).open();
        let step = named(language, "Rounding step", "修约间隔");
        let found = results(&window, language).iter().filter(|text| text.contains(step)).count();
        assert_eq!(found, 1, "{:#?}", results(&window, language));
        result_says(&window, language, &language.catalogue().state_provisional);
    }
}

/// The label of another subject is a stop, not something to be filled in: with a level assigned, and while planning.
#[test]
fn the_label_of_another_subject_is_a_stop() {
    let other = ("label_subject: \"EXAMPLE-01\"", "label_subject: \"EXAMPLE-02\"");
    for language in BOTH {
        for changes in [vec![other], vec![other, ("level: \"DL2\", ", "")]] {
            let mut window = changed("eligible", &changes).language(language).open();
            let stop = named(language, "STOP: the label of lot LOT-E01", "停止：批号 LOT-E01 的标签");
            let texts = results(&window, language);
            assert!(texts.iter().any(|text| text.starts_with(stop)), "{texts:#?}");
            result_says(&window, language, &language.catalogue().state_other_subject);
            assert!(copied(&mut window).contains(stop));
        }
    }
}

/// The certificate's total is entered, but no bag has a volume: the bags are asked for, not the total once more.
#[test]
fn a_total_without_bags_asks_for_the_bags() {
    let changes = [
        ("(number: \"1\", volume: (value: \"20\", unit: \"mL\")),", ""),
        ("(number: \"2\", volume: (value: \"20\", unit: \"mL\")),", ""),
    ];
    let window = changed("eligible", &changes).open();
    window.must_say("lot LOT-E01: enter the bags with their volumes");
    window.must_not_say("no second figure of the certificate is entered");
}

/// What the bottom bar counts is one click away from the field where it is answered.
#[test]
fn a_count_leads_to_what_it_counts() {
    let mut window =
        changed("eligible", &[("label_subject: \"EXAMPLE-01\"", "label_subject: \"EXAMPLE-02\"")]).open();
    window.harness.get_by_role_and_label(Role::Button, "Stops: 1").click_accesskit();
    window.harness.run();
    assert_eq!(typed_into(&window), "EXAMPLE-02", "the label of the bag");
    let mut window = changed("eligible", &[("value: \"62.4\"", "value: \"62,4\"")]).open();
    window.harness.get_by_role_and_label(Role::Button, "Entries to mend: 1").click_accesskit();
    window.harness.run();
    assert_eq!(typed_into(&window), "62,4", "the weight, in the report");
    window.must_say("Criteria");
}

/// What stands in the field that has the focus.
fn typed_into(window: &Window) -> String {
    window.harness.get_by(has_focus).value().unwrap_or_default()
}

fn has_focus(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

/// 90 of 370.37 million are 24.3 %, 270 are 72.9 %: only DL3 is short, and asks for the certificate's total.
#[test]
fn planning_shows_what_any_level_asks() {
    let changes = [
        ("value: \"62.4\"", "value: \"90\""),
        ("certificate_cells: (value: \"370.37\", unit: \"10*6\"),", ""),
        ("level: \"DL2\", ", ""),
    ];
    let window = changed("eligible", &changes).open();
    result_says(&window, Language::English, "9.8 mL");
    let ask = "enter the certificate's total of CAR+ cells";
    window.harness.get_by_role_and_label(Role::Link, ask);
}
