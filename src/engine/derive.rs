//! The one call that every face makes: draft and context in, everything else out.

use super::{
    dose::{dosing::Dosing, dosings, fill_readiness},
    entry::read::read_case,
    evidence::Candidate,
    notice::Notice,
    notices::notices,
    problem::Problem,
    site::context::Context,
    value::{
        clearance::{Work, all_estimates, clearance_work},
        deciding::View,
    },
    verdict::{
        later_findings::{Newer, newer},
        overall::{Overall, overall},
        stage::{StageResult, stage_result},
        standing::Standing,
    },
};
use crate::model::Draft;

/// Everything that follows from a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Derived {
    /// What is wrong with the entries.
    pub problems: Vec<Problem>,
    /// The stages of the first infusion, in order.
    pub stages: Vec<StageResult>,
    /// The stages that each later infusion has anew, as the criteria are written: which of them apply is open.
    pub later: Vec<StageResult>,
    /// Findings that came after a criterion of the first infusion last decided, and would turn it.
    pub newer: Vec<Newer>,
    /// All rows of the first infusion together.
    pub overall: Overall,
    /// Cockcroft-Gault at the first stage with the actual, the ideal and the adjusted weight, as far as they can be
    /// had; which of them decides, the rows say.
    pub clearances: Vec<Candidate>,
    /// How these and the measured clearance were computed.
    pub clearance_work: Vec<Work>,
    /// The doses.
    pub dosings: Vec<Dosing>,
    /// What the verdicts rest on and a person must decide on.
    pub standing: Standing,
    /// What a person must look at, stops first.
    pub notices: Vec<Notice>,
}

/// Derives everything. Pure: no file, no clock, no language; it cannot fail.
pub fn derive(draft: &Draft, context: &Context) -> Derived {
    let known: Vec<&str> = context.laboratories.iter().map(|laboratory| &*laboratory.id).collect();
    let (case, mut problems) = read_case(draft, &context.plan, &known, context.now);
    let laboratories: Vec<Option<&str>> =
        draft.assessments.iter().map(|assessment| assessment.laboratory.as_deref()).collect();
    let view = |stage, infusion| View::new(context, &case, &laboratories, stage, infusion);
    let first = view(0, 1);
    let stages: Vec<StageResult> = (0..context.plan.stages.len())
        .map(|stage| match stage {
            0 => stage_result(context, &first, stage),
            later => stage_result(context, &view(later, 1), stage),
        })
        .collect();
    let overall = overall(context, &stages);
    let infusions = case.later_infusions();
    let again =
        |stage: &usize| context.plan.protocol.stages.get(*stage).is_some_and(|it| it.again_per_infusion);
    let later: Vec<StageResult> = infusions
        .iter()
        .flat_map(|infusion| (0..context.plan.stages.len()).filter(again).map(|stage| (stage, *infusion)))
        .map(|(stage, infusion)| stage_result(context, &view(stage, infusion), stage))
        .collect();
    let newer = newer(context, &case, &laboratories, &stages);
    let open = infusions.into_iter().find(|infusion| !case.is_given(*infusion));
    let (clearances, clearance_work) = (all_estimates(&first), clearance_work(&first));
    let mut dosings = dosings(&case, context, &mut problems);
    let standing = Standing::of(draft, context, &stages, &newer);
    fill_readiness(&case, context, (&stages, &later, &overall, &standing), &problems, &mut dosings);
    let notices = notices(draft, context, (&stages, &later, open), (&newer, &standing), &dosings, &problems);
    Derived {
        problems,
        stages,
        later,
        newer,
        overall,
        clearances,
        clearance_work,
        dosings,
        standing,
        notices,
    }
}
