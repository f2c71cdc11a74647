//! Cases from real use that went wrong, each by name with its siblings. Judged on 2026-11-22T09:00 with the example site.

use super::kit::{changed, context, json};
use crate::kit::{Patient as _, Settled as _, base, context_of, judged, one_line, protocol, screened, site};
use cardose::{
    engine::{
        Context, Derived, derive,
        evidence::{Entry, Node, Why},
        notice::{Class, NoticeCode},
        problem::ProblemCode,
        verdict::{Cure, DayFrom, Outcome, Verdict},
        washout::Clear,
    },
    i18n::Language,
    model::{Assessment, Confirmation, Decision, Draft, Finding, Signed, StageDate, Typed, Value},
};
use jiff::civil::date;
use std::sync::LazyLock;

static CONTEXT: LazyLock<Context> = LazyLock::new(|| context(&protocol(), &[]));
/// With the end of every window and the steroids of Exclusion 11 settled: what is left are the doses themselves.
static SETTLED: LazyLock<Context> = LazyLock::new(|| {
    let readings = [
        ("window_last_day", "included"),
        ("steroids_as_immunosuppression", "own_window_only"),
        ("single_doses_running", "never"),
    ];
    context(&protocol(), &readings)
});

fn derived(change: &str) -> Derived {
    derive(&changed(change), &CONTEXT)
}

fn signed(by: &str, at: &str) -> Signed {
    Signed { by: by.into(), at: at.into(), reason: String::new() }
}

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
        let found = derived(change);
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

/// HIV antibody positive on the 1st, negative on the 19th: unknown until a second negative bears it out or somebody says
/// why.
#[test]
fn a_negative_after_a_positive_is_unknown() {
    let answer = |id: u32, when: &str, answer: &str| Assessment {
        id,
        when: when.into(),
        results: vec![Finding {
            of: "hiv_antibody".into(),
            value: Value::Choice(answer.into()),
            ..Finding::default()
        }],
        ..Assessment::default()
    };
    let patient = |earlier: &str| {
        let mut draft = base();
        draft.assessments.insert(0, answer(90, "2026-11-01", earlier));
        draft
    };
    let of = |draft: &Draft| draft.judged_in(&CONTEXT).worst("E4.hiv");
    assert_eq!(of(&patient("negative")), Outcome::Pass);
    assert_eq!(of(&patient("pending")), Outcome::Pass);
    let mut draft = patient("positive");
    let found = derive(&draft, &CONTEXT);
    assert_eq!(of(&draft), Outcome::Unknown);
    assert!(
        found
            .problems
            .iter()
            .any(|problem| problem.code == ProblemCode::EarlierStays { day: date(2026, 11, 1) })
    );
    assert!(
        found
            .notices
            .iter()
            .any(|own| own.class == Class::Decide && matches!(own.code, NoticeCode::Confirm(_)))
    );
    // A second negative, on another day, bears it out; one of the same time does not.
    draft.assessments.push(answer(91, "2026-11-20", "negative"));
    assert_eq!(of(&draft), Outcome::Pass);
    draft.assessments.pop();
    // A positive after it stands as it is.
    draft.assessments.push(answer(91, "2026-11-20", "positive"));
    assert_eq!(of(&draft), Outcome::Fail);
    draft.assessments.pop();
    let own = draft.assessments.iter_mut().flat_map(|report| &mut report.results);
    let negative = own.filter(|finding| finding.of == "hiv_antibody").nth(1).unwrap();
    crate::kit::confirm(negative);
    negative.confirmed.as_mut().unwrap().signed.reason.clear();
    assert_eq!(of(&draft), Outcome::Unknown, "without a reason");
    let own = draft.assessments.iter_mut().flat_map(|report| &mut report.results);
    let negative = own.filter(|finding| finding.of == "hiv_antibody").nth(1).unwrap();
    negative.confirmed.as_mut().unwrap().signed.reason = "the first was mixed up, repeated at once".into();
    assert_eq!(of(&draft), Outcome::Pass);
}

/// Trastuzumab until 6 November: 28 days with the last one counted end on 4 December. Apheresis is on the 5th, and
/// preconditioning without a date is no earlier.
#[test]
fn a_stage_without_a_day_lies_no_earlier_than_those_before_it() {
    let found = derived("systemic_therapy: 2026-10-01..2026-11-06 [antibody]; stage apheresis=2026-12-05");
    let [screening, apheresis, preconditioning, infusion] =
        [0, 1, 2, 3].map(|place: usize| &found.stages[place]);
    assert_eq!(apheresis.verdict, Verdict::Eligible);
    assert_eq!((preconditioning.day, preconditioning.day_from), (date(2026, 12, 5), DayFrom::StageBefore));
    assert_eq!((infusion.day, infusion.day_from), (date(2026, 12, 5), DayFrom::StageBefore));
    assert_eq!((preconditioning.verdict, preconditioning.so_far), (Verdict::Eligible, true));
    assert_eq!(screening.day_from, DayFrom::Date);
    assert_eq!(found.overall.verdict, Verdict::Eligible);
    // Without the date of apheresis both are looked at today.
    let open = derived("systemic_therapy: 2026-10-01..2026-11-06 [antibody]");
    assert_eq!((open.stages[2].day, open.stages[2].day_from), (date(2026, 11, 22), DayFrom::Today));
    assert_eq!(open.overall.verdict, Verdict::NotNow);
    // A date that is over holds nobody back: today is later.
    let past = derived("asked=2026-11-22; stage apheresis=2026-11-21");
    assert_eq!((past.stages[2].day, past.stages[2].day_from), (date(2026, 11, 22), DayFrom::Today));
}

/// 28 days on the last day of screening are not old, 29 are; the site's own limit ends the question.
#[test]
fn old_laboratory_values_are_one_decision() {
    let aged = |when: &str| {
        let mut draft = base();
        let report = draft.assessments.iter_mut().find(|report| report.laboratory.is_some()).unwrap();
        report.when = when.into();
        let day = when.to_owned();
        for exposure in &mut draft.exposures {
            exposure.courses.retain(|_| false);
        }
        (draft, day)
    };
    let old = |found: &Derived| {
        let mut own = found.notices.iter().filter(|notice| matches!(notice.code, NoticeCode::OldValues(_)));
        let first = own.next().map(|notice| notice.class);
        assert!(own.next().is_none(), "one decision");
        first
    };
    // 20 November less 28 days is 23 October.
    for (when, expected) in
        [("2026-10-23", None), ("2026-10-22", Some(Class::Decide)), ("2025-08-20", Some(Class::Decide))]
    {
        let (draft, _) = aged(when);
        let found = derive(&draft, &CONTEXT);
        assert_eq!(old(&found), expected, "{when}");
        assert_eq!(found.overall.verdict, Verdict::Eligible, "{when}");
    }
    let (mut draft, _) = aged("2026-10-22");
    let found = derive(&draft, &CONTEXT);
    let items: Vec<&str> = found.standing.old.iter().map(|(item, _)| &**item).collect();
    assert!(
        items.contains(&"platelets") && items.contains(&"hbsag") && items.contains(&"creatinine"),
        "{items:?}"
    );
    // Imaging, tissue and what is measured at the bed are no laboratory values.
    for item in ["lvef", "measurable_lesion_diameter", "her2_ihc", "spo2_room_air", "liver_replaced"] {
        assert!(!items.contains(&item), "{item}");
    }
    draft.confirmed = vec![Confirmation {
        field: "old_values".into(),
        value: found.standing.old_values(),
        choice: None,
        signed: signed("p1", "2026-11-20T10:00"),
    }];
    assert_eq!(old(&derive(&draft, &CONTEXT)), None, "never again");
    draft.assessments.iter_mut().find(|report| report.laboratory.is_some()).unwrap().when =
        "2026-10-20".into();
    assert_eq!(old(&derive(&draft, &CONTEXT)), Some(Class::Decide), "other values");
    let sixty = context_of(&site().setting("value_age_limit", "60 d"));
    assert_eq!(old(&derive(&aged("2026-10-22").0, &sixty)), None);
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
    let mut whys = Vec::new();
    row.evidence.leaves(&mut |leaf| {
        if let Node::Compare(comparison) = &leaf.node {
            whys.push(comparison.why.clone());
        }
    });
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
        let told = found.problems.iter().any(|problem| problem.field == "stages[screening 7].infusion");
        assert_eq!(told, infusion == 7, "{:?}", found.problems);
    }
    let mut open = patient();
    open.stages.clear();
    let found = derive(&open, &CONTEXT);
    assert_eq!((found.overall.verdict, found.stages[0].day_from), (Verdict::Eligible, DayFrom::Today));
    let text = screened(&open, &CONTEXT, Language::English);
    assert!(text.contains("as of 2026-11-22, no date entered"), "{text}");
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
    let text = screened(&open, &CONTEXT, Language::English);
    assert!(text.contains("2026-11-20, day of the signed decision"), "{text}");
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
    let problem = found.problems.iter().find(|problem| problem.field == "stages[preconditioning 7].infusion");
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
        found.problems.iter().any(|problem| problem.field == "infusions[7].number"),
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

/// The upper limit comes from a template that nobody has confirmed: 60 U/L is 2.4 × 25, and no usual limit turns it.
/// Between 2.5 × 35 = 87.5 and 2.5 × 40 = 100 the American limit would.
#[test]
fn another_usual_limit_that_turns_the_row_is_a_decision() {
    let of = |alt: &str| {
        let mut draft = changed(&format!("alt={alt} U/L"));
        for report in &mut draft.assessments {
            for finding in report.results.iter_mut().filter(|finding| finding.of == "alt") {
                finding.uln = Typed::default();
            }
        }
        derive(&draft, &CONTEXT)
    };
    let turned = |found: &Derived| {
        found
            .notices
            .iter()
            .any(|own| own.code == NoticeCode::LimitsTurn(vec!["I9".into()]) && own.class == Class::Decide)
    };
    for (alt, expected) in [("60", false), ("87.5", false), ("87.6", true), ("100", true), ("101", false)] {
        assert_eq!(turned(&of(alt)), expected, "{alt}");
    }
}

#[test]
fn a_row_shows_its_criterion() {
    use cardose::engine::{Shown, judged::judged};
    let shown = |draft: &Draft, item: &str, context: &Context| {
        let found = derive(draft, context);
        let all = judged(&context.plan, &found);
        all.iter().filter(|own| own.item == item).map(|own| own.shown).collect::<Vec<_>>()
    };
    // HBV DNA below 20 IU/mL: Exclusion 4 does not exclude, and the positive core antibody decides nothing.
    let hbv = changed("anti_hbc=#positive").with("hbv_dna", Value::Quantity(Typed::new("<20", "[IU]/mL")));
    assert_eq!(derive(&hbv, &CONTEXT).overall.verdict, Verdict::Eligible);
    assert!(!shown(&hbv, "anti_hbc", &CONTEXT).iter().any(|own| *own > Shown::SoFar));
    // Creatinine over its limit, measured clearance 60: Inclusion 10 is met.
    let kidney = changed("creatinine=200 umol/L; creatinine_clearance_measured=60 mL/min");
    assert_eq!(derive(&kidney, &CONTEXT).overall.verdict, Verdict::Eligible);
    assert_eq!(shown(&kidney, "creatinine", &CONTEXT), [Shown::Neutral]);
    // Platelets alone fail Inclusion 8: they are red, and haemoglobin decides nothing.
    let low = changed("platelets=74.6 10*9/L");
    assert_eq!(shown(&low, "platelets", &CONTEXT), [Shown::Fail]);
    assert_eq!(shown(&low, "haemoglobin", &CONTEXT), [Shown::Neutral]);
    // Potassium that may be corrected is not now.
    assert_eq!(shown(&changed("potassium=3.3 mmol/L"), "potassium", &CONTEXT), [Shown::NotNow]);
    let text = one_line(&screened(
        &derive_only("systemic_therapy: 2026-10-01..2026-11-06 [antibody]"),
        &CONTEXT,
        Language::English,
    ));
    assert!(text.contains("E9 not now"), "{text}");
    assert!(!text.contains("E9 excludes"), "{text}");
}

fn derive_only(change: &str) -> Draft {
    changed(change)
}

/// Consent first, and nothing that can be read as bad news.
#[test]
fn an_empty_patient_is_asked_for_consent_first() {
    let draft = Draft { subject: "EXAMPLE-09".into(), ..Draft::default() };
    let line = |language| one_line(&screened(&draft, &CONTEXT, language));
    let english = line(Language::English);
    assert!(
        english.contains("Next: answer “informed consent signed”, answer “takes part voluntarily”"),
        "{english}"
    );
    assert!(
        line(Language::Chinese).contains("下一步：回答“已签署知情同意书”"),
        "{}",
        line(Language::Chinese)
    );
    // One answer away: the act, never the bare name of what would be bad news.
    let line = one_line(&screened(&changed("abnormal_ecg=~"), &CONTEXT, Language::English));
    assert!(line.contains("Next: answer “clearly abnormal ECG”."), "{line}");
}

/// Every headline says which day it speaks of.
#[test]
fn headlines_name_their_day() {
    for (change, said) in [
        ("", "(as of 2026-11-22)"),
        ("platelets=74.6 10*9/L", "not eligible (Screening 2026-11-20)"),
        ("abnormal_ecg=~", "(Screening 2026-11-20)"),
        (
            "radiotherapy: 2026-11-01..2026-11-10 [other_radiotherapy]",
            "(Apheresis as of 2026-11-22, no date entered)",
        ),
    ] {
        let line = one_line(&screened(&changed(change), &CONTEXT, Language::English));
        assert!(line.contains(said), "{change}: {line}");
    }
    let repeat = derived("potassium=3.3 mmol/L");
    assert!(repeat.stages[0].rows.iter().any(|row| row.cure == Cure::Repeat));
}

/// A question that an earlier edition asked loads, and is told.
#[test]
fn a_retired_question_loads_with_a_note() {
    let context = context(&protocol(), &[("sodium_and_or_potassium", "both")]);
    let found = derive(&changed("potassium=3.3 mmol/L"), &context);
    assert_eq!(found.overall.verdict, Verdict::NotNow, "it decides nothing");
    let note = NoticeCode::RetiredQuestions(vec!["sodium_and_or_potassium".into()]);
    assert!(found.notices.iter().any(|own| own.code == note && own.class == Class::Note));
    let text = one_line(&screened(&base(), &context, Language::English));
    assert!(text.contains("No longer asked: And/or in Exclusion 5 is read as either"), "{text}");
}
