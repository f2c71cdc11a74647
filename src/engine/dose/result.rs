//! What a drawn volume delivers, line by line.

use super::{
    dosing::DoseResult,
    draw::{Draw, RoundingRule, draw},
};
use crate::{
    engine::{
        formula::step::{Formula, Step, Symbol, Term},
        lot::{GivenBag, ReadLot, per_ml},
    },
    quantity::Exact,
};
use num_traits::Zero as _;

impl DoseResult {
    /// What was infused of the lots already, and what is left to give of the target.
    pub(super) fn count_given(&mut self, lots: &[ReadLot], ended: bool) {
        let given = lots.iter().flat_map(|lot| lot.given.iter().map(move |bag| (lot, bag)));
        let given: Vec<(&ReadLot, &GivenBag)> = given.collect();
        if given.is_empty() {
            return;
        }
        let mut cells = Vec::new();
        let quantity = if given.len() > 1 { Symbol::BagCells } else { Symbol::InfusedCells };
        for (lot, bag) in given {
            let line = |step: Step| step.of_bag(lot.index, bag.index);
            self.given_steps.extend(bag.steps.iter().cloned().map(line));
            let terms = vec![
                Term::new(Symbol::InfusedVolume, bag.milliliters.clone(), "mL"),
                Term::new(Symbol::CarConcentration, bag.per_ml.clone(), "/mL"),
            ];
            let held = &bag.milliliters * &bag.per_ml;
            let result = Term::new(quantity, held, "cells");
            self.given_steps.push(line(Step::new(quantity, Formula::BagHolds, terms, result.clone())));
            cells.push(result);
        }
        self.given = cells.iter().map(|term| term.value.clone()).sum();
        let infused = Term::new(Symbol::InfusedCells, self.given.clone(), "cells");
        if quantity == Symbol::BagCells {
            self.given_steps.push(Step::new(Symbol::InfusedCells, Formula::Infused, cells, infused.clone()));
        }
        if ended {
            self.left = Exact::zero();
            return;
        }
        self.left = (&self.target - &self.given).max(Exact::zero());
        let target = Term::new(Symbol::TargetCells, self.target.clone(), "cells");
        let left = self.left_to_give();
        self.given_steps.push(Step::new(Symbol::CellsLeft, Formula::CellsLeft, vec![target, infused], left));
    }

    /// The cells that are still to be given, as a term of the next line.
    pub(super) fn left_to_give(&self) -> Term {
        let symbol = if self.given_steps.is_empty() { Symbol::TargetCells } else { Symbol::CellsLeft };
        Term::new(symbol, self.left.clone(), "cells")
    }

    pub(super) fn fill_draw(&mut self, lots: &[ReadLot], rule: &RoundingRule) {
        if lots.iter().any(|lot| lot.car.is_none()) {
            return;
        }
        let Some(drawn) = draw(lots, &self.left_to_give(), rule) else { return };
        for lot in lots {
            self.steps.extend(lot.steps.iter().cloned());
        }
        self.steps.append(&mut self.given_steps.clone());
        let delivered = self.lines_of_draw(lots, &drawn, rule);
        self.comes_to(delivered);
        self.draw = Some(drawn);
    }

    /// An infusion that is over: what was infused of the target, and nothing left to draw.
    pub(super) fn fill_given(&mut self, lots: &[ReadLot]) {
        for lot in lots {
            self.steps.extend(lot.steps.iter().cloned());
        }
        if !self.given_steps.is_empty() {
            self.steps.append(&mut self.given_steps.clone());
            self.comes_to(Term::new(Symbol::InfusedCells, self.given.clone(), "cells"));
        }
    }

    /// The lines from what is left to give to what is delivered with what was given.
    fn lines_of_draw(&mut self, lots: &[ReadLot], drawn: &Draw, rule: &RoundingRule) -> Term {
        let term = Term::new;
        let concentration = lots.first().and_then(|lot| lot.car.as_ref()).map(per_ml).unwrap_or_default();
        let bags = lots.iter().flat_map(|lot| &lot.bags);
        let one_concentration = lots.len() == 1 && bags.clone().all(|bag| bag.per_ml == concentration);
        let short = self.shortfall.as_ref().is_some_and(Exact::is_positive);
        let per_ml = || term(Symbol::CarConcentration, concentration.clone(), "/mL");
        let volume = || term(Symbol::DrawnVolume, drawn.volume.clone(), "mL");
        // From one bag or none the way is short; from several, or with hold-up, each bag has its lines.
        let short_way = one_concentration
            && drawn.visited < 2
            && self.given_steps.is_empty()
            && bags.clone().all(|bag| bag.hold_up.is_zero())
            && !drawn.steps.iter().any(|step| step.formula == Formula::AtMostUsable);
        let rounds = drawn.steps.iter().any(|step| step.quantity == Symbol::DrawnVolume);
        let one_bag = drawn.visited == 1 && rounds;
        if one_concentration && !short && (short_way || !one_bag) {
            let terms = vec![self.left_to_give(), per_ml()];
            let result = term(Symbol::Volume, drawn.calculated.clone(), "mL");
            self.steps.push(Step::new(Symbol::Volume, Formula::Volume, terms, result));
        }
        let of_each =
            || drawn.bags.iter().map(|bag| term(Symbol::BagVolume, bag.volume.clone(), "mL")).collect();
        if short_way {
            self.steps.push(if short {
                Step::new(Symbol::DrawnVolume, Formula::WholeBags, of_each(), volume())
            } else {
                rule.step(drawn.calculated.clone(), drawn.volume.clone())
            });
            let delivered = term(Symbol::DeliveredCells, drawn.cells.clone(), "cells");
            let terms = vec![volume(), per_ml()];
            self.steps.push(Step::new(Symbol::DeliveredCells, Formula::Delivered, terms, delivered.clone()));
            return delivered;
        }
        self.steps.extend(drawn.steps.iter().cloned());
        // Where everything is given whole, nothing is rounded.
        let formula = if short { Formula::WholeBags } else { Formula::BagsAdded };
        if !one_bag {
            self.steps.push(Step::new(Symbol::DrawnVolume, formula, of_each(), volume()));
        }
        let infused =
            (!self.given_steps.is_empty()).then(|| term(Symbol::InfusedCells, self.given.clone(), "cells"));
        let terms = drawn.bag_cells.iter().cloned().chain(infused).collect();
        let total = &drawn.cells + &self.given;
        let delivered = term(Symbol::DeliveredCells, total, "cells");
        self.steps.push(Step::new(
            Symbol::DeliveredCells,
            Formula::DeliveredFromBags,
            terms,
            delivered.clone(),
        ));
        delivered
    }

    /// What the cells given and planned together come to: per kilogram, and beside the target.
    fn comes_to(&mut self, delivered: Term) {
        let per_kg = delivered.value.per(&self.dosing_kilograms);
        let difference = (&delivered.value - &self.target) * Exact::from(100);
        let deviation = difference.per(&self.target);
        if let Some(per_kg) = &per_kg {
            let weight = Term::new(Symbol::DosingWeight, self.dosing_kilograms.clone(), "kg");
            let result = Term::new(Symbol::DeliveredPerKg, per_kg.clone(), "/kg");
            let terms = vec![delivered.clone(), weight];
            self.steps.push(Step::new(Symbol::DeliveredPerKg, Formula::PerKg, terms, result));
        }
        if let Some(deviation) = &deviation {
            let target = Term::new(Symbol::TargetCells, self.target.clone(), "cells");
            let result = Term::new(Symbol::Deviation, deviation.clone(), "%");
            let terms = vec![delivered.clone(), target];
            self.steps.push(Step::new(Symbol::Deviation, Formula::Deviation, terms, result));
        }
        self.per_kg = per_kg;
        self.per_actual_kg = delivered.value.per(&self.weight.kilograms);
        self.deviation = deviation;
        self.delivered = Some(delivered.value);
    }

    /// Takes every volume away; the target and what the lot holds stay.
    pub(super) fn hide_volume(&mut self) {
        self.draw = None;
        self.delivered = None;
        self.per_kg = None;
        self.per_actual_kg = None;
        self.deviation = None;
        self.steps.retain(|step| matches!(step.quantity, Symbol::DosingWeight | Symbol::TargetCells));
    }
}
