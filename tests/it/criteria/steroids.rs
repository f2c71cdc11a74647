//! Daily doses of steroids: what adds up, what runs on, and what is said of it.

use super::kit::{changed, context, json};
use crate::kit::{CONTEXT, Patient as _, derived, judged, one_line, protocol, screened};
use cardose::{
    engine::{
        Context, derive,
        evidence::{Entry, outcome::Outcome},
        verdict::Verdict,
    },
    i18n::Language,
};
use jiff::civil::date;
use std::sync::LazyLock;

/// With the end of every window and the steroids of Exclusion 11 settled: what is left are the doses themselves.
static SETTLED: LazyLock<Context> = LazyLock::new(|| {
    let readings = [
        ("window_last_day", "included"),
        ("steroids_as_immunosuppression", "own_window_only"),
        ("single_doses_running", "never"),
    ];
    context(&protocol(), &readings)
});

/// Dexamethasone 0.75 mg is worth 5 mg of prednisone: 0.5 mg are 3.33 mg, with 5 mg of prednisone 8.33 mg.
#[test]
fn the_doses_of_one_day_add_up() {
    let prednisone = "steroid: 2026-11-01..ongoing [continuous_systemic] agent=prednisone dose=";
    for (change, expected) in [
        (format!("{prednisone}5"), Outcome::Pass),
        (
            format!(
                "{prednisone}5; steroid: 2026-11-02..ongoing [continuous_systemic] agent=dexamethasone dose=0.5"
            ),
            Outcome::Fail,
        ),
        // 2.5 + 2.5 is 5 mg and not above it; a hundredth more is.
        (format!("{prednisone}2.5; {prednisone}2.5"), Outcome::Pass),
        (format!("{prednisone}2.5; {prednisone}2.51"), Outcome::Fail),
        (format!("{prednisone}2; {prednisone}2; {prednisone}2"), Outcome::Fail),
        // Inhaled and topical never count, however much.
        (
            format!("{prednisone}5; steroid: 2026-11-02..ongoing [inhaled] agent=prednisone dose=40"),
            Outcome::Pass,
        ),
        (
            format!("{prednisone}5; steroid: 2026-11-02..ongoing [topical] agent=triamcinolone dose=40"),
            Outcome::Pass,
        ),
        // Not on one day: the first ended before the second began.
        (
            "steroid: 2026-11-01..2026-11-15 [continuous_systemic] agent=prednisone dose=4; \
             steroid: 2026-11-16..ongoing [continuous_systemic] agent=prednisone dose=4"
                .to_owned(),
            Outcome::Pass,
        ),
        // On one day of the window alone.
        (
            "steroid: 2026-11-01..2026-11-15 [continuous_systemic] agent=prednisone dose=4; \
             steroid: 2026-11-15..ongoing [continuous_systemic] agent=prednisone dose=4"
                .to_owned(),
            Outcome::Fail,
        ),
        // The sum lies before the window: 14 days before 22 November reach back to the 8th, that day included.
        (
            "steroid: 2026-10-01..2026-11-07 [continuous_systemic] agent=prednisone dose=4; \
             steroid: 2026-10-01..ongoing [continuous_systemic] agent=prednisone dose=4"
                .to_owned(),
            Outcome::Pass,
        ),
        (
            "steroid: 2026-10-01..2026-11-08 [continuous_systemic] agent=prednisone dose=4; \
             steroid: 2026-10-01..ongoing [continuous_systemic] agent=prednisone dose=4"
                .to_owned(),
            Outcome::Fail,
        ),
        // An unknown dose makes the sum unknown where it matters, and not where another is too much already.
        (
            format!("{prednisone}3; steroid: 2026-11-01..ongoing [continuous_systemic] agent=prednisone"),
            Outcome::Unknown,
        ),
        (
            format!("{prednisone}10; steroid: 2026-11-01..ongoing [continuous_systemic] agent=prednisone"),
            Outcome::Fail,
        ),
        // Nobody knows whether the two lie on one day: the first ended some day in November.
        (
            "steroid: 2026-10-01..2026-11 [continuous_systemic] agent=prednisone dose=4; \
             steroid: 2026-11-12..ongoing [continuous_systemic] agent=prednisone dose=4"
                .to_owned(),
            Outcome::Unknown,
        ),
        // A class that nobody has named may count.
        (format!("{prednisone}4; steroid: 2026-11-01..ongoing [] agent=prednisone dose=4"), Outcome::Unknown),
    ] {
        let found = derive(&changed(&change), &SETTLED);
        assert_eq!(judged(&found, &SETTLED).worst("E7.apheresis"), expected, "{change}");
    }
}

#[test]
fn the_sum_is_told() {
    let change = "steroid: 2026-11-01..2026-11-20 [continuous_systemic] agent=prednisone dose=5; \
                  steroid: 2026-11-02..2026-11-18 [continuous_systemic] agent=dexamethasone dose=0.75";
    let draft = changed(change);
    // The sum ends on the 18th; 14 days with the last one counted end on 2 December, so from the 3rd.
    let found = derive(&draft, &SETTLED);
    assert_eq!((found.stages[1].verdict, found.stages[1].from), (Verdict::NotNow, Some(date(2026, 12, 3))));
    let text = one_line(&screened(&draft, &SETTLED, Language::English));
    assert!(text.contains("prednisone + dexamethasone"), "{text}");
    assert!(text.contains("worth 10 mg of prednisone per day"), "{text}");
    let found = json(&draft, &SETTLED);
    let rows = found["stages"][1]["criteria"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == "E7").unwrap();
    assert!(
        row["evidence"].as_array().unwrap().iter().any(|leaf| leaf["adds_up"][1] == "dexamethasone"),
        "{row}"
    );
}

/// 12, 8 and 8 mg on three days running: whether that is continuous is open, and both are tried.
#[test]
fn single_doses_on_days_running_are_an_open_question() {
    let day = |day: u32, dose: u32| {
        format!("steroid: 2026-11-{day}..2026-11-{day} [single_dose] agent=dexamethasone dose={dose}")
    };
    let three = [day(18, 12), day(19, 8), day(20, 8)].join("; ");
    let apart = [day(14, 12), day(16, 8), day(18, 8)].join("; ");
    for (change, expected) in [
        (three.as_str(), Outcome::Unknown),
        (apart.as_str(), Outcome::Pass),
        (day(18, 12).as_str(), Outcome::Pass),
    ] {
        let found = derived(&changed(change));
        assert_eq!(judged(&found, &CONTEXT).worst("E7"), expected, "{change}");
        let question = Entry::Question("single_doses_running".into());
        let asked = found.overall.decided_by.iter().any(|(entry, _)| *entry == question);
        assert_eq!(asked, expected == Outcome::Unknown, "{change}");
    }
    // The middle one's day is only known to the month: it may be the one that makes them run on.
    let partial = [
        day(18, 12),
        "steroid: 2026-11..2026-11 [single_dose] agent=dexamethasone dose=8".into(),
        day(20, 8),
    ];
    let three_days = context(&protocol(), &[("single_doses_running", "three_days")]);
    assert_eq!(changed(&partial.join("; ")).judged_in(&three_days).worst("E7"), Outcome::Unknown);
    assert_eq!(changed(&three).judged_in(&three_days).worst("E7"), Outcome::Fail);
}

/// What adds up may stand in two histories of the kind: 5 mg of prednisone in one, 0.5 mg of dexamethasone in the other.
#[test]
fn what_adds_up_is_named_from_both_histories() {
    let mut draft = changed(
        "steroid: 2026-11-01..ongoing [continuous_systemic] agent=prednisone dose=5; \
         steroid: 2026-11-02..ongoing [continuous_systemic] agent=dexamethasone dose=0.5",
    );
    let first = draft.exposures.iter_mut().find(|own| own.kind == "steroid").unwrap();
    let mut second = first.clone();
    second.courses = first.courses.split_off(1);
    draft.exposures.push(second);
    let found = json(&draft, &SETTLED);
    let rows = found["stages"][1]["criteria"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == "E7").unwrap();
    let named = serde_json::json!(["prednisone", "dexamethasone"]);
    assert!(row["evidence"].as_array().unwrap().iter().any(|leaf| leaf["adds_up"] == named), "{row:#}");
}

/// Two single doses of one day are no two days, whatever runs on.
#[test]
fn doses_of_one_day_do_not_run_on() {
    let day =
        |day: u32| format!("steroid: 2026-11-{day}..2026-11-{day} [single_dose] agent=dexamethasone dose=8");
    let readings = [
        ("window_last_day", "included"),
        ("steroids_as_immunosuppression", "own_window_only"),
        ("single_doses_running", "two_days"),
    ];
    let context = context(&protocol(), &readings);
    for (days, expected) in [([18, 18], Outcome::Pass), ([18, 19], Outcome::Fail), ([18, 20], Outcome::Pass)]
    {
        let found = derive(&changed(&days.map(day).join("; ")), &context);
        assert_eq!(judged(&found, &context).worst("E7.apheresis"), expected, "{days:?}");
    }
}

/// Apheresis is planned for 20 December. What goes on when somebody asks on 22 November adds up until then, too.
#[test]
fn what_goes_on_adds_up_on_days_to_come() {
    let two = "steroid: 2026-11-01..ongoing [continuous_systemic] agent=prednisone dose=4; \
               steroid: 2026-11-02..ongoing [continuous_systemic] agent=prednisone dose=4";
    let found = derive(&changed(&format!("{two}; stage apheresis=2026-12-20")), &SETTLED);
    assert_eq!(judged(&found, &SETTLED).worst("E7.apheresis"), Outcome::Fail);
}
