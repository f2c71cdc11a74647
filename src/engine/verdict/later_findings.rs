//! Findings that came after a criterion last decided, and by which it would come out otherwise.
//!
//! Where the criterion looks again at a stage that is not over, they are a decision there; elsewhere information. What
//! the treatment itself changes, such as the counts after preconditioning, is neither.

use super::{criterion::evaluate, met::Met, row::Row, stage::StageResult};
use crate::{
    engine::{
        entry::case::{Case, ReadFinding},
        evidence::{
            Evidence, Found, Suppose,
            outcome::{Outcome, outcome},
        },
        moment::Moment,
        protocol::plan::{PlanCriterion, PlanKind},
        site::context::Context,
        value::{deciding::View, values::rests_on_others},
    },
    model::Truth,
};
use jiff::{ToSpan as _, civil::DateTime};

/// What newer findings would make of a criterion.
#[derive(Clone, Debug, PartialEq)]
pub struct Newer {
    /// The criterion, as its place in the plan.
    pub criterion: usize,
    /// The last stage at which it decides, as its place in the plan.
    pub stage: usize,
    /// The stage at which it looks again and they are decided on, with its infusion; none for information.
    pub again_at: Option<(usize, u32)>,
    /// The outcome that it would have.
    pub outcome: Outcome,
    /// It would be worse than the one it has.
    pub contrary: bool,
    /// The sentences that would turn it, each with when its newest finding was collected.
    pub findings: Vec<(Evidence, Option<Moment>)>,
}

/// Looks at every criterion anew with what was found after its last stage. For most patients there is nothing.
pub(crate) fn newer(
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
    let mut found = Vec::new();
    let infusions = || std::iter::once(1).chain(case.later_infusions());
    for (place, criterion) in context.plan.criteria.iter().enumerate() {
        let own = |view: &View<'_, '_>| of_criterion(view, stages, (place, criterion));
        let again = infusions().filter(|infusion| !case.is_given(*infusion)).find_map(|infusion| {
            let open = criterion.looks_again_at.iter().filter(|stage| {
                let anew = context.plan.protocol.stages.get(**stage).is_some_and(|it| it.again_per_infusion);
                (infusion == 1 || anew) && is_open(case, context, **stage, infusion)
            });
            open.copied().find_map(|stage| {
                let view = View::new(context, case, laboratories, stage, infusion);
                let found = own(&view).filter(|found| found.contrary)?;
                Some(Newer { again_at: Some((stage, infusion)), ..found })
            })
        });
        found.extend(again.or_else(|| own(&View::as_of_now(context, case, laboratories))));
    }
    found
}

/// The stage is not over: its day has not passed, or nobody has set one and none after it has begun.
fn is_open(case: &Case<'_>, context: &Context, stage: usize, infusion: u32) -> bool {
    let now = context.now;
    match case.stage(stage, infusion) {
        Some(date) => date.last.date() >= now.date(),
        None => !case.is_doubtful(stage, infusion) && !case.has_passed(stage, infusion, now),
    }
}

fn is_after(finding: &ReadFinding<'_>, time: DateTime) -> bool {
    finding.when.is_some_and(|when| when.first > time)
}

fn of_criterion<'s>(
    view: &View<'_, '_>,
    stages: &'s [StageResult],
    (place, criterion): (usize, &PlanCriterion),
) -> Option<Newer> {
    let last = |stage: &'s StageResult| {
        let row = stage.rows.iter().find(|row| row.criterion == place)?;
        Some((stage, row))
    };
    let (at, row) = stages.iter().rev().find_map(last)?;
    let stage = at.stage;
    let date = at.date.filter(|_| !view.case.is_doubtful(stage, 1))?;
    // Nothing that is found from the stage on that changes it.
    let changed = criterion.changed_by.and_then(|stage| view.case.stage(stage, 1));
    let before = changed.and_then(|changed| changed.first.checked_sub(1.minute()).ok());
    let earlier = before.filter(|before| *before < view.as_of).map(|before| view.until(before));
    let view = earlier.as_ref().unwrap_or(view);
    let later: Vec<Option<Moment>> =
        row.evidence.statements().map(|found| when(view, found, date.last)).collect();
    if later.iter().all(Option::is_none) {
        return None;
    }
    let test = criterion.tests.get(criterion.stages.iter().position(|own| *own == stage)?)?;
    let found = evaluate(view, test, &mut Met::default());
    let leaves: Vec<&Evidence> = found.leaves().map(|(leaf, _)| leaf).collect();
    let outcome = outcome(criterion.side, with(row, &leaves, &later));
    if outcome == row.outcome {
        return None;
    }
    let before = row.evidence.leaves().map(|(leaf, _)| leaf.truth);
    let mut findings: Vec<(Evidence, Option<Moment>)> = Vec::new();
    for ((leaf, was), when) in leaves.into_iter().zip(before).zip(later) {
        let known = |own: &(Evidence, Option<Moment>)| own.0 == *leaf;
        if when.is_some() && leaf.truth != was && !findings.iter().any(known) {
            findings.push((leaf.clone(), when));
        }
    }
    let contrary = outcome > row.outcome;
    Some(Newer { criterion: place, stage, again_at: None, outcome, contrary, findings })
}

/// The truth of the row with the newer findings put in. Histories stay as they are: they have days of their own.
fn with(row: &Row, leaves: &[&Evidence], later: &[Option<Moment>]) -> Truth {
    let mut place = 0;
    let mut leaf = |leaf: &Evidence, _: &Found| {
        let newer = later.get(place).copied().flatten().and_then(|_| leaves.get(place));
        place += 1;
        newer.map_or(leaf.truth, |newer| newer.truth)
    };
    row.evidence.supposing(&mut Suppose { leaf: &mut leaf, reading: None })
}

/// When the newest finding that the sentence looks at was collected, if that was after this.
fn when(view: &View<'_, '_>, found: &Found, after: DateTime) -> Option<Moment> {
    let plan = &view.context.plan;
    let newest = |item: usize| {
        let counts = |finding: &&ReadFinding<'_>| {
            is_after(finding, after) && finding.when.is_some_and(|when| when.first <= view.as_of)
        };
        view.findings(item).iter().filter(counts).filter_map(|finding| finding.when).max()
    };
    match found {
        Found::Answer(answered) => newest(plan.item(&answered.asked.item)?),
        Found::Compare(comparison) => {
            let own = newest(plan.item(&comparison.item)?);
            // What can be computed rests on other quantities.
            let computed = rests_on_others(comparison.analyte);
            let quantity = |item: &usize| {
                matches!(plan.items.get(*item).map(|item| &item.kind), Some(PlanKind::Analyte(_)))
            };
            let any = || (0..plan.items.len()).filter(quantity).filter_map(newest).max();
            own.or_else(|| if computed { any() } else { None })
        }
        Found::Happened(_) => None,
    }
}
