//! From what was entered about infusions and lots to the dose of each.

use super::{
    Dosing, LevelDose,
    draw::available,
    notices::notices,
    planner::Planner,
    weight::{WeightChoice, dosing_weight},
};
use crate::{
    engine::{
        case::Case,
        context::Context,
        lot::{CheckedFigure, Fields, LotAsk, LotNote, Others, ReadLot, check, per_ml, read_lot},
        moment::read_moment,
        problem::{Problem, ProblemCode, suggest},
    },
    model::{Draft, Infusion, Lot},
    quantity::Exact,
};
use num_traits::Zero as _;
use std::collections::BTreeSet;

/// The dose of every infusion; of a first one if lots are entered and no infusion is.
pub(crate) fn dosings(
    draft: &Draft,
    case: &Case<'_>,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Vec<Dosing> {
    let first;
    let infusions: &[Infusion] = if draft.infusions.is_empty() && !draft.lots.is_empty() {
        let lots = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        first = [Infusion { number: 1, lots, ..Infusion::default() }];
        &first
    } else {
        &draft.infusions
    };
    duplicates(draft, problems);
    infusions.iter().map(|infusion| dosing(infusion, case, context, problems)).collect()
}

/// Lists are searched by id: the second of the same id would be lost without a word.
fn duplicates(draft: &Draft, problems: &mut Vec<Problem>) {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut field = |field: String| {
        if seen.contains(&field) {
            problems.push(Problem { field, code: ProblemCode::Duplicate });
        } else {
            seen.insert(field);
        }
    };
    for lot in &draft.lots {
        field(format!("lots[{}]", lot.id));
        for bag in &lot.bags {
            field(format!("lots[{}].bags[{}]", lot.id, bag.number));
        }
    }
    for infusion in &draft.infusions {
        field(format!("infusions[{}]", infusion.number));
    }
}

fn dosing(infusion: &Infusion, case: &Case<'_>, context: &Context, problems: &mut Vec<Problem>) -> Dosing {
    let draft = case.draft;
    let path = format!("infusions[{}]", infusion.number);
    let assigned = infusion.level.as_ref().and_then(|id| {
        let place = context.plan.level(id);
        if place.is_none() {
            let known = context.plan.levels.iter().map(|level| &*level.id);
            let suggestion = suggest(id, known).map(str::to_owned);
            let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
            problems.push(Problem { field: format!("{path}.level"), code });
        }
        place
    });
    if let Err(problem) = read_moment(&infusion.start) {
        problems.push(Problem { field: format!("{path}.start"), code: ProblemCode::Date(problem) });
    }
    let (mut lots, mut lot_missing) = (Vec::new(), false);
    for (place, id) in infusion.lots.iter().enumerate() {
        if infusion.lots.iter().take(place).any(|other| other == id) {
            problems.push(Problem { field: format!("{path}.lots"), code: ProblemCode::Duplicate });
            continue;
        }
        if let Some((index, lot)) = draft.lots.iter().enumerate().find(|(_, lot)| lot.id == *id) {
            let others = Others { subject: &draft.subject, drawn: drawn(draft, infusion, id) };
            let mut read = read_lot(lot, index, &others, context, problems);
            if let Some(other) = planned_before(draft, infusion, id) {
                read.ask(LotAsk::PlannedFor(other));
            }
            lots.push(read);
        } else {
            lot_missing = true;
            let suggestion = suggest(id, draft.lots.iter().map(|lot| lot.id.as_str())).map(str::to_owned);
            let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
            problems.push(Problem { field: format!("{path}.lots"), code });
        }
    }
    let (weight, other_weights) = dosing_weight(case, context, infusion);
    StatedVolume { draft, context, weight: &weight, assigned }.check(&mut lots, problems);
    let available = available(&lots);
    let planner =
        Planner { context, weight: &weight, lots: &lots, available: available.as_ref(), lot_missing };
    let levels: Vec<LevelDose> =
        context.plan.levels.iter().enumerate().map(|(place, level)| planner.level(place, level)).collect();
    let reaches = |level: &LevelDose| {
        !level.results.is_empty()
            && level.results.iter().all(|result| result.shortfall.as_ref().is_some_and(Exact::is_zero))
    };
    let highest_reachable = levels.iter().rposition(reaches);
    let given = infusion.given.is_some();
    let mut dosing = Dosing {
        infusion: infusion.number,
        assigned,
        given,
        weight,
        other_weights,
        lots,
        available,
        levels,
        highest_reachable,
        notices: Vec::new(),
    };
    if !given {
        dosing.notices = notices(case, context, &dosing);
    }
    dosing
}

/// Bags of the lot that other infusions have drawn from.
fn drawn<'d>(draft: &'d Draft, infusion: &Infusion, lot: &str) -> Vec<&'d str> {
    let others = draft.infusions.iter().filter(|other| other.number != infusion.number);
    let of_lot = others.filter(|other| other.lots.iter().any(|id| id == lot));
    let given = of_lot.filter_map(|other| other.given.as_ref());
    given.flat_map(|given| given.drawn.iter().map(|(bag, _)| bag.as_str())).collect()
}

/// An earlier infusion, not given yet, that plans the same lot: its bags would be planned twice.
fn planned_before(draft: &Draft, infusion: &Infusion, lot: &str) -> Option<u32> {
    if infusion.given.is_some() {
        return None;
    }
    let earlier =
        draft.infusions.iter().filter(|other| other.number < infusion.number && other.given.is_none());
    earlier.filter(|other| other.lots.iter().any(|id| id == lot)).map(|other| other.number).next()
}

/// The manufacturer's own volume to infuse against ours, for the level it was printed for.
struct StatedVolume<'p> {
    draft: &'p Draft,
    context: &'p Context,
    weight: &'p WeightChoice,
    assigned: Option<usize>,
}

impl StatedVolume<'_> {
    fn check(&self, lots: &mut [ReadLot], problems: &mut Vec<Problem>) {
        let only = lots.len() == 1;
        for lot in lots {
            let Some(typed) = self.draft.lots.get(lot.index).filter(|lot| !lot.certificate_volume.is_empty())
            else {
                continue;
            };
            let mut fields = Fields { lot: typed, problems };
            let Some(stated) = fields.volume(&typed.certificate_volume, "certificate_volume") else {
                lot.ask(LotAsk::Field("certificate_volume"));
                continue;
            };
            let Some(level) = self.level(typed, problems) else {
                lot.ask(LotAsk::Field("certificate_level"));
                continue;
            };
            let computed = self.computed(lot, level, only);
            let checks =
                computed.into_iter().map(|own| check(CheckedFigure::Volume, stated.clone(), own, "mL"));
            // While a weight or a cap is open there are several volumes: it agrees if it is one of them.
            if let Some(nearest) = checks.min_by(|one, other| one.differs_percent.cmp(&other.differs_percent))
            {
                lot.checks.push(nearest);
                lot.notes.retain(|note| *note != LotNote::Unguarded);
            }
        }
    }

    /// The level that the volume was printed for; where the certificate does not say, the assigned one.
    fn level(&self, lot: &Lot, problems: &mut Vec<Problem>) -> Option<usize> {
        if lot.certificate_level.trim().is_empty() {
            return self.assigned;
        }
        let place = self.context.plan.level(&lot.certificate_level);
        if place.is_none() {
            let known = self.context.plan.levels.iter().map(|level| &*level.id);
            let id = lot.certificate_level.clone();
            let suggestion = suggest(&id, known).map(str::to_owned);
            let code = ProblemCode::UnknownId { id, suggestion };
            problems.push(Problem { field: format!("lots[{}].certificate_level", lot.id), code });
        }
        place
    }

    /// What this lot alone would give for the level: out of its bags, and from its concentration as if it held enough.
    fn computed(&self, lot: &ReadLot, level: usize, only: bool) -> Vec<Exact> {
        let (Some(car), Some(level)) = (&lot.car, self.context.plan.levels.get(level)) else {
            return Vec::new();
        };
        let per_ml = per_ml(car);
        let lots = std::slice::from_ref(lot);
        let available = available(lots);
        let available = available.as_ref();
        let planner =
            Planner { context: self.context, weight: self.weight, lots, available, lot_missing: false };
        let mut volumes = Vec::new();
        for result in planner.results(level, &mut Vec::new()) {
            let short = result.shortfall.as_ref().is_some_and(Exact::is_positive);
            // A lot that is used up beside others says nothing of their share.
            if short && !only {
                continue;
            }
            volumes.extend(result.draw.map(|draw| draw.calculated));
            if lot.bags.iter().all(|bag| bag.per_ml == per_ml) {
                volumes.extend(result.target.per(&per_ml));
            }
        }
        volumes
    }
}
