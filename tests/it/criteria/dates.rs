//! Every date rule on the last day of its window, the day before and the day after, with that day counted, not counted
//! and left open, in an ordinary year and across 29 February.

use super::kit::{changed, context, judge};
use crate::kit::{Patient as _, protocol};
use cardose::engine::{
    Context,
    verdict::Outcome::{Fail, Pass, Unknown},
};
use jiff::{ToSpan as _, civil::Date};
use std::sync::LazyLock;

const OPEN: &str = "window_last_day";

/// Every question settled so that the window at hand decides alone.
fn settled(last_day: &str, own: &[(&str, &str)]) -> Context {
    let mut readings = vec![
        (OPEN, last_day),
        ("washout_day_seven", last_day),
        ("thrombopoietin_receptor_agonists", "count"),
        ("systemic_treatment_meaning", "any_anticancer_drug"),
        ("antibody_drug_conjugates", "exclusion_9"),
        ("steroids_as_immunosuppression", "count_28_days"),
        ("month_length", "calendar_month"),
        ("study_treatment_start", "preconditioning"),
        ("severe_trauma_window", "within_4_weeks"),
    ];
    readings.retain(|(question, _)| !own.iter().any(|(other, _)| other == question));
    readings.extend(own);
    context(&protocol(), &readings)
}

static LEFT_OPEN: LazyLock<Context> = LazyLock::new(|| settled("", &[]));
static INCLUDED: LazyLock<Context> = LazyLock::new(|| settled("included", &[]));
static EXCLUDED: LazyLock<Context> = LazyLock::new(|| settled("excluded", &[]));

/// A window: criterion or part, stage that it reaches back from, history, what its courses say.
struct Rule {
    id: &'static str,
    stage: &'static str,
    kind: &'static str,
    course: &'static str,
    /// Day of the stage, and the last day of the window before it: reckoned by hand.
    days: &'static [(&'static str, &'static str)],
    /// Questions settled otherwise.
    settled: &'static [(&'static str, &'static str)],
    /// Facts that the window needs beside it.
    facts: &'static str,
}

/// What most windows have in common.
const PLAIN: Rule =
    Rule { id: "", stage: "apheresis", kind: "", course: "", days: DAYS_28, settled: &[], facts: "" };

const DAYS_14: &[(&str, &str)] =
    &[("2026-11-20", "2026-11-06"), ("2024-03-14", "2024-02-29"), ("2024-03-10", "2024-02-25")];
const DAYS_28: &[(&str, &str)] =
    &[("2026-11-20", "2026-10-23"), ("2024-03-28", "2024-02-29"), ("2024-03-15", "2024-02-16")];

const DAYS_30: &[(&str, &str)] =
    &[("2026-11-20", "2026-10-21"), ("2024-03-30", "2024-02-29"), ("2024-03-15", "2024-02-14")];
const MONTHS_6: &[(&str, &str)] =
    &[("2026-11-20", "2026-05-20"), ("2024-08-29", "2024-02-29"), ("2023-08-31", "2023-02-28")];

const DRUG: &str = "systemic_therapy";

const RULES: &[Rule] = &[
    Rule {
        id: "E7.apheresis",
        kind: "steroid",
        course: "[continuous_systemic] agent=prednisone dose=10",
        days: DAYS_14,
        ..PLAIN
    },
    // 5 × 1000 h are 208 days: the 14 days are the shorter.
    Rule { id: "E8.therapy", kind: DRUG, course: "[chemotherapy] half=1000", days: DAYS_14, ..PLAIN },
    Rule {
        id: "E8.therapy",
        kind: DRUG,
        course: "[chemotherapy] half=1000",
        days: DAYS_14,
        settled: &[("systemic_treatment_meaning", "chemotherapy")],
        ..PLAIN
    },
    Rule {
        id: "E8.conjugate",
        kind: DRUG,
        course: "[antibody_drug_conjugate] half=1000",
        days: DAYS_14,
        settled: &[("antibody_drug_conjugates", "exclusion_8")],
        ..PLAIN
    },
    Rule { id: "E9.antibody", kind: DRUG, course: "[antibody]", ..PLAIN },
    Rule { id: "E9.antibody", stage: "preconditioning", kind: DRUG, course: "[antibody]", ..PLAIN },
    Rule { id: "E9.conjugate", kind: DRUG, course: "[antibody_drug_conjugate]", ..PLAIN },
    Rule { id: "E10", kind: DRUG, course: "[pd1_pdl1_antibody]", ..PLAIN },
    Rule { id: "E10", stage: "preconditioning", kind: DRUG, course: "[pd1_pdl1_antibody]", ..PLAIN },
    Rule { id: "E11.therapy", kind: "immunomodulator", ..PLAIN },
    Rule { id: "E11.steroids", kind: "steroid", course: "[continuous_systemic]", ..PLAIN },
    Rule { id: "E12", kind: "radiotherapy", course: "[other_radiotherapy]", ..PLAIN },
    Rule {
        id: "E13",
        stage: "screening",
        kind: "other_malignancy",
        course: "[other_cancer]",
        days: &[("2026-11-20", "2021-11-20"), ("2024-02-29", "2019-02-28"), ("2025-02-28", "2020-02-28")],
        ..PLAIN
    },
    Rule {
        id: "E15",
        stage: "screening",
        kind: "brain_metastasis_drug",
        days: DAYS_14,
        facts: "cns_tumour=Yes; brain_metastases_treated=Yes; brain_metastases_symptoms=No; ",
        ..PLAIN
    },
    Rule {
        id: "E17.infarction",
        stage: "preconditioning",
        kind: "myocardial_infarction",
        days: MONTHS_6,
        ..PLAIN
    },
    Rule {
        id: "E17.infarction",
        stage: "infusion",
        kind: "myocardial_infarction",
        days: MONTHS_6,
        settled: &[("study_treatment_start", "infusion")],
        ..PLAIN
    },
    Rule { id: "E21.surgery", kind: "surgery_or_trauma", course: "[major_surgery]", ..PLAIN },
    Rule { id: "E21.trauma", kind: "surgery_or_trauma", course: "[severe_trauma]", ..PLAIN },
    Rule {
        id: "E23",
        stage: "infusion",
        kind: "other_trial",
        days: &[("2026-11-20", "2026-10-20"), ("2024-03-29", "2024-02-29"), ("2024-03-31", "2024-02-29")],
        ..PLAIN
    },
    Rule {
        id: "E23",
        stage: "infusion",
        kind: "other_trial",
        settled: &[("month_length", "days_28")],
        ..PLAIN
    },
    Rule {
        id: "E23",
        stage: "infusion",
        kind: "other_trial",
        days: DAYS_30,
        settled: &[("month_length", "days_30")],
        ..PLAIN
    },
];

fn on(rule: &Rule, stage_day: &str, day: Date, context: &Context) -> cardose::engine::verdict::Outcome {
    let course = format!("{day}..{day} {}", rule.course);
    let own: Date = stage_day.parse().unwrap();
    let stages = ["screening", "apheresis", "preconditioning", "infusion"];
    let place = stages.iter().position(|stage| *stage == rule.stage).unwrap();
    // The other stages lie twenty years before and after, so that only this window can hold the course.
    let others: Vec<String> = stages
        .iter()
        .enumerate()
        .map(|(other, stage)| {
            let years = if other < place { -20 } else { 20 * i32::from(other > place) };
            format!("stage {stage}={}", own.checked_add(years.years()).unwrap())
        })
        .collect();
    let change = format!("{}{}; {}: {}", rule.facts, others.join("; "), rule.kind, course.trim_end());
    let mut draft = changed(&change);
    if !rule.facts.is_empty() {
        draft.assessments.iter_mut().for_each(|visit| stage_day.clone_into(&mut visit.when));
    }
    draft.judged_in(context).worst(rule.id)
}

#[test]
fn on_the_last_day_the_day_before_and_the_day_after() {
    for rule in RULES {
        let contexts = ["", "included", "excluded"].map(|last_day| settled(last_day, rule.settled));
        for (stage_day, last) in rule.days {
            let last: Date = last.parse().unwrap();
            for (day, expected) in [
                (last.tomorrow().unwrap(), [Fail, Fail, Fail]),
                (last, [Unknown, Fail, Pass]),
                (last.yesterday().unwrap(), [Pass, Pass, Pass]),
            ] {
                let found = contexts.each_ref().map(|context| on(rule, stage_day, day, context));
                assert_eq!(found, expected, "{} {:?} at {stage_day}, {day}", rule.id, rule.settled);
            }
        }
    }
}

/// 72 hours before the cells need the clock: 10 December 10:00 reaches back to 7 December 10:00.
#[test]
fn the_72_hours_of_exclusion_7() {
    let judge_at = |cells: &str, end: &str, context: &Context| {
        let start = "2024-01-01";
        let course = format!("{start}..{end} [continuous_systemic] agent=prednisone dose=10");
        let stages =
            format!("stage screening=2003-12-01; stage apheresis=2004-01-01; stage infusion={cells}");
        judge(&format!("{stages}; steroid: {course}"), context, "E7.cells")
    };
    for (cells, end, expected) in [
        ("2026-11-20T10:00", "2026-11-17T10:01", [Fail, Fail, Fail]),
        ("2026-11-20T10:00", "2026-11-17T10:00", [Unknown, Fail, Pass]),
        ("2026-11-20T10:00", "2026-11-17T09:59", [Pass, Pass, Pass]),
        ("2024-03-01T10:00", "2024-02-27T10:01", [Fail, Fail, Fail]),
        ("2024-03-01T10:00", "2024-02-27T09:59", [Pass, Pass, Pass]),
        // Without clock times some days come into question, and those farther away do not.
        ("2026-11-20", "2026-11-18", [Fail, Fail, Fail]),
        ("2026-11-20", "2026-11-17", [Unknown, Unknown, Unknown]),
        ("2026-11-20", "2026-11-16", [Pass, Pass, Pass]),
    ] {
        let found = [&*LEFT_OPEN, &*INCLUDED, &*EXCLUDED].map(|context| judge_at(cells, end, context));
        assert_eq!(found, expected, "cells {cells}, steroid until {end}");
    }
}

/// 5 × 20 h = 100 h, shorter than 14 days: from 16 November 10:00 on they reach to 20 November 14:00.
#[test]
fn the_half_lives_of_exclusion_8() {
    for (apheresis, end, half, expected) in [
        ("2026-11-20T14:01", "2026-11-16T10:00", "half=20", Pass),
        ("2026-11-20T14:00", "2026-11-16T10:00", "half=20", Fail),
        ("2026-11-20T13:59", "2026-11-16T10:00", "half=20", Fail),
        // From 26 February 10:00 on they reach, across 29 February, to 1 March 14:00.
        ("2024-03-01T14:01", "2024-02-26T10:00", "half=20", Pass),
        ("2024-03-01T14:00", "2024-02-26T10:00", "half=20", Fail),
        ("2024-03-01T13:59", "2024-02-26T10:00", "half=20", Fail),
        // Longer than 14 days: the days decide, and no half-life is asked for from then on.
        ("2026-11-20", "2026-11-05", "half=1000", Pass),
        ("2026-11-20", "2026-11-05", "", Pass),
        ("2026-11-20", "2026-11-06", "", Unknown),
        // What goes on needs no half-life.
        ("2026-11-20", "ongoing", "", Fail),
        ("2026-11-20", "2026-11-06", "half=1000", Fail),
    ] {
        let course = format!("2024-01-01..{end} [chemotherapy] {half}");
        let stages = format!("stage screening=2024-01-01; stage apheresis={apheresis}");
        let change = format!("{stages}; systemic_therapy: {}", course.trim_end());
        assert_eq!(judge(&change, &INCLUDED, "E8.therapy"), expected, "{change}");
        if apheresis.contains("14:00") {
            assert_eq!(judge(&change, &EXCLUDED, "E8.therapy"), Pass, "{change}");
            assert_eq!(judge(&change, &LEFT_OPEN, "E8.therapy"), Unknown, "{change}");
        }
    }
}

/// Dexamethasone 0.75 mg, methylprednisolone or triamcinolone 4 mg, betamethasone 0.6 mg, hydrocortisone 20 mg and
/// cortisone 25 mg are worth 5 mg of prednisone: no more than
/// the limit. A tenth of a milligram more is above it.
#[test]
fn prednisone_equivalents() {
    for (agent, at, above) in [
        ("prednisone", "5", "5.1"),
        ("泼尼松", "5", "5.1"),
        ("Prednisolone", "5", "5.1"),
        ("methylprednisolone", "4", "4.1"),
        ("dexamethasone", "0.75", "0.76"),
        ("地塞米松", "0.75", "0.76"),
        ("hydrocortisone", "20", "20.1"),
        // As Chinese orders print them, and three agents more.
        ("Dexamethasone_sodium_phosphate", "0.75", "0.76"),
        ("地塞米松磷酸钠", "0.75", "0.76"),
        ("prednisone_acetate", "5", "5.1"),
        ("醋酸泼尼松", "5", "5.1"),
        ("注射用甲泼尼龙琥珀酸钠", "4", "4.1"),
        ("氢化可的松琥珀酸钠", "20", "20.1"),
        ("cortisone", "25", "25.1"),
        ("醋酸可的松", "25", "25.1"),
        ("betamethasone", "0.6", "0.61"),
        ("倍他米松", "0.6", "0.61"),
        ("triamcinolone", "4", "4.1"),
    ] {
        for (dose, expected) in [(at, Pass), (above, Fail)] {
            let course = format!("2026-11-01..ongoing [continuous_systemic] agent={agent} dose={dose}");
            assert_eq!(judge(&format!("steroid: {course}"), &INCLUDED, "E7"), expected, "{agent} {dose}");
        }
    }
}

/// Drugs for brain metastases count back from screening, not from apheresis.
#[test]
fn the_14_days_of_exclusion_15_end_at_screening() {
    let facts = "cns_tumour=Yes; brain_metastases_treated=Yes; brain_metastases_symptoms=No";
    for (day, expected) in [("2026-11-07", Fail), ("2026-11-06", Fail), ("2026-11-05", Pass)] {
        let change = format!("{facts}; stage apheresis=2026-11-22; brain_metastasis_drug: 2026-01-01..{day}");
        assert_eq!(judge(&change, &INCLUDED, "E15"), expected, "{day}");
    }
    let open = format!("{facts}; brain_metastasis_drug: 2026-01-01..2026-11-06");
    assert_eq!(judge(&open, &LEFT_OPEN, "E15"), Unknown);
    assert_eq!(judge(&open, &EXCLUDED, "E15"), Pass);
}

/// A month is a calendar month, 28 or 30 days: before 20 November they begin on 20, 23 and 21 October.
#[test]
fn a_month_is_a_reading() {
    let of = |reading: &str| context(&protocol(), &[("month_length", reading), (OPEN, "excluded")]);
    let contexts = ["", "calendar_month", "days_28", "days_30"].map(of);
    for (day, expected) in [
        ("2026-10-24", [Fail, Fail, Fail, Fail]),
        ("2026-10-23", [Unknown, Fail, Pass, Fail]),
        ("2026-10-22", [Unknown, Fail, Pass, Fail]),
        ("2026-10-21", [Unknown, Fail, Pass, Pass]),
        ("2026-10-20", [Pass, Pass, Pass, Pass]),
    ] {
        let change = format!("stage infusion=2026-11-20; other_trial: 2026-01-01..{day}");
        let found = [0, 1, 2, 3].map(|place: usize| judge(&change, &contexts[place], "E23"));
        assert_eq!(found, expected, "{day}");
    }
}
