//! The criteria at a stage, and what they come to.

use super::{
    Cure, Verdict,
    criterion::evaluate,
    deciding_entries::deciding_entries,
    earliest::{Clearing, clearing, earliest, hangs, hangs_of, lasts, waiting},
    met::Met,
    row::{Hang, Row},
    sensitivity::of_row,
    verdict,
};
use crate::{
    engine::{
        codes::codes,
        evidence::{
            clear::Clear,
            outcome::{Outcome, outcome},
        },
        moment::{Moment, days_between},
        protocol::plan::{Name, PlanCriterion, Test},
        site::context::Context,
        value::deciding::View,
    },
    quantity::{
        Exact,
        units::{RuntimeUnit as _, time},
    },
};
use jiff::civil::Date;
use std::sync::Arc;

/// The criteria with this outcome at any of these stages, in the protocol's order.
pub fn criteria_with(context: &Context, stages: &[&StageResult], outcome: Outcome) -> Vec<Name> {
    let rows = stages.iter().flat_map(|stage| &stage.rows).filter(|row| row.outcome == outcome);
    let mut places: Vec<usize> = rows.map(|row| row.criterion).collect();
    places.sort_unstable();
    places.dedup();
    let criteria = places.into_iter().filter_map(|place| context.plan.criteria.get(place));
    criteria.map(|own| Arc::clone(&own.id)).collect()
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
    let days = clear.day().map(|day| time::Unit::day.quantity(Exact::from(days_between(view.day(), day))));
    days.zip(view.context.settings.screening_horizon.as_ref()).is_some_and(|(days, horizon)| days <= *horizon)
}
