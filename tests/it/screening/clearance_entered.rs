//! I10: clearances that are refused, reported, entered under another item, or older than the creatinine.

use super::kit::{SAMPLE, add, codes, derived, outcome, poor_kidney, quantity, report};
use crate::support::{context_of, site};
use cardose::{
    engine::{derive, problem::ProblemCode, verdict::Outcome},
    model::{Finding, Typed, Value},
};

const CLEARANCE: &str = "I10.clearance";

#[test]
fn a_refused_measurement_is_not_passed_over_for_a_reported_one() {
    let mut draft = poor_kidney();
    add(&mut draft, quantity("creatinine_clearance_measured", "30", "mL/min/1.73m2"));
    add(&mut draft, quantity("creatinine_clearance_reported", "60", "mL/min"));
    assert_eq!(outcome(&draft, CLEARANCE), Outcome::Unknown);
}

/// Many analysers print Cockcroft-Gault: without a method it is not a measurement.
#[test]
fn a_reported_clearance_does_not_count_as_measured() {
    let mut draft = poor_kidney();
    add(&mut draft, quantity("creatinine_clearance_reported", "60", "mL/min"));
    assert_eq!(outcome(&draft, CLEARANCE), Outcome::Pass);
    let mut site = site();
    for choice in &mut site.readings {
        if choice.question == "clearance_method" {
            choice.reading = "measured".into();
        }
    }
    let context = context_of(&site);
    let found = derive(&draft, &context);
    assert_eq!(crate::support::outcome(&found, &context, CLEARANCE), Outcome::Unknown);
}

#[test]
fn entries_under_computed_items_are_problems() {
    for (item, value, unit, enter_under, id) in [
        ("creatinine_clearance", "30", "mL/min", "creatinine_clearance_measured", CLEARANCE),
        ("creatinine_clearance_estimated", "30", "mL/min", "creatinine_clearance_reported", ""),
        ("age", "58", "a", "age", "I2"),
    ] {
        let mut draft = poor_kidney();
        add(&mut draft, quantity(item, value, unit));
        let found = derived(&draft);
        let field = format!("assessments[2].results[{item}]");
        assert_eq!(codes(&found, &field), [&ProblemCode::Computed { enter_under }], "{item}");
        if !id.is_empty() {
            assert_eq!(outcome(&draft, id), Outcome::Unknown, "{item}");
        }
    }
}

/// Measured 80 in January, creatinine 300 µmol/L in November: the estimate is far below 50.
#[test]
fn an_old_clearance_does_not_beat_a_new_creatinine() {
    for item in ["creatinine_clearance_measured", "creatinine_clearance_reported"] {
        let mut draft = poor_kidney();
        report(&mut draft, "2026-01-10T08:00", vec![quantity(item, "80", "mL/min")]);
        assert_eq!(outcome(&draft, CLEARANCE), Outcome::Unknown, "{item}");
        draft.assessments.last_mut().unwrap().when = SAMPLE.into();
        assert_eq!(outcome(&draft, CLEARANCE), Outcome::Pass, "{item}");
    }
}

fn urine(plasma: &str) -> Finding {
    let value = Value::Urine {
        urine: Typed::new("5.8", "mmol/L"),
        volume: Typed::new("1650", "mL"),
        time: Typed::new("1440", "min"),
        plasma: Typed::new(plasma, "umol/L"),
    };
    Finding { of: "creatinine_clearance_measured".into(), value, ..Finding::default() }
}

/// 5800 × 1650 ÷ (10 × 1440) = 664 mL/min: no kidney does that.
#[test]
fn a_collection_is_held_against_the_limits_of_a_clearance() {
    let mut draft = poor_kidney();
    add(&mut draft, urine("95"));
    assert_eq!(outcome(&draft, CLEARANCE), Outcome::Pass);
    let mut draft = poor_kidney();
    add(&mut draft, urine("10"));
    assert_eq!(outcome(&draft, CLEARANCE), Outcome::Unknown);
    let found = derived(&draft);
    let field = "assessments[2].results[creatinine_clearance_measured]";
    assert!(matches!(codes(&found, field)[..], [ProblemCode::Impossible { .. }]));
}
