//! From when a patient can be tried again: one date, to the minute where a window is counted by the clock, and on which
//! open question it hangs. What time does not cure has no such date.

use super::kit::{changed, context, json};
use crate::kit::{Patient as _, base, laboratories, protocol, screened, site};
use cardose::{
    engine::{
        Context, derive,
        notice::{Class, Notice, NoticeCode},
        verdict::Verdict,
        washout::Clear,
    },
    i18n::Language,
    model::{Draft, ReadingChoice},
};
use jiff::civil::{DateTime, date};

fn at(now: DateTime, last_day: &str) -> Context {
    let mut site = site();
    site.readings.retain(|choice| choice.question != "window_last_day");
    if !last_day.is_empty() {
        let (question, reading) = ("window_last_day".to_owned(), last_day.to_owned());
        site.readings.push(ReadingChoice { question, reading, source: "test".into() });
    }
    Context::new(&protocol(), &site, &laboratories(), now).unwrap()
}

/// Prednisone 10 mg until 18 November: Exclusion 7 is clear 15 days later, on 3 December. Whether Exclusion 11 counts
/// steroids for 28 days is open: from 17 December it no longer matters, and that is the date, everywhere.
#[test]
fn an_open_reading_sets_the_one_date() {
    let change = "steroid: 2026-11-01..2026-11-18 [continuous_systemic] agent=prednisone dose=10";
    let context =
        context(&protocol(), &[("window_last_day", "included"), ("steroids_as_immunosuppression", "")]);
    let draft = changed(change);
    let found = derive(&draft, &context);
    let (stage, day) = (&found.stages[1], date(2026, 12, 17));
    assert_eq!((stage.verdict, stage.from, stage.clear), (Verdict::NotNow, Some(day), Clear::From(day)));
    assert_eq!((found.overall.verdict, found.overall.from), (Verdict::NotNow, Some(day)));
    let text = screened(&draft, &context, Language::English);
    assert!(text.contains("not now: repeat from 2026-12-17"), "{text}");
    assert!(!text.contains("repeat from 2026-12-03"), "{text}");
}

/// Severe trauma on 10 November: by the reading of four weeks it is over on 9 December, by the other it never is. The
/// question is asked at once, and the date says on which reading it hangs.
#[test]
fn a_date_that_hangs_on_a_reading_says_so() {
    let trauma = "surgery_or_trauma: 2026-11-10..2026-11-10 [severe_trauma]";
    let readings = [("window_last_day", "included"), ("severe_trauma_window", "")];
    let context = context(&protocol(), &readings);
    let draft = changed(trauma);
    let found = derive(&draft, &context);
    assert_eq!((found.stages[1].verdict, found.stages[1].from), (Verdict::NotNow, Some(date(2026, 12, 9))));
    let asked =
        Notice { class: Class::Decide, code: NoticeCode::ReadingsDiffer("severe_trauma_window".into()) };
    assert!(found.notices.contains(&asked), "{:?}", found.notices);
    let text = screened(&draft, &context, Language::English);
    let said = "not now: repeat from 2026-12-09, if this is the reading: Severe trauma excludes within 4 weeks \
                before apheresis; otherwise never";
    assert!(text.contains(said), "{text}");
    let row = json(&draft, &context)["stages"][1]["criteria"].as_array().unwrap().clone();
    let row = row.iter().find(|row| row["id"] == "E21").unwrap().clone();
    assert_eq!(row["hinges_on"], "severe_trauma_window:within_4_weeks");
    // Once it is settled nothing hangs on it.
    let settled = super::kit::context(&protocol(), &[("severe_trauma_window", "within_4_weeks")]);
    assert!(!screened(&draft, &settled, Language::English).contains("otherwise never"));
    let never = super::kit::context(&protocol(), &[("severe_trauma_window", "any_time")]);
    assert_eq!(derive(&draft, &never).overall.verdict, Verdict::NotEligible);
}

/// Prednisone until 9:00 on 25 December: 72 hours end at 9:00 on the 28th, a minute later where that minute counts.
/// The infusion at 10:00 passes, and no later day stands beside it.
#[test]
fn hours_are_counted_to_the_minute() {
    let course = "asked=2026-12-28T08:00; stage apheresis=2026-11-21; stage preconditioning=2026-12-20; \
                  steroid: 2026-12-20..2026-12-25T09:00 [continuous_systemic] agent=prednisone dose=10";
    let draft = |infusion: &str| {
        changed(course).changed("asked=2026-12-28T08:00").changed(&format!("stage infusion={infusion}"))
    };
    let day = date(2026, 12, 28);
    for (last_day, minute) in [("excluded", 0), ("included", 1), ("", 1)] {
        let context = at(day.at(8, 0, 0, 0), last_day);
        let clear = Clear::At(day.at(9, minute, 0, 0));
        let passes = derive(&draft("2026-12-28T10:00"), &context);
        assert_eq!(
            (passes.stages[3].verdict, passes.stages[3].clear),
            (Verdict::Eligible, clear),
            "{last_day}"
        );
        let fails = derive(&draft("2026-12-28T08:30"), &context);
        let stage = &fails.stages[3];
        assert_eq!(
            (stage.verdict, stage.from, stage.clear),
            (Verdict::NotNow, Some(day), clear),
            "{last_day}"
        );
    }
    let context = at(day.at(8, 0, 0, 0), "excluded");
    let text = screened(&draft("2026-12-28T08:30"), &context, Language::English);
    assert!(text.contains("not now: repeat from 2026-12-28 09:00"), "{text}");
    let text = screened(&draft("2026-12-28T08:30"), &context, Language::Chinese);
    assert!(text.contains("2026年12月28日 09:00"), "{text}");
    let stage = json(&draft("2026-12-28T08:30"), &context)["stages"][3].clone();
    assert_eq!(stage["from"], "2026-12-28");
    assert_eq!(stage["clear_from_time"], "2026-12-28T09:00");
    // Known by the day alone, the whole of the 28th counts.
    let mut by_day = draft("2026-12-29");
    by_day.exposures.iter_mut().find(|own| own.kind == "steroid").unwrap().courses[0].end =
        cardose::model::End::On("2026-12-25".to_owned());
    assert_eq!(derive(&by_day, &context).stages[3].clear, Clear::From(date(2026, 12, 29)));
}

/// A cancer that goes on, or that was treated three years ago, is nothing that a patient waits for: not eligible. The
/// day stays as information: five years after 30 June 2023, and one day.
#[test]
fn a_disease_is_not_waited_for() {
    let context = context(&protocol(), &[("window_last_day", "included")]);
    for (course, clear) in
        [("2024-03-01..ongoing", Clear::NotKnown), ("2020-01-01..2023-06-30", Clear::From(date(2028, 7, 1)))]
    {
        let found = derive(&changed(&format!("other_malignancy: {course} [other_cancer]")), &context);
        let overall = &found.overall;
        assert_eq!((overall.verdict, overall.from), (Verdict::NotEligible, None), "{course}");
        assert_eq!(found.stages[0].clear, clear, "{course}");
    }
    // A drug that goes on is stopped, and an infarction is over after its months.
    for (course, from) in [
        ("immunomodulator: 2026-11-01..ongoing", None),
        ("myocardial_infarction: 2026-10-20..2026-10-20", Some(date(2027, 4, 21))),
    ] {
        let overall = derive(&changed(course), &context).overall;
        assert_eq!((overall.verdict, overall.from), (Verdict::NotNow, from), "{course}");
    }
}

/// Stages without a date pass so far, and the sentence over everything says so too.
#[test]
fn the_headline_says_so_far() {
    let context = context(&protocol(), &[]);
    let headline = |draft: &Draft, language| {
        let text = screened(draft, &context, language);
        text.lines().find(|line| line.starts_with("EXAMPLE-01")).unwrap().to_owned()
    };
    let open = headline(&base(), Language::English);
    assert!(open.contains("eligible so far"), "{open}");
    assert!(headline(&base(), Language::Chinese).contains("截至目前"));
    assert_eq!(json(&base(), &context)["so_far"], true);
    let dated = changed(
        "asked=2026-11-22; stage apheresis=2026-11-21; stage preconditioning=2026-11-22; stage infusion=2026-11-22",
    );
    assert_eq!(derive(&dated, &context).overall.verdict, Verdict::Eligible);
    assert!(!headline(&dated, Language::English).contains("so far"));
    assert_eq!(json(&dated, &context).get("so_far"), None);
}
