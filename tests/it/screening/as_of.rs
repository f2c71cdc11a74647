//! Which result decides: the latest collected on or before the stage's date, never the best.

use crate::kit::{Patient as _, Settled as _, base, context_of, result_of, site};
use cardose::engine::{
    evidence::{Entry, Why},
    notice::NoticeCode,
    problem::ProblemCode,
    verdict::Outcome::{self, Fail, Pass, Unknown},
};

/// Platelets at several times; screened on 2026-11-20.
#[track_caller]
fn check(platelets: &[(&str, &str)], expected: Outcome) {
    let chart = platelets.iter().fold(base().without("platelets"), |chart, (when, value)| {
        chart.again(when, "platelets", value, "10*9/L")
    });
    assert_eq!(chart.judged().outcome("I8.platelets"), expected, "{platelets:?}");
}

#[test]
fn the_latest_counts_not_the_best() {
    check(&[("2026-11-10", "74"), ("2026-11-19", "80")], Pass);
    check(&[("2026-11-10", "80"), ("2026-11-19", "74")], Fail);
    // The order of entry does not matter, the clock does.
    check(&[("2026-11-19T14:00", "74"), ("2026-11-19T08:00", "80")], Fail);
    check(&[("2026-11-19T08:00", "74"), ("2026-11-19T14:00", "80")], Pass);
}

#[test]
fn a_result_after_the_stage_does_not_count() {
    check(&[("2026-11-21", "80")], Unknown);
    check(&[("2026-11-19", "74"), ("2026-11-21", "80")], Fail);
    check(&[("2026-11-19", "80"), ("2026-11-21", "74")], Pass);
    check(&[("2026-11-19", "74"), ("2026-11-20", "80")], Pass);
    check(&[("2026-11-20T23:59", "80")], Pass);
}

#[test]
fn two_at_the_same_time_ask() {
    check(&[("2026-11-19T08:10", "80"), ("2026-11-19T08:10", "74")], Unknown);
    // Without clock times one of two on a day may be the later.
    check(&[("2026-11-19", "80"), ("2026-11-19", "74")], Unknown);
    check(&[("2026-11-19", "80"), ("2026-11-19T08:10", "74")], Unknown);
    check(&[("2026-11-19T08:10", "80"), ("2026-11-19T08:10", "80")], Pass);
    let chart = base().again("2026-11-19T08:10", "platelets", "74", "10*9/L");
    let judged = chart.judged();
    assert_eq!(judged.comparisons("I8.platelets")[0].why, Some(Why::SameTime));
    assert!(judged.decided_by("I8").contains(&Entry::Confirmation("platelets".into())));
}

/// 75 000 /µL and 75 × 10⁹/L are one value; so they do not contradict each other.
#[test]
fn the_same_value_in_two_units_is_one() {
    let chart = base().quantity("platelets", "186", "10*9/L");
    let chart = chart.again("2026-11-19T08:10", "platelets", "186000", "/uL");
    assert_eq!(chart.judged().outcome("I8.platelets"), Pass);
}

#[test]
fn undated_is_unknown_and_asks_for_the_date() {
    check(&[("", "80")], Unknown);
    check(&[("3/5/24", "80")], Unknown);
    let judged = base().sampled("").judged();
    assert_eq!(judged.outcome("I8.platelets"), Unknown);
    assert!(judged.codes().contains(&&ProblemCode::DateMissing));
    assert!(judged.decided_by("I8").contains(&Entry::ReportDate("platelets".into())));
}

/// A month that reaches past the stage's date may lie after it.
#[test]
fn a_partial_date_counts_only_when_it_lies_before() {
    check(&[("2026-10", "80")], Pass);
    check(&[("2026-11", "80")], Unknown);
    check(&[("2026", "80")], Unknown);
    // Which of the two is the later is not known.
    check(&[("2026-10", "80"), ("2026-10-15", "74")], Unknown);
    check(&[("2026-10", "80"), ("2026-11-01", "74")], Fail);
}

#[test]
fn set_aside_decides_nothing_and_stays() {
    let chart = base().quantity("platelets", "74", "10*9/L").set_aside("platelets", "clotted");
    let judged = chart.judged();
    assert_eq!(judged.outcome("I8.platelets"), Unknown);
    assert_eq!(judged.decided_by("I8"), [result_of("platelets")]);
    assert_eq!(judged.derived.problems, []);
    let again = chart.again("2026-11-20", "platelets", "80", "10*9/L").judged();
    assert_eq!(again.outcome("I8.platelets"), Pass);
}

/// A pass after a fail says so.
#[test]
fn an_earlier_result_on_the_other_side_is_told() {
    let note = NoticeCode::EarlierDiffers("platelets".into());
    for (earlier, told) in [("74", true), ("80", false)] {
        let judged = base().again("2026-11-01", "platelets", earlier, "10*9/L").judged();
        assert_eq!(judged.outcome("I8.platelets"), Pass);
        let found = judged.derived.notices.iter().any(|notice| notice.code == note);
        assert_eq!(found, told, "{earlier}");
    }
}

/// Without a stage date the patient is looked at as of now, 2026-11-22 09:00.
#[test]
fn without_a_stage_date_as_of_now() {
    let chart = base().screened("").without("platelets");
    for (when, expected) in [
        ("2026-11-22T09:00", Pass),
        ("2026-11-22T09:01", Unknown),
        ("2026-11-22", Pass),
        ("2026-11-23", Unknown),
    ] {
        let judged = chart.clone().again(when, "platelets", "80", "10*9/L").judged();
        assert_eq!(judged.outcome("I8.platelets"), expected, "{when}");
    }
}

/// Not done later does not wipe out an earlier result.
#[test]
fn not_done_later_keeps_the_earlier_result() {
    use cardose::model::Value;
    let mut chart = base().again("2026-11-20", "platelets", "80", "10*9/L");
    chart.assessments.last_mut().unwrap().results[0].value = Value::NotDone("clotted".into());
    assert_eq!(chart.judged().outcome("I8.platelets"), Pass);
}

/// *A confirmation would decide it* is said of two results at one time: then it must.
#[test]
fn confirming_one_of_two_at_the_same_time_decides() {
    for (first, second, expected) in [("80", "74", Fail), ("74", "80", Pass)] {
        let chart = base().quantity("platelets", first, "10*9/L");
        let mut chart = chart.again("2026-11-19T08:10", "platelets", second, "10*9/L");
        assert_eq!(chart.judged().outcome("I8.platelets"), Unknown);
        crate::kit::confirm(&mut chart.assessments.last_mut().unwrap().results[0]);
        assert_eq!(chart.judged().outcome("I8.platelets"), expected, "{second} confirmed");
    }
}

/// A latest result that cannot be read is not passed over in favour of an earlier one.
#[test]
fn an_unreadable_latest_result_is_not_passed_over() {
    for (value, unit) in [("8O", "10*9/L"), ("80", "109/L"), ("80", ""), ("80,5", "10*9/L")] {
        let judged = base().again("2026-11-20", "platelets", value, unit).judged();
        assert_eq!(judged.outcome("I8.platelets"), Unknown, "{value} {unit}");
        assert!(judged.decided_by("I8").contains(&result_of("platelets")), "{value} {unit}");
    }
}

/// A site that has set an age limit of 7 days: screened on 20 November, a count of the 13th is exactly 7 days old. What is
/// too old is unknown, never failed, and asks for a new value. An answer does not age.
#[test]
fn a_value_older_than_the_site_allows_is_unknown() {
    let context = context_of(&site().setting("value_age_limit", "7 d"));
    for (when, platelets, expected, why) in [
        ("2026-11-13", "80", Pass, None),
        ("2026-11-12", "80", Unknown, Some(Why::TooOld)),
        ("2026-11-12", "74", Unknown, Some(Why::TooOld)),
        ("2026-11-13", "74", Fail, None),
    ] {
        let chart = base().without("platelets").again(when, "platelets", platelets, "10*9/L");
        let judged = chart.judged_in(&context);
        assert_eq!(judged.outcome("I8.platelets"), expected, "{when} {platelets}");
        assert_eq!(judged.comparisons("I8.platelets")[0].why, why, "{when} {platelets}");
        assert_eq!(judged.outcome("I1.consent"), Pass);
        // While nothing is set, age has no effect.
        let unset = base().without("platelets").again("2026-01-02", "platelets", "80", "10*9/L");
        assert_eq!(unset.judged().outcome("I8.platelets"), Pass);
    }
}
