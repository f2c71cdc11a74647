//! What came after a criterion last decided is information: shown under its row, named in one note, and no verdict.
//! Now is the morning of the infusion, 2026-12-09T09:00.

use super::kit::{apply, base, json, one_line, report};
use crate::support::{laboratories, protocol, site};
use cardose::{
    engine::{
        Context, Derived, derive,
        notice::{Class, NoticeCode},
        verdict::{Outcome, Verdict},
    },
    i18n::Language,
    model::{Draft, Finding, Typed, Value},
};
use jiff::civil::date;
use std::sync::LazyLock;

static CONTEXT: LazyLock<Context> = LazyLock::new(|| {
    let now = date(2026, 12, 9).at(9, 0, 0, 0);
    Context::new(&protocol(), &site(), &laboratories(), now).unwrap()
});

/// Screened on 20 November, infusion on 9 December, asked on that day; on the day before these findings.
fn patient(found: &[(&str, Value)]) -> Draft {
    let mut draft = base();
    apply(
        &mut draft,
        "stage apheresis=2026-11-24; stage preconditioning=2026-12-03; stage infusion=2026-12-09; asked=2026-12-09",
    );
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

/// Pregnant and infected the day before the infusion, platelets brought down on purpose: the four verdicts stay, and
/// nobody overlooks it.
#[test]
fn newer_findings_are_information() {
    let found = derive(&contrary(), &CONTEXT);
    assert_eq!(found.overall.verdict, Verdict::Eligible);
    assert_eq!(named(&found), ["I8", "E3", "E24"]);
    assert!(found.newer.iter().all(|newer| newer.outcome == Outcome::Fail));
    let said = NoticeCode::LaterFindings(vec!["I8".into(), "E3".into(), "E24".into()]);
    assert_eq!(notes(&found), [&said]);
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
    let mut trauma = patient(&[]);
    apply(&mut trauma, "surgery_or_trauma: 2026-11-27..2026-11-27 [major_surgery]; asked=2026-12-09");
    assert_eq!(derive(&trauma, &CONTEXT).overall.verdict, Verdict::Eligible);
}

#[test]
fn text_and_data_show_them() {
    let draft = contrary();
    let text = one_line(&report(&draft, &CONTEXT, Language::English));
    for said in [
        "later, for information: pregnant: yes (2026-12-08)",
        "later, for information: active infection: yes (2026-12-08)",
        "later, for information: Platelets 12 ×10⁹/L (2026-12-08): below 75 ×10⁹/L",
        "NOTE: Inclusion 8, Exclusion 3, Exclusion 24: newer findings",
    ] {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "{said}\n{text}");
    }
    let text = report(&draft, &CONTEXT, Language::Chinese);
    assert!(text.contains("此后所见，仅供参考：妊娠：是（2026年12月8日）"), "{text}");
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
