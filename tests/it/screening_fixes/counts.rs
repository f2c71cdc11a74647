//! Counts and shares: items 2, 3, 5, 19, 28, 30.

use super::kit::{SAMPLE, add, codes, derived, eligible, outcome, quantity, report};
use crate::support::{confirm, finding, remove, set_quantity};
use cardose::{
    engine::{evidence::outcome::Outcome, problem::ProblemCode},
    model::{Draft, Value},
};

const ANC: &str = "I8.neutrophils";

/// White cells and neutrophils in per cent, no absolute count.
fn shares(white_cells: &str, per_cent: &str) -> Draft {
    let mut draft = eligible();
    for item in ["neutrophils", "lymphocytes_percent"] {
        remove(&mut draft, item);
    }
    set_quantity(&mut draft, "white_cells", white_cells, "10*9/L");
    set_quantity(&mut draft, "neutrophils_percent", per_cent, "%");
    draft
}

/// 3.2 on the 19th; 2.0 × 30 % = 0.6 on the 20th.
#[test]
fn a_differential_of_a_later_report_decides() {
    let later = |share: &str, unit: &str| {
        let mut draft = eligible();
        let results =
            vec![quantity("white_cells", "2.0", "10*9/L"), quantity("neutrophils_percent", share, unit)];
        report(&mut draft, "2026-11-20T07:00", results);
        draft
    };
    assert_eq!(outcome(&later("30", "%"), ANC), Outcome::Fail);
    assert_eq!(outcome(&later("60", "%"), ANC), Outcome::Pass);
    // A later share that cannot be used is not passed over in favour of the older count.
    assert_eq!(outcome(&later("30", ""), ANC), Outcome::Unknown);
    assert_eq!(outcome(&later("<30", "%"), ANC), Outcome::Unknown);
    // An earlier differential is no longer the latest.
    let mut earlier = eligible();
    let results = vec![quantity("white_cells", "2.0", "10*9/L"), quantity("neutrophils_percent", "30", "%")];
    report(&mut earlier, "2026-11-18T07:00", results);
    assert_eq!(outcome(&earlier, ANC), Outcome::Pass);
    // On the same day without clock times, nobody knows which is later: both must agree.
    for (share, expected) in [("30", Outcome::Unknown), ("60", Outcome::Pass)] {
        let mut draft = later(share, "%");
        draft.assessments[1].when = "2026-11-19".into();
        draft.assessments.last_mut().unwrap().when = "2026-11-19".into();
        draft.assessments[1].results.retain(|finding| {
            !["white_cells", "neutrophils_percent", "lymphocytes_percent"].contains(&finding.of.as_str())
        });
        assert_eq!(outcome(&draft, ANC), expected, "{share}");
    }
}

/// 5.6 × 5.7 % = 0.32: a tenfold slip in the share or in the count.
#[test]
fn a_printed_count_and_its_share_must_not_contradict() {
    let mut draft = eligible();
    set_quantity(&mut draft, "neutrophils_percent", "5.7", "%");
    assert_eq!(outcome(&draft, ANC), Outcome::Unknown);
    let found = derived(&draft);
    assert!(matches!(
        codes(&found, "assessments[2].results[neutrophils].value")[..],
        [ProblemCode::Contradicts { other }] if other == "neutrophils_percent"
    ));
    confirm(finding(&mut draft, "neutrophils"));
    assert_eq!(outcome(&draft, ANC), Outcome::Pass);
}

/// X15: 1.30 × 80 % = 1.04, corrected for 30 per 100 it is 0.8.
#[test]
fn an_unusable_count_of_nucleated_red_cells_is_not_none() {
    for (value, unit, expected) in [
        ("30", "/100 cells", Outcome::Unknown),
        (">20", "/100 WBC", Outcome::Unknown),
        ("<5", "/100 WBC", Outcome::Unknown),
        ("<4", "/100 WBC", Outcome::Pass),
        ("0", "/100 WBC", Outcome::Pass),
    ] {
        let mut draft = shares("1.30", "80");
        add(&mut draft, quantity("nucleated_red_cells", value, unit));
        assert_eq!(outcome(&draft, ANC), expected, "{value} {unit}");
    }
    // Not corrected by the analyser: more than 20 leave at most 0.867.
    let mut draft = shares("1.30", "80");
    add(&mut draft, quantity("nucleated_red_cells", ">20", "/100 WBC"));
    crate::support::set(&mut draft, "wbc_already_corrected", Value::No);
    assert_eq!(outcome(&draft, ANC), Outcome::Fail);
}

/// Bands that are printed apart are added: 1.9 × (50 % + 5 %) = 1.045, and 1.8 × 55 % = 0.99.
#[test]
fn bands_printed_apart_are_added() {
    for (white_cells, expected) in [("1.9", Outcome::Pass), ("2.0", Outcome::Pass), ("1.8", Outcome::Fail)] {
        let mut draft = shares(white_cells, "50");
        add(&mut draft, quantity("bands_percent", "5", "%"));
        assert_eq!(outcome(&draft, ANC), expected, "{white_cells}");
    }
}

#[test]
fn shares_above_everything_contradict_each_other() {
    for (neutrophils, lymphocytes, contradicts) in [("71", "30", false), ("71", "30.1", true)] {
        let mut draft = shares("5.6", neutrophils);
        add(&mut draft, quantity("lymphocytes_percent", lymphocytes, "%"));
        remove(&mut draft, "lymphocytes");
        let expected = if contradicts { Outcome::Unknown } else { Outcome::Pass };
        assert_eq!(outcome(&draft, ANC), expected, "{lymphocytes}");
        let found = derived(&draft);
        let field = "assessments[2].results[neutrophils_percent].value";
        assert_eq!(codes(&found, field).len(), usize::from(contradicts));
    }
}

/// The washout counts back from the report with the white cells.
#[test]
fn the_sample_of_a_computed_count_is_its_report() {
    let draft = shares("5.6", "57.1");
    assert_eq!(outcome(&draft, "I8.transfusion"), Outcome::Pass);
    assert_eq!(draft.assessments[1].when, SAMPLE);
}

#[test]
fn true_neutropenia_fails() {
    let mut draft = eligible();
    remove(&mut draft, "neutrophils_percent");
    set_quantity(&mut draft, "neutrophils", "0.15", "10*9/L");
    assert_eq!(outcome(&draft, ANC), Outcome::Fail);
}
