//! From what was entered about infusions and lots to the dose of each.

use super::{
    Dosing, LevelDose,
    draw::available,
    planner::Planner,
    weight::{WeightChoice, dosing_weight},
};
use crate::{
    engine::{
        case::Case,
        context::Context,
        lot::{CheckedFigure, Fields, LotNote, Others, ReadLot, check, per_ml, read_lot},
        moment::read_moment,
        problem::{Problem, ProblemCode, suggest},
    },
    model::{Draft, Infusion},
    quantity::Exact,
};
use num_traits::Zero as _;

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
    let mut seen: Vec<String> = Vec::new();
    let mut field = |field: String| {
        if seen.contains(&field) {
            problems.push(Problem { field, code: ProblemCode::Duplicate });
        } else {
            seen.push(field);
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
    let mut lots = Vec::new();
    for (place, id) in infusion.lots.iter().enumerate() {
        if infusion.lots.iter().take(place).any(|other| other == id) {
            problems.push(Problem { field: format!("{path}.lots"), code: ProblemCode::Duplicate });
            continue;
        }
        if let Some((index, lot)) = draft.lots.iter().enumerate().find(|(_, lot)| lot.id == *id) {
            let others = Others { subject: &draft.subject, drawn: drawn(draft, infusion, id) };
            lots.push(read_lot(lot, index, &others, context, problems));
            if let Some(other) = planned_before(draft, infusion, id) {
                let code = ProblemCode::Contradicts { other: format!("infusions[{other}].lots") };
                problems.push(Problem { field: format!("{path}.lots"), code });
            }
        } else {
            let suggestion = suggest(id, draft.lots.iter().map(|lot| lot.id.as_str())).map(str::to_owned);
            let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
            problems.push(Problem { field: format!("{path}.lots"), code });
        }
    }
    let weight = dosing_weight(case, context, infusion);
    let available = available(&lots);
    check_stated_volume(draft, context, &weight, &mut lots, problems);
    let planner = Planner { context, weight: &weight, lots: &lots, available: available.as_ref() };
    let levels: Vec<LevelDose> =
        context.plan.levels.iter().enumerate().map(|(place, level)| planner.level(place, level)).collect();
    let reaches = |level: &LevelDose| {
        !level.results.is_empty()
            && level.results.iter().all(|result| result.shortfall.as_ref().is_some_and(Exact::is_zero))
    };
    let highest_reachable = levels.iter().rposition(reaches);
    let given = infusion.given.is_some();
    Dosing { infusion: infusion.number, assigned, given, weight, lots, available, levels, highest_reachable }
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
fn check_stated_volume(
    draft: &Draft,
    context: &Context,
    weight: &WeightChoice,
    lots: &mut [ReadLot],
    problems: &mut Vec<Problem>,
) {
    let [lot] = lots else { return };
    let Some(typed) = draft.lots.get(lot.index).filter(|lot| !lot.certificate_volume.is_empty()) else {
        return;
    };
    let mut fields = Fields { lot: typed, problems };
    let Some(stated) = fields.volume(&typed.certificate_volume, "certificate_volume") else { return };
    let place = context.plan.level(&typed.certificate_level);
    if place.is_none() && !typed.certificate_level.is_empty() {
        let known = context.plan.levels.iter().map(|level| &*level.id);
        let id = typed.certificate_level.clone();
        let suggestion = suggest(&id, known).map(str::to_owned);
        let code = ProblemCode::UnknownId { id, suggestion };
        problems.push(Problem { field: format!("lots[{}].certificate_level", typed.id), code });
    }
    let level = place.and_then(|place| context.plan.levels.get(place));
    let (Some(level), Some(car), WeightChoice::Decided(weight, _) | WeightChoice::Latest(weight, _)) =
        (level, &lot.car, weight)
    else {
        return;
    };
    let cap = context.settings.weight_cap.value().unwrap_or(&weight.kilograms);
    let dosing = weight.kilograms.clone().min(cap.clone());
    let mut target = level.cells_per_kg.clone() * dosing;
    if let Some(cell_cap) = context.settings.cell_cap.value() {
        target = target.min(cell_cap.clone());
    }
    if let Some(computed) = target.per(&per_ml(car)) {
        lot.checks.push(check(CheckedFigure::Volume, stated, computed, "mL"));
        lot.notes.retain(|note| *note != LotNote::Unguarded);
    }
}
