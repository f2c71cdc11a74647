//! What a drawn volume delivers, line by line.

use super::{
    dosing::DoseResult,
    draw::{Draw, RoundingRule, draw},
};
use crate::{
    engine::{
        formula::{
            dose,
            step::{Formula, Symbol},
            worked::{Tree, Worked},
        },
        lot::ReadLot,
    },
    quantity::{
        component::{CarCells, CarPositive, DoseLevel, InBase as _},
        units::si::{Mass, Volume},
    },
};

/// What is worked out before anything is drawn.
pub(super) struct Way {
    pub(super) weight: Worked<Mass>,
    pub(super) target: Worked<CarCells>,
    /// A cap binds: of the weight, or of the cells.
    pub(super) is_capped: bool,
    /// What was infused already, where something was.
    pub(super) infused: Option<Worked<CarCells>>,
    /// What is left to give.
    pub(super) left: Worked<CarCells>,
    /// The lines so far, in the order of the work.
    pub(super) lines: Vec<Tree>,
}

/// What was infused of each bag, added up, and the lines that lead to it; `None` where nothing was.
fn infused_of(lots: &[ReadLot]) -> Option<(Worked<CarCells>, Vec<Tree>)> {
    let given: Vec<_> = lots.iter().flat_map(|lot| lot.given.iter().map(move |bag| (lot, bag))).collect();
    let symbol = if given.len() > 1 { Symbol::BagCells } else { Symbol::InfusedCells };
    let mut lines = Vec::new();
    let cells: Vec<Worked<CarCells>> = given
        .iter()
        .map(|(lot, bag)| {
            let cells = dose::infused_of_bag(symbol, &bag.volume, &bag.car).of_bag(lot.index, bag.index);
            lines.extend([bag.car.tree().clone(), cells.tree().clone()]);
            cells
        })
        .collect();
    let all = match <[_; 1]>::try_from(cells) {
        Ok([only]) => only,
        Err(none) if none.is_empty() => return None,
        Err(several) => dose::infused(several),
    };
    lines.push(all.tree().clone());
    Some((all, lines))
}

impl Way {
    /// From the weight to the cells that are left to give; nothing is left of an infusion that has ended.
    pub(super) fn new<'l>(
        level: &DoseLevel<CarPositive>,
        measured: &Mass,
        (weight_cap, cell_cap): (Option<&Mass>, Option<&CarCells>),
        lots: &'l [ReadLot],
        ended: bool,
    ) -> Self {
        let weight = dose::dosing_weight(measured, weight_cap);
        let aimed = dose::target(level, &weight);
        let binds = cell_cap.filter(|cap| aimed.value().is_some_and(|aimed| aimed > **cap));
        let is_capped = binds.is_some() || weight.value().is_some_and(|weight| weight < *measured);
        let target = match binds {
            Some(cap) => dose::capped_target(aimed, cap),
            None => aimed,
        };
        let mut lines = vec![target.tree().clone()];
        // Of an infusion that is over, whatever is asked of its lots now.
        let made = |lot: &'l ReadLot| if ended { lot.made.as_ref() } else { lot.car.as_ref() };
        lines.extend(lots.iter().filter_map(made).map(|car| car.tree().clone()));
        let (infused, lines_of_bags) = infused_of(lots).unzip();
        lines.extend(lines_of_bags.into_iter().flatten());
        let left = match &infused {
            Some(infused) => dose::left(&target, infused),
            None => target.clone(),
        };
        if !ended {
            lines.push(left.tree().clone());
        }
        Self { weight, target, is_capped, infused, left, lines }
    }
}

impl DoseResult {
    pub(super) fn fill_draw(&mut self, way: &Way, lots: &[ReadLot], rule: &RoundingRule) {
        if lots.iter().any(|lot| lot.car.is_none()) {
            return;
        }
        let Some(drawn) = draw(lots, &way.left, rule) else { return };
        let mut lines = way.lines.clone();
        let delivered = self.lines_of_draw(way, lots, &drawn, rule, &mut lines);
        self.comes_to(way, &delivered, lines);
        self.draw = Some(drawn);
    }

    /// An infusion that is over: what was infused of the target, and nothing left to draw.
    pub(super) fn fill_given(&mut self, way: &Way) {
        if let Some(infused) = &way.infused {
            self.comes_to(way, infused, way.lines.clone());
        } else {
            self.lines.clone_from(&way.lines);
        }
    }

    /// The lines from what is left to give to what is delivered with what was given.
    fn lines_of_draw(
        &self,
        way: &Way,
        lots: &[ReadLot],
        drawn: &Draw,
        rule: &RoundingRule,
        lines: &mut Vec<Tree>,
    ) -> Worked<CarCells> {
        let bags = || lots.iter().flat_map(|lot| &lot.bags);
        let one_concentration = match lots {
            [lot] => lot.car.as_ref().filter(|car| bags().all(|bag| bag.car.value() == car.value())),
            _ => None,
        };
        let short = self.is_short();
        // From one bag or none the way is short; from several, or with hold-up, each bag has its lines.
        let short_way = one_concentration.filter(|_| {
            drawn.parts.len() < 2
                && way.infused.is_none()
                && bags().all(|bag| bag.hold_up.is_nothing())
                && !drawn.parts.iter().any(|part| part.is_cut)
        });
        let one_rounded = matches!(drawn.parts.as_slice(), [only] if only.is_rounded);
        let calculated = one_concentration
            .filter(|_| !short && (short_way.is_some() || !one_rounded))
            .map(|car| dose::volume(&way.left, car));
        lines.extend(calculated.iter().map(|calculated| calculated.tree().clone()));
        // Where everything is given whole, nothing is rounded.
        let whole = if short || short_way.is_some() { Formula::WholeBags } else { Formula::BagsAdded };
        let of_each = || {
            let given = drawn.parts.iter().map(|part| part.volume.clone());
            given.filter(|volume| volume.value().is_some_and(|volume: Volume| !volume.is_nothing()))
        };
        if let Some(car) = short_way {
            let volume = match calculated.filter(|_| one_rounded || drawn.parts.is_empty()) {
                Some(calculated) => rule.apply(&calculated),
                None => dose::drawn_of_bags(whole, of_each()),
            };
            lines.push(volume.tree().clone());
            return dose::delivered(&volume, car);
        }
        lines.extend(drawn.parts.iter().flat_map(|part| &part.lines).cloned());
        if !one_rounded {
            lines.push(dose::drawn_of_bags(whole, of_each()).tree().clone());
        }
        let cells = drawn.parts.iter().map(|part| part.cells.clone());
        let cells = cells.filter(|cells| cells.value().is_some_and(|cells: CarCells| !cells.is_nothing()));
        dose::delivered_from_bags(cells.chain(way.infused.clone()))
    }

    /// What the cells given and planned together come to: per kilogram, and beside the target.
    fn comes_to(&mut self, way: &Way, delivered: &Worked<CarCells>, mut lines: Vec<Tree>) {
        let per_kg = dose::per_kilogram(delivered, &way.weight);
        let deviation = dose::deviation(delivered, &way.target);
        lines.extend([delivered.tree(), per_kg.tree(), deviation.tree()].map(Clone::clone));
        self.lines = lines;
        self.per_kg = per_kg.value();
        self.deviation = deviation.value();
        self.delivered = delivered.value();
        self.per_actual_kg = self.delivered.clone().map(|cells| cells / self.weight.mass.clone());
    }

    /// Takes every volume away; the target and what the lot holds stay.
    pub(super) fn hide_volume(&mut self) {
        self.lines.truncate(1);
        self.draw = None;
        self.delivered = None;
        self.per_kg = None;
        self.per_actual_kg = None;
        self.deviation = None;
    }
}
