//! The bags of a lot: what each holds, what was infused of it, and which can be planned.

use super::{
    CheckedFigure, Fields, GivenBag, LotAsk, LotNote, Others, ReadBag, ReadLot, Record, Turn, check,
    concentration::{concentration_of, is_per_bag},
    record_of,
};
use crate::{
    engine::{
        formula::dose,
        moment::{Moment, read_moment},
        problem::ProblemCode,
        site::context::Context,
    },
    model::{Address, Bag, BagPart, BagState, Half},
    quantity::{
        Exact,
        component::InBase as _,
        units::{
            RuntimeUnit as _, cells,
            si::{Time, Volume},
            time, volume,
        },
    },
};
use jiff::{SignedDuration, civil::DateTime};
use num_traits::Zero as _;

/// Bags between these, mL, are usual (facts.md section 8).
const USUAL_BAG: (i64, i64) = (1, 100);

/// What a bag holds, as typed.
struct Contents {
    fill: Option<Volume>,
    hold_up: Option<Volume>,
    thawed: Option<Moment>,
}

pub(super) fn read_bags(
    fields: &mut Fields<'_, '_>,
    read: &mut ReadLot,
    others: &Others<'_>,
    context: &Context,
) {
    let lot = fields.lot;
    let car = read.car.clone();
    let record = |bag: usize| record_of(&others.records, bag);
    let plannable = |index: usize, bag: &Bag| {
        let elsewhere = matches!(record(index), Record::Elsewhere | Record::Both(_));
        matches!(bag.state, BagState::Stored | BagState::Thawed) && !elsewhere
    };
    let here = |index: usize| matches!(record(index), Record::Here(_) | Record::Both(_));
    if lot.bags.is_empty() {
        return;
    }
    let mut of_use =
        lot.bags.iter().enumerate().filter(|(index, bag)| plannable(*index, bag) || here(*index));
    if car.is_some() && of_use.next().is_none() {
        read.asks.push(LotAsk::NoBag);
    }
    let (mut missing, mut unusual) = (false, false);
    for (index, bag) in lot.bags.iter().enumerate() {
        let contents = contents(fields, bag, context);
        let used = plannable(index, bag) || here(index);
        missing |= used && contents.hold_up.is_none() && !bag.hold_up.is_empty();
        let Some(of_lot) = &car else { continue };
        let has_fill = contents.fill.is_some();
        let own = concentration_of(fields, (index, bag), (read.index, of_lot));
        let (Some(fill), Some(own)) = (contents.fill, own) else {
            missing |= used;
            // Its own concentration is not the lot's: without it, or its volume, nothing is computed; nor without what
            // was infused of it.
            if used && (!bag.car.is_empty() || here(index)) {
                let field = match (has_fill, bag.car.is_empty()) {
                    (false, _) => BagPart::Volume,
                    (true, true) => BagPart::Cells,
                    (true, false) => BagPart::Car,
                };
                read.asks.push(LotAsk::Bag(index, field));
            }
            continue;
        };
        if !bag.cells.is_empty()
            && !is_per_bag(lot, bag)
            && let Some(stated) = fields.cells(&bag.cells, &Address::bag(lot, bag, BagPart::Cells))
        {
            let Some(density) = own.value() else { continue };
            let computed = density.in_volume(&fill);
            read.checks.push(check(CheckedFigure::BagCells(index), &stated, &computed, cells::Unit::one));
            read.covered.push(density);
        }
        let mut given = Volume::zero();
        if let Record::Here(volume) | Record::Both(volume) = record(index) {
            let answered = volume.is_some();
            given = volume.unwrap_or_else(|| fill.clone());
            if given > fill {
                let field = Address::Drawn(others.infusion, bag.number.clone(), Half::Whole);
                let other = Address::bag(lot, bag, BagPart::Volume);
                fields.problem(field, ProblemCode::Conflicts { other });
            }
            read.given.push(GivenBag { index, volume: given.clone(), answered, car: own.clone() });
        }
        if !plannable(index, bag) {
            continue;
        }
        let milliliters = |number| volume::Unit::milliliter.quantity(Exact::from(number));
        unusual |= fill < milliliters(USUAL_BAG.0) || fill > milliliters(USUAL_BAG.1);
        let hold_up = contents.hold_up.unwrap_or_else(Volume::zero);
        let usable = dose::usable(&fill, &hold_up, &given).of_bag(read.index, index);
        let turn = turn(bag, contents.thawed, given.is_above_zero(), context);
        read.bags.push(ReadBag { index, fill, hold_up, given, usable, car: own, turn });
    }
    if unusual {
        read.notes.push(LotNote::UnusualBag);
    }
    read.holds_known = car.is_some() && !missing;
    if car.is_some() && missing {
        // A lot of which one volume is unknown holds an unknown number of cells.
        read.bags.clear();
        read.notes.push(LotNote::VolumesMissing);
    } else if car.is_some()
        && context.settings.hold_up.is_not_set()
        && lot.bags.iter().any(|bag| bag.hold_up.is_empty())
    {
        read.notes.push(LotNote::HoldUpNotSet);
    }
}

fn contents(fields: &mut Fields<'_, '_>, bag: &Bag, context: &Context) -> Contents {
    let fill = fields.bag_volume(&bag.volume, &fields.at_bag(bag, BagPart::Volume));
    let hold_up = if bag.hold_up.is_empty() {
        context.settings.hold_up.value().cloned()
    } else {
        fields.volume_or_zero(&bag.hold_up, &fields.at_bag(bag, BagPart::HoldUp))
    };
    let thawed = match read_moment(&bag.thawed) {
        Ok(Some(moment)) if moment.first > context.now => {
            fields.problem(fields.at_bag(bag, BagPart::Thawed), ProblemCode::DateInFuture);
            None
        }
        Ok(moment) => moment,
        Err(problem) => {
            fields.problem(fields.at_bag(bag, BagPart::Thawed), ProblemCode::Date(problem));
            None
        }
    };
    Contents { fill, hold_up, thawed }
}

/// A thawed bag comes first, until its own deadline.
fn turn(bag: &Bag, thawed: Option<Moment>, begun: bool, context: &Context) -> Turn {
    if bag.state != BagState::Thawed && thawed.is_none() && !begun {
        return Turn::Stored;
    }
    let Some(stability) = context.settings.stability_after_thaw.value() else { return Turn::Thawed };
    match thawed.and_then(|moment| deadline(moment, stability)) {
        Some(deadline) if deadline < context.now => Turn::PastStability,
        Some(_) => Turn::Thawed,
        None => Turn::ThawedAtUnknown,
    }
}

/// The end of the stability after the earliest moment at which it can have been thawed.
fn deadline(thawed: Moment, stability: &Time) -> Option<DateTime> {
    let seconds = time::Unit::second.value(stability).floor().to_i64()?;
    thawed.first.checked_add(SignedDuration::from_secs(seconds)).ok()
}
