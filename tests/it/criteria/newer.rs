//! What came after a criterion last decided is information: shown under its row, named in one note, and no verdict.
//! Now is the morning of the infusion, 2026-12-09T09:00.

use super::kit::json;
use crate::kit::{Patient as _, base, laboratories, one_line, protocol, screened, site};
use cardose::{
    engine::{
        Context, Derived, derive,
        notice::{Class, NoticeCode},
        verdict::{Outcome, Verdict},
    },
    i18n::Language,
    model::{Confirmation, Draft, Finding, Signed, Typed, Value},
};
use jiff::civil::date;
use std::sync::LazyLock;

static CONTEXT: LazyLock<Context> = LazyLock::new(|| {
    let now = date(2026, 12, 9).at(9, 0, 0, 0);
    Context::new(&protocol(), &site(), &laboratories(), now).unwrap()
});

/// Screened on 20 November, infusion on 9 December, asked on that day; on the day before these findings.
fn patient(found: &[(&str, Value)]) -> Draft {
    let mut draft = base().changed("stage apheresis=2026-11-24; stage preconditioning=2026-12-03; stage infusion=2026-12-09; asked=2026-12-09");
    if !found.is_empty() {
        let mut sitting = draft.assessments[0].clone();
        (sitting.id, sitting.when) = (90, "2026-12-08T08:00".to_owned());
        let finding = |(of, value): &(&str, Value)| {
            let (of, value) = ((*of).to_owned(), value.clone());
            Finding { of, value, ..Finding::default() }
        };
        sitting.results = found.iter().map(finding).collect();
        draft.assessments.push(sitting);
    }
    draft
}

fn named(found: &Derived) -> Vec<String> {
    let criterion = |place: usize| CONTEXT.plan.criteria[place].id.to_string();
    found.newer.iter().map(|newer| criterion(newer.criterion)).collect()
}

fn notes(found: &Derived) -> Vec<&NoticeCode> {
    let notes = found.notices.iter().filter(|notice| notice.class == Class::Note);
    notes.map(|notice| &notice.code).filter(|code| matches!(code, NoticeCode::LaterFindings(_))).collect()
}

fn contrary() -> Draft {
    patient(&[
        ("active_infection", Value::Yes),
        ("pregnant", Value::Yes),
        ("platelets", Value::Quantity(Typed::new("12", "10*9/L"))),
    ])
}

/// Pregnant and infected the day before the infusion: the four verdicts stay, and the investigator decides once, with
/// the reason, on just these findings. The platelets were brought down on purpose, and are held against nobody.
#[test]
fn newer_findings_are_one_decision_where_a_criterion_looks_again() {
    let draft = contrary();
    let found = derive(&draft, &CONTEXT);
    assert_eq!(found.overall.verdict, Verdict::Eligible);
    assert_eq!(named(&found), ["E3", "E24"]);
    let infusion = CONTEXT.plan.stage("infusion").unwrap();
    for newer in &found.newer {
        assert_eq!((newer.outcome, newer.again_at), (Outcome::Fail, Some((infusion, 1))));
    }
    assert!(notes(&found).is_empty(), "{:?}", notes(&found));
    let code = NoticeCode::LooksAgain(1, vec!["E3".into(), "E24".into()]);
    let class =
        |found: &Derived| found.notices.iter().find(|notice| notice.code == code).map(|own| own.class);
    assert_eq!(class(&found), Some(Class::Decide));
    // Decided on, it is told and asks no more; on another finding it is asked again.
    let value = Typed::new("E3 2026-12-08, E24 2026-12-08", "");
    assert_eq!(found.standing.looks_again(1), value);
    let mut signed = draft;
    signed.infusions.truncate(1);
    signed.infusions[0].confirmed = vec![Confirmation {
        field: "looks_again".into(),
        value,
        choice: None,
        signed: Signed { by: "p1".into(), at: "2026-12-09T08:30".into(), reason: "test was wrong".into() },
    }];
    assert_eq!(class(&derive(&signed, &CONTEXT)), Some(Class::Note));
    signed.assessments.last_mut().unwrap().when = "2026-12-08T20:00".into();
    assert_eq!(class(&derive(&signed, &CONTEXT)), Some(Class::Note), "the same day");
    signed.assessments.last_mut().unwrap().when = "2026-12-07T20:00".into();
    assert_eq!(class(&derive(&signed, &CONTEXT)), Some(Class::Decide));
}

/// Counts after preconditioning never, at no stage; before it they are told. The cells of this trial never.
#[test]
fn what_the_treatment_does_is_held_against_nobody() {
    let low = || ("platelets", Value::Quantity(Typed::new("12", "10*9/L")));
    let mut before = patient(&[low()]);
    before.assessments.last_mut().unwrap().when = "2026-12-02T08:00".into();
    assert_eq!(named(&derive(&before, &CONTEXT)), ["I8"]);
    for when in ["2026-12-03T08:00", "2026-12-03", "2026-12-08T08:00"] {
        let mut after = patient(&[low()]);
        after.assessments.last_mut().unwrap().when = when.into();
        let found = derive(&after, &CONTEXT);
        assert_eq!((named(&found), notes(&found)), (Vec::new(), Vec::new()), "{when}");
    }
    let mut cells = patient(&[("previous_gene_modified_t_cells", Value::Yes)]);
    assert_eq!(
        named(&derive(&cells, &CONTEXT)),
        ["E1"],
        "before the first infusion they are no cells of this trial"
    );
    cells.assessments.last_mut().unwrap().when = "2026-12-09T08:30".into();
    assert!(named(&derive(&cells, &CONTEXT)).is_empty());
}

/// Nothing newer, or nothing that would come out otherwise: nothing is said.
#[test]
fn what_changes_nothing_is_not_told() {
    for found in [
        &[][..],
        &[("active_infection", Value::No), ("pregnant", Value::No)],
        // A white count alone says nothing of neutrophils, and a weight turns no criterion.
        &[("weight", Value::Quantity(Typed::new("61.0", "kg")))],
        &[("platelets", Value::Quantity(Typed::new("150", "10*9/L")))],
    ] {
        let derived = derive(&patient(found), &CONTEXT);
        assert_eq!((named(&derived), notes(&derived)), (Vec::new(), Vec::new()), "{found:?}");
        assert_eq!(derived.overall.verdict, Verdict::Eligible, "{found:?}");
    }
    // A question asked again and not known is newer, too.
    assert_eq!(named(&derive(&patient(&[("pregnant", Value::NotKnown)]), &CONTEXT)), ["E24"]);
    // A criterion that decides again later has seen it: it is no information there.
    let seen = patient(&[("procedure_not_recovered", Value::Yes)]);
    let derived = derive(&seen, &CONTEXT);
    assert_eq!((named(&derived), derived.overall.verdict), (Vec::new(), Verdict::NotEligible));
}

/// Surgery planned in the weeks after the infusion is asked about before the infusion as well.
#[test]
fn surgery_in_the_window_after_the_infusion_decides_at_the_infusion() {
    let found = derive(&patient(&[("surgery_in_dlt_window", Value::Yes)]), &CONTEXT);
    let verdicts: Vec<Verdict> = found.stages.iter().map(|stage| stage.verdict).collect();
    let eligible = Verdict::Eligible;
    assert_eq!(verdicts, [eligible, eligible, eligible, Verdict::NotEligible]);
    // What is past at apheresis is not judged by the day of the infusion: trauma of 27 November.
    let trauma =
        patient(&[]).changed("surgery_or_trauma: 2026-11-27..2026-11-27 [major_surgery]; asked=2026-12-09");
    assert_eq!(derive(&trauma, &CONTEXT).overall.verdict, Verdict::Eligible);
}

#[test]
fn text_and_data_show_them() {
    let draft = contrary();
    let text = one_line(&screened(&draft, &CONTEXT, Language::English));
    for said in [
        "looks again at Infusion of the cells, decide: pregnant: yes (2026-12-08)",
        "looks again at Infusion of the cells, decide: active infection: yes (2026-12-08)",
        "DECIDE: Exclusion 3, Exclusion 24: newer findings would turn these criteria before infusion 1",
    ] {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said}\n{text}");
    }
    let text = screened(&draft, &CONTEXT, Language::Chinese);
    assert!(text.contains("在回输阶段再次查看，须作出决定：妊娠：是（2026年12月8日）"), "{text}");
    let found = json(&draft, &CONTEXT);
    let rows = found["stages"][0]["criteria"].as_array().unwrap();
    let row = rows.iter().find(|row| row["id"] == "E24").unwrap();
    assert_eq!(row["outcome"], "pass");
    let [later] = row["later"].as_array().unwrap().as_slice() else { panic!("{row}") };
    assert_eq!((&later["date"], &later["outcome"]), (&"2026-12-08".into(), &"fail".into()));
    assert_eq!(
        (&later["evidence"][0]["item"], &later["evidence"][0]["answer"]),
        (&"pregnant".into(), &"Yes".into())
    );
}

/// The question to the sponsor names every criterion that may turn between screening and infusion.
#[test]
fn the_question_names_what_may_turn() {
    let question = &CONTEXT.plan.protocol.questions;
    let question = question.iter().find(|own| own.id == "criteria_again_before_later_steps").unwrap();
    for id in ["I7", "I8", "I14", "E3", "E4", "E14", "E24", "E26"] {
        assert!(question.about.iter().any(|about| about == id), "{id}");
    }
}
