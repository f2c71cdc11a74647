//! From truths to outcomes: a row, a stage, a group, a patient.

pub mod by_history;
pub mod by_result;
pub(crate) mod criterion;
pub(crate) mod deciding_entries;
pub mod earliest;
pub mod later_findings;
pub mod sensitivity;
pub mod signed;
pub(crate) mod stand;
pub mod standing;

use super::{
    codes::codes,
    evidence::{Entry, Evidence, Node},
    history::Clear,
    moment::{Moment, days_between},
    protocol::plan::{Name, PlanCriterion, Test},
    site::context::Context,
    value::deciding::View,
    verdict::{
        criterion::{Met, evaluate},
        deciding_entries::deciding_entries,
        earliest::{Clearing, Hang, clearing, hangs, hangs_of, lasts},
        sensitivity::{Sensitivity, of_row},
        stand::Stand,
    },
};
use crate::{
    model::{Side, Truth},
    quantity::Exact,
};
use jiff::civil::Date;
use std::sync::Arc;

/// A row as seen from enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Inclusion met, or exclusion does not exclude.
    Pass,
    /// Not known.
    Unknown,
    /// Inclusion not met, or exclusion excludes.
    Fail,
}

/// What the rows of a stage, a group or a patient come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every row passes.
    Eligible,
    /// A row fails that time does not cure.
    NotEligible,
    /// Every failing row can be cured: a washout, a value that may be put right.
    NotNow,
    /// No row fails, and at least one is unknown.
    Incomplete,
}

codes! {
    /// Its stable code, as decisions keep it.
    pub fn verdict_code(Verdict), VERDICTS {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::NotNow => "not_now",
        Verdict::Incomplete => "incomplete",
    }
}

/// The criteria with this outcome at any of these stages, in the protocol's order.
pub fn criteria_with(context: &Context, stages: &[&StageResult], outcome: Outcome) -> Vec<Name> {
    let rows = stages.iter().flat_map(|stage| &stage.rows).filter(|row| row.outcome == outcome);
    let mut places: Vec<usize> = rows.map(|row| row.criterion).collect();
    places.sort_unstable();
    places.dedup();
    let criteria = places.into_iter().filter_map(|place| context.plan.criteria.get(place));
    criteria.map(|own| Arc::clone(&own.id)).collect()
}

/// How a failing row can be cured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cure {
    /// Nothing cures it.
    None,
    /// A window must pass; from this day on, where the end of the exposure is known.
    Washout(Option<Date>),
    /// The text lets the value be put right and measured again.
    Repeat,
}

/// A criterion at a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the plan.
    pub criterion: usize,
    /// Seen from enrolment.
    pub outcome: Outcome,
    /// How a failure can be cured.
    pub cure: Cure,
    /// From when no exposure makes it fail, whether it fails now or not.
    pub clear: Clear,
    /// It is clear then only by a reading of an open question: the question, and the reading. By another it never is.
    pub hinges: Option<(Name, Name)>,
    /// By these readings of open questions it is clear sooner; empty where it passes.
    pub hangs: Vec<Hang>,
    /// What it rests on.
    pub evidence: Evidence,
    /// The entries that would decide it by themselves.
    pub decided_by: Vec<Entry>,
    /// Choices that would turn it, each with the outcome it would have.
    pub sensitive: Vec<(Sensitivity, Outcome)>,
}

/// Why a stage is looked at on its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayFrom {
    /// Its date was entered.
    Date,
    /// It lasts days, and this is the day on which the investigator has signed.
    Decision,
    /// It has no date: today.
    Today,
    /// It has no date, and this is the day of a stage before it that is still to come.
    StageBefore,
}

codes! {
    /// Its stable code.
    pub fn day_from_code(DayFrom), DAYS_FROM {
        DayFrom::Date => "date",
        DayFrom::Decision => "decision",
        DayFrom::Today => "today",
        DayFrom::StageBefore => "stage_before",
    }
}

/// A stage of an infusion.
#[derive(Clone, Debug, PartialEq)]
pub struct StageResult {
    /// Its place in the plan.
    pub stage: usize,
    /// The infusion; 1 is the first.
    pub infusion: u32,
    /// Its date, entered or that of the decision; without one it is looked at on [`Self::day`].
    pub date: Option<Moment>,
    /// The day on which it is looked at; of a date that leaves the day open the last.
    pub day: Date,
    /// Why on that day.
    pub day_from: DayFrom,
    /// It lasts days: the investigator's signature sets its last day where no date does.
    pub period: bool,
    /// The rows that decide here, in the registry's order.
    pub rows: Vec<Row>,
    /// What they come to.
    pub verdict: Verdict,
    /// With *not now*: the earliest day on which no window is in the way.
    pub from: Option<Date>,
    /// By these readings of open questions that day comes sooner.
    pub from_by: Vec<Hang>,
    /// The same day whatever the verdict, over all rows that an exposure can make fail.
    pub clear: Clear,
    /// The stage has no date, or its day is still to come: what passes, passes so far.
    pub so_far: bool,
}

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

/// Evaluates the criteria that decide at a stage.
pub(crate) fn stage_result(context: &Context, view: &View<'_, '_>, stage: usize) -> StageResult {
    let rows: Vec<Row> = context
        .plan
        .criteria
        .iter()
        .enumerate()
        .filter_map(|(index, criterion)| {
            let test = criterion.stages.iter().position(|own| *own == stage)?;
            Some(row(view, index, criterion, criterion.tests.get(test)?))
        })
        .collect();
    let verdict = verdict(rows.iter().map(|row| (row.outcome, row.cure)));
    let earliest = earliest(verdict, rows.iter());
    let (from, from_by) = (earliest.day(), hangs_of(&waiting(rows.iter()), earliest));
    let clear = rows.iter().map(|row| row.clear).max().unwrap_or_default();
    let date = view.stage_date;
    let so_far = date.is_none_or(|date| date.first.date() > context.now.date());
    let day_from = match date {
        Some(_) if view.case.decided_stages.contains(&(stage, view.infusion)) => DayFrom::Decision,
        Some(_) => DayFrom::Date,
        None if view.day() > context.now.date() => DayFrom::StageBefore,
        None => DayFrom::Today,
    };
    let (infusion, day) = (view.infusion, view.day());
    let period = context.plan.protocol.stages.get(stage).is_some_and(|own| own.period);
    StageResult { stage, infusion, date, day, day_from, period, rows, verdict, from, from_by, clear, so_far }
}

fn row(view: &View<'_, '_>, index: usize, criterion: &PlanCriterion, test: &Test) -> Row {
    let mut met = Met::default();
    let evidence = evaluate(view, test, &mut met);
    let outcome = outcome(criterion.side, evidence.truth);
    let Clearing { mut clear, hinges } =
        if met.exposure { clearing(criterion.side, &evidence) } else { Clearing::default() };
    // What passes on a day is not kept from it.
    if met.exposure && outcome == Outcome::Pass && clear > Clear::at(view.as_of) {
        clear = clear.min(Clear::From(view.day()));
    }
    let cure = match (outcome, clear) {
        (Outcome::Fail, _) if met.lasting && !soon(view, clear) && lasts(criterion.side, &evidence) => {
            Cure::None
        }
        (Outcome::Fail, Clear::From(_) | Clear::At(_)) => Cure::Washout(clear.day()),
        (Outcome::Fail, Clear::NotKnown) => Cure::Washout(None),
        (Outcome::Fail, Clear::Always | Clear::Never) if criterion.repeatable => Cure::Repeat,
        _ => Cure::None,
    };
    let decided_by = if outcome == Outcome::Unknown { deciding_entries(&evidence) } else { Vec::new() };
    let sensitive = of_row(criterion.side, &evidence, &met);
    let waits = met.exposure && outcome != Outcome::Pass;
    let hangs = if waits { hangs(criterion.side, &evidence, clear) } else { Vec::new() };
    Row { criterion: index, outcome, cure, clear, hinges, hangs, evidence, decided_by, sensitive }
}

/// Clear within the days for which the site waits for a lasting disease, the last of them included.
fn soon(view: &View<'_, '_>, clear: Clear) -> bool {
    let days = clear.day().map(|day| Exact::from(days_between(view.day(), day)));
    days.zip(view.context.settings.screening_horizon.as_ref()).is_some_and(|(days, horizon)| days <= *horizon)
}

/// A truth as seen from enrolment.
pub const fn outcome(side: Side, truth: Truth) -> Outcome {
    match (side, truth) {
        (_, Truth::Unknown) => Outcome::Unknown,
        (Side::Inclusion, Truth::True) | (Side::Exclusion, Truth::False) => Outcome::Pass,
        (Side::Inclusion, Truth::False) | (Side::Exclusion, Truth::True) => Outcome::Fail,
    }
}

#[expect(clippy::needless_pass_by_value, reason = "an iterator is its own handle")]
fn verdict(rows: impl Iterator<Item = (Outcome, Cure)> + Clone) -> Verdict {
    let mut failing = rows.clone().filter(|(outcome, _)| *outcome == Outcome::Fail);
    if failing.clone().any(|(_, cure)| cure == Cure::None) {
        return Verdict::NotEligible;
    }
    if failing.next().is_some() {
        return Verdict::NotNow;
    }
    let unknown = rows.clone().any(|(outcome, _)| outcome == Outcome::Unknown);
    if unknown { Verdict::Incomplete } else { Verdict::Eligible }
}

/// With *not now*: from when no window is in the way of a row that does not pass. A value that may be put right can be
/// so on any day.
fn earliest<'r>(verdict: Verdict, rows: impl Iterator<Item = &'r Row> + Clone) -> Clear {
    if verdict != Verdict::NotNow {
        return Clear::Always;
    }
    waiting(rows).map(|row| row.clear).max().unwrap_or_default()
}

fn waiting<'r>(rows: impl Iterator<Item = &'r Row> + Clone) -> impl Iterator<Item = &'r Row> + Clone {
    rows.filter(|row| row.outcome != Outcome::Pass && row.cure != Cure::Repeat)
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

/// The parts of a row with ids of their own, in the rule's order, each as seen from enrolment.
pub fn parts(side: Side, evidence: &Evidence) -> Vec<(&str, Outcome, &Evidence)> {
    let mut found = Vec::new();
    collect_parts(side, evidence, &mut found);
    found
}

fn collect_parts<'e>(side: Side, evidence: &'e Evidence, found: &mut Vec<(&'e str, Outcome, &'e Evidence)>) {
    match &evidence.node {
        Node::Part(id, child) => {
            found.push((id, outcome(side, evidence.truth), child));
            collect_parts(side, child, found);
        }
        Node::All(children) | Node::Any(children) => {
            for child in children {
                collect_parts(side, child, found);
            }
        }
        Node::Not(child) => collect_parts(side.other(), child, found),
        Node::When(children) => {
            for child in children.iter() {
                collect_parts(side, child, found);
            }
        }
        Node::Readings { of, .. } => {
            for (_, child) in of {
                collect_parts(side, child, found);
            }
        }
        Node::Holds | Node::Compare(_) | Node::Answer(_) | Node::Happened(_) => {}
    }
}
