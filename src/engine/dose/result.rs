//! What a drawn volume delivers, line by line.

use super::{
    DoseResult,
    draw::{RoundingRule, draw},
};
use crate::{
    engine::{
        lot::{ReadLot, per_ml},
        step::{Formula, Step, Symbol, Term},
    },
    quantity::Exact,
};
use num_traits::Zero as _;

impl DoseResult {
    pub(super) fn fill_draw(&mut self, lots: &[ReadLot], rule: &RoundingRule) {
        if lots.iter().any(|lot| lot.car.is_none()) {
            return;
        }
        let Some(drawn) = draw(lots, &self.target, rule) else { return };
        let delivered = drawn.cells.clone();
        let hundred = Exact::from(100);
        let per_kg = delivered.per(&self.dosing_kilograms);
        let per_actual = delivered.per(&self.weight.kilograms);
        let deviation = ((delivered.clone() - self.target.clone()) * hundred).per(&self.target);
        for lot in lots {
            self.steps.extend(lot.steps.iter().cloned());
        }
        let term = Term::new;
        let concentration = lots.first().and_then(|lot| lot.car.as_ref()).map(per_ml).unwrap_or_default();
        let one_concentration =
            lots.len() == 1 && lots.iter().flat_map(|lot| &lot.bags).all(|bag| bag.per_ml == concentration);
        let target = || term(Symbol::TargetCells, self.target.clone(), "cells");
        let short = self.shortfall.as_ref().is_some_and(Exact::is_positive);
        if one_concentration && !short {
            self.steps.push(Step {
                quantity: Symbol::Volume,
                formula: Formula::Volume,
                terms: vec![target(), term(Symbol::CarConcentration, concentration.clone(), "/mL")],
                result: term(Symbol::Volume, drawn.calculated.clone(), "mL"),
            });
        }
        let (formula, terms) = if short {
            // Every bag is given whole: nothing is rounded.
            let bags = drawn.bags.iter().map(|bag| term(Symbol::BagVolume, bag.volume.clone(), "mL"));
            (Formula::WholeBags, bags.collect())
        } else {
            let volume = term(Symbol::Volume, drawn.calculated.clone(), "mL");
            let step = rule.step.clone().map(|step| term(Symbol::RoundingStep, step, "mL"));
            (Formula::Rounded(rule.mode), [volume].into_iter().chain(step).collect())
        };
        let result = term(Symbol::DrawnVolume, drawn.volume.clone(), "mL");
        self.steps.push(Step { quantity: Symbol::DrawnVolume, formula, terms, result });
        let delivered_term = || term(Symbol::DeliveredCells, delivered.clone(), "cells");
        if one_concentration {
            self.steps.push(Step {
                quantity: Symbol::DeliveredCells,
                formula: Formula::Delivered,
                terms: vec![
                    term(Symbol::DrawnVolume, drawn.volume.clone(), "mL"),
                    term(Symbol::CarConcentration, concentration, "/mL"),
                ],
                result: delivered_term(),
            });
        } else {
            self.steps.push(Step {
                quantity: Symbol::DeliveredCells,
                formula: Formula::DeliveredFromBags,
                terms: drawn
                    .bags
                    .iter()
                    .map(|bag| {
                        let per_ml = lots
                            .get(bag.lot)
                            .and_then(|lot| lot.bags.iter().find(|read| read.index == bag.bag));
                        let per_ml = per_ml.map_or_else(Exact::zero, |read| read.per_ml.clone());
                        term(Symbol::BagCells, bag.volume.clone() * per_ml, "cells")
                    })
                    .collect(),
                result: delivered_term(),
            });
        }
        if let Some(per_kg) = &per_kg {
            self.steps.push(Step {
                quantity: Symbol::DeliveredPerKg,
                formula: Formula::PerKg,
                terms: vec![
                    delivered_term(),
                    term(Symbol::DosingWeight, self.dosing_kilograms.clone(), "kg"),
                ],
                result: term(Symbol::DeliveredPerKg, per_kg.clone(), "/kg"),
            });
        }
        if let Some(deviation) = &deviation {
            self.steps.push(Step {
                quantity: Symbol::Deviation,
                formula: Formula::Deviation,
                terms: vec![delivered_term(), target()],
                result: term(Symbol::Deviation, deviation.clone(), "%"),
            });
        }
        self.per_kg = per_kg;
        self.per_actual_kg = per_actual;
        self.deviation = deviation;
        self.delivered = Some(delivered);
        self.draw = Some(drawn);
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
