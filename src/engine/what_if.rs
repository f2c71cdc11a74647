//! One patient under two versions of a protocol: what stays, what flips.

use super::{Context, Derived, evidence::outcome::Outcome, verdict::Verdict};
use jiff::civil::Date;

/// A verdict with the day from which it may be tried again.
pub type Judged = (Verdict, Option<Date>);

/// What two versions come to. The first of two is the version that the patient is bound to.
#[derive(Clone, Debug, PartialEq)]
pub struct WhatIf {
    /// All rows together.
    pub overall: [Judged; 2],
    /// By stage id; absent where a version does not have it.
    pub stages: Vec<(String, [Option<Judged>; 2])>,
    /// By criterion id; absent where a version does not have it.
    pub criteria: Vec<(String, [Option<Outcome>; 2])>,
}

impl WhatIf {
    /// The verdict over all rows is another one.
    pub fn flips(&self) -> bool {
        let [(bound, _), (other, _)] = self.overall;
        bound != other
    }

    /// The criteria that come out otherwise, or that only one version has.
    pub fn flipped(&self) -> impl Iterator<Item = &(String, [Option<Outcome>; 2])> {
        self.criteria.iter().filter(|(_, [bound, other])| bound != other)
    }
}

/// Holds one result against the other.
pub fn what_if(bound: (&Context, &Derived), other: (&Context, &Derived)) -> WhatIf {
    let overall = |derived: &Derived| (derived.overall.verdict, derived.overall.from);
    WhatIf {
        overall: [overall(bound.1), overall(other.1)],
        stages: pair(&stages(bound), &stages(other)),
        criteria: pair(&criteria(bound), &criteria(other)),
    }
}

fn stages((context, derived): (&Context, &Derived)) -> Vec<(String, Judged)> {
    let own = derived.stages.iter().filter_map(|stage| {
        let id = context.plan.stages.get(stage.stage)?;
        Some((id.to_string(), (stage.verdict, stage.from)))
    });
    own.collect()
}

fn criteria((context, derived): (&Context, &Derived)) -> Vec<(String, Outcome)> {
    let own = context.plan.criteria.iter().zip(&derived.overall.criteria);
    own.map(|(criterion, outcome)| (criterion.id.to_string(), *outcome)).collect()
}

/// Both lists by id, in the order of the first; what only the second has follows.
fn pair<T: Copy>(one: &[(String, T)], other: &[(String, T)]) -> Vec<(String, [Option<T>; 2])> {
    let find =
        |list: &[(String, T)], id: &str| list.iter().find(|(own, _)| own == id).map(|(_, value)| *value);
    let both = one.iter().map(|(id, value)| (id.clone(), [Some(*value), find(other, id)]));
    let only = other.iter().filter(|(id, _)| find(one, id).is_none());
    both.chain(only.map(|(id, value)| (id.clone(), [None, Some(*value)]))).collect()
}
