//! Slips that must never let a patient through: dates that contradict each other, stages without a date, old histories,
//! courses of two kinds. Now is 2026-11-22T09:00.

use super::kit::{changed, context, judge};
use crate::kit::{Patient as _, laboratories, protocol, site};
use cardose::engine::{
    Context, Derived, derive,
    evidence::{
        Entry,
        outcome::Outcome::{self, Fail, Pass, Unknown},
    },
    problem::ProblemCode,
    verdict::Verdict,
};
use cardose::model::{Address, StagePart};
use jiff::civil::{DateTime, date};
use std::sync::LazyLock;

static CONTEXT: LazyLock<Context> =
    LazyLock::new(|| context(&protocol(), &[("window_last_day", "included")]));

const ASKED: &str = "asked=2026-11-22; stage apheresis=2026-11-21; ";

#[track_caller]
fn check(change: &str, id: &str, expected: Outcome) {
    assert_eq!(judge(change, &CONTEXT, id), expected, "{change}");
}

fn derived(change: &str, now: DateTime) -> Derived {
    let context = Context::new(&protocol(), &site(), &laboratories(), now).unwrap();
    derive(&changed(change), &context)
}

/// A year mistyped, days swapped, a month too late: whether the course counts is not known. A record holds what has
/// happened, so a day that is still to come may be a slip for one in the window of a day that is past.
#[test]
fn a_course_whose_dates_contradict_each_other_is_not_passed_over() {
    for (course, id, expected) in [
        ("systemic_therapy: 2027-02-02..2026-11-20 [chemotherapy] half=20", "E8", Unknown),
        ("systemic_therapy: 2027-02-02..ongoing [antibody]", "E9", Unknown),
        ("systemic_therapy: 2026-11-22..2026-11-12 [antibody]", "E9", Unknown),
        ("radiotherapy: 2026-12-02..2026-12-12 [other_radiotherapy]", "E12", Unknown),
    ] {
        check(&format!("{ASKED}{course}"), id, expected);
    }
    let planned = "asked=2026-11-22; stage apheresis=2026-12-20; radiotherapy: 2026-12-02..2026-12-12 [other_radiotherapy]";
    check(planned, "E12", Unknown);
}

/// Preconditioning has begun, so apheresis was before it, whenever that was: its windows are not looked at as of now.
#[test]
fn a_stage_that_has_passed_needs_its_date() {
    let radiotherapy = "radiotherapy: 2026-08-10..2026-08-20 [other_radiotherapy]";
    let later = "stage screening=2026-08-20; stage preconditioning=2026-09-05; stage infusion=2026-09-10";
    let dated = format!("{later}; stage apheresis=2026-08-27; {radiotherapy}");
    check(&dated, "E12", Fail);
    check(&format!("{later}; {radiotherapy}"), "E12", Unknown);
    let found = derive(&changed(&format!("{later}; {radiotherapy}")), &CONTEXT);
    let entry = Entry::StageDate("apheresis".into());
    assert!(
        found.overall.decided_by.iter().any(|(known, _)| *known == entry),
        "{:?}",
        found.overall.decided_by
    );
    check(
        "stage infusion=2026-11-20; myocardial_infarction: 2026-04-01..2026-04-01",
        "E17.infarction",
        Unknown,
    );
}

#[test]
fn a_stage_date_that_cannot_be_right_is_no_date_to_come() {
    for change in [
        "stage apheresis=2026-11-31",
        "stage apheresis=11/21/26",
        "stage screening=2026-11-20; stage apheresis=2026-11-10",
    ] {
        check(&format!("asked=2026-11-22; {change}"), "E12", Unknown);
    }
    let found = derive(&changed("stage apheresis=2026-11-10"), &CONTEXT);
    let problem = found
        .problems
        .iter()
        .find(|problem| problem.field.to_string() == "stages[apheresis 1].date")
        .unwrap();
    assert_eq!(
        problem.code,
        ProblemCode::Conflicts { other: Address::stage("screening", 1, StagePart::Date) }
    );
}

/// On the morning of the infusion an old history is not enough, whatever hour the infusion is planned for.
#[test]
fn the_day_of_a_stage_begins_in_the_morning() {
    let morning = date(2026, 11, 22).at(9, 0, 0, 0);
    let found = |day: &str| derived(&format!("stage infusion={day}"), morning).stages[3].verdict;
    assert_eq!(found("2026-11-22T10:00"), Verdict::Incomplete);
    assert_eq!(found("2026-11-23T10:00"), Verdict::Eligible);
}

/// What was asked before the last stage that has begun says nothing of the next one.
#[test]
fn a_history_from_before_the_last_stage_is_out_of_date() {
    let now = date(2026, 12, 20).at(9, 0, 0, 0);
    let old = "stage screening=2026-11-20; stage apheresis=2026-12-15";
    let found = derived(old, now);
    assert_eq!(found.stages[2].verdict, Verdict::Incomplete);
    assert_eq!(found.stages[3].verdict, Verdict::Incomplete);
    let fresh = derived(&format!("{old}; asked=2026-12-15"), now);
    assert_eq!(fresh.stages[3].verdict, Verdict::Eligible);
    assert!(fresh.stages[3].so_far, "the infusion has no date yet");
    assert!(!fresh.stages[1].so_far);
}

/// A single dose is given on one day.
#[test]
fn a_single_dose_of_many_days_is_not_believed() {
    for (days, expected) in [
        ("2026-11-20..2026-11-20", Pass),
        ("2026-11-01..2026-11-20", Unknown),
        ("2026-11-20..?", Unknown),
        ("2026-11-20..ongoing", Unknown),
    ] {
        check(&format!("{ASKED}steroid: {days} [single_dose] agent=dexamethasone dose=20"), "E7", expected);
    }
}

/// One course of two kinds: where one of them counts and the other does not, nobody knows.
#[test]
fn kinds_that_do_not_agree_are_unknown() {
    let with_tags = |tags: &[&str]| {
        let mut draft = changed(&format!("{ASKED}radiotherapy: 2026-11-01..2026-11-18 [other_radiotherapy]"));
        let exposure = draft.exposures.iter_mut().find(|exposure| exposure.kind == "radiotherapy").unwrap();
        exposure.courses[0].tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        draft.judged_in(&CONTEXT).worst("E12")
    };
    assert_eq!(with_tags(&["other_radiotherapy"]), Fail);
    assert_eq!(with_tags(&["limited_local_palliative"]), Pass);
    assert_eq!(with_tags(&["limited_local_palliative", "other_radiotherapy"]), Unknown);
    assert_eq!(with_tags(&["other_radiotherpy"]), Unknown);
    assert_eq!(with_tags(&["limited_local_palliative", "other_radiotherpy"]), Unknown);
}

/// A regimen of two kinds entered as one course ended 26 days before apheresis: for a criterion that names one of the
/// kinds, that kind is enough.
#[test]
fn one_kind_that_the_criterion_names_is_enough() {
    let with_tags = |tags: &[&str], id: &str| {
        let mut draft =
            changed("stage apheresis=2026-11-22; systemic_therapy: 2026-10-01..2026-10-27 [antibody]");
        let exposure =
            draft.exposures.iter_mut().find(|exposure| exposure.kind == "systemic_therapy").unwrap();
        exposure.courses[0].tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        draft.judged_in(&CONTEXT).worst(id)
    };
    assert_eq!(with_tags(&["antibody", "chemotherapy"], "E9.antibody"), Fail);
    assert_eq!(with_tags(&["chemotherapy", "antibody"], "E9.antibody"), Fail);
    assert_eq!(with_tags(&["chemotherapy", "antibdy"], "E9.antibody"), Unknown);
    assert_eq!(with_tags(&["chemotherapy", "hormone"], "E9.antibody"), Pass);
    assert_eq!(with_tags(&["chemotherapy", "antibody"], "E10"), Pass);
}

/// Steroids that go on when somebody asks on the day of apheresis had begun by then, whatever is known of their start.
/// On the day before nobody knows.
#[test]
fn what_goes_on_when_asked_has_begun() {
    let course = "[continuous_systemic] agent=prednisone dose=10";
    for (start, apheresis, expected) in [
        ("2026", "2026-11-22", Fail),
        ("2026-11", "2026-11-22", Fail),
        ("", "2026-11-22", Fail),
        ("", "2026-11-21", Unknown),
        ("2026-11", "2026-11-21", Unknown),
        ("2026-10", "2026-11-21", Fail),
    ] {
        let change = format!("stage apheresis={apheresis}; steroid: {start}..ongoing {course}");
        check(&change, "E7.apheresis", expected);
    }
}
