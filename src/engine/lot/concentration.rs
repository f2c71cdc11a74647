//! The concentration of CAR+ cells: exactly one chain per lot.

use super::{Fields, LotAsk, LotNote, ReadLot};
use crate::{
    engine::{
        formula::{
            dose::{self, factor},
            step::Symbol,
            worked::Worked,
        },
        site::{context::Context, settings::Param},
    },
    model::{Address, Bag, BagPart, Basis, Convention, Lot, LotPart},
    quantity::component::{CarDensity, CarPositive, Cd3, Nucleated, Viable},
};

pub(super) fn concentration(
    convention: Convention,
    fields: &mut Fields<'_, '_>,
    read: &mut ReadLot,
) -> Option<Worked<CarDensity>> {
    match convention {
        Convention::Stated | Convention::SinglePlatform => stated(fields, read),
        Convention::TotalCount => {
            let total = fields.density::<Nucleated>(LotPart::Total, read);
            let viability = fields.fraction::<Viable, Nucleated>(LotPart::Viability, read);
            let cd3 = fields.fraction::<Cd3, Viable>(LotPart::Cd3, read);
            let car = fields.fraction::<CarPositive, Cd3>(LotPart::CarShare, read);
            let viability = factor(Symbol::Viability, &viability?);
            let (cd3, car) = (factor(Symbol::Cd3Share, &cd3?), factor(Symbol::CarShare, &car?));
            Some(dose::total_chain(&total?.0, viability, cd3, car))
        }
        Convention::ViableCount => {
            let viable = fields.density::<Viable>(LotPart::Viable, read);
            let cd3 = fields.fraction::<Cd3, Viable>(LotPart::Cd3, read);
            let car = fields.fraction::<CarPositive, Cd3>(LotPart::CarShare, read);
            if !fields.lot.viability.is_empty() {
                read.notes.push(LotNote::ViabilityNotMultiplied);
            }
            let (cd3, car) = (factor(Symbol::Cd3Share, &cd3?), factor(Symbol::CarShare, &car?));
            Some(dose::viable_chain(&viable?.0, cd3, car))
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
            Some(dose::viable_share(&viable?.0, factor(Symbol::CarShare, &car?)))
        }
    }
}

/// As stated per volume, or the first bag's cells over its volume.
fn stated(fields: &mut Fields<'_, '_>, read: &mut ReadLot) -> Option<Worked<CarDensity>> {
    let first = fields.lot.bags.iter().find(|bag| !bag.cells.is_empty());
    if let (true, Some(bag)) = (fields.lot.car.is_empty(), first) {
        return per_bag(fields, bag);
    }
    let (car, unit) = fields.density::<CarPositive>(LotPart::Car, read)?;
    Some(dose::stated(&car, unit))
}

fn per_bag(fields: &mut Fields<'_, '_>, bag: &Bag) -> Option<Worked<CarDensity>> {
    let cells = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells))?;
    let volume = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume))?;
    Some(dose::stated_per_bag(&cells, &volume))
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
            let Some(recovery) = fields.share(LotPart::Recovery, read) else {
                read.car = None;
                return;
            };
            let recovered = dose::recovered(car.clone(), &recovery);
            let lot = read.index;
            let bags = read.bags.iter_mut().map(|bag| (bag.index, &mut bag.car));
            let given = read.given.iter_mut().map(|bag| (bag.index, &mut bag.car));
            for (bag, own) in bags.chain(given) {
                *own = if *own == car {
                    recovered.clone()
                } else {
                    dose::recovered(own.clone(), &recovery).of_bag(lot, bag)
                };
            }
            read.made = Some(recovered.clone());
            read.car = Some(recovered);
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

/// The concentration of the bag at this place: its own, its cells over its volume, or the lot's, which it also is where
/// both come to the same.
pub(crate) fn concentration_of(
    fields: &mut Fields<'_, '_>,
    (place, bag): (usize, &Bag),
    (lot, of_lot): (usize, &Worked<CarDensity>),
) -> Option<Worked<CarDensity>> {
    if bag.car.is_empty() && !is_per_bag(fields.lot, bag) {
        return Some(of_lot.clone());
    }
    let own = own_concentration(fields, (place, bag), lot)?;
    Some(if own.value() == of_lot.value() { of_lot.clone() } else { own })
}

/// The concentration that a bag has of its own. `None` where it has none, or it cannot be read.
pub(super) fn own_concentration(
    fields: &mut Fields<'_, '_>,
    (place, bag): (usize, &Bag),
    lot: usize,
) -> Option<Worked<CarDensity>> {
    let own = if !bag.car.is_empty() {
        let (car, unit) = fields.bag_density(&bag.car, &Address::bag(fields.lot, bag, BagPart::Car))?;
        dose::stated(&car, unit)
    } else if is_per_bag(fields.lot, bag) {
        per_bag(fields, bag)?
    } else {
        return None;
    };
    Some(own.of_bag(lot, place))
}

/// True where the bag's own cells make its concentration; they are not held against themselves.
pub(crate) fn is_per_bag(lot: &Lot, bag: &Bag) -> bool {
    let stated = matches!(lot.convention, Some(Convention::Stated | Convention::SinglePlatform));
    stated && lot.car.is_empty() && bag.car.is_empty() && !bag.cells.is_empty()
}
