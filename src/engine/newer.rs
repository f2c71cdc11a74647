//! Findings that came after a criterion last decided, and by which it would come out otherwise: information, no verdict.

use super::{
    case::{Case, ReadFinding},
    context::Context,
    criteria::{Met, evaluate},
    evidence::{Evidence, Node, Suppose},
    moment::Moment,
    plan::PlanKind,
    verdict::{Outcome, Row, StageResult, outcome},
    view::View,
};
use crate::{model::Truth, quantity::Analyte};
use jiff::civil::DateTime;

/// What newer findings would make of a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Newer {
    /// The criterion, as its place in the plan.
    pub criterion: usize,
    /// The last stage at which it decides, as its place in the plan.
    pub stage: usize,
    /// The outcome that it would have.
    pub outcome: Outcome,
    /// The sentences that would turn it, each with when its newest finding was collected.
    pub findings: Vec<(Evidence, Option<Moment>)>,
}

/// Looks at every criterion anew with what was found after its last stage. For most patients there is nothing.
pub(super) fn newer(
    context: &Context,
    case: &Case<'_>,
    laboratories: &[Option<&str>],
    stages: &[StageResult],
) -> Vec<Newer> {
    let dated = stages.iter().filter_map(|stage| stage.date).map(|date| date.last);
    let Some(first) = dated.min() else { return Vec::new() };
    if !case.findings.iter().flatten().any(|finding| is_after(finding, first)) {
        return Vec::new();
    }
    let now = View::as_of_now(context, case, laboratories);
    let criteria = 0..context.plan.criteria.len();
    criteria.filter_map(|criterion| of_criterion(context, &now, stages, criterion)).collect()
}

fn is_after(finding: &ReadFinding<'_>, time: DateTime) -> bool {
    finding.when.is_some_and(|when| when.first > time)
}

fn of_criterion<'s>(
    context: &Context,
    now: &View<'_, '_>,
    stages: &'s [StageResult],
    criterion: usize,
) -> Option<Newer> {
    let last = |stage: &'s StageResult| {
        let row = stage.rows.iter().find(|row| row.criterion == criterion)?;
        Some((stage, row))
    };
    let (at, row) = stages.iter().rev().find_map(last)?;
    let stage = at.stage;
    let date = at.date.filter(|_| !now.case.is_doubtful(stage, 1))?;
    let mut later = Vec::new();
    row.evidence.leaves(&mut |leaf| later.push(when(now, leaf, date.last)));
    if later.iter().all(Option::is_none) {
        return None;
    }
    let plan = context.plan.criteria.get(criterion)?;
    let test = plan.tests.get(plan.stages.iter().position(|own| *own == stage)?)?;
    let found = evaluate(now, test, &mut Met::default());
    let mut leaves = Vec::new();
    found.leaves(&mut |leaf| leaves.push(leaf));
    let outcome = outcome(plan.side, with(row, &leaves, &later));
    if outcome == row.outcome {
        return None;
    }
    let mut before = Vec::new();
    row.evidence.leaves(&mut |leaf| before.push(leaf.truth));
    let mut findings: Vec<(Evidence, Option<Moment>)> = Vec::new();
    for ((leaf, was), when) in leaves.into_iter().zip(before).zip(later) {
        let known = |own: &(Evidence, Option<Moment>)| own.0 == *leaf;
        if when.is_some() && leaf.truth != was && !findings.iter().any(known) {
            findings.push((leaf.clone(), when));
        }
    }
    Some(Newer { criterion, stage, outcome, findings })
}

/// The truth of the row with the newer findings put in. Histories stay as they are: they have days of their own.
fn with(row: &Row, leaves: &[&Evidence], later: &[Option<Moment>]) -> Truth {
    let mut place = 0;
    let mut leaf = |leaf: &Evidence| {
        let newer = later.get(place).copied().flatten().and_then(|_| leaves.get(place));
        place += 1;
        newer.map_or(leaf.truth, |newer| newer.truth)
    };
    row.evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: None })
}

/// When the newest finding that the sentence looks at was collected, if that was after this.
fn when(now: &View<'_, '_>, leaf: &Evidence, after: DateTime) -> Option<Moment> {
    let plan = &now.context.plan;
    let newest = |item: usize| {
        let found = now.findings(item).iter().filter(|finding| is_after(finding, after));
        found.filter_map(|finding| finding.when).max()
    };
    match &leaf.node {
        Node::Answer(answered) => newest(plan.item(&answered.asked.item)?),
        Node::Compare(comparison) => {
            let own = newest(plan.item(&comparison.item)?);
            // What can be computed rests on other quantities.
            let computed = matches!(
                comparison.analyte,
                Analyte::Clearance
                    | Analyte::ClearanceEstimated
                    | Analyte::ClearanceMeasured
                    | Analyte::Neutrophils
                    | Analyte::Lymphocytes
            );
            let quantity = |item: &usize| {
                matches!(plan.items.get(*item).map(|item| &item.kind), Some(PlanKind::Analyte(_)))
            };
            let any = || (0..plan.items.len()).filter(quantity).filter_map(newest).max();
            own.or_else(|| if computed { any() } else { None })
        }
        Node::All(_)
        | Node::Any(_)
        | Node::Not(_)
        | Node::When(_)
        | Node::Part(..)
        | Node::Holds
        | Node::Readings { .. }
        | Node::Happened(_) => None,
    }
}
