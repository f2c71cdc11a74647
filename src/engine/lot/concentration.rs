//! The concentration of CAR+ cells: exactly one chain per lot.

use super::{Fields, LotAsk, LotNote, ReadLot, density::per_ml};
use crate::{
    engine::{
        formula::step::{Formula, Step, Symbol, Term},
        site::{context::Context, settings::Param},
    },
    model::{Address, Bag, BagPart, Basis, Convention, Lot, LotPart},
    quantity::{
        Exact,
        component::{CarPositive, Cd3, Density, Nucleated, Viable},
        units::{RuntimeUnit as _, cell_density},
    },
};

pub(super) fn concentration(
    convention: Convention,
    fields: &mut Fields<'_, '_>,
    read: &mut ReadLot,
) -> Option<Density<CarPositive>> {
    match convention {
        Convention::Stated | Convention::SinglePlatform => stated(fields, read),
        Convention::TotalCount => {
            let total = fields.density::<Nucleated>(LotPart::Total, read);
            let viability = fields.fraction::<Viable, Nucleated>(LotPart::Viability, read);
            let cd3 = fields.fraction::<Cd3, Viable>(LotPart::Cd3, read);
            let car = fields.fraction::<CarPositive, Cd3>(LotPart::CarShare, read);
            let (total, viability, cd3, car) = (total?, viability?, cd3?, car?);
            let result = total.density * viability.fraction * cd3.fraction * car.fraction;
            let terms = vec![
                Term::new(Symbol::TotalConcentration, total.per_ml, "/mL"),
                Term::new(Symbol::Viability, viability.percent, "%"),
                Term::new(Symbol::Cd3Share, cd3.percent, "%"),
                Term::new(Symbol::CarShare, car.percent, "%"),
            ];
            Some(push(read, Formula::TotalChain, terms, result))
        }
        Convention::ViableCount => {
            let viable = fields.density::<Viable>(LotPart::Viable, read);
            let cd3 = fields.fraction::<Cd3, Viable>(LotPart::Cd3, read);
            let car = fields.fraction::<CarPositive, Cd3>(LotPart::CarShare, read);
            if !fields.lot.viability.is_empty() {
                read.notes.push(LotNote::ViabilityNotMultiplied);
            }
            let (viable, cd3, car) = (viable?, cd3?, car?);
            let result = viable.density * cd3.fraction * car.fraction;
            let terms = vec![
                Term::new(Symbol::ViableConcentration, viable.per_ml, "/mL"),
                Term::new(Symbol::Cd3Share, cd3.percent, "%"),
                Term::new(Symbol::CarShare, car.percent, "%"),
            ];
            Some(push(read, Formula::ViableChain, terms, result))
        }
        Convention::CarOfViable => {
            let viable = fields.density::<Viable>(LotPart::Viable, read);
            let car = fields.fraction::<CarPositive, Viable>(LotPart::CarShare, read);
            if !fields.lot.cd3.is_empty() {
                read.notes.push(LotNote::Cd3NotMultiplied);
            }
            if !fields.lot.viability.is_empty() {
                read.notes.push(LotNote::ViabilityNotMultiplied);
            }
            let (viable, car) = (viable?, car?);
            let result = viable.density * car.fraction;
            let terms = vec![
                Term::new(Symbol::ViableConcentration, viable.per_ml, "/mL"),
                Term::new(Symbol::CarShare, car.percent, "%"),
            ];
            Some(push(read, Formula::ViableShare, terms, result))
        }
    }
}

/// As stated per volume, or the first bag's cells over its volume.
fn stated(fields: &mut Fields<'_, '_>, read: &mut ReadLot) -> Option<Density<CarPositive>> {
    let first = fields.lot.bags.iter().position(|bag| !bag.cells.is_empty());
    if let (true, Some(index)) = (fields.lot.car.is_empty(), first) {
        let bag = fields.lot.bags.get(index)?;
        let cells = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells))?;
        let volume = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume))?;
        let per_ml = cells.per(&volume)?;
        let density = Density::of(cell_density::Unit::per_milliliter.quantity(per_ml));
        let terms =
            vec![Term::new(Symbol::BagCells, cells, "cells"), Term::new(Symbol::BagVolume, volume, "mL")];
        return Some(push(read, Formula::StatedPerBag, terms, density));
    }
    let car = fields.density::<CarPositive>(LotPart::Car, read)?;
    let terms = vec![Term::new(Symbol::CarConcentration, car.as_typed, car.unit)];
    Some(push(read, Formula::Stated, terms, car.density))
}

fn push(
    read: &mut ReadLot,
    formula: Formula,
    terms: Vec<Term>,
    result: Density<CarPositive>,
) -> Density<CarPositive> {
    let result_term = Term::new(Symbol::CarConcentration, per_ml(&result), "/mL");
    read.steps.push(Step::new(Symbol::CarConcentration, formula, terms, result_term));
    result
}

/// A dose counted after thaw from cells counted before freezing needs the recovery of viable cells.
pub(super) fn recover(fields: &mut Fields<'_, '_>, read: &mut ReadLot, context: &Context) {
    let Some(car) = read.car.clone() else { return };
    match (&context.settings.counted_after_thaw, fields.lot.basis) {
        (Param::Set(true), Some(Basis::BeforeFreezing)) => {
            if fields.lot.recovery.is_empty() {
                read.asks.push(LotAsk::Field(LotPart::Recovery));
                read.car = None;
                return;
            }
            let Some(recovery) = fields.percent(LotPart::Recovery, read) else {
                read.car = None;
                return;
            };
            let share = &recovery / Exact::from(100);
            let result = Density::of(car.quantity().clone() * share.clone());
            let recovered = |per_ml: &mut Exact, steps: &mut Vec<Step>| {
                let terms = vec![
                    Term::new(Symbol::CarConcentration, per_ml.clone(), "/mL"),
                    Term::new(Symbol::Recovery, recovery.clone(), "%"),
                ];
                *per_ml *= share.clone();
                let result = Term::new(Symbol::CarConcentration, per_ml.clone(), "/mL");
                if !steps.is_empty() {
                    steps.push(Step::new(Symbol::CarConcentration, Formula::Recovered, terms, result));
                }
            };
            for bag in &mut read.bags {
                recovered(&mut bag.per_ml, &mut bag.steps);
            }
            for bag in &mut read.given {
                recovered(&mut bag.per_ml, &mut bag.steps);
            }
            recovered(&mut per_ml(&car), &mut read.steps);
            read.car = Some(result);
        }
        (Param::Set(_), None) => {
            read.asks.push(LotAsk::Basis);
            read.car = None;
        }
        (Param::NotSet | Param::None, Some(Basis::BeforeFreezing)) => {
            read.notes.push(LotNote::NoRecoveryApplied);
        }
        (Param::Set(false), Some(Basis::AfterThaw)) => read.notes.push(LotNote::CountedAfterThaw),
        _ => {}
    }
    if !fields.lot.recovery.is_empty() && fields.lot.basis == Some(Basis::AfterThaw) {
        read.notes.push(LotNote::RecoveryNotMultiplied);
    }
}

/// The bag's own concentration per mL, its cells over its volume, or the lot's; with the line that makes it where it is
/// another than the lot's.
pub(crate) fn concentration_of(
    fields: &mut Fields<'_, '_>,
    bag: &Bag,
    lot_per_ml: &Exact,
) -> Option<(Exact, Option<Step>)> {
    let (per_ml, formula, terms) = if !bag.car.is_empty() {
        let (number, unit) = fields.bag_density(&bag.car, &Address::bag(fields.lot, bag, BagPart::Car))?;
        let per_ml = cell_density::Unit::per_milliliter.value(&unit.quantity(number.clone()));
        (per_ml, Formula::Stated, vec![Term::new(Symbol::CarConcentration, number, unit.row().symbol)])
    } else if is_per_bag(fields.lot, bag) {
        let cells = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells))?;
        let volume = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume))?;
        let terms = vec![
            Term::new(Symbol::BagCells, cells.clone(), "cells"),
            Term::new(Symbol::BagVolume, volume.clone(), "mL"),
        ];
        (cells.per(&volume)?, Formula::StatedPerBag, terms)
    } else {
        return Some((lot_per_ml.clone(), None));
    };
    let own = (per_ml != *lot_per_ml).then(|| {
        let result = Term::new(Symbol::CarConcentration, per_ml.clone(), "/mL");
        Step::new(Symbol::CarConcentration, formula, terms, result)
    });
    Some((per_ml, own))
}

/// True where the bag's own cells make its concentration; they are not held against themselves.
pub(crate) fn is_per_bag(lot: &Lot, bag: &Bag) -> bool {
    let stated = matches!(lot.convention, Some(Convention::Stated | Convention::SinglePlatform));
    stated && lot.car.is_empty() && bag.car.is_empty() && !bag.cells.is_empty()
}
