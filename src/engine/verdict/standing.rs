//! What a verdict rests on and a person must decide on: old values, upper limits that another usual one would turn,
//! later findings where a criterion looks again.
//!
//! Each is one decision, kept with what exactly was decided on; it lapses with it.

use super::{later_findings::Newer, stage::StageResult};
use crate::{
    engine::{
        entry::case::Place,
        evidence::{Found, sensitivity::Sensitivity},
        moment::{days_between, read_moment},
        protocol::plan::{Name, PlanKind},
        site::{context::Context, settings::Param},
    },
    model::{Assessment, Confirmation, Draft, Kind, Sitting, Typed},
};
use jiff::civil::Date;
use std::sync::Arc;

/// A laboratory value may be so many days old on the last day of screening, this number included, before it is decided
/// on (`users.md` 2; a site may set a limit of its own).
const OLD_AFTER_DAYS: i64 = 28;

/// What must be decided on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Laboratory values that were old on the last day of screening, each with its day.
    pub old: Vec<(Name, Date)>,
    /// Criteria that an upper limit from a template that nobody has confirmed decides and another usual one would turn,
    /// each with the template.
    pub limits: Vec<(Name, Name)>,
    /// Criteria that later findings would turn at a stage where they look again: criterion, stage, infusion, and the day
    /// of the newest finding.
    pub again: Vec<(Name, Name, u32, Option<Date>)>,
}

/// The names that decisions are kept under.
pub const OLD_VALUES: &str = "old_values";
/// See [`OLD_VALUES`].
pub const UPPER_LIMITS: &str = "upper_limits";
/// See [`OLD_VALUES`].
pub const LOOKS_AGAIN: &str = "looks_again";

impl Standing {
    pub(crate) fn of(draft: &Draft, context: &Context, stages: &[StageResult], newer: &[Newer]) -> Self {
        let plan = &context.plan;
        let mut standing = Self::default();
        if let Some(screening) = stages.first().filter(|_| context.settings.value_age_limit == Param::NotSet)
        {
            // Read once: every sentence asks for the day of its reports.
            let day = |report: &Assessment| Some(read_moment(&report.when).ok()??.first.date());
            let days: Vec<Option<Date>> = draft.assessments.iter().map(day).collect();
            let mut add = |place: Place| {
                let day = days.get(place.assessment).copied().flatten();
                if let Some(day) = day.filter(|day| days_between(*day, screening.day) > OLD_AFTER_DAYS)
                    && let Some(item) = of_laboratory(draft, context, place)
                    && !standing.old.iter().any(|(known, _)| *known == item)
                {
                    standing.old.push((item, day));
                }
            };
            for row in &screening.rows {
                row.evidence.statements().flat_map(places).for_each(&mut add);
            }
        }
        for row in stages.iter().flat_map(|stage| &stage.rows) {
            let other = row.sensitive.iter().find_map(|(choice, _)| {
                if let Sensitivity::OtherTemplate { own, .. } = choice { Some(own) } else { None }
            });
            let id = plan.criteria.get(row.criterion).map(|criterion| &criterion.id);
            if let (Some(own), Some(id)) = (other, id)
                && !standing.limits.iter().any(|(known, _)| known == id)
            {
                standing.limits.push((Arc::clone(id), Arc::clone(own)));
            }
        }
        standing.again = newer
            .iter()
            .filter_map(|newer| {
                let (stage, infusion) = newer.again_at?;
                let days = newer.findings.iter().filter_map(|(_, when)| when.map(|when| when.last.date()));
                let criterion = plan.criteria.get(newer.criterion)?;
                let stage = plan.stages.get(stage)?;
                Some((Arc::clone(&criterion.id), Arc::clone(stage), infusion, days.max()))
            })
            .collect();
        standing
    }

    /// What is decided on with old values.
    pub fn old_values(&self) -> Typed {
        text(self.old.iter().map(|(item, day)| format!("{item} {day}")))
    }

    /// What is decided on with upper limits.
    pub fn upper_limits(&self) -> Typed {
        text(self.limits.iter().map(|(criterion, template)| format!("{criterion} {template}")))
    }

    /// What is decided on before an infusion with later findings; empty where there is nothing.
    pub fn looks_again(&self, infusion: u32) -> Typed {
        let own = self.again.iter().filter(|(.., number, _)| *number == infusion);
        text(own.map(|(criterion, .., day)| match day {
            Some(day) => format!("{criterion} {day}"),
            None => criterion.to_string(),
        }))
    }

    /// Nobody has decided on this yet; false where there is nothing to decide. Why somebody goes on in spite of a later
    /// finding is part of the decision.
    pub(in crate::engine) fn is_open(known: &[Confirmation], field: &str, value: &Typed) -> bool {
        let made = |own: &Confirmation| {
            let reason = field != LOOKS_AGAIN || !own.signed.reason.trim().is_empty();
            own.field == field && own.value == *value && !own.signed.by.trim().is_empty() && reason
        };
        !value.is_empty() && !known.iter().any(made)
    }
}

fn text(parts: impl Iterator<Item = String>) -> Typed {
    Typed::new(&parts.collect::<Vec<_>>().join(", "), "")
}

/// The results that a sentence stands on.
fn places(found: &Found) -> Vec<Place> {
    match found {
        Found::Compare(comparison) => {
            let own = |candidate: &crate::engine::evidence::Candidate| {
                let inputs = candidate.inputs.iter().copied();
                candidate.basis.place().into_iter().chain(inputs).collect::<Vec<_>>()
            };
            comparison.candidates.iter().flat_map(own).collect()
        }
        Found::Answer(answered) => answered.place.into_iter().collect(),
        Found::Happened(_) => Vec::new(),
    }
}

/// The item of a result, if it comes from a laboratory.
fn of_laboratory(draft: &Draft, context: &Context, place: Place) -> Option<Name> {
    let finding = draft.assessments.get(place.assessment)?.results.get(place.result)?;
    let plan = &context.plan;
    let index = plan.item(&finding.of)?;
    let (item, asked) =
        (plan.items.get(index)?, plan.protocol.items.iter().find(|item| item.id == finding.of)?);
    let of_laboratory = match &item.kind {
        PlanKind::Analyte(analyte) => analyte.is_of_laboratory(),
        PlanKind::Choice(_) => {
            matches!(asked.kind, Kind::Choice(_)) && matches!(asked.sitting, None | Some(Sitting::Laboratory))
        }
        PlanKind::YesNo | PlanKind::History => false,
    };
    of_laboratory.then(|| Arc::clone(&item.id))
}
