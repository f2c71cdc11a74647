//! Dates and histories: months, the future, courses without an end, ages that disagree.

use crate::kit::{Patient as _, codes, context, derived, eligible};
use cardose::{
    engine::{
        derive,
        evidence::Entry,
        notice::{Class, NoticeCode},
        problem::ProblemCode,
        verdict::{Outcome, Verdict},
    },
    model::{End, Finding, StageDate, Value},
};
use jiff::civil::date;

fn on(text: &str) -> End {
    End::On(text.into())
}

#[test]
fn asked_in_a_month_may_be_its_first_day() {
    for (asked, expected) in [
        ("2026-11", Outcome::Unknown),
        ("2026-11-18", Outcome::Unknown),
        ("2026-11-19", Outcome::Pass),
        ("2126-11-20", Outcome::Unknown),
    ] {
        assert_eq!(
            eligible().history("transfusion", asked, &[]).worst("I8.transfusion"),
            expected,
            "{asked}"
        );
    }
}

#[test]
fn dates_after_now_are_problems() {
    let found = derived(&eligible().history("transfusion", "2126-11-20", &[("2126-11-01", End::Ongoing)]));
    for field in ["exposures[transfusion].complete_to", "exposures[transfusion].courses[0].start"] {
        assert_eq!(codes(&found, field), [&ProblemCode::DateInFuture], "{field}");
    }
    let mut draft = eligible();
    draft.age.birth = "2036-01-01".into();
    assert_eq!(codes(&derived(&draft), "age.birth"), [&ProblemCode::DateInFuture]);
    assert_eq!(draft.worst("I2"), Outcome::Unknown);
}

/// Platelets 20 with the year typed 2027: the older 186 does not decide.
#[test]
fn a_report_of_the_future_leaves_its_items_unknown() {
    let draft = eligible().again("2027-11-20", "platelets", "20", "10*9/L");
    assert_eq!(draft.worst("I8.platelets"), Outcome::Unknown);
    assert_eq!(codes(&derived(&draft), "assessments[4].when"), [&ProblemCode::DateInFuture]);
    assert_eq!(draft.worst("I8.haemoglobin"), Outcome::Pass);
}

/// Born 2008-11-25, screened in November 2026: 17 or 18.
#[test]
fn a_partial_stage_date_is_an_interval() {
    let mut draft = eligible();
    draft.age.birth = "2008-11-25".into();
    draft.age.years = String::new();
    draft.stages[0].date = "2026-11".into();
    assert_eq!(draft.worst("I2"), Outcome::Unknown);
    let found = derived(&draft);
    assert!(
        found.overall.decided_by.iter().any(|(entry, _)| *entry == Entry::StageDate("screening".into())),
        "{:?}",
        found.overall.decided_by
    );
    // A sample of the 19th may have come after it.
    assert_eq!(draft.worst("I8.platelets"), Outcome::Unknown);
}

#[test]
fn a_course_that_ends_before_it_starts_is_unknown() {
    let draft = eligible().history("transfusion", "2026-11-20", &[("2026-11-18", on("2026-11-01"))]);
    assert_eq!(draft.worst("I8.transfusion"), Outcome::Unknown);
    let found = derived(&draft);
    assert!(matches!(
        codes(&found, "exposures[transfusion].courses[0].end")[..],
        [ProblemCode::Conflicts { .. }]
    ));
}

/// Growth factor that ended on the 17th, and another one that goes on: no day is known.
#[test]
fn an_ongoing_course_keeps_the_day_open() {
    let ended = ("2026-11-10", on("2026-11-17"));
    let draft = eligible().history("growth_factor", "2026-11-20", std::slice::from_ref(&ended));
    assert_eq!(derived(&draft).overall.from, Some(date(2026, 11, 25)));
    let draft = eligible().history("growth_factor", "2026-11-20", &[ended, ("2026-11-15", End::Ongoing)]);
    let found = derived(&draft);
    assert_eq!((found.overall.verdict, found.overall.from), (Verdict::NotNow, None));
}

/// The sample was taken at 08:10; without a clock time the transfusion of that day may have come after it.
#[test]
fn clock_times_tell_before_from_after() {
    for (start, end, expected) in [
        ("2026-11-19T15:00", "2026-11-19T16:00", Outcome::Pass),
        ("2026-11-19T06:00", "2026-11-19T07:00", Outcome::Fail),
        ("2026-11-19", "2026-11-19", Outcome::Unknown),
    ] {
        let draft = eligible().history("transfusion", "2026-11-20", &[(start, on(end))]);
        assert_eq!(draft.worst("I8.transfusion"), expected, "{start}");
    }
}

#[test]
fn birth_and_stated_age_must_agree() {
    for (birth, expected, problems) in [
        ("1968-06-01", Outcome::Pass, 0),
        ("1978-06-01", Outcome::Unknown, 1),
        ("5/6/68", Outcome::Unknown, 1),
    ] {
        let mut draft = eligible();
        draft.age.birth = birth.into();
        assert_eq!(draft.worst("I2"), expected, "{birth}");
        assert_eq!(codes(&derived(&draft), "age.birth").len(), problems, "{birth}");
    }
}

/// No at 09:00, not known at 10:00.
#[test]
fn a_later_not_known_decides_as_unknown() {
    let mut draft = eligible();
    let again = |value| Finding { of: "active_infection".into(), value, ..Finding::default() };
    draft = draft.report("2026-11-20T10:00", vec![again(Value::NotKnown)]);
    assert_eq!(draft.worst("E3"), Outcome::Unknown);
    draft.assessments.last_mut().unwrap().when = "2026-11-20T08:00".into();
    assert_eq!(draft.worst("E3"), Outcome::Pass);
    // An empty number is no answer.
    let draft = eligible().again("2026-11-20T10:00", "platelets", "", "10*9/L");
    assert_eq!(draft.worst("I8.platelets"), Outcome::Pass);
}

#[test]
fn answers_from_before_a_dated_stage_are_said_once() {
    let mut draft = eligible();
    for stage in ["apheresis", "infusion"] {
        let date = if stage == "apheresis" { "2026-11-20" } else { "2026-12-20" };
        draft.stages.push(StageDate {
            stage: stage.into(),
            infusion: 1,
            date: date.into(),
            ..StageDate::default()
        });
    }
    let found = derive(&draft, &context());
    let said: Vec<_> =
        found.notices.iter().filter(|notice| matches!(notice.code, NoticeCode::AnsweredBefore(_))).collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].class, Class::Note);
    assert_eq!(said[0].code, NoticeCode::AnsweredBefore(vec![("infusion".into(), 1)]));
}

/// The wrong weight is no measure for the next one.
#[test]
fn the_weight_after_a_doubtful_one_is_compared_with_the_one_before() {
    let draft = eligible()
        .quantity("weight", "62.4", "kg")
        .again("2026-11-20T10:00", "weight", "124.8", "kg")
        .again("2026-11-20T11:00", "weight", "62.0", "kg")
        .quantity("monocytes", "0.4", "10*9/L");
    let found = derived(&draft);
    assert_eq!(codes(&found, "assessments[4].results[weight].value").len(), 1);
    assert_eq!(codes(&found, "assessments[5].results[weight].value").len(), 0);
}
