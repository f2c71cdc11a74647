//! I10: clearances that are refused, reported, entered under another item, or older than the creatinine.

use crate::kit::{Patient as _, SAMPLE, codes, context_of, derived, eligible, judged, site};
use cardose::{
    engine::{derive, problem::ProblemCode, verdict::Outcome},
    model::{Draft, Typed, Value},
};

const CLEARANCE: &str = "I10.clearance";

/// A creatinine that fails by itself, so that the row hangs on the clearance.
fn poor_kidney() -> Draft {
    eligible().quantity("creatinine", "300", "umol/L")
}

#[test]
fn a_refused_measurement_is_not_passed_over_for_a_reported_one() {
    let draft = poor_kidney().quantity("creatinine_clearance_measured", "30", "mL/min/1.73m2").quantity(
        "creatinine_clearance_reported",
        "60",
        "mL/min",
    );
    assert_eq!(draft.worst(CLEARANCE), Outcome::Unknown);
}

/// Many analysers print Cockcroft-Gault: without a method it is not a measurement.
#[test]
fn a_reported_clearance_does_not_count_as_measured() {
    let draft = poor_kidney().quantity("creatinine_clearance_reported", "60", "mL/min");
    assert_eq!(draft.worst(CLEARANCE), Outcome::Pass);
    let mut site = site();
    for choice in &mut site.readings {
        if choice.question == "clearance_method" {
            choice.reading = "measured".into();
        }
    }
    let context = context_of(&site);
    let found = derive(&draft, &context);
    assert_eq!(judged(&found, &context).outcome(CLEARANCE), Outcome::Unknown);
}

#[test]
fn entries_under_computed_items_are_problems() {
    for (item, value, unit, enter_under, id) in [
        ("creatinine_clearance", "30", "mL/min", "creatinine_clearance_measured", CLEARANCE),
        ("creatinine_clearance_estimated", "30", "mL/min", "creatinine_clearance_reported", ""),
        ("age", "58", "a", "age", "I2"),
    ] {
        let draft = poor_kidney().quantity(item, value, unit);
        let found = derived(&draft);
        let field = format!("assessments[2].results[{item}]");
        assert_eq!(codes(&found, &field), [&ProblemCode::Computed { enter_under }], "{item}");
        if !id.is_empty() {
            assert_eq!(draft.worst(id), Outcome::Unknown, "{item}");
        }
    }
}

/// Measured 80 in January, creatinine 300 µmol/L in November: the estimate is far below 50.
#[test]
fn an_old_clearance_does_not_beat_a_new_creatinine() {
    for item in ["creatinine_clearance_measured", "creatinine_clearance_reported"] {
        let mut draft = poor_kidney().again("2026-01-10T08:00", item, "80", "mL/min");
        assert_eq!(draft.worst(CLEARANCE), Outcome::Unknown, "{item}");
        draft.assessments.last_mut().unwrap().when = SAMPLE.into();
        assert_eq!(draft.worst(CLEARANCE), Outcome::Pass, "{item}");
    }
}

fn urine(plasma: &str) -> Value {
    Value::Urine {
        urine: Typed::new("5.8", "mmol/L"),
        volume: Typed::new("1650", "mL"),
        time: Typed::new("1440", "min"),
        plasma: Typed::new(plasma, "umol/L"),
    }
}

/// 5800 × 1650 ÷ (10 × 1440) = 664 mL/min: no kidney does that.
#[test]
fn a_collection_is_held_against_the_limits_of_a_clearance() {
    let draft = poor_kidney().with("creatinine_clearance_measured", urine("95"));
    assert_eq!(draft.worst(CLEARANCE), Outcome::Pass);
    let draft = poor_kidney().with("creatinine_clearance_measured", urine("10"));
    assert_eq!(draft.worst(CLEARANCE), Outcome::Unknown);
    let found = derived(&draft);
    let field = "assessments[2].results[creatinine_clearance_measured]";
    assert!(matches!(codes(&found, field)[..], [ProblemCode::Impossible { .. }]));
}
