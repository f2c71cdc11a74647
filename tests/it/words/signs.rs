//! Signs and units: a figure that loses its minus, or stands in another unit than was typed, says the contrary.

use crate::kit::{CONTEXT, LANGUAGES, Patient as _, base, dosed, eligible, one_line, under};
use cardose::{
    engine::derive,
    i18n::Language::{Chinese, English},
    model::Draft,
    report::{Detail, make},
};
use serde_json::{Value, json};

/// The one value that I8 compares of an item, as plain data.
fn compared(draft: &Draft, item: &str) -> Value {
    let derived = derive(draft, &CONTEXT);
    let found = serde_json::to_value(make(draft, &derived, &CONTEXT, "", Detail::Full)).unwrap();
    let rows = found["stages"][0]["criteria"].as_array().unwrap().clone();
    let row = rows.into_iter().find(|row| row["id"] == "I8").unwrap();
    let leaves = row["evidence"].as_array().unwrap().clone();
    let leaf = leaves.into_iter().find(|leaf| leaf["item"] == item).unwrap();
    assert_eq!(leaf["values"].as_array().unwrap().len(), 1, "{leaf:#}");
    leaf["values"][0].clone()
}

/// Platelets against 75: 74.6 − 75 = −0.4, which is −0.4 ÷ 75 = −0.533… %; 80 − 75 = 5, 5 ÷ 75 = 6.66… %.
#[test]
fn a_margin_says_on_which_side() {
    for (value, margin, percent) in [("74.6", "−0.4", "−0.533"), ("75", "0", "0"), ("80", "+5", "+6.67")]
    {
        let chart = base().quantity("platelets", value, "10*9/L");
        for language in LANGUAGES {
            let lines = one_line(&under("I8", &chart, &CONTEXT, language).join(" "));
            let said = match language {
                English => format!("(margin {margin} ×10⁹/L, {percent} %)"),
                Chinese => format!("（与限值之差 {margin} ×10⁹/L，{percent} %）"),
            };
            assert!(lines.contains(&said), "{said}: {lines}");
        }
    }
}

/// The same for machines: the margin is negative below the limit, in all three of its forms.
#[test]
fn a_margin_has_its_sign_in_json() {
    let below = compared(&base().quantity("platelets", "74.6", "10*9/L"), "platelets");
    assert_eq!((&below["margin"]["exact"], &below["margin"]["decimal"]), (&json!("-2/5"), &json!("-0.4")));
    assert_eq!(below["margin_in_percent"]["exact"], "-8/15");
    assert!(below["margin_percent"].as_str().unwrap().starts_with("-0.5333"), "{below:#}");
    let above = compared(&base().quantity("platelets", "80", "10*9/L"), "platelets");
    assert_eq!(
        (&above["margin"]["exact"], &above["margin_in_percent"]["exact"]),
        (&json!("5"), &json!("20/3"))
    );
}

/// 7.4 g/dL against 80 g/L: the value, and its margin of −0.6, in g/dL as typed.
#[test]
fn a_value_stands_in_the_unit_that_was_typed() {
    let found = compared(&base().quantity("haemoglobin", "7.4", "g/dL"), "haemoglobin");
    let quantity = |exact: &str, decimal: &str| json!({ "exact": exact, "decimal": decimal, "unit": "g/dL" });
    assert_eq!((&found["low"], &found["high"]), (&quantity("37/5", "7.4"), &quantity("37/5", "7.4")));
    assert_eq!(found["margin"], quantity("-3/5", "-0.6"));
    assert_eq!(found["typed"], "7.4 g/dL");
}

/// The largest lesion is at least as large as the measurable one of 28 mm, where nobody has entered it; never smaller.
#[test]
fn a_value_with_one_end_alone_says_which() {
    let chart = base().without("largest_lesion_diameter");
    for language in LANGUAGES {
        let lines = one_line(&under("I5", &chart, &CONTEXT, language).join(" "));
        assert!(lines.contains("≥ 28 mm"), "{lines}");
    }
}

/// 20.2 mL of 9,259,250 a mL are 187,036,850 cells; of 187,200,000 these are −163,150, or −0.08715277… %.
#[test]
fn a_dose_below_its_target_has_a_minus() {
    for language in LANGUAGES {
        let text = one_line(&dosed(&eligible(), &CONTEXT, language));
        assert!(text.contains("≈ −0.08715277778 %"), "{text}");
        assert!(text.contains(" −0.09 % "), "{text}");
    }
}
