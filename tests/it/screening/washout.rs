//! Seven days without transfusion and growth factor, counted back from the blood sample.

use crate::kit::{Judged, Patient as _, Settled as _, base, context_of, site};
use cardose::{
    engine::{
        Context,
        evidence::Entry,
        verdict::{
            Outcome::{self, Fail, Pass, Unknown},
            Verdict,
        },
    },
    model::End,
};
use jiff::civil::{Date, date};
use std::sync::LazyLock;

pub(super) const KINDS: [(&str, &str); 2] =
    [("transfusion", "I8.transfusion"), ("growth_factor", "I8.growth_factor")];

static OPEN: LazyLock<Context> = LazyLock::new(|| context_of(&site().reading("washout_day_seven", "")));
static INCLUDED: LazyLock<Context> =
    LazyLock::new(|| context_of(&site().reading("washout_day_seven", "included")));
static EXCLUDED: LazyLock<Context> =
    LazyLock::new(|| context_of(&site().reading("washout_day_seven", "excluded")));

fn judge<'c>(kind: &str, day: &str, sample: &str, context: &'c Context) -> Judged<'c> {
    let chart = base().sampled(sample).screened("2026-11-20");
    let chart = chart.history("transfusion", "2026-11-20", &[]).history("growth_factor", "2026-11-20", &[]);
    chart.history(kind, "2026-11-20", &[(day, End::On(day.into()))]).judged_in(context)
}

/// Outcomes with the question open, day seven included, day seven excluded.
#[track_caller]
fn check(sample: &str, day: &str, expected: [Outcome; 3]) {
    for (kind, id) in KINDS {
        let found =
            [&*OPEN, &*INCLUDED, &*EXCLUDED].map(|context| judge(kind, day, sample, context).outcome(id));
        assert_eq!(found, expected, "{kind} on {day}, sample {sample}");
    }
}

/// The sample is of the 19th, the screening date is the 20th: counted from the screening, every day would move.
#[test]
fn x_days_six_seven_eight_before_the_sample() {
    check("2026-11-19T08:10", "2026-11-13", [Fail, Fail, Fail]);
    check("2026-11-19T08:10", "2026-11-12", [Unknown, Fail, Pass]);
    check("2026-11-19T08:10", "2026-11-11", [Pass, Pass, Pass]);
    check("2026-11-19", "2026-11-12", [Unknown, Fail, Pass]);
    check("2026-11-19T08:10", "2026-11-18", [Fail, Fail, Fail]);
}

/// 7 × 24 h = 168 h. Of less than that nobody doubts, whatever the text leaves open; the rest of the day stays open.
/// facts.md section 11, I8.
#[test]
fn i8_less_than_seven_times_24_hours_is_inside_whatever_the_reading() {
    let sample = "2026-11-19T08:10";
    // 6 d 9 h 10 min, and one minute short.
    check(sample, "2026-11-12T23:00", [Fail, Fail, Fail]);
    check(sample, "2026-11-12T08:11", [Fail, Fail, Fail]);
    // 168 h to the minute, and more on the same day.
    check(sample, "2026-11-12T08:10", [Unknown, Fail, Pass]);
    check(sample, "2026-11-12T00:00", [Unknown, Fail, Pass]);
    check(sample, "2026-11-11T23:59", [Pass, Pass, Pass]);
    // A clock time on one side only: by the day.
    check("2026-11-19", "2026-11-12T23:00", [Unknown, Fail, Pass]);
    check(sample, "2026-11-12", [Unknown, Fail, Pass]);
    // 12 November 23:00 and 168 h are the 19th at 23:00: no hour of the 20th is less than that.
    for context in [&*OPEN, &*INCLUDED, &*EXCLUDED] {
        let judged = judge("transfusion", "2026-11-12T23:00", sample, context);
        assert_eq!(judged.verdict(), (Verdict::NotNow, Some(date(2026, 11, 20))));
    }
}

/// 2024-02-29 exists: from 27 February to 5 March are seven days. In 2023 they are six.
#[test]
fn across_the_leap_day() {
    let on = |sample: &str, day: &str| {
        let chart = base().sampled(sample).screened(sample).without("lvef");
        chart
            .history("transfusion", sample, &[(day, End::On(day.into()))])
            .judged_in(&INCLUDED)
            .outcome("I8.transfusion")
    };
    for (sample, day, expected) in [
        ("2024-03-05", "2024-02-27", Fail),
        ("2024-03-05", "2024-02-26", Pass),
        ("2024-03-07", "2024-02-29", Fail),
        ("2024-03-08", "2024-02-29", Pass),
        ("2024-02-29", "2024-02-22", Fail),
        ("2024-02-29", "2024-02-21", Pass),
        ("2023-03-05", "2023-02-26", Fail),
        ("2023-03-05", "2023-02-25", Pass),
        ("2025-01-03", "2024-12-27", Fail),
        ("2025-01-03", "2024-12-26", Pass),
    ] {
        assert_eq!(on(sample, day), expected, "{day} before {sample}");
    }
}

/// Not now, and from the first day that is surely more than seven days after.
#[test]
fn not_now_says_from_when() {
    #[track_caller]
    fn from(context: &Context, day: &str, verdict: Verdict, from: Option<Date>) {
        for (kind, _) in KINDS {
            let judged = judge(kind, day, "2026-11-19T08:10", context);
            assert_eq!(judged.verdict(), (verdict, from), "{kind} {day}");
        }
    }
    // 13 + 8 = 21; where day seven does not count, 13 + 7 = 20.
    from(&INCLUDED, "2026-11-13", Verdict::NotNow, Some(date(2026, 11, 21)));
    from(&OPEN, "2026-11-13", Verdict::NotNow, Some(date(2026, 11, 21)));
    from(&EXCLUDED, "2026-11-13", Verdict::NotNow, Some(date(2026, 11, 20)));
    from(&INCLUDED, "2026-11-12", Verdict::NotNow, Some(date(2026, 11, 20)));
    from(&OPEN, "2026-11-12", Verdict::Incomplete, None);
    from(&EXCLUDED, "2026-11-12", Verdict::Eligible, None);
}

#[test]
fn the_open_day_names_the_question() {
    for (kind, id) in KINDS {
        let judged = judge(kind, "2026-11-12", "2026-11-19T08:10", &OPEN);
        assert_eq!(judged.outcome(id), Unknown);
        let question = Entry::Question("washout_day_seven".into());
        assert!(judged.decided_by("I8").contains(&question), "{:?}", judged.decided_by("I8"));
    }
}

/// Two courses: the later one sets the day. Two kinds: the later day counts.
#[test]
fn the_last_exposure_sets_the_day() {
    let on = |day: &str| (day.to_owned(), End::On(day.to_owned()));
    let days = [on("2026-11-15"), on("2026-11-13"), on("2026-10-01")];
    let courses: Vec<(&str, End)> = days.iter().map(|(start, end)| (start.as_str(), end.clone())).collect();
    let chart = base().history("transfusion", "2026-11-20", &courses);
    assert_eq!(chart.judged().verdict(), (Verdict::NotNow, Some(date(2026, 11, 23))));
    let both = chart.history("growth_factor", "2026-11-20", &[("2026-11-14", End::On("2026-11-16".into()))]);
    assert_eq!(both.judged().verdict(), (Verdict::NotNow, Some(date(2026, 11, 24))));
}

/// Another failing row that time does not cure wins over *not now*.
#[test]
fn what_time_does_not_cure_wins() {
    let chart = base().history("transfusion", "2026-11-20", &[("2026-11-15", End::On("2026-11-15".into()))]);
    assert_eq!(chart.clone().quantity("lvef", "49", "%").judged().verdict(), (Verdict::NotEligible, None));
    // In the same row: platelets are below, whatever the washout.
    let low = chart.quantity("platelets", "74", "10*9/L");
    assert_eq!(low.judged().verdict(), (Verdict::NotEligible, None));
}

/// Each value of the count has its own sample: all of them count.
#[test]
fn every_sample_of_the_count_is_an_anchor() {
    let chart = base().again("2026-11-20T08:00", "platelets", "180", "10*9/L");
    // Eight days before the new platelets, seven before the rest of the count.
    let chart = chart.history("transfusion", "2026-11-20", &[("2026-11-12", End::On("2026-11-12".into()))]);
    assert_eq!(chart.judged_in(&INCLUDED).outcome("I8.transfusion"), Fail);
    assert_eq!(chart.judged_in(&OPEN).outcome("I8.transfusion"), Unknown);
    assert_eq!(chart.judged_in(&EXCLUDED).outcome("I8.transfusion"), Pass);
}

/// A value that may be put right and measured again is *not now* too, without a day; beside a washout its day stands.
#[test]
fn a_repeatable_value_is_not_now() {
    let low = base().quantity("sodium", "124", "mmol/L");
    assert_eq!(low.judged().verdict(), (Verdict::NotNow, None));
    let both = low.history("transfusion", "2026-11-20", &[("2026-11-15", End::On("2026-11-15".into()))]);
    assert_eq!(both.judged().verdict(), (Verdict::NotNow, Some(date(2026, 11, 23))));
    // Still going on: nobody knows from when.
    let ongoing = base().history("growth_factor", "2026-11-20", &[("2026-11-15", End::Ongoing)]);
    assert_eq!(ongoing.judged().verdict(), (Verdict::NotNow, None));
}
