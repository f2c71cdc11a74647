//! How much to draw, from which bags: thawed bags first, whole bags before the last one in part, rounded once.

use crate::{
    engine::{
        formula::step::{Formula, Mode, Step, Symbol, Term},
        lot::{ReadBag, ReadLot, per_ml},
    },
    quantity::{Exact, Rounding},
};
use num_traits::Zero as _;

/// What is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draw {
    /// Calculated volume before rounding, mL.
    pub calculated: Exact,
    /// Volume to draw, mL.
    pub volume: Exact,
    /// CAR+ cells in it.
    pub cells: Exact,
    /// Per bag; empty when the bags' volumes are not known.
    pub bags: Vec<BagDraw>,
    /// The lines that lead from bag to bag; empty where one bag, or none, is drawn from.
    pub(super) steps: Vec<Step>,
    /// The cells drawn of each bag, as the last line of each says.
    pub(super) bag_cells: Vec<Term>,
    /// Bags that came to their turn, one of which may have rounded to nothing.
    pub(super) visited: usize,
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
    /// What the bag was filled with, mL.
    pub fill: Exact,
    /// What stays in the bag, its hold-up included, mL.
    pub left: Exact,
    /// True when all that the bag was filled with is given now.
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

    /// The line of the rounding.
    pub(super) fn step(&self, calculated: Exact, rounded: Exact) -> Step {
        let volume = Term::new(Symbol::Volume, calculated, "mL");
        let step = self.step.clone().map(|step| Term::new(Symbol::RoundingStep, step, "mL"));
        let terms = [volume].into_iter().chain(step).collect();
        let result = Term::new(Symbol::DrawnVolume, rounded, "mL");
        Step::new(Symbol::DrawnVolume, Formula::Rounded(self.mode), terms, result)
    }
}

/// CAR+ cells that can be drawn; `None` when the bags' volumes are not known.
pub fn available(lots: &[ReadLot]) -> Option<Exact> {
    if lots.iter().any(|lot| !lot.holds_known) || lots.is_empty() {
        return None;
    }
    let bags = lots.iter().flat_map(|lot| &lot.bags);
    Some(bags.map(|bag| &bag.usable * &bag.per_ml).sum())
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
pub fn draw(lots: &[ReadLot], left: &Term, rule: &RoundingRule) -> Option<Draw> {
    if available(lots).is_none() {
        // One volume from one concentration; several lots are never averaged.
        let [lot] = lots else { return None };
        let per_ml = per_ml(lot.car.as_ref()?);
        let calculated = left.value.per(&per_ml)?;
        let volume = rule.apply(&calculated);
        let cells = &volume * per_ml;
        return Some(Draw { calculated, volume, cells, ..Draw::default() });
    }
    let mut rest = left.clone();
    let mut drawn = Draw::default();
    for (place, bag) in in_turn(lots) {
        if !rest.value.is_positive() {
            break;
        }
        if bag.usable.is_zero() {
            continue;
        }
        let lot = lots.get(place).map_or(0, |lot| lot.index);
        drawn.visited += 1;
        let mut line = |step: Step| drawn.steps.push(step.of_bag(lot, bag.index));
        bag.steps.iter().cloned().for_each(&mut line);
        let concentration = Term::new(Symbol::CarConcentration, bag.per_ml.clone(), "/mL");
        let usable = usable(bag, &mut line);
        let held = &bag.usable * &bag.per_ml;
        let (calculated, volume) = if held <= rest.value {
            (bag.usable.clone(), usable)
        } else {
            let calculated = rest.value.per(&bag.per_ml)?;
            let result = Term::new(Symbol::Volume, calculated.clone(), "mL");
            line(Step::new(
                Symbol::Volume,
                Formula::Volume,
                vec![rest.clone(), concentration.clone()],
                result,
            ));
            let rounded = rule.apply(&calculated);
            line(rule.step(calculated.clone(), rounded.clone()));
            let mut volume = Term::new(Symbol::DrawnVolume, rounded, "mL");
            if volume.value > bag.usable {
                let terms = vec![volume.clone(), usable.clone()];
                volume.value = bag.usable.clone();
                line(Step::new(Symbol::DrawnVolume, Formula::AtMostUsable, terms, volume.clone()));
            }
            (calculated, volume)
        };
        drawn.calculated += calculated.clone();
        let milliliters = volume.value.clone();
        // A bag that nothing is drawn from is not thawed.
        if milliliters.is_zero() {
            break;
        }
        let cells = Term::new(Symbol::BagCells, &milliliters * &bag.per_ml, "cells");
        line(Step::new(Symbol::BagCells, Formula::BagHolds, vec![volume, concentration], cells.clone()));
        let last = calculated != bag.usable || held >= rest.value;
        if last {
            rest.value = Exact::zero();
        } else {
            let after = Term::new(Symbol::CellsLeft, &rest.value - held, "cells");
            let terms = vec![rest, cells.clone()];
            line(Step::new(Symbol::CellsLeft, Formula::CellsLeft, terms, after.clone()));
            rest = after;
        }
        drawn.volume += milliliters.clone();
        drawn.cells += cells.value.clone();
        drawn.bag_cells.push(cells);
        let left = &bag.fill - &bag.given - &milliliters;
        let (whole, fill) = (milliliters == bag.fill, bag.fill.clone());
        drawn.bags.push(BagDraw {
            lot: place,
            bag: bag.index,
            calculated,
            volume: milliliters,
            fill,
            left,
            whole,
        });
    }
    Some(drawn)
}

/// What can be drawn of a bag, with the line that says so where it is not its whole fill.
fn usable(bag: &ReadBag, line: &mut impl FnMut(Step)) -> Term {
    let fill = Term::new(Symbol::BagVolume, bag.fill.clone(), "mL");
    if bag.usable == bag.fill {
        return fill;
    }
    let less = [(Symbol::HoldUp, &bag.hold_up), (Symbol::InfusedVolume, &bag.given)];
    let less = less.into_iter().filter(|(_, volume)| volume.is_positive());
    let less = less.map(|(symbol, volume)| Term::new(symbol, volume.clone(), "mL"));
    let usable = Term::new(Symbol::UsableVolume, bag.usable.clone(), "mL");
    let terms = [fill].into_iter().chain(less).collect();
    line(Step::new(Symbol::UsableVolume, Formula::Usable, terms, usable.clone()));
    usable
}
