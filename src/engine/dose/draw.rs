//! How much to draw, from which bags: whole bags first, the last one in part, rounded once.

use crate::{
    engine::{
        lot::{ReadLot, per_ml},
        step::Mode,
    },
    quantity::{Exact, Rounding},
};
use num_traits::Zero as _;

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Calculated volume before rounding, mL.
    pub calculated: Exact,
    /// Volume to draw, mL.
    pub volume: Exact,
    /// CAR+ cells in it.
    pub cells: Exact,
    /// Per bag; empty when the bags' volumes are not known.
    pub bags: Vec<BagDraw>,
}

/// What is drawn from one bag.
#[derive(Clone, Debug, PartialEq)]
pub struct BagDraw {
    /// The lot, as its place among the lots used.
    pub lot: usize,
    /// The bag, as its place in the lot.
    pub bag: usize,
    /// Calculated volume, mL.
    pub calculated: Exact,
    /// Volume to draw, mL.
    pub volume: Exact,
    /// What stays behind of what could be drawn, mL.
    pub left: Exact,
    /// True when the bag is given whole.
    pub whole: bool,
}

/// How a volume is rounded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundingRule {
    /// Step of the syringe, mL; `None` while the site has not set one.
    pub step: Option<Exact>,
    /// The mode.
    pub mode: Mode,
}

impl RoundingRule {
    fn apply(&self, volume: &Exact) -> Exact {
        let mode = match self.mode {
            Mode::NotRounded => return volume.clone(),
            Mode::HalfUp => Rounding::HalfUp,
            Mode::HalfEven => Rounding::HalfEven,
            Mode::Down | Mode::DownForCap => Rounding::Down,
            Mode::Up => Rounding::Up,
        };
        self.step.as_ref().map_or_else(|| volume.clone(), |step| volume.round_to(step, mode))
    }
}

/// CAR+ cells that can be drawn; `None` when the bags' volumes are not known.
pub fn available(lots: &[ReadLot]) -> Option<Exact> {
    if lots.iter().any(|lot| lot.bags.is_empty()) || lots.is_empty() {
        return None;
    }
    let bags = lots.iter().flat_map(|lot| &lot.bags);
    Some(bags.map(|bag| bag.usable.clone() * bag.per_ml.clone()).sum())
}

/// What to draw for so many cells; `None` without a concentration. What the lots do not hold is not drawn.
pub fn draw(lots: &[ReadLot], target: &Exact, rule: &RoundingRule) -> Option<Draw> {
    if available(lots).is_none() {
        // One volume from one concentration; several lots are never averaged.
        let [lot] = lots else { return None };
        let per_ml = per_ml(lot.car.as_ref()?);
        let calculated = target.per(&per_ml)?;
        let volume = rule.apply(&calculated);
        let cells = volume.clone() * per_ml;
        return Some(Draw { calculated, volume, cells, bags: Vec::new() });
    }
    let mut rest = target.clone();
    let mut drawn =
        Draw { calculated: Exact::zero(), volume: Exact::zero(), cells: Exact::zero(), bags: Vec::new() };
    for (lot, read) in lots.iter().enumerate() {
        for bag in &read.bags {
            if !rest.is_positive() {
                break;
            }
            let held = bag.usable.clone() * bag.per_ml.clone();
            let (calculated, volume) = if held <= rest {
                (bag.usable.clone(), bag.usable.clone())
            } else {
                let calculated = rest.per(&bag.per_ml)?;
                let volume = rule.apply(&calculated).min(bag.usable.clone());
                (calculated, volume)
            };
            rest -= calculated.clone() * bag.per_ml.clone();
            drawn.calculated += calculated.clone();
            // A bag that nothing is drawn from is not thawed.
            if volume.is_zero() {
                continue;
            }
            drawn.volume += volume.clone();
            drawn.cells += volume.clone() * bag.per_ml.clone();
            let left = bag.usable.clone() - volume.clone();
            let whole = left.is_zero();
            drawn.bags.push(BagDraw { lot, bag: bag.index, calculated, volume, left, whole });
        }
    }
    Some(drawn)
}
