//! What these tests share.

use crate::support::{context, example, set_quantity};
use cardose::{
    engine::{
        Derived, derive,
        problem::ProblemCode,
        verdict::{Outcome, parts},
    },
    model::{Assessment, Draft, Finding, Typed, Value},
};

pub(super) const SAMPLE: &str = "2026-11-19T08:10";

pub(super) fn eligible() -> Draft {
    example("eligible")
}

pub(super) fn derived(draft: &Draft) -> Derived {
    derive(draft, &context())
}

/// The outcome of a row or part; the worst of the stages where it decides.
pub(super) fn outcome(draft: &Draft, id: &str) -> Outcome {
    let context = context();
    let derived = derive(draft, &context);
    let mut found = Vec::new();
    for row in derived.stages.iter().flat_map(|stage| &stage.rows) {
        let criterion = &context.plan.criteria[row.criterion];
        if &*criterion.id == id {
            found.push(row.outcome);
        }
        for (part, outcome, _) in parts(criterion.side, &row.evidence) {
            if part == id {
                found.push(outcome);
            }
        }
    }
    found.into_iter().max().unwrap_or_else(|| panic!("no row or part {id}"))
}

pub(super) fn quantity(item: &str, value: &str, unit: &str) -> Finding {
    Finding { of: item.into(), value: Value::Quantity(Typed::new(value, unit)), ..Finding::default() }
}

/// Another report of the same laboratory.
pub(super) fn report(draft: &mut Draft, when: &str, results: Vec<Finding>) {
    let id = u32::try_from(draft.assessments.len()).unwrap() + 10;
    let laboratory = Some("wst-404".to_owned());
    draft.assessments.push(Assessment {
        id,
        when: when.into(),
        laboratory,
        results,
        ..Assessment::default()
    });
}

/// Adds to the laboratory report of the example.
pub(super) fn add(draft: &mut Draft, finding: Finding) {
    draft.assessments[1].results.push(finding);
}

/// A creatinine that fails by itself, so that the row hangs on the clearance.
pub(super) fn poor_kidney() -> Draft {
    let mut draft = eligible();
    set_quantity(&mut draft, "creatinine", "300", "umol/L");
    draft
}

/// The codes of the problems at a field.
pub(super) fn codes<'d>(derived: &'d Derived, field: &str) -> Vec<&'d ProblemCode> {
    derived.problems.iter().filter(|problem| problem.field == field).map(|problem| &problem.code).collect()
}
