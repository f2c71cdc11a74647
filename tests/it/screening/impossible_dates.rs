//! Dates that cannot be: before 1900, before the birth, after now.

use crate::kit::{Patient as _, codes, derived, eligible};
use cardose::{
    engine::{
        problem::{DateProblem, ProblemCode},
        verdict::{Outcome, Verdict},
    },
    model::{Draft, End},
};

const EARLY: ProblemCode = ProblemCode::Date(DateProblem::TooEarly);

fn history(kind: &str, start: &str, end: &str) -> Draft {
    let end = match end {
        "ongoing" => End::Ongoing,
        "" => End::NotKnown,
        text => End::On(text.into()),
    };
    eligible().history(kind, "2026-11-20", &[(start, end)])
}

#[test]
fn a_transfusion_of_the_year_26_is_refused() {
    let draft = history("transfusion", "0026-11-01", "0026-11-01");
    let found = derived(&draft);
    for part in ["start", "end"] {
        assert_eq!(codes(&found, &format!("exposures[transfusion].courses[0].{part}")), [&EARLY], "{part}");
    }
    assert_eq!(draft.worst("I8.transfusion"), Outcome::Unknown);
    assert_eq!(found.overall.verdict, Verdict::Incomplete);
    // One date alone is enough: the other says nothing that could be relied on.
    for (start, end) in [("0026-11-01", "2026-10-01"), ("2026-10-01", "0026-11-01"), ("", "1026-11-01")] {
        let draft = history("transfusion", start, end);
        assert_eq!(draft.worst("I8.transfusion"), Outcome::Unknown, "{start} {end}");
    }
}

#[test]
fn a_blood_sample_of_the_year_26_is_refused() {
    for when in ["0026-11-19T08:10", "0026", "1026-11", "1899-12-31"] {
        let draft = eligible().sampled(when);
        let found = derived(&draft);
        assert_eq!(codes(&found, "assessments[2].when"), [&EARLY], "{when}");
        assert_eq!(draft.worst("I8.platelets"), Outcome::Unknown, "{when}");
        assert_eq!(found.overall.verdict, Verdict::Incomplete, "{when}");
    }
}

#[test]
fn a_birth_before_1900_is_refused() {
    for birth in ["1026-06-01", "0968", "1899-12-31"] {
        let draft = eligible().born(birth);
        assert_eq!(codes(&derived(&draft), "age.birth"), [&EARLY], "{birth}");
        assert_eq!(draft.worst("I2"), Outcome::Unknown, "{birth}");
    }
}

#[test]
fn stages_and_questions_before_1900_are_refused() {
    let mut draft = eligible();
    draft.stages[0].date = "0026-11-20".into();
    let found = derived(&draft);
    assert_eq!(codes(&found, "stages[screening 1].date"), [&EARLY]);
    assert_eq!(found.overall.verdict, Verdict::Incomplete);
    let mut draft = eligible();
    let kind = draft.exposures[0].kind.clone();
    draft.exposures[0].complete_to = "0026-11-20".into();
    let found = derived(&draft);
    assert_eq!(codes(&found, &format!("exposures[{kind}].complete_to")), [&EARLY]);
    assert_eq!(found.overall.verdict, Verdict::Incomplete);
    let mut draft = eligible();
    draft.age.years_on = "0026-11-20".into();
    assert_eq!(codes(&derived(&draft), "age.years_on"), [&EARLY]);
    assert_eq!(draft.worst("I2"), Outcome::Unknown);
}

/// Born on 2 June 1968: the day before is too early, the day itself is not.
#[test]
fn nothing_happens_before_the_birth() {
    let born = |mut draft: Draft| {
        draft = draft.born("1968-06-02");
        draft
    };
    for (day, refused) in [
        ("1968-06-01", true),
        ("1968-06-02", false),
        ("1968-06-03", false),
        ("1968-05", true),
        ("1968-06", false),
    ] {
        let expected: &[&ProblemCode] = if refused { &[&ProblemCode::DateBeforeBirth] } else { &[] };
        let draft = born(history("transfusion", day, day));
        let found = derived(&draft);
        assert_eq!(codes(&found, "exposures[transfusion].courses[0].end"), expected, "{day}");
        let outcome = draft.worst("I8.transfusion");
        assert_eq!(outcome, if refused { Outcome::Unknown } else { Outcome::Pass }, "{day}");
        let mut draft = born(eligible());
        draft.assessments[1].when = day.into();
        assert_eq!(codes(&derived(&draft), "assessments[2].when"), expected, "{day}");
    }
    assert_eq!(ProblemCode::DateBeforeBirth.code(), "date_too_early");
    assert_eq!(EARLY.code(), "date_too_early");
    assert_eq!(ProblemCode::Date(DateProblem::NoSuchDay).code(), "date_unreadable");
}

/// A stated age leaves a year open: only what lies before the earliest birth is refused.
#[test]
fn a_stated_age_bounds_the_birth() {
    let draft = |when: &str| {
        let mut draft = eligible().stated("58", "2026-11-20");
        draft.assessments[1].when = when.into();
        draft
    };
    for (day, refused) in [("1967-11-20", true), ("1967-11-21", false)] {
        let found = derived(&draft(day));
        assert_eq!(codes(&found, "assessments[2].when").len(), usize::from(refused), "{day}");
    }
}

/// 13 December for 13 November: whether it lies in a window is not known.
#[test]
fn a_course_of_the_future_leaves_its_rows_unknown() {
    for kind in
        ["radiotherapy", "systemic_therapy", "transfusion", "steroid", "surgery_or_trauma", "immunomodulator"]
    {
        for (start, end) in [
            ("2026-12-13", "2026-12-13"),
            ("2026-12-13", "ongoing"),
            ("2026-12-13", ""),
            ("2026-11-22T09:01", "2026-11-23"),
        ] {
            let draft = history(kind, start, end);
            let found = derived(&draft);
            let field = format!("exposures[{kind}].courses[0].start");
            assert_eq!(codes(&found, &field), [&ProblemCode::DateInFuture], "{kind} {start}");
            assert_eq!(found.overall.verdict, Verdict::Incomplete, "{kind} {start} {end}");
        }
    }
    // Today at this very hour is no future.
    let found = derived(&history("radiotherapy", "2026-11-22T09:00", "2026-11-22T09:00"));
    assert_eq!(codes(&found, "exposures[radiotherapy].courses[0].start"), [&ProblemCode::DateInFuture; 0]);
}

/// An end that is still to come is the end of a course that goes on.
#[test]
fn a_course_that_has_begun_and_ends_later_stands_in_the_way() {
    let draft = history("radiotherapy", "2026-11-13", "2026-12-13");
    assert_ne!(derived(&draft).overall.verdict, Verdict::Eligible);
}
