//! What a person is shown when two drafts are compared.

use super::example;
use crate::kit::Patient as _;
use cardose::{
    model::{Draft, Finding, Sex, Typed, Value},
    storage::{EMBEDDED_PATIENTS, Opened, difference_text, draft_differences},
};

/// `field: old -> new`, with `-` where there is nothing.
fn shown(old: &Draft, new: &Draft) -> Vec<String> {
    let side = |value: Option<serde_json::Value>| {
        value.as_ref().and_then(difference_text).unwrap_or_else(|| "-".to_owned())
    };
    draft_differences(old, new)
        .into_iter()
        .map(|found| format!("{}: {} -> {}", found.field, side(found.old), side(found.new)))
        .collect()
}

#[test]
fn each_difference_is_named_once() {
    let old = example().draft;
    let mut new = old.clone();
    new.sex = Some(Sex::Male);
    new = new.quantity("platelets", "74.7", "10^9/L").with("hbv_dna", Value::NotKnown);
    new.stages[1].date = "2026-12-11".into();
    new.exposures[1].courses[0].half_life = Typed::new("0.75", "d");
    new.infusions[0].weight_from = None;
    new.infusions[0].lots = vec!["L1".into(), "L2".into()];
    new.lots[0].bags.reverse();
    new.note = "x".into();
    assert_eq!(
        shown(&old, &new),
        [
            "assessments[1].results[platelets].value: 74.6 10^9/L -> 74.7 10^9/L",
            "assessments[1].results[hbv_dna].value: NotDone: HBsAg and anti-HBc negative -> NotKnown",
            "exposures[systemic_therapy].courses[1].half_life: 0.75 h -> 0.75 d",
            "infusions[1].lots: L1 -> L1, L2",
            "infusions[1].weight_from: 2 -> -",
            "lots[L1].bags: 1, 2 -> 2, 1",
            "note:  -> x",
            "sex: Female -> Male",
            "stages[infusion 1].date: 2026-12-10 -> 2026-12-11",
        ]
    );
}

/// A key is the program's own: a lot that was taken out and typed again differs in nothing that a person can see.
#[test]
fn a_key_is_no_difference() {
    let old = example().draft;
    let mut new = old.clone();
    new.lots[0].key = Some(7);
    new.lots[0].bags[1].key = Some(9);
    assert_ne!(old, new);
    assert_eq!(shown(&old, &new), Vec::<String>::new());
}

#[test]
fn added_and_removed_entries_show_what_they_say() {
    let old = example().draft;
    let mut new = old.clone();
    let value = Value::Quantity(Typed::new("1.1", "mg/dL"));
    new.assessments[0].results.insert(0, Finding { of: "creatinine".into(), value, ..Finding::default() });
    let added = [
        "assessments[1].results[creatinine].of: - -> creatinine",
        "assessments[1].results[creatinine].value: - -> 1.1 mg/dL",
    ];
    assert_eq!(shown(&old, &new), added);
    assert_eq!(
        shown(&new, &old),
        [
            "assessments[1].results[creatinine].of: creatinine -> -",
            "assessments[1].results[creatinine].value: 1.1 mg/dL -> -"
        ]
    );
    // A name that comes twice is no name: by position then.
    let mut twice = old.clone();
    let again = twice.assessments[0].results[0].clone();
    twice.assessments[0].results.push(again);
    assert!(shown(&old, &twice).iter().any(|line| line.starts_with("assessments[1].results[4].")));
}

#[test]
fn no_difference_only_between_equals() {
    assert!(draft_differences(&Draft::default(), &Draft::default()).is_empty());
    let drafts: Vec<Draft> = EMBEDDED_PATIENTS
        .iter()
        .map(|patient| match patient.patient().unwrap() {
            Opened::Record { file, .. } => file.draft,
            Opened::Newer { .. } => panic!("newer"),
        })
        .chain([Draft::default(), example().draft])
        .collect();
    for (i, old) in drafts.iter().enumerate() {
        for (j, new) in drafts.iter().enumerate() {
            assert_eq!(draft_differences(old, new).is_empty(), i == j);
        }
    }
    // What looks alike is still different: nothing against an empty text, a space, an empty entry.
    let mut spaced = example().draft;
    spaced.lots[0].viable = Typed::new("25.0 ", "10*6/mL");
    assert_eq!(draft_differences(&example().draft, &spaced).len(), 1);
    let mut level = example().draft;
    level.infusions[0].level = None;
    let mut blank = level.clone();
    blank.infusions[0].level = Some(String::new());
    assert_eq!(shown(&level, &blank), ["infusions[1].level: - -> "]);
    let mut more = example().draft;
    more.assessments.push(cardose::model::Assessment::default());
    assert_eq!(draft_differences(&example().draft, &more).len(), 1);
}
