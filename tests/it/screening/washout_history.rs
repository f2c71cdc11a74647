//! How far a history is known: never asked, asked too early, partial dates, courses around the sample.

use super::washout::KINDS;
use crate::kit::{CONTEXT, Patient as _, base, derived, one_line, reporter, under};
use cardose::{
    engine::{
        evidence::{
            Entry, Why,
            outcome::Outcome::{self, Fail, Pass, Unknown},
        },
        problem::ProblemCode,
    },
    i18n::Language::English,
    model::{Course, End},
};
use jiff::civil::date;

/// The sample was collected on 2026-11-19 at 08:10; day seven counts.
#[track_caller]
fn check(asked: &str, courses: &[(&str, End)], expected: Outcome) {
    for (kind, id) in KINDS {
        let judged = base().history(kind, asked, courses).judged();
        assert_eq!(judged.outcome(id), expected, "{kind}: {courses:?}, asked up to {asked:?}");
        if expected == Unknown {
            let entry = Entry::History(kind.into());
            assert!(judged.decided_by("I8").contains(&entry), "{kind}: {:?}", judged.decided_by("I8"));
        }
    }
}

fn on(day: &str) -> End {
    End::On(day.into())
}

#[test]
fn asked_up_to() {
    check("", &[], Unknown);
    check("2026-11-18", &[], Unknown);
    check("2026-11-19", &[], Pass);
    check("2026-11-20", &[], Pass);
    // Some day of 2026: it may have been the first.
    check("2026", &[], Unknown);
    check("2026-10", &[], Unknown);
    // A known exposure outside the window does not say that there was none inside.
    check("2026-11-18", &[("2026-11-01", on("2026-11-01"))], Unknown);
    check("", &[("2026-11-01", on("2026-11-01"))], Unknown);
    // A known exposure inside decides, however long ago somebody asked.
    check("", &[("2026-11-15", on("2026-11-15"))], Fail);
    check("2026-11-16", &[("2026-11-15", on("2026-11-15"))], Fail);
}

#[test]
fn never_asked_is_not_none() {
    let mut chart = base();
    chart.exposures.clear();
    let judged = chart.judged();
    for (kind, id) in KINDS {
        assert_eq!(judged.outcome(id), Unknown, "{kind}");
    }
    let whys: Vec<_> = judged.row("I8").evidence.histories().map(|history| history.why.clone()).collect();
    // Transfusions, growth factors, long-acting ones in two readings, thrombopoietin receptor agonists.
    assert_eq!(whys, [const { Some(Why::NeverAsked) }; 5]);
}

#[test]
fn not_asked_up_to_says_the_day() {
    let judged = base().history("transfusion", "2026-11-10", &[]).judged_in(&CONTEXT);
    let whys: Vec<_> = judged.row("I8").evidence.histories().map(|history| history.why.clone()).collect();
    assert_eq!(whys, [Some(Why::NotAskedUpTo(date(2026, 11, 19))), None, None, None, None]);
}

/// 2026-11-12 is day seven: a month that reaches over it is unknown.
#[test]
fn partial_dates_are_intervals() {
    check("2026-11-20", &[("2026-10", on("2026-10"))], Pass);
    check("2026-11-20", &[("2026-11", on("2026-11"))], Unknown);
    check("2026-11-20", &[("2026", on("2026"))], Unknown);
    check("2026-11-20", &[("2025", on("2025"))], Pass);
    check("2026-11-20", &[("", on("2026-11-15"))], Fail);
    check("2026-11-20", &[("", on("2026-11-11"))], Pass);
    // Started in October, stopped some day in November.
    check("2026-11-20", &[("2026-10-01", on("2026-11"))], Unknown);
    // One course for sure inside decides beside a partial one.
    check("2026-11-20", &[("2026-11", on("2026-11")), ("2026-11-15", on("2026-11-15"))], Fail);
}

#[test]
fn an_end_that_is_not_known() {
    check("2026-11-20", &[("2026-11-01", End::Ongoing)], Fail);
    check("2026-11-20", &[("2026-11-01", End::NotKnown)], Unknown);
    // It began inside the window, so whenever it ended, it ended inside.
    check("2026-11-20", &[("2026-11-14", End::NotKnown)], Fail);
    check("2026-11-20", &[("", End::NotKnown)], Unknown);
    check("2026-11-20", &[("2026-11-01", on("yesterday"))], Unknown);
}

#[test]
fn after_the_sample_is_another_matter() {
    check("2026-11-20", &[("2026-11-20", on("2026-11-20"))], Pass);
    check("2026-11-20", &[("2026-11-20", End::Ongoing)], Pass);
    // Through the sample: began before, ended after.
    check("2026-11-20", &[("2026-11-10", on("2026-11-25"))], Fail);
    // Began in November, on which side of the sample is not known.
    check("2026-11-20", &[("2026-11", End::Ongoing)], Unknown);
}

/// Began at a time nobody knows and ended after the sample: it may have begun after it.
#[test]
fn an_unknown_start_with_an_end_after_the_sample() {
    check("2026-11-20", &[("", on("2026-11-25"))], Unknown);
}

/// The sample has a clock time, so has the transfusion: afterwards is not before.
#[test]
fn clock_times_on_the_day_of_the_sample() {
    check("2026-11-20", &[("2026-11-19T06:00", on("2026-11-19T07:00"))], Fail);
    check("2026-11-20", &[("2026-11-19T15:00", on("2026-11-19T16:00"))], Pass);
}

/// Dated on the day of a sample that has a clock time: it may lie on either side of it. model.md decision 4.
#[test]
fn dated_on_the_day_of_the_sample_only() {
    check("2026-11-20", &[("2026-11-19", on("2026-11-19"))], Unknown);
    check("2026-11-20", &[("2026-11-19", End::Ongoing)], Unknown);
    check("2026-11-20", &[("", on("2026-11-19"))], Unknown);
    // It began before that day, or at a minute before the sample.
    check("2026-11-20", &[("2026-11-18", on("2026-11-19"))], Fail);
    check("2026-11-20", &[("2026-11-18", End::Ongoing)], Fail);
    check("2026-11-20", &[("2026-11-19T06:00", on("2026-11-19"))], Fail);
    // Ended at a minute after the sample, begun nobody knows when.
    check("2026-11-20", &[("", on("2026-11-19T07:00"))], Fail);
    check("2026-11-20", &[("", on("2026-11-19T09:00"))], Unknown);
    // A sample without a clock time: the day's own exposure counts as before, as ever.
    for (kind, id) in KINDS {
        let chart = base().sampled("2026-11-19");
        let day = "2026-11-19";
        let judged = chart.history(kind, "2026-11-20", &[(day, on(day))]).judged();
        assert_eq!(judged.outcome(id), Fail, "{kind}");
    }
    let judged = base().history("transfusion", "2026-11-20", &[("2026-11-19", on("2026-11-19"))]).judged();
    let whys: Vec<_> =
        judged.row("I8").evidence.histories().filter_map(|history| history.why.clone()).collect();
    assert_eq!(whys, [Why::ClockTimeNeeded(date(2026, 11, 19))]);
}

/// Asked at 07:00 on the day of the sample: the minutes until 08:10 are the day's own, and the day covers them.
#[test]
fn asked_on_the_day_of_the_sample_is_enough() {
    check("2026-11-19T07:00", &[], Pass);
}

#[test]
fn courses_of_another_kind_do_not_count() {
    let chart = base().history("growth_factor", "2026-11-20", &[("2026-11-15", on("2026-11-15"))]);
    assert_eq!(chart.judged().outcome("I8.transfusion"), Pass);
    assert_eq!(chart.judged().outcome("I8.growth_factor"), Fail);
}

/// A sample without a readable date has no window.
#[test]
fn without_a_sample_there_is_no_window() {
    assert_eq!(base().sampled("").judged().outcome("I8.transfusion"), Unknown);
    let unasked = base().without("platelets").judged();
    assert_eq!(unasked.outcome("I8.transfusion"), Unknown);
    // An exposure inside the window of the other samples decides all the same.
    let chart = base().without("platelets");
    let chart = chart.history("transfusion", "2026-11-20", &[("2026-11-15", on("2026-11-15"))]);
    assert_eq!(chart.judged().outcome("I8.transfusion"), Fail);
}

/// It ended before it began: one of the two dates is a slip, and nobody knows which.
#[test]
fn an_end_before_the_start_decides_nothing() {
    check("2026-11-20", &[("2026-11-15", on("2026-10-15"))], Unknown);
}

/// Two histories of one kind: the second is not lost. The transfusion in it lies inside the window.
#[test]
fn a_second_history_of_the_same_kind_is_not_lost() {
    let mut chart = base();
    let mut second = chart.exposures[0].clone();
    assert_eq!(second.kind, "transfusion");
    let day = "2026-11-15".to_owned();
    second.courses = vec![Course { start: day.clone(), end: End::On(day), ..Course::default() }];
    chart.exposures.push(second);
    let judged = chart.judged();
    assert_ne!(judged.outcome("I8.transfusion"), Pass);
    assert_eq!(judged.codes(), [&ProblemCode::Duplicate]);
}

/// Two histories of the kind; the course that goes on stands in the second. Nobody may look for it under the name of
/// the first course.
#[test]
fn a_course_of_a_second_history_bears_its_own_name() {
    let ended = End::On("2025-03-01".into());
    let mut chart = base().history("systemic_therapy", "2026-11-20", &[("2025-01-10", ended)]);
    let mut second = chart.exposures.last().unwrap().clone();
    chart.exposures.last_mut().unwrap().courses[0].agent = "cisplatin".into();
    second.courses[0].agent = "docetaxel".into();
    second.courses[0].end = End::Ongoing;
    chart.exposures.push(second);
    let lines = under("E8", &chart, &CONTEXT, English);
    assert!(lines.iter().any(|line| line.contains("docetaxel still going on")), "{lines:#?}");
    assert!(lines.iter().all(|line| !line.contains("cisplatin")), "{lines:#?}");
    let derived = derived(&chart);
    let apheresis =
        derived.stages.iter().find(|stage| &*CONTEXT.plan.stages[stage.stage] == "apheresis").unwrap();
    let clear = reporter(&chart, &CONTEXT, English).stage_clear(&derived, apheresis);
    assert_eq!(clear.as_deref(), Some("no date known: docetaxel ongoing"));
}

/// Two histories of the kind, of which one was not asked up to the sample of the 19th: whichever stands first, what
/// happened since nobody has asked.
#[test]
fn both_histories_of_a_kind_must_be_complete() {
    for (first, second, expected) in [
        ("2026-11-18", "2026-11-20", Unknown),
        ("2026-11-20", "2026-11-18", Unknown),
        ("2026-11-20", "2026-11-19", Pass),
    ] {
        let mut chart = base().history("transfusion", first, &[]);
        let mut other = chart.exposures.last().unwrap().clone();
        other.complete_to = second.into();
        chart.exposures.push(other);
        assert_eq!(chart.judged().outcome("I8.transfusion"), expected, "{first}, {second}");
    }
}

/// Of two transfusions long before the sample the later one is told as the last, in whichever order they stand.
#[test]
fn the_last_course_is_the_one_that_ended_last() {
    let courses = [("2026-09-01", on("2026-09-02")), ("2026-10-01", on("2026-10-02"))];
    for courses in [courses.clone(), {
        let [one, other] = courses;
        [other, one]
    }] {
        let chart = base().history("transfusion", "2026-11-20", &courses);
        let lines = one_line(&under("I8", &chart, &CONTEXT, English).join(" "));
        assert!(lines.contains("(last: transfusion until 2026-10-02)"), "{lines}");
    }
}
