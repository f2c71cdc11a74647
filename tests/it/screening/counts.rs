//! Absolute counts from a differential, and nucleated red cells. facts.md X13 to X15.

use super::chart::Chart;
use cardose::{
    engine::evidence::{
        Basis, Entry,
        outcome::Outcome::{self, Fail, Pass, Unknown},
    },
    model::Value,
};

/// White cells in 10⁹/L and shares in per cent, without the absolute count.
fn chart(absolute: &str, white_cells: &str, shares: &[(&str, &str)]) -> Chart {
    let chart = Chart::new().without(absolute).quantity("white_cells", white_cells, "10*9/L");
    shares.iter().fold(chart, |chart, (item, value)| chart.quantity(item, value, "%"))
}

#[track_caller]
fn check(chart: &Chart, absolute: &str, expected: &str, outcome: Outcome) {
    let judged = chart.judged();
    let id = format!("I8.{absolute}");
    assert_eq!(judged.comparisons(&id)[0].candidates[0].point().unwrap().to_string(), expected);
    assert_eq!(judged.outcome(&id), outcome, "{expected}");
}

#[test]
fn x13_neutrophils() {
    let segments_and_bands = [("neutrophils_percent", "28"), ("bands_percent", "4")];
    check(&chart("neutrophils", "3.2", &segments_and_bands), "neutrophils", "1.024", Pass);
    // Displays as 1.00.
    check(&chart("neutrophils", "2.94", &[("neutrophils_percent", "34")]), "neutrophils", "0.9996", Fail);
    check(&chart("neutrophils", "3.10", &[("neutrophils_percent", "32.2")]), "neutrophils", "0.9982", Fail);
    check(&chart("neutrophils", "2.0", &[("neutrophils_percent", "19.8")]), "neutrophils", "0.396", Fail);
}

#[test]
fn x14_lymphocytes() {
    check(&chart("lymphocytes", "2.8", &[("lymphocytes_percent", "18")]), "lymphocytes", "0.504", Pass);
    check(&chart("lymphocytes", "2.63", &[("lymphocytes_percent", "19")]), "lymphocytes", "0.4997", Fail);
}

/// 1.30 × 100/130 × 80 % = 0.8; uncorrected 1.04 would pass.
#[test]
fn x15_nucleated_red_cells() {
    let base = chart("neutrophils", "1.30", &[("neutrophils_percent", "80")]);
    let base = base.quantity("nucleated_red_cells", "30", "/100{WBCs}");
    check(&base.clone().with("wbc_already_corrected", Value::No), "neutrophils", "0.8", Fail);
    check(&base.clone().with("wbc_already_corrected", Value::Yes), "neutrophils", "1.04", Pass);
    // Nobody has said: one is below, the other not, and the answer would tell.
    let judged = base.judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Unknown);
    let question = Entry::Finding("wbc_already_corrected".into());
    assert!(judged.decided_by("I8").contains(&question), "{:?}", judged.decided_by("I8"));
    // Fewer than five are not corrected for.
    check(&base.quantity("nucleated_red_cells", "4", "/100{WBCs}"), "neutrophils", "1.04", Pass);
}

/// The printed count wins over the computed one: 1.0 stands, 0.9996 does not, and rounded they agree.
#[test]
fn the_printed_count_wins() {
    let printed = chart("neutrophils", "2.94", &[("neutrophils_percent", "34")]);
    let printed = printed.quantity("neutrophils", "1.0", "10*9/L");
    check(&printed, "neutrophils", "1", Pass);
    let judged = printed.judged();
    assert!(matches!(judged.comparisons("I8.neutrophils")[0].candidates[0].basis, Basis::Finding(_)));
}

/// users.md section 3: 5.6 × 57.1 % is 3.2. A printed 1.0 is another count; a person must say which is right.
#[test]
fn a_printed_count_that_contradicts_the_differential() {
    let chart = chart("neutrophils", "5.6", &[("neutrophils_percent", "57.1")]);
    let judged = chart.clone().quantity("neutrophils", "1.0", "10*9/L").judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Unknown);
    assert!(judged.decided_by("I8").contains(&Entry::Confirmation("neutrophils".into())));
    // 3.15 to 3.25 and 5.55 × 57.05 % to 5.65 × 57.15 % overlap.
    assert_eq!(chart.quantity("neutrophils", "3.2", "10*9/L").judged().outcome("I8.neutrophils"), Pass);
}

/// The sample of the differential is the sample of the count: a row with computed neutrophils can pass.
#[test]
fn the_washout_counts_from_the_sample_of_the_differential() {
    let chart = chart("neutrophils", "3.2", &[("neutrophils_percent", "34")]);
    let judged = chart.judged();
    assert_eq!(judged.outcome("I8.neutrophils"), Pass);
    assert_eq!(judged.outcome("I8.transfusion"), Pass);
    assert_eq!(judged.outcome("I8"), Pass);
}

/// A censored or missing share computes nothing.
#[test]
fn nothing_is_computed_from_bounds() {
    for share in ["<40", ">90", ""] {
        let judged = chart("neutrophils", "3.2", &[("neutrophils_percent", share)]).judged();
        assert_eq!(judged.outcome("I8.neutrophils"), Unknown, "{share}");
        assert!(judged.decided_by("I8").contains(&Entry::Finding("neutrophils".into())), "{share}");
    }
}
