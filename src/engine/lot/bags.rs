//! The bags that can be planned.

use super::{CheckedFigure, Fields, LotAsk, LotNote, ReadBag, ReadLot, check, per_ml};
use crate::{
    engine::context::Context,
    model::{Bag, BagState, Convention, Lot},
    quantity::Exact,
};
use num_traits::Zero as _;

/// Bags between these, mL, are usual (facts.md section 8).
const USUAL_BAG: (i64, i64) = (1, 100);

pub(super) fn read_bags(fields: &mut Fields<'_, '_>, read: &mut ReadLot, drawn: &[&str], context: &Context) {
    let Some(lot_per_ml) = read.car.as_ref().map(per_ml) else { return };
    let usable_state = |bag: &&Bag| {
        matches!(bag.state, BagState::Stored | BagState::Thawed) && !drawn.contains(&bag.number.as_str())
    };
    let lot = fields.lot;
    if lot.bags.is_empty() {
        return;
    }
    if !lot.bags.iter().any(|bag| usable_state(&bag)) {
        read.asks.push(LotAsk::NoBag);
    }
    let (mut missing, mut unusual) = (false, false);
    for (index, bag) in lot.bags.iter().enumerate() {
        let path = format_args!("bags[{}]", bag.number);
        let volume = fields.bag_volume(&bag.volume, format_args!("{path}.volume"));
        let hold_up = if bag.hold_up.is_empty() {
            context.settings.hold_up.value().cloned()
        } else {
            let hold_up = fields.volume_or_zero(&bag.hold_up, format_args!("{path}.hold_up"));
            missing |= hold_up.is_none();
            hold_up
        };
        let per_ml = bag_per_ml(fields, bag, &lot_per_ml);
        let (Some(volume), Some(per_ml)) = (volume, per_ml) else {
            missing = true;
            // Its own concentration is not the lot's: without it, or its volume, nothing is computed.
            if !bag.car.is_empty() && usable_state(&bag) {
                read.asks.push(LotAsk::Field("bags"));
            }
            continue;
        };
        if !bag.cells.is_empty()
            && !is_per_bag(lot, bag)
            && let Some(stated) = fields.cells(&bag.cells, format_args!("{path}.cells"))
        {
            let computed = volume.clone() * per_ml.clone();
            read.checks.push(check(CheckedFigure::BagCells(index), stated, computed, "cells"));
        }
        if !usable_state(&bag) {
            continue;
        }
        if volume < Exact::from(USUAL_BAG.0) || volume > Exact::from(USUAL_BAG.1) {
            unusual = true;
        }
        let usable = match hold_up {
            Some(hold_up) if hold_up < volume => volume - hold_up,
            Some(_) => Exact::zero(),
            None => volume,
        };
        read.bags.push(ReadBag { index, usable, per_ml });
    }
    if unusual {
        read.notes.push(LotNote::UnusualBag);
    }
    if missing {
        // A lot of which one volume is unknown holds an unknown number of cells.
        read.bags.clear();
        read.notes.push(LotNote::VolumesMissing);
    } else if context.settings.hold_up.is_not_set() && lot.bags.iter().any(|bag| bag.hold_up.is_empty()) {
        read.notes.push(LotNote::HoldUpNotSet);
    }
}

/// True where the bag's own cells make its concentration; they are not held against themselves.
fn is_per_bag(lot: &Lot, bag: &Bag) -> bool {
    let stated = matches!(lot.convention, Some(Convention::Stated | Convention::SinglePlatform));
    stated && lot.car.is_empty() && bag.car.is_empty() && !bag.cells.is_empty()
}

/// The bag's own concentration, its cells over its volume, or the lot's.
pub(super) fn bag_per_ml(fields: &mut Fields<'_, '_>, bag: &Bag, lot_per_ml: &Exact) -> Option<Exact> {
    let path = format_args!("bags[{}]", bag.number);
    if !bag.car.is_empty() {
        return fields.bag_density(&bag.car, format_args!("{path}.car"));
    }
    if is_per_bag(fields.lot, bag) {
        let cells = fields.cells(&bag.cells, format_args!("{path}.cells"))?;
        return cells.per(&fields.volume(&bag.volume, format_args!("{path}.volume"))?);
    }
    Some(lot_per_ml.clone())
}
