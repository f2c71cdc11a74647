//! The day that a stage is looked at, and the day from which a patient may be eligible.

use super::kit::{changed, context, json, signed};
use crate::kit::{
    CONTEXT, Patient as _, Settled as _, base, cells, context_of, derived, one_line, protocol, screened, site,
};
use cardose::{
    engine::{
        derive,
        evidence::{Entry, Why, clear::Clear},
        problem::ProblemCode,
        verdict::{Verdict, stage::DayFrom},
    },
    i18n::Language,
    model::{Assessment, Decision, Draft, Finding, StageDate, Typed, Value},
};
use jiff::civil::date;

/// Platelets in a report of their own.
fn platelets(draft: &mut Draft, id: u32, when: &str, value: &str) {
    let finding = Finding {
        of: "platelets".into(),
        value: Value::Quantity(Typed::new(value, "10*9/L")),
        ..Finding::default()
    };
    let report = Assessment { id, when: when.into(), results: vec![finding], ..Assessment::default() };
    draft.assessments.push(report);
}

/// Trastuzumab until 6 November: 28 days with the last one counted end on 4 December. Apheresis is on the 5th, and
/// preconditioning without a date is no earlier.
#[test]
fn a_stage_without_a_day_lies_no_earlier_than_those_before_it() {
    let found =
        derived(&changed("systemic_therapy: 2026-10-01..2026-11-06 [antibody]; stage apheresis=2026-12-05"));
    let [screening, apheresis, preconditioning, infusion] =
        [0, 1, 2, 3].map(|place: usize| &found.stages[place]);
    assert_eq!(apheresis.verdict, Verdict::Eligible);
    assert_eq!((preconditioning.day, preconditioning.day_from), (date(2026, 12, 5), DayFrom::StageBefore));
    assert_eq!((infusion.day, infusion.day_from), (date(2026, 12, 5), DayFrom::StageBefore));
    assert_eq!((preconditioning.verdict, preconditioning.so_far), (Verdict::Eligible, true));
    assert_eq!(screening.day_from, DayFrom::Date);
    assert_eq!(found.overall.verdict, Verdict::Eligible);
    // Without the date of apheresis both are looked at today.
    let open = derived(&changed("systemic_therapy: 2026-10-01..2026-11-06 [antibody]"));
    assert_eq!((open.stages[2].day, open.stages[2].day_from), (date(2026, 11, 22), DayFrom::Today));
    assert_eq!(open.overall.verdict, Verdict::NotNow);
    // A date that is over holds nobody back: today is later.
    let past = derived(&changed("asked=2026-11-22; stage apheresis=2026-11-21"));
    assert_eq!((past.stages[2].day, past.stages[2].day_from), (date(2026, 11, 22), DayFrom::Today));
}

/// Blood of 13 November, last day of screening the 10th: the values are on file, and a later last day takes them in.
#[test]
fn results_after_the_last_day_are_named_with_what_mends_it() {
    let mut draft = base().changed("stage screening=2026-11-10");
    for report in &mut draft.assessments {
        report.when =
            if report.laboratory.is_some() { "2026-11-13T08:00" } else { "2026-11-10T09:00" }.into();
    }
    let found = derive(&draft, &CONTEXT);
    assert_eq!(found.overall.verdict, Verdict::Incomplete);
    let row =
        found.stages[0].rows.iter().find(|row| &*CONTEXT.plan.criteria[row.criterion].id == "I8").unwrap();
    let whys: Vec<_> = row.evidence.comparisons().map(|comparison| comparison.why.clone()).collect();
    assert!(whys.contains(&Some(Why::AfterStage(date(2026, 11, 13)))), "{whys:?}");
    assert!(row.decided_by.contains(&Entry::StageDate("screening".into())), "{:?}", row.decided_by);
    let text = one_line(&screened(&draft, &CONTEXT, Language::English));
    assert!(
        text.contains("collected 2026-11-13, after the last day of the stage; a later last day takes it in"),
        "{text}"
    );
    // Nothing of it is contrary: nobody must decide on it.
    assert!(found.standing.again.is_empty(), "{:?}", found.standing);
    // On the last day itself, and with the later last day, it counts.
    for day in ["2026-11-13", "2026-11-20"] {
        draft = draft.changed(&format!("stage screening={day}"));
        assert_eq!(derive(&draft, &CONTEXT).overall.verdict, Verdict::Eligible, "{day}");
    }
}

/// Platelets 40 on the 19th, 186 on the 21st: the date decides which of them is the last of screening, whatever stands
/// beside it; without a date the day of the signed decision, else today.
#[test]
fn the_last_day_of_screening_decides() {
    let patient = || {
        let mut draft = changed("asked=2026-11-22; platelets=40 10*9/L");
        platelets(&mut draft, 9, "2026-11-21T08:00", "186");
        draft
    };
    for infusion in [0, 1, 7] {
        let mut draft = patient();
        draft.stages = vec![StageDate {
            stage: "screening".into(),
            infusion,
            date: "2026-11-20".into(),
            ..StageDate::default()
        }];
        let found = derive(&draft, &CONTEXT);
        assert_eq!(found.overall.verdict, Verdict::NotEligible, "{infusion}");
        let told =
            found.problems.iter().any(|problem| problem.field.to_string() == "stages[screening 7].infusion");
        assert_eq!(told, infusion == 7, "{:?}", found.problems);
    }
    let mut open = patient();
    open.stages.clear();
    let found = derive(&open, &CONTEXT);
    assert_eq!((found.overall.verdict, found.stages[0].day_from), (Verdict::Eligible, DayFrom::Today));
    let told = cells(&open, &CONTEXT, Language::English);
    assert!(told.contains(&"as of 2026-11-22, no date entered".to_owned()), "{told:?}");
    // Signed on the 20th: that was the last day.
    open.decisions = vec![Decision {
        stage: "screening".into(),
        infusion: 1,
        signed: signed("p1", "2026-11-20T16:00"),
        ..Decision::default()
    }];
    let found = derive(&open, &CONTEXT);
    assert_eq!((found.overall.verdict, found.stages[0].day), (Verdict::NotEligible, date(2026, 11, 20)));
    assert_eq!(found.stages[0].day_from, DayFrom::Decision);
    let told = cells(&open, &CONTEXT, Language::English);
    assert!(told.contains(&"2026-11-20, day of the signed decision".to_owned()), "{told:?}");
    // A decision that nobody has signed sets no day, and a date wins over it.
    open.decisions[0].signed.by.clear();
    assert_eq!(derive(&open, &CONTEXT).stages[0].day_from, DayFrom::Today);
    open.decisions[0].signed.by = "p1".into();
    open = open.changed("stage screening=2026-11-21");
    assert_eq!(derive(&open, &CONTEXT).overall.verdict, Verdict::Eligible);
}

/// A date for an infusion that there is not: told, and the first infusion's stage has no day that anybody knows.
#[test]
fn a_wrong_infusion_is_a_problem() {
    let course = "systemic_therapy: 2026-10-01..2026-11-06 [antibody]";
    let mut draft = changed(course);
    let stage = |infusion| StageDate {
        stage: "preconditioning".into(),
        infusion,
        date: "2026-11-30".into(),
        ..StageDate::default()
    };
    draft.stages.push(stage(1));
    assert_eq!(derive(&draft, &CONTEXT).stages[2].verdict, Verdict::NotNow);
    draft.stages.pop();
    draft.stages.push(stage(0));
    assert_eq!(derive(&draft, &CONTEXT).stages[2].verdict, Verdict::NotNow, "left out it is the first");
    draft.stages.pop();
    draft.stages.push(stage(7));
    let found = derive(&draft, &CONTEXT);
    let problem = found
        .problems
        .iter()
        .find(|problem| problem.field.to_string() == "stages[preconditioning 7].infusion");
    assert!(matches!(problem.unwrap().code, ProblemCode::NoneOf { .. }));
    assert_eq!(found.stages[2].verdict, Verdict::Incomplete);
    let text =
        r#"{"stages": [{"stage": "screening", "date": "2026-11-20"}], "infusions": [{"level": "DL2"}]}"#;
    let text: Draft = serde_json::from_str(text).unwrap();
    assert_eq!((text.stages[0].infusion, text.infusions[0].number), (1, 1));
    let mut numbered = base();
    numbered.infusions[0].number = 7;
    let found = derive(&numbered, &CONTEXT);
    assert!(
        found.problems.iter().any(|problem| problem.field.to_string() == "infusions[7].number"),
        "{:?}",
        found.problems
    );
}

/// Exclusion 7 counts 14 days: 20 November with the last day counted, so from 5 December. Exclusion 11 counts 28 days by
/// one reading of an open question: from 19 December.
#[test]
fn a_date_names_the_reading_that_it_hangs_on() {
    let change = "steroid: 2026-11-18..2026-11-20 [continuous_systemic] agent=dexamethasone dose=8";
    let open =
        context(&protocol(), &[("window_last_day", "included"), ("steroids_as_immunosuppression", "")]);
    let draft = changed(change);
    let found = derive(&draft, &open);
    let apheresis = &found.stages[1];
    assert_eq!((apheresis.verdict, apheresis.from), (Verdict::NotNow, Some(date(2026, 12, 19))));
    let [hang] = apheresis.from_by.as_slice() else { panic!("{:?}", apheresis.from_by) };
    assert_eq!((&*hang.question, &*hang.reading), ("steroids_as_immunosuppression", "own_window_only"));
    assert_eq!(hang.clear, Clear::From(date(2026, 12, 5)));
    assert_eq!(found.overall.from_by, apheresis.from_by);
    let text = one_line(&screened(&draft, &open, Language::English));
    assert!(
        text.contains("not now: repeat from 2026-12-19 (an open question: from 2026-12-05 by the reading “Steroids fall under Exclusion 7 alone”)"),
        "{text}"
    );
    assert!(screened(&draft, &open, Language::Chinese).contains("按解读“"));
    let found = json(&draft, &open);
    assert_eq!(found["stages"][1]["from_by"][0]["clear_from"], "2026-12-05");
    assert_eq!(found["stages"][1]["from_by"][0]["reading"], "own_window_only");
    assert_eq!(found["from_by"][0]["question"], "steroids_as_immunosuppression");
    // Settled, the date hangs on nothing; with the end of the window open as well, it comes a day sooner without it.
    let settled = context(
        &protocol(),
        &[("window_last_day", "included"), ("steroids_as_immunosuppression", "count_28_days")],
    );
    assert_eq!(derive(&draft, &settled).stages[1].from_by, []);
    let end =
        context(&protocol(), &[("window_last_day", ""), ("steroids_as_immunosuppression", "count_28_days")]);
    let found = derive(&draft, &end);
    let [hang] = found.stages[1].from_by.as_slice() else { panic!("{:?}", found.stages[1].from_by) };
    assert_eq!((&*hang.question, &*hang.reading), ("window_last_day", "excluded"));
    assert_eq!(
        (found.stages[1].from, hang.clear),
        (Some(date(2026, 12, 19)), Clear::From(date(2026, 12, 18)))
    );
}

/// Five years after 1 December 2021 end on 1 December 2026, that day counted; 20 November to 2 December are 12 days.
#[test]
fn a_lasting_disease_is_waited_for_within_the_horizon() {
    let of = |end: &str, horizon: Option<&str>| {
        let horizon = horizon.map_or_else(|| "unset".to_owned(), |days| format!("{days} d"));
        let context = context_of(&site().setting("screening_horizon", &horizon));
        let found = derive(&changed(&format!("other_malignancy: 2015..{end} [other_cancer]")), &context);
        (found.stages[0].verdict, found.stages[0].from)
    };
    let soon = Some(date(2026, 12, 2));
    assert_eq!(of("2021-12-01", None), (Verdict::NotNow, soon));
    assert_eq!(of("2021-12-01", Some("12")), (Verdict::NotNow, soon));
    assert_eq!(of("2021-12-01", Some("11")).0, Verdict::NotEligible);
    // 28 days after 20 November is 18 December: treated until 17 December 2021, and the day after.
    assert_eq!(of("2021-12-17", None), (Verdict::NotNow, Some(date(2026, 12, 18))));
    assert_eq!(of("2021-12-18", None).0, Verdict::NotEligible);
    assert_eq!(of("ongoing", None).0, Verdict::NotEligible);
    let years = changed("other_malignancy: 2015..2024-03-01 [other_cancer]");
    let text = one_line(&screened(&years, &CONTEXT, Language::English));
    assert!(text.contains("clear from 2029-03-02"), "{text}");
}
