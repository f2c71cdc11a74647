//! What all rows come to, each at the stages where it decides.

use super::{
    Cure, Verdict,
    earliest::{earliest, hangs_of, waiting},
    row::Hang,
    stage::StageResult,
    stand::Stand,
    verdict,
};
use crate::engine::{
    evidence::{Entry, clear::Clear, outcome::Outcome},
    protocol::plan::Name,
    site::context::Context,
};
use jiff::civil::Date;
use std::sync::Arc;

/// What the rows come to.
#[derive(Clone, Debug, PartialEq)]
pub struct Overall {
    /// All 41 rows, each at the stages where it decides: the worst outcome counts.
    pub criteria: Vec<Outcome>,
    /// The same as a person reads it.
    pub stands: Vec<Stand>,
    /// What they come to.
    pub verdict: Verdict,
    /// With *not now*: the earliest day on which no window is in the way.
    pub from: Option<Date>,
    /// The same to the minute.
    pub clear: Clear,
    /// By these readings of open questions that day comes sooner.
    pub from_by: Vec<Hang>,
    /// Verdicts of the groups.
    pub groups: Vec<(Name, Verdict)>,
    /// Every entry that would decide a row, with the number of rows; most first.
    pub decided_by: Vec<(Entry, usize)>,
}

/// The worse of two stages of one row. Where both fail, both must be cured: the latest day counts.
fn worse(one: (Outcome, Cure), other: (Outcome, Cure)) -> (Outcome, Cure) {
    match one.0.cmp(&other.0) {
        std::cmp::Ordering::Greater => one,
        std::cmp::Ordering::Less => other,
        std::cmp::Ordering::Equal => (one.0, both_cures(one.1, other.1)),
    }
}

fn both_cures(one: Cure, other: Cure) -> Cure {
    match (one, other) {
        (Cure::None, _) | (_, Cure::None) => Cure::None,
        (Cure::Washout(one), Cure::Washout(other)) => {
            Cure::Washout(one.zip(other).map(|(one, other)| one.max(other)))
        }
        (Cure::Washout(day), Cure::Repeat) | (Cure::Repeat, Cure::Washout(day)) => Cure::Washout(day),
        (Cure::Repeat, Cure::Repeat) => Cure::Repeat,
    }
}

/// What all rows come to, each at the stages where it decides.
pub(crate) fn overall(context: &Context, stages: &[StageResult]) -> Overall {
    let plan = &context.plan;
    let mut seen: Vec<Option<(Outcome, Cure)>> = vec![None; plan.criteria.len()];
    for row in stages.iter().flat_map(|stage| &stage.rows) {
        if let Some(worst) = seen.get_mut(row.criterion) {
            let own = (row.outcome, row.cure);
            *worst = Some(worst.map_or(own, |worst| worse(worst, own)));
        }
    }
    // A criterion that decides nowhere is never passed.
    let worst: Vec<(Outcome, Cure)> =
        seen.into_iter().map(|worst| worst.unwrap_or((Outcome::Unknown, Cure::None))).collect();
    let groups = plan
        .groups
        .iter()
        .map(|(id, members)| {
            let own = members.iter().filter_map(|place| worst.get(*place)).copied();
            (Arc::clone(id), verdict(own))
        })
        .collect();
    let verdict = verdict(worst.iter().copied());
    let rows = || stages.iter().flat_map(|stage| &stage.rows);
    let clear = earliest(verdict, rows());
    let mut decided_by: Vec<(Entry, usize)> = Vec::new();
    for entry in stages.iter().flat_map(|stage| &stage.rows).flat_map(|row| &row.decided_by) {
        match decided_by.iter_mut().find(|(known, _)| known == entry) {
            Some((_, rows)) => *rows += 1,
            None => decided_by.push((entry.clone(), 1)),
        }
    }
    // Stable: entries that decide equally many rows stay in the registry's order.
    decided_by.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    Overall {
        criteria: worst.iter().map(|(outcome, _)| *outcome).collect(),
        stands: worst.iter().map(|(outcome, cure)| Stand::of(*outcome, *cure)).collect(),
        verdict,
        from: clear.day(),
        clear,
        from_by: hangs_of(&waiting(rows()), clear),
        groups,
        decided_by,
    }
}
