//! Slips of the weight: 斤, pounds, commas, and a change that nobody noticed (users.md 1.4).

use super::kit::*;
use crate::kit::{Patient as _, amount, confirm, result, weighing, x};
use cardose::{
    engine::{
        dose::{WeightChoice, dosing::DoseAsk},
        problem::{ProblemCode, WeightHint},
    },
    model::{Assessment, Draft, Typed},
    quantity::{NumberProblem, Refusal},
};

const VALUE: &str = "assessments[1].results[weight].value";
const UNIT: &str = "assessments[1].results[weight].unit";

fn of(weight: &Typed, height: Option<&str>) -> Draft {
    let mut draft = weighing("1").lot(stated("10"));
    draft.assessments[0].results = vec![result("weight", amount(&weight.value, &weight.unit))];
    if let Some(height) = height {
        draft.assessments[0].results.push(result("height", amount(height, "cm")));
    }
    draft
}

#[track_caller]
fn body(kilograms: &str, height: &str, hint: Option<WeightHint>) {
    let mut draft = of(&typed(kilograms, "kg"), Some(height));
    let found = outcome(&draft, &usual());
    let code = hint.map(|hint| ProblemCode::DoubtfulWeight { hint });
    assert_eq!(problem(&found, VALUE), code.as_ref(), "{kilograms} kg, {height} cm");
    let level = &found.dosings[0].levels[DL1];
    if hint.is_none() {
        exactly(&only(level).weight.mass, kilograms);
        return;
    }
    assert_asks(level, &[DoseAsk::WeightNotUsable]);
    confirm(&mut draft.assessments[0].results[0]);
    exactly(&only(&dose(&draft, &usual()).levels[DL1]).weight.mass, kilograms);
}

/// 45 kg at 158 cm typed as 90, 50 kg at 160 cm as 100: both pass every plausible limit.
#[test]
fn a_weight_that_would_be_ordinary_in_jin_is_asked() {
    body("90", "158", Some(WeightHint::Jin));
    body("100", "160", Some(WeightHint::Jin));
    body("45", "158", None);
    body("50", "160", None);
}

/// Half the weight at a body mass index of 17 to 28, both inside; 160 cm squared are 2.56.
#[test]
fn both_ends_of_the_ordinary_index() {
    // 2 × 17 × 2.56 = 87.04 and 2 × 28 × 2.56 = 143.36
    body("87.04", "160", Some(WeightHint::Jin));
    body("87.03", "160", None);
    body("143.36", "160", Some(WeightHint::JinOrPounds));
    // Above, half is not ordinary; in pounds it is (index 25.4).
    body("143.37", "160", Some(WeightHint::Pounds));
}

/// Extreme in no unit's favour: not asked.
#[test]
fn extreme_and_consistent_is_not_asked() {
    body("72", "158", None);
    // 38.4 = 15 × 1.6²
    body("38.4", "160", None);
}

/// Without a height there is no index to judge by.
#[test]
fn without_a_height_a_weight_stands() {
    let found = outcome(&of(&typed("90", "kg"), None), &usual());
    assert_eq!(problem(&found, VALUE), None);
}

#[test]
fn jin_is_refused_by_name() {
    for unit in ["斤", "市斤", "jin"] {
        let found = outcome(&of(&typed("90", unit), None), &usual());
        match problem(&found, UNIT) {
            Some(ProblemCode::UnitRefused { why: Refusal::Jin, accepted, .. }) => {
                assert!(accepted.contains(&"kg"));
            }
            other => panic!("{unit}: {other:?}"),
        }
        assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::WeightNotUsable]);
    }
}

#[test]
fn pounds_are_exact() {
    for (weight, kilograms) in [
        ("160 lb", "72.5747792"),
        ("160 磅", "72.5747792"),
        ("72574.7792 g", "72.5747792"),
        ("70 公斤", "70"),
    ] {
        let dosing = dose(&of(&t(weight), None), &usual());
        assert_eq!(only(&dosing.levels[DL1]).weight.mass.said(), x(kilograms), "{weight}");
        assert_eq!(only(&dosing.levels[DL1]).target.said(), x(kilograms) * x("1000000"));
    }
}

/// No unit: nothing is guessed.
#[test]
fn a_weight_without_a_unit_doses_nothing() {
    for unit in ["", "xkg", "cm"] {
        let found = outcome(&of(&typed("70", unit), None), &usual());
        assert!(problem(&found, UNIT).is_some(), "{unit}");
        assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::WeightNotUsable]);
    }
}

#[test]
fn a_decimal_comma_is_refused_with_a_fix() {
    for (text, fix) in [("62,4", Some("62.4")), ("62，4", Some("62.4")), ("1,234", None)] {
        let found = outcome(&of(&typed(text, "kg"), None), &usual());
        let comma = ProblemCode::Number(NumberProblem::Comma { fix: fix.map(str::to_owned) });
        assert_eq!(problem(&found, VALUE), Some(&comma), "{text}");
        assert_asks(&found.dosings[0].levels[DL1], &[DoseAsk::WeightNotUsable]);
    }
}

/// Full-width digits are read as what they mean.
#[test]
fn full_width_digits_are_digits() {
    for text in ["６２.４", "62．4", "62。4", " 62.4 "] {
        let dosing = dose(&of(&typed(text, "kg"), None), &usual());
        exactly(&only(&dosing.levels[DL1]).weight.mass, "62.4");
    }
}

/// Impossible is refused and cannot be confirmed.
#[test]
fn an_impossible_weight_cannot_be_confirmed() {
    for text in ["0", "24.9", "300.1", "62400"] {
        let mut draft = of(&typed(text, "kg"), None);
        confirm(&mut draft.assessments[0].results[0]);
        let found = outcome(&draft, &usual());
        assert!(matches!(problem(&found, VALUE), Some(ProblemCode::Impossible { .. })), "{text}");
        assert!(matches!(found.dosings[0].weight, WeightChoice::NotUsable(_)));
    }
}

/// 20 % against the weight before, exactly, is not doubted; the least more is.
#[track_caller]
fn change(earlier: &str, later: &str, doubtful: bool) {
    let draft = of(&typed(earlier, "kg"), None).weighed("2026-11-21", later, "kg");
    let found = outcome(&draft, &usual_but(&[("dosing_weight", "unset")]));
    let code = ProblemCode::DoubtfulWeight { hint: WeightHint::Changed };
    let second = problem(&found, "assessments[2].results[weight].value");
    assert_eq!(second, doubtful.then_some(&code), "{earlier} to {later}");
    assert_eq!(matches!(found.dosings[0].weight, WeightChoice::NotUsable(_)), doubtful);
}

#[test]
fn a_change_of_more_than_a_fifth_is_doubtful() {
    change("60", "72", false);
    change("60", "72.001", true);
    change("60", "48.0", false);
    change("60", "47.999", true);
    change("60", "120", true);
    change("60", "30", true);
}

/// The order is that of the dates, not of the entries.
#[test]
fn the_later_date_is_the_one_in_doubt() {
    let mut draft = of(&typed("120", "kg"), None);
    draft.assessments[0].when = "2026-11-21".into();
    draft = draft.weighed("2026-11-20", "60", "kg");
    let found = outcome(&draft, &usual());
    assert!(problem(&found, VALUE).is_some());
    assert!(problem(&found, "assessments[2].results[weight].value").is_none());
}

/// The height that counts is the latest by date, not the last entered: 90 kg at 158 cm (BMI 36, half of it 18).
#[test]
fn the_latest_height_counts() {
    let mut draft = of(&typed("90", "kg"), None);
    for (when, height) in [("2026-11-20", "158"), ("2026-10-01", "190")] {
        let id = u32::try_from(draft.assessments.len()).unwrap() + 1;
        let results = vec![result("height", amount(height, "cm"))];
        draft.assessments.push(Assessment { id, when: when.into(), results, ..Assessment::default() });
    }
    let code = ProblemCode::DoubtfulWeight { hint: WeightHint::Jin };
    assert_eq!(problem(&outcome(&draft, &usual()), VALUE), Some(&code));
}
