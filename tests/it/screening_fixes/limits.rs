//! Upper limits of normal: items 1, 18, 37.

use super::kit::{SAMPLE, add, codes, derived, eligible, outcome, quantity, report};
use crate::support::{confirm, finding, set_quantity, set_uln};
use cardose::engine::{
    evidence::{Entry, outcome::Outcome},
    problem::ProblemCode,
};

/// The interval as printed, 41-73 µmol/L, beside 3.5 mg/dL: read as mg/dL it would be a limit of 109.5 mg/dL.
#[test]
fn a_limit_in_another_unit_than_the_result_decides_nothing() {
    for (item, value, uln, id) in
        [("creatinine", "3.5", "41-73", "I10.creatinine"), ("bilirubin_total", "5.8", "21.0", "I9.bilirubin")]
    {
        let mut draft = eligible();
        set_quantity(&mut draft, item, value, "mg/dL");
        set_uln(&mut draft, item, uln, "");
        assert_eq!(outcome(&draft, id), Outcome::Unknown, "{item}");
        let found = derived(&draft);
        let field = format!("assessments[2].results[{item}].uln");
        assert!(
            matches!(codes(&found, &field)[..], [ProblemCode::DoubtfulUpperLimit { fits, .. }] if fits == &["µmol/L"]),
            "{:?}",
            found.problems
        );
        // A person may know better; a confirmation of another figure is none.
        confirm(finding(&mut draft, item));
        assert_eq!(outcome(&draft, id), Outcome::Pass, "{item}");
        set_quantity(&mut draft, item, "3.6", "mg/dL");
        assert_eq!(outcome(&draft, id), Outcome::Unknown, "{item}");
    }
}

#[test]
fn a_doubtful_limit_asks_for_the_limit() {
    let mut draft = eligible();
    set_uln(&mut draft, "alt", "7-400", "U/L");
    let found = derived(&draft);
    assert!(found.overall.decided_by.iter().any(|(entry, _)| *entry == Entry::UpperLimit("alt".into())));
}

#[test]
fn a_limit_that_cannot_be_read_is_a_problem_at_its_field() {
    for (uln, unit) in [("normal", ""), ("0", ""), ("40", "mg/dL")] {
        let mut draft = eligible();
        set_uln(&mut draft, "alt", uln, unit);
        assert_eq!(outcome(&draft, "I9.alt"), Outcome::Unknown, "{uln} {unit}");
        assert_eq!(codes(&derived(&draft), "assessments[2].results[alt].uln").len(), 1, "{uln} {unit}");
    }
}

/// 36 twice at the same time, against 1.5 × 21 and 1.5 × 26.
#[test]
fn equal_results_with_other_limits_are_two_results() {
    let mut draft = eligible();
    set_quantity(&mut draft, "bilirubin_total", "36", "umol/L");
    let mut second = quantity("bilirubin_total", "36", "umol/L");
    second.uln = cardose::model::Typed::new("26", "");
    report(&mut draft, SAMPLE, vec![second]);
    assert_eq!(outcome(&draft, "I9.bilirubin"), Outcome::Unknown);
}

#[test]
fn limits_of_rows_without_multiples_do_not_matter() {
    let mut draft = eligible();
    report(&mut draft, SAMPLE, vec![quantity("platelets", "186", "10*9/L")]);
    add(&mut draft, quantity("basophils", "1", "%"));
    assert_eq!(outcome(&draft, "I8.platelets"), Outcome::Pass);
}
