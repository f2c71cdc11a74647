//! The last day of a window, settled by the site: where the other way would turn the outcome, that is said.

use super::kit::{changed, context};
use crate::kit::{protocol, reporter};
use cardose::{
    engine::{
        derive,
        notice::{Class, NoticeCode},
        sensitivity::Sensitivity,
        verdict::Outcome::{self, Fail, Pass, Unknown},
    },
    i18n::Language,
};

/// The outcome of a criterion where it is worst, and what would turn it.
fn judged(change: &str, readings: &[(&str, &str)], id: &str) -> (Outcome, Vec<(Sensitivity, Outcome)>) {
    let context = context(&protocol(), readings);
    let found = derive(&changed(change), &context);
    let rows = found.stages.iter().flat_map(|stage| &stage.rows);
    let own = rows.filter(|row| &*context.plan.criteria[row.criterion].id == id);
    let row = own.max_by_key(|row| row.outcome).unwrap();
    (row.outcome, row.sensitive.clone())
}

fn reading(question: &str, reading: &str) -> Sensitivity {
    Sensitivity::Reading { question: question.into(), reading: reading.into() }
}

/// On the last day itself either way turns it; a day earlier or later neither does.
#[track_caller]
fn turns_on(change: &dyn Fn(&str) -> String, days: [&str; 3], question: &str, id: &str) {
    let [inside, last, outside] = days.map(change);
    let with = |change: &str, settled: &str| judged(change, &[(question, settled)], id);
    assert_eq!(with(&last, "included"), (Fail, vec![(reading(question, "excluded"), Pass)]));
    assert_eq!(with(&last, "excluded"), (Pass, vec![(reading(question, "included"), Fail)]));
    assert_eq!(with(&last, ""), (Unknown, Vec::new()));
    for settled in ["included", "excluded"] {
        assert_eq!(with(&inside, settled), (Fail, Vec::new()));
        assert_eq!(with(&outside, settled), (Pass, Vec::new()));
    }
}

/// 28 days before 20 November are 23 October.
#[test]
fn day_28_of_radiotherapy() {
    let change = |day: &str| {
        format!("stage apheresis=2026-11-20; radiotherapy: 2026-10-01..{day} [other_radiotherapy]")
    };
    turns_on(&change, ["2026-10-24", "2026-10-23", "2026-10-22"], "window_last_day", "E12");
}

/// The blood was drawn on 19 November: seven days before are 12 November.
#[test]
fn day_7_of_a_transfusion() {
    let change = |day: &str| format!("transfusion: {day}..{day}");
    turns_on(&change, ["2026-11-13", "2026-11-12", "2026-11-11"], "washout_day_seven", "I8");
}

/// Two windows of one criterion lie on the same end: the other way turns both at once.
#[test]
fn two_windows_on_one_end_turn_together() {
    let change = "transfusion: 2026-11-12..2026-11-12; growth_factor: 2026-11-12..2026-11-12 [short_acting]";
    let found = judged(change, &[("washout_day_seven", "included")], "I8");
    assert_eq!(found, (Fail, vec![(reading("washout_day_seven", "excluded"), Pass)]));
    // Nothing turns what fails for another reason.
    let low = format!("{change}; platelets=70 10*9/L");
    assert_eq!(judged(&low, &[("washout_day_seven", "included")], "I8"), (Fail, Vec::new()));
}

/// A calendar month before 20 November ends on 20 October, and 30 days on 21 October: with a month settled as a calendar
/// month and its last day as outside, both are choices that somebody has made.
#[test]
fn an_end_inside_a_settled_reading() {
    let change = "stage infusion=2026-11-20; other_trial: 2026-01-01..2026-10-20";
    let month = ("month_length", "calendar_month");
    let found = judged(change, &[month, ("window_last_day", "excluded")], "E23");
    assert_eq!(found, (Pass, vec![(reading("window_last_day", "included"), Fail)]));
    let found = judged(change, &[month, ("window_last_day", "included")], "E23");
    let expected = vec![
        (reading("month_length", "days_28"), Pass),
        (reading("month_length", "days_30"), Pass),
        (reading("window_last_day", "excluded"), Pass),
    ];
    assert_eq!(found, (Fail, expected));
}

/// It is one quiet line, in words, in both languages.
#[test]
fn it_is_said_in_words() {
    let context = context(&protocol(), &[("window_last_day", "excluded")]);
    let change = "stage apheresis=2026-11-20; radiotherapy: 2026-10-01..2026-10-23 [other_radiotherapy]";
    let draft = changed(change);
    let found = derive(&draft, &context);
    let told = found.notices.iter().filter(|notice| matches!(notice.code, NoticeCode::Sensitive { .. }));
    let [notice] = told.collect::<Vec<_>>()[..] else { panic!("{:?}", found.notices) };
    assert_eq!(notice.class, Class::Note);
    for (language, expected) in [
        (
            Language::English,
            "Exclusion 12: it would be “excludes” with the other reading (what lies exactly on the end of the window counts",
        ),
        (Language::Chinese, "恰在时限终点者计入"),
    ] {
        let text = cardose::report::notice_text(&reporter(&draft, &context, language), &notice.code);
        assert!(text.contains(expected), "{text}");
    }
}
