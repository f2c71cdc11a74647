//! How much to draw, from which bags: thawed bags first, whole bags before the last one in part, rounded once.

use crate::{
    engine::{
        formula::{
            dose,
            step::{Mode, Symbol},
            worked::{Tree, Worked},
        },
        lot::{ReadBag, ReadLot},
    },
    quantity::{
        component::{CarCells, InBase as _},
        units::si::Volume,
    },
};
use num_traits::Zero as _;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Calculated volume before rounding.
    pub calculated: Volume,
    /// Volume to draw.
    pub volume: Volume,
    /// CAR+ cells in it.
    pub cells: CarCells,
    /// Per bag; empty when the bags' volumes are not known.
    pub bags: Vec<BagDraw>,
    /// What is drawn of each bag that came to its turn; of the lot where its bags are not known.
    pub(super) parts: Vec<Part>,
}

/// What is drawn from one bag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BagDraw {
    /// The lot, as its place among the lots used.
    pub lot: usize,
    /// The bag, as its place in the lot.
    pub bag: usize,
    /// Calculated volume.
    pub calculated: Volume,
    /// Volume to draw.
    pub volume: Volume,
    /// What the bag was filled with.
    pub fill: Volume,
    /// What stays in the bag, its hold-up included.
    pub left: Volume,
    /// True when all that the bag was filled with is given now.
    pub whole: bool,
}

/// How one bag, or a lot whose bags are not known, is drawn from.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// The lines, in the order of the work.
    pub(super) lines: Vec<Tree>,
    pub(super) volume: Worked<Volume>,
    pub(super) cells: Worked<CarCells>,
    /// Rounded to the step; otherwise all that can be drawn is given.
    pub(super) is_rounded: bool,
    /// The step would take more than the bag holds.
    pub(super) is_cut: bool,
}

/// How a volume is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundingRule {
    /// Step of the syringe; `None` while the site has not set one.
    pub step: Option<Volume>,
    /// The mode.
    pub mode: Mode,
}

impl RoundingRule {
    pub(super) fn apply(&self, calculated: &Worked<Volume>) -> Worked<Volume> {
        dose::rounded(calculated, self.step.as_ref(), self.mode)
    }
}

/// CAR+ cells that can be drawn; `None` when the bags' volumes are not known.
pub fn available(lots: &[ReadLot]) -> Option<CarCells> {
    if lots.iter().any(|lot| !lot.holds_known) || lots.is_empty() {
        return None;
    }
    let bags = lots.iter().flat_map(|lot| &lot.bags);
    bags.map(|bag| Some(bag.car.value()?.in_volume(&bag.usable.value()?)))
        .try_fold(CarCells::none(), |sum, cells| Some(sum + cells?))
}

/// The bags that can be planned in the order of their turn, each with its lot's place.
fn in_turn(lots: &[ReadLot]) -> Vec<(usize, &ReadBag)> {
    let all = lots.iter().enumerate();
    let mut bags: Vec<(usize, &ReadBag)> =
        all.flat_map(|(place, lot)| lot.bags.iter().map(move |bag| (place, bag))).collect();
    bags.sort_by_key(|(_, bag)| bag.turn);
    bags
}

/// What to draw for so many cells; `None` without a concentration. What the lots do not hold is not drawn.
pub(super) fn draw(lots: &[ReadLot], left: &Worked<CarCells>, rule: &RoundingRule) -> Option<Draw> {
    if available(lots).is_some() {
        return of_bags(lots, left, rule);
    }
    // One volume from one concentration; several lots are never averaged.
    let [lot] = lots else { return None };
    let car = lot.car.as_ref()?;
    let calculated = dose::volume(left, car);
    let volume = rule.apply(&calculated);
    let cells = dose::in_bag(Symbol::BagCells, &volume, car);
    Some(Draw {
        calculated: calculated.value()?,
        volume: volume.value()?,
        cells: cells.value()?,
        bags: Vec::new(),
        parts: vec![Part {
            lines: [calculated.tree(), volume.tree(), cells.tree()].map(Clone::clone).into(),
            volume,
            cells,
            is_rounded: true,
            is_cut: false,
        }],
    })
}

fn of_bags(lots: &[ReadLot], left: &Worked<CarCells>, rule: &RoundingRule) -> Option<Draw> {
    let mut rest = left.clone();
    let zero = Volume::zero;
    let mut drawn = Draw {
        calculated: zero(),
        volume: zero(),
        cells: CarCells::none(),
        bags: Vec::new(),
        parts: Vec::new(),
    };
    for (place, bag) in in_turn(lots) {
        let needed = rest.value()?;
        if !needed.is_above_zero() {
            break;
        }
        let usable = bag.usable.value()?;
        if usable.is_nothing() {
            continue;
        }
        let lot = lots.get(place).map_or(0, |lot| lot.index);
        let held = bag.car.value()?.in_volume(&usable);
        let last = held >= needed;
        let own = (lot, bag.index);
        let mut part = if held <= needed { given_whole(bag, own) } else { in_part(bag, own, &rest, rule)? };
        let calculated = if held <= needed { usable } else { dose::volume(&rest, &bag.car).value()? };
        let volume = part.volume.value()?;
        drawn.calculated += calculated.clone();
        // A bag that nothing is drawn from is not thawed.
        if volume.is_nothing() {
            part.lines.pop();
            drawn.parts.push(part);
            break;
        }
        if !last {
            rest = dose::left(&rest, &part.cells).of_bag(lot, bag.index);
            part.lines.push(rest.tree().clone());
        }
        drawn.volume += volume.clone();
        drawn.cells = drawn.cells + part.cells.value()?;
        drawn.parts.push(part);
        drawn.bags.push(BagDraw {
            lot: place,
            bag: bag.index,
            calculated,
            left: bag.fill.clone() - bag.given.clone() - volume.clone(),
            whole: volume == bag.fill,
            volume,
            fill: bag.fill.clone(),
        });
        if last {
            break;
        }
    }
    Some(drawn)
}

/// All that can be drawn of a bag.
fn given_whole(bag: &ReadBag, (lot, place): (usize, usize)) -> Part {
    let cells = dose::in_bag(Symbol::BagCells, &bag.usable, &bag.car).of_bag(lot, place);
    Part {
        lines: [bag.car.tree(), bag.usable.tree(), cells.tree()].map(Clone::clone).into(),
        volume: bag.usable.clone(),
        cells,
        is_rounded: false,
        is_cut: false,
    }
}

/// So much of a bag as is still needed, rounded; the step never takes more than the bag holds.
fn in_part(
    bag: &ReadBag,
    (lot, place): (usize, usize),
    rest: &Worked<CarCells>,
    rule: &RoundingRule,
) -> Option<Part> {
    let calculated = dose::volume(rest, &bag.car).of_bag(lot, place);
    let rounded = rule.apply(&calculated).of_bag(lot, place);
    let mut lines: Vec<Tree> =
        [bag.car.tree(), bag.usable.tree(), calculated.tree(), rounded.tree()].map(Clone::clone).into();
    let is_cut = rounded.value()? > bag.usable.value()?;
    let volume = if is_cut {
        let cut = dose::at_most_usable(&rounded, &bag.usable).of_bag(lot, place);
        lines.push(cut.tree().clone());
        cut
    } else {
        rounded
    };
    let cells = dose::in_bag(Symbol::BagCells, &volume, &bag.car).of_bag(lot, place);
    lines.push(cells.tree().clone());
    Some(Part { lines, volume, cells, is_rounded: true, is_cut })
}
