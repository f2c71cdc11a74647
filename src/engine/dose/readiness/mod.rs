//! Whether a dose can be given: a list, line by line, the same for every face.
//!
//! A line is done, open or stopped, and says what would do it and at which field. Lines never take millilitres away; what
//! does is a stop of the dose itself ([`super::dosing::DoseState`]), and only before the first bag is thawed.

mod bags;
mod certificate;
mod decisions;
mod eligibility;
mod identity;
pub mod line;
mod need;
mod weight;

pub(crate) use need::NEEDS;
pub use need::{Need, NeedCode, Sign, SignedIn, need_code};

use super::{
    dosing::Dosing,
    notices::notices,
    readiness::line::{LineId, ReadinessLine},
    weight::planned,
};
use crate::{
    engine::{
        entry::case::Case,
        moment::Moment,
        problem::{Problem, ProblemCode},
        site::context::Context,
        verdict::{overall::Overall, stage::StageResult, standing::Standing},
    },
    model::{Address, Infusion, InfusionPart, Lot},
};

/// What the list is made from.
pub(super) struct Facts<'f, 'd> {
    case: &'f Case<'d>,
    context: &'f Context,
    dosing: &'f Dosing,
    /// As it was entered; one of its own where none was.
    infusion: &'f Infusion,
    /// It stands there twice, and nobody knows which is meant.
    twice: bool,
    stages: &'f [StageResult],
    overall: &'f Overall,
    later: &'f [StageResult],
    standing: &'f Standing,
    problems: &'f [Problem],
}

/// The list of every dose that is still to be given, and what a person must look at before it.
pub(crate) fn readiness(
    case: &Case<'_>,
    context: &Context,
    (stages, later, overall, standing): (&[StageResult], &[StageResult], &Overall, &Standing),
    problems: &[Problem],
    dosings: &mut [Dosing],
) {
    let none = Infusion { number: 1, ..Infusion::default() };
    let twice = |number: u32| {
        problems.iter().any(|problem| {
            problem.code == ProblemCode::Duplicate
                && problem.field == Address::Infusion(number, InfusionPart::Whole)
        })
    };
    for (place, dosing) in dosings.iter_mut().enumerate().filter(|(_, dosing)| !dosing.given) {
        let infusion = case.draft.infusions.get(place).unwrap_or(&none);
        let twice = !problems.is_empty() && twice(infusion.number);
        let facts =
            Facts { case, context, dosing, infusion, twice, stages, overall, later, standing, problems };
        dosing.readiness = facts.lines();
        dosing.notices = notices(case, context, dosing);
    }
}

impl<'f> Facts<'f, '_> {
    fn lines(&self) -> Vec<ReadinessLine> {
        let line = |line, needs| ReadinessLine { line, needs };
        let changed = self.context.changed_on_disk.as_ref().map(|changed| {
            line(LineId::Record, vec![Need::stop(NeedCode::RecordChanged(changed.clone()), Address::Nowhere)])
        });
        let always = [
            line(LineId::Identity, self.identity()),
            line(LineId::Certificate, self.certificate()),
            line(LineId::Weight, self.weight()),
            line(LineId::Level, self.level()),
            line(LineId::Eligibility, self.eligibility()),
            line(LineId::Bags, self.bags()),
            line(LineId::Settings, self.settings()),
            line(LineId::Decisions, self.decisions()),
        ];
        changed.into_iter().chain(always).collect()
    }

    /// The lots used, as entered and as read.
    fn lots(&self) -> impl Iterator<Item = (&'f Lot, &'f crate::engine::lot::ReadLot)> + use<'f> {
        let (draft, dosing) = (self.case.draft, self.dosing);
        dosing.lots.iter().filter_map(|read| Some((draft.lots.get(read.index)?, read)))
    }

    fn at(&self, part: InfusionPart) -> Address {
        Address::Infusion(self.infusion.number, part)
    }

    fn level(&self) -> Vec<Need> {
        let field = self.at(InfusionPart::Level);
        if self.twice {
            return vec![Need::stop(NeedCode::Twice, self.at(InfusionPart::Whole))];
        }
        match (&self.infusion.level, self.dosing.assigned) {
            (_, Some(_)) => Vec::new(),
            (Some(_), None) => {
                self.problems.iter().filter(|problem| problem.field == field).map(Need::mend).collect()
            }
            (None, None) => vec![Need::open(NeedCode::Level, field)],
        }
    }

    /// Parameters that are not set and that the number depends on; while no level is assigned, those of any level.
    fn settings(&self) -> Vec<Need> {
        let levels = self.dosing.assigned_level().map_or(&*self.dosing.levels, std::slice::from_ref);
        let mut names: Vec<_> = levels.iter().flat_map(|level| level.provisional.iter().cloned()).collect();
        // Where the site has set the stage, it is the stage's date or its weight that is missing.
        let is_set = self.context.settings.dosing_weight.value().is_some();
        names.retain(|name| !is_set || **name != *"dosing_weight");
        names.sort();
        names.dedup();
        let need = |name: crate::engine::protocol::plan::Name| {
            let field = Address::setting(&name);
            Need::open(NeedCode::Parameter(name), field)
        };
        names.into_iter().map(need).collect()
    }

    /// The day itself has come, or a bag is thawed.
    fn has_come(&self) -> bool {
        let come = |day: Moment| day.first.date() <= self.context.now.date();
        self.dosing.thaw_begun || planned(self.case, self.context, self.infusion).is_some_and(come)
    }
}
