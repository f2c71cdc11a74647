//! Near the limit: half a last digit of what a value was computed from could turn the row. Each interval is reckoned by
//! hand.

use crate::kit::{Patient as _, Settled as _, base, context_of, site};
use cardose::model::{
    Draft,
    Sex::{Female, Male},
    Typed, Value,
};

#[track_caller]
fn check(chart: &Draft, id: &str, expected: bool) {
    let judged = chart.judged();
    let comparison = *judged.comparisons(id).last().unwrap();
    assert_eq!(comparison.why, None);
    assert_eq!(comparison.near_limit(), expected, "{:?}", comparison.candidates);
}

fn count(absolute: &str, white_cells: &str, shares: &[(&str, &str)]) -> Draft {
    let chart = base().without(absolute).quantity("white_cells", white_cells, "10*9/L");
    shares.iter().fold(chart, |chart, (item, value)| chart.quantity(item, value, "%"))
}

#[test]
fn counts_from_a_differential() {
    for (absolute, white_cells, shares, expected) in [
        // 2.94 × 34 % = 0.9996; 2.945 × 34.05 % = 1.0028 reaches 1.0.
        ("neutrophils", "2.94", &[("neutrophils_percent", "34.0")][..], true),
        // 3.2 × 32 % = 1.024; 3.15 × (27.5 + 3.5) % = 0.9765.
        ("neutrophils", "3.2", &[("neutrophils_percent", "28"), ("bands_percent", "4")], true),
        // 3.20 × 40.0 % = 1.28; 3.195 × 39.95 % = 1.2764.
        ("neutrophils", "3.20", &[("neutrophils_percent", "40.0")], false),
        // 2.0 × 19.8 % = 0.396; 2.05 × 19.85 % = 0.4069.
        ("neutrophils", "2.0", &[("neutrophils_percent", "19.8")], false),
        // 2.63 × 19 % = 0.4997; 2.635 × 19.5 % = 0.5138.
        ("lymphocytes", "2.63", &[("lymphocytes_percent", "19")], true),
    ] {
        check(&count(absolute, white_cells, shares), &format!("I8.{absolute}"), expected);
    }
}

#[test]
fn clearances() {
    let chart = |sex, age, weight: &str, creatinine: (&str, &str)| {
        let chart = base().sex(Some(sex)).aged(age).quantity("weight", weight, "kg");
        let chart = chart.quantity("height", "190", "cm");
        chart.quantity("creatinine", creatinine.0, creatinine.1).uln("creatinine", "24", "umol/L")
    };
    let site = context_of(&site().setting("clearance_weight", "actual"));
    for (chart, expected) in [
        // 106 × 83 × 0.85 ÷ (72 × 183 × 0.011312) = 50.17; with 82.5 kg and 183.5 µmol/L 49.74.
        (chart(Female, 34, "83", ("183", "umol/L")), true),
        // 76 × 71.5 ÷ (72 × 1.10) = 68.6; with 71.45 kg and 1.105 mg/dL 68.2.
        (chart(Male, 64, "71.5", ("1.10", "mg/dL")), false),
    ] {
        let judged = chart.judged_in(&site);
        let comparison = *judged.comparisons("I10.clearance").last().unwrap();
        assert_eq!(comparison.near_limit(), expected, "{:?}", comparison.candidates);
    }
    let urine = |urine: &str| {
        let value = Value::Urine {
            urine: Typed::new(urine, "mmol/L"),
            volume: Typed::new("1650", "mL"),
            time: Typed::new("1440", "min"),
            plasma: Typed::new("95", "umol/L"),
        };
        base().with("creatinine_clearance_measured", value)
    };
    // 4100 × 1650 ÷ (95 × 1440) = 49.45; 4150 × 1650.5 ÷ (94.5 × 1439.5) = 50.35.
    check(&urine("4.1"), "I10.clearance", true);
    // 5800 × 1650 ÷ (95 × 1440) = 69.96; 5750 × 1649.5 ÷ (95.5 × 1440.5) = 68.94.
    check(&urine("5.8"), "I10.clearance", false);
}

/// 200 IU/mL × 5 = 1000 copies/mL are not above 1000; 200.5 × 5 = 1002.5 are. 150.5 × 5 = 752.5 are not.
#[test]
fn copies() {
    let site = context_of(&site().setting("hbv_copies_per_iu", "5 {copies}/[IU]"));
    for (units, expected) in [("200", true), ("150", false)] {
        let chart = base().choice("hbsag", "positive").quantity("hbv_dna", units, "[IU]/mL");
        let judged = chart.judged_in(&site);
        let comparison = *judged.comparisons("E4.hbv").last().unwrap();
        assert_eq!(comparison.near_limit(), expected, "{:?}", comparison.candidates);
    }
}
