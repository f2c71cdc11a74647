//! Later infusions: the stages that each infusion has anew are judged as the criteria are written, with their own dates.
//! The verdict over everything is of the first infusion. Now is 2026-11-22T09:00.

use super::kit::{context, json, signed};
use crate::kit::{Patient as _, example, one_line, protocol, screened};
use cardose::{
    engine::{
        Context, Derived, derive,
        evidence::{clear::Clear, outcome::Outcome},
        notice::{Class, NoticeCode},
        problem::ProblemCode,
        verdict::{Verdict, stage::StageResult},
    },
    i18n::Language,
    model::{Address, Choice, Decision, Draft, Finding, Infusion, StageDate, StagePart, Value},
};
use jiff::civil::date;
use std::sync::LazyLock;

static CONTEXT: LazyLock<Context> =
    LazyLock::new(|| context(&protocol(), &[("window_last_day", "included")]));

/// Infusion 1 given in September; preconditioning of infusion 2 on 25 November, its infusion on the 30th, and no entry
/// of the infusion itself.
fn dated(change: &str) -> Draft {
    let mut draft = example("follow-up");
    draft.infusions.retain(|infusion| infusion.number == 1);
    draft = draft.changed(change);
    draft
}

fn later<'d>(found: &'d Derived, stage: &str, infusion: u32) -> &'d StageResult {
    let place = CONTEXT.plan.stage(stage).unwrap();
    let mut own = found.later.iter().filter(|own| (own.stage, own.infusion) == (place, infusion));
    own.next().unwrap_or_else(|| panic!("{stage} of infusion {infusion} is not judged"))
}

fn outcome_at(stage: &StageResult, id: &str) -> Outcome {
    let own = |row: &&cardose::engine::verdict::row::Row| &*CONTEXT.plan.criteria[row.criterion].id == id;
    stage.rows.iter().find(own).unwrap_or_else(|| panic!("{id} does not decide there")).outcome
}

fn repeats(found: &Derived) -> Vec<(Class, u32)> {
    let repeat = |notice: &cardose::engine::notice::Notice| {
        if let NoticeCode::RepeatInfusion(infusion) = notice.code {
            Some((notice.class, infusion))
        } else {
            None
        }
    };
    found.notices.iter().filter_map(repeat).collect()
}

/// An antibody against PD-1 until 19 November bars preconditioning for 28 days, the last included: until 18 December.
/// Steroids that go on bar the infusion, an infarction of 20 October preconditioning for six months.
#[test]
fn a_later_infusion_is_judged_at_its_own_dates() {
    for (change, stage, id, clear) in [
        (
            "systemic_therapy: 2026-11-12..2026-11-19 [pd1_pdl1_antibody] agent=pembrolizumab",
            "preconditioning",
            "E10",
            Clear::From(date(2026, 12, 18)),
        ),
        (
            "steroid: 2026-11-12..ongoing [continuous_systemic] agent=prednisone dose=40",
            "infusion",
            "E7",
            Clear::NotKnown,
        ),
        (
            "myocardial_infarction: 2026-10-20..2026-10-20",
            "preconditioning",
            "E17",
            Clear::From(date(2027, 4, 21)),
        ),
    ] {
        let found = derive(&dated(change), &CONTEXT);
        let own = later(&found, stage, 2);
        assert_eq!(
            (outcome_at(own, id), own.verdict, own.clear),
            (Outcome::Fail, Verdict::NotNow, clear),
            "{change}"
        );
        // Infusion 1 was months before.
        assert_eq!(found.overall.verdict, Verdict::Eligible, "{change}");
        assert_eq!(repeats(&found), [(Class::Decide, 2)], "{change}");
    }
}

/// Only the stages that each infusion has anew: screening and apheresis are not judged again, Exclusion 1 among them.
#[test]
fn what_is_not_done_again_is_not_judged_again() {
    let found = derive(&dated(""), &CONTEXT);
    let stages: Vec<(usize, u32)> = found.later.iter().map(|own| (own.stage, own.infusion)).collect();
    assert_eq!(stages, [(2, 2), (3, 2)]);
    assert_eq!(found.later.iter().map(|own| own.verdict).collect::<Vec<_>>(), [Verdict::Eligible; 2]);
    let mut yes = dated("");
    let of = "previous_gene_modified_t_cells".to_owned();
    let mut sitting = yes.assessments[0].clone();
    (sitting.id, sitting.when) = (90, "2026-11-20T09:00".to_owned());
    sitting.results = vec![Finding { of, value: Value::Yes, ..Finding::default() }];
    yes.assessments.push(sitting);
    let found = derive(&yes, &CONTEXT);
    assert_eq!(
        found.overall.verdict,
        Verdict::Eligible,
        "the first infusion of this trial is no earlier one"
    );
    let first = CONTEXT.plan.criteria.iter().position(|criterion| &*criterion.id == "E1").unwrap();
    assert!(found.later.iter().flat_map(|own| &own.rows).all(|row| row.criterion != first));
}

/// An infusion that is entered and has no dates yet is looked at as of now. One notice for all that are open, none for
/// what was given.
#[test]
fn an_open_infusion_needs_no_date() {
    let mut draft = example("follow-up");
    draft.stages.retain(|stage| stage.infusion == 1);
    let found = derive(&draft, &CONTEXT);
    let own = later(&found, "infusion", 2);
    assert!(own.so_far && own.date.is_none() && own.verdict == Verdict::Eligible, "{own:?}");
    assert_eq!(repeats(&found), [(Class::Decide, 2)]);
    draft.stages.push(StageDate {
        stage: "infusion".into(),
        infusion: 3,
        date: "2027-02-01".into(),
        ..StageDate::default()
    });
    assert_eq!(repeats(&derive(&draft, &CONTEXT)), [(Class::Decide, 2)]);
    let mut given = example("follow-up");
    let done = given.infusions[0].given.clone();
    given.infusions[1].given = done;
    assert_eq!(repeats(&derive(&given, &CONTEXT)), []);
    let mut only = example("follow-up");
    only.stages.retain(|stage| stage.infusion == 1);
    only.infusions.retain(|infusion| infusion.number == 1);
    let found = derive(&only, &CONTEXT);
    assert!(found.later.is_empty() && repeats(&found).is_empty());
}

/// The second preconditioning before the first infusion: one of the two is a slip.
#[test]
fn a_later_infusion_does_not_come_before_an_earlier_one() {
    let mut draft = dated("");
    let own = |stage: &&mut StageDate| stage.stage == "preconditioning" && stage.infusion == 2;
    draft.stages.iter_mut().find(own).unwrap().date = "2026-09-08".into();
    let found = derive(&draft, &CONTEXT);
    let problem =
        found.problems.iter().find(|problem| problem.field.to_string() == "stages[preconditioning 2].date");
    let other = Address::stage("infusion", 1, StagePart::Date);
    assert_eq!(problem.unwrap().code, ProblemCode::Conflicts { other });
    assert_eq!(later(&found, "preconditioning", 2).verdict, Verdict::Incomplete);
}

#[test]
fn text_and_data_say_so() {
    let course = "systemic_therapy: 2026-11-12..2026-11-19 [pd1_pdl1_antibody] agent=pembrolizumab";
    let draft = dated(course);
    let text = one_line(&screened(&draft, &CONTEXT, Language::English));
    for said in [
        "the investigator decides (first infusion only)",
        "Preconditioning (lymphodepletion), infusion 2",
        "As written; which criteria apply to a repeat infusion is an open question.",
        "Exclusion 10: not now",
        "before Preconditioning (lymphodepletion), infusion 2 (2026-11-25)",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let text = screened(&draft, &CONTEXT, Language::Chinese);
    assert!(text.contains("（仅针对首次回输）") && text.contains("清淋预处理（第 2 次回输）"), "{text}");
    let found = json(&draft, &CONTEXT);
    assert_eq!(found["verdict"], "eligible");
    let stages = found["stages"].as_array().unwrap();
    assert_eq!(stages.len(), 6);
    let own = stages.iter().find(|own| own["stage"] == "preconditioning" && own["infusion"] == 2).unwrap();
    assert_eq!(
        (&own["verdict"], &own["from"], &own["as_written"]),
        (&"not_now".into(), &"2026-12-18".into(), &true.into())
    );
    assert_eq!(stages[2].get("as_written"), None);
}

/// Each infusion bears what was signed at its own stage, and nothing of another's.
#[test]
fn the_data_of_a_decision_are_of_its_own_infusion() {
    let decided = |infusion: u32, by: &str| Decision {
        stage: "infusion".into(),
        infusion,
        eligible: true,
        choice: Some(Choice::Agree),
        verdict: "eligible".into(),
        signed: signed(by, "2026-11-21T10:30"),
        ..Decision::default()
    };
    let by = |draft: &Draft, infusion: u32| {
        let found = json(draft, &CONTEXT);
        let stages = found["stages"].as_array().unwrap().clone();
        let own = stages.into_iter().find(|own| own["stage"] == "infusion" && own["infusion"] == infusion);
        own.unwrap()["decision"]["by"].clone()
    };
    let mut draft = dated("");
    draft.decisions = vec![decided(1, "p1"), decided(2, "p4")];
    assert_eq!((by(&draft, 1), by(&draft, 2)), ("p1".into(), "p4".into()));
    draft.decisions.reverse();
    assert_eq!((by(&draft, 1), by(&draft, 2)), ("p1".into(), "p4".into()));
    draft.decisions = vec![decided(2, "p4")];
    assert_eq!((by(&draft, 1), by(&draft, 2)), (serde_json::Value::Null, "p4".into()));
}

/// Answers of 20 November decide at the stages of the second infusion, on the 25th and the 30th: it is named.
#[test]
fn what_was_answered_before_a_later_infusion_names_it() {
    let found = json(&dated(""), &CONTEXT);
    let notices = found["notices"].as_array().unwrap();
    let own = notices.iter().find(|notice| notice["code"] == "answered_before").unwrap();
    let about = own["about"].as_str().unwrap();
    assert!(about.ends_with("preconditioning 2,infusion 2"), "{about}");
}

/// Barred at preconditioning until 18 December, and the heart class not asked before the cells: what is signed is the
/// worst of its stages.
#[test]
fn a_later_infusion_is_as_bad_as_its_worst_stage() {
    let course = "systemic_therapy: 2026-11-12..2026-11-19 [pd1_pdl1_antibody] agent=pembrolizumab";
    let draft = dated(course).without("nyha_class");
    let found = derive(&draft, &CONTEXT);
    assert_eq!(later(&found, "preconditioning", 2).verdict, Verdict::NotNow);
    assert_eq!(later(&found, "infusion", 2).verdict, Verdict::Incomplete);
    let mut draft = draft;
    let first = draft.infusions[0].clone();
    draft.infusions.push(Infusion { number: 2, lots: first.lots, ..Infusion::default() });
    let found = json(&draft, &CONTEXT);
    let lines = found["doses"][1]["readiness"].as_array().unwrap();
    let line = lines.iter().find(|line| line["line"] == "eligibility").unwrap();
    let value = line["needs"][0]["decision"]["value"]["value"].as_str().unwrap();
    assert!(value.starts_with("not_now "), "{value}");
}
