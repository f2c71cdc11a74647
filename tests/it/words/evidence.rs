//! The evidence and the headline show the values that decide, and name what is missing.

use crate::kit::{
    BARE, CONTEXT, LANGUAGES, Patient as _, base, first_line, laboratories, now, protocol, sentence, site,
    under,
};
use cardose::{
    engine::{Context, derive},
    i18n::Language::{self, Chinese, English},
    model::{Draft, Sex},
    report::{Detail, make},
    storage::read_text,
};
use serde_json::{Value, json};

/// The measurable lesion is 28 mm, the largest one 4.2 cm; the example site has settled that the largest decides.
fn lesions(measurable: &str, largest: &str) -> Draft {
    let chart = base().quantity("measurable_lesion_diameter", measurable, "mm");
    chart
        .quantity("largest_lesion_diameter", largest, "cm")
        .with("another_measurable_lesion", cardose::model::Value::No)
}

fn has(lines: &[String], text: &str) -> bool {
    lines.iter().any(|line| line.contains(text))
}

/// Size only: whether the lesion is measurable is another sentence of the row.
fn size(chart: &Draft, context: &Context, language: Language) -> Vec<String> {
    let lines = under("I5", chart, context, language);
    lines.into_iter().filter(|line| line.contains(" 6 cm") || line.contains(" 60 mm")).collect()
}

#[test]
fn a_settled_reading_shows_its_own_value() {
    for language in LANGUAGES {
        let lines = size(&lesions("28", "4.2"), &CONTEXT, language);
        assert!(has(&lines, "4.2 cm"), "{lines:?}");
        assert!(!has(&lines, "28 mm"), "{lines:?}");
    }
}

#[test]
fn readings_that_agree_show_the_value_of_each() {
    for language in LANGUAGES {
        for (measurable, largest) in [("28", "4.2"), ("61", "9.5")] {
            let lines = size(&lesions(measurable, largest), &BARE, language);
            for value in [format!("{measurable} mm"), format!("{largest} cm")] {
                assert_eq!(lines.iter().filter(|line| line.contains(&value)).count(), 1, "{lines:?}");
            }
        }
    }
}

/// 61 mm and 95 mm are both above 60 mm; the largest decides where the site has settled it, else both do.
#[test]
fn the_headline_names_the_value_that_decides() {
    let chart = lesions("61", "9.5");
    for language in LANGUAGES {
        for read in [first_line, sentence] {
            let settled = read(&chart, &CONTEXT, language);
            assert!(settled.contains("9.5 cm") && !settled.contains("61 mm"), "{settled}");
            let open = read(&chart, &BARE, language);
            assert!(open.contains("9.5 cm") && open.contains("61 mm"), "{open}");
        }
    }
}

/// 200 µmol/L is far above 1.5 × ULN: the row hangs on the clearance, which nobody has measured.
fn poor_kidney() -> Draft {
    base().quantity("creatinine", "200", "umol/L").uln("creatinine", "41-73", "")
}

#[test]
fn clearance_without_sex_age_and_weight_names_them() {
    for context in [&*CONTEXT, &*BARE] {
        for (language, [sex, age, weight]) in
            [(English, ["sex", "age or date of birth", "weight"]), (Chinese, ["性别", "年龄", "体重"])]
        {
            let missing = |chart: &Draft| {
                let lines = under("I10", chart, context, language);
                let text = if language == English { "for an estimate" } else { "估算尚缺" };
                let found: Vec<String> = lines.into_iter().filter(|line| line.contains(text)).collect();
                assert_eq!(found.len(), 1, "{found:?}");
                [sex, age, weight].map(|word| found[0].contains(word))
            };
            let nothing = poor_kidney().sex(None).stated("", "").without("weight");
            assert_eq!(missing(&nothing), [true; 3]);
            assert_eq!(missing(&poor_kidney().sex(None)), [true, false, false]);
            assert_eq!(missing(&poor_kidney().stated("", "")), [false, true, false]);
            assert_eq!(missing(&poor_kidney().without("weight")), [false, false, true]);
            let all = under("I10", &poor_kidney().sex(Some(Sex::Female)), context, language);
            assert!(!has(&all, "for an estimate") && !has(&all, "估算尚缺"), "{all:?}");
        }
    }
}

fn evidence(chart: &Draft, context: &Context, id: &str) -> Vec<Value> {
    let derived = derive(chart, context);
    let result = serde_json::to_value(make(chart, &derived, context, "", Detail::Full)).unwrap();
    let rows =
        result["stages"].as_array().unwrap().iter().flat_map(|stage| stage["criteria"].as_array().unwrap());
    let row = rows.into_iter().find(|row| row["id"] == id).unwrap();
    row["evidence"].as_array().unwrap().clone()
}

#[test]
fn json_names_what_each_sentence_needs() {
    let leaves = evidence(&poor_kidney().sex(None).stated("", "").without("weight"), &CONTEXT, "I10");
    let of = |item: &str| leaves.iter().find(|leaf| leaf["item"] == item).unwrap();
    assert_eq!(of("creatinine_clearance")["needs"], json!(["finding:creatinine_clearance_measured"]));
    assert_eq!(of("creatinine_clearance")["needs_together"], json!(["finding:weight", "sex", "age"]));
    assert_eq!(
        of("creatinine_clearance_measured")["needs"],
        json!(["finding:creatinine_clearance_measured"])
    );
    assert!(of("creatinine").get("needs").is_none());
    let leaves = evidence(&base().without("platelets"), &CONTEXT, "I8");
    let platelets = leaves.iter().find(|leaf| leaf["item"] == "platelets").unwrap();
    assert_eq!(platelets["needs"], json!(["finding:platelets"]));
}

/// A transfusion on 2026-11-10; seven days with the last one counted are over on the 18th.
#[test]
fn json_shows_the_window_of_a_history() {
    let on = |day: &str| cardose::model::End::On(day.to_owned());
    let chart = base().history("transfusion", "2026-11-20", &[("2026-11-10", on("2026-11-10"))]);
    let leaves = evidence(&chart, &CONTEXT, "I8");
    let leaf = leaves.iter().find(|leaf| leaf["item"] == "transfusion").unwrap();
    assert_eq!(leaf["holds"], "false");
    assert_eq!(leaf["window"], json!({ "Days": 7 }));
    assert_eq!(leaf["last_day"], json!({ "Open": "washout_day_seven" }));
    assert_eq!(leaf["clear_from"], "2026-11-18");
    let anchors = leaf["anchors"].as_array().unwrap();
    assert!(anchors.contains(&json!({ "before": "platelets", "date": "2026-11-19" })), "{anchors:?}");
}

/// 180 against 75: 105 above, 140 % of 75.
#[test]
fn json_gives_the_margin_in_per_cent_as_a_quantity() {
    let leaves = evidence(&base().quantity("platelets", "180", "10*9/L"), &CONTEXT, "I8");
    let platelets = leaves.iter().find(|leaf| leaf["item"] == "platelets").unwrap();
    let value = &platelets["values"][0];
    assert_eq!(value["margin_percent"], "140");
    assert_eq!(value["margin_in_percent"], json!({ "exact": "140", "decimal": "140", "unit": "%" }));
}

/// Both branches fail; the one that was not taken is no reason.
#[test]
fn a_reason_comes_from_the_branch_that_was_taken() {
    let of = |answer: cardose::model::Value| {
        let mut protocol = protocol();
        protocol.criteria.retain(|criterion| criterion.id == "I8");
        let rule = r#"When(Is("active_infection", "Yes"),
            AtLeast("platelets", Value((value: "900", unit: "10*9/L"))),
            AtLeast("haemoglobin", Value((value: "200", unit: "g/L"))))"#;
        protocol.criteria[0].rule = read_text("rule.ron", rule).unwrap();
        let context = Context::new(&protocol, &site(), &laboratories(), now()).unwrap();
        let chart = base().without("active_infection").with("active_infection", answer);
        sentence(&chart, &context, English)
    };
    let (yes, no) = (of(cardose::model::Value::Yes), of(cardose::model::Value::No));
    assert!(yes.contains("Platelets") && !yes.contains("Haemoglobin"), "{yes}");
    assert!(no.contains("Haemoglobin") && !no.contains("Platelets"), "{no}");
}
