//! The formulas of the dose, from level × weight to the millilitre and back to the cells per kilogram.
//!
//! Viable cells per volume do not divide CAR+ cells:
//! ```compile_fail,E0308
//! # use cardose::{engine::formula::{dose, worked::Worked}, quantity::component::*};
//! fn f(left: Worked<Cells<CarPositive>>, viable: Worked<Density<Viable>>) {
//!     dose::volume(&left, &viable);
//! }
//! ```
//! ```
//! # use cardose::{engine::formula::{dose, worked::Worked}, quantity::component::*};
//! fn f(left: Worked<Cells<CarPositive>>, car: Worked<Density<CarPositive>>) {
//!     dose::volume(&left, &car);
//! }
//! ```
//!
//! A level is multiplied by a weight, not by a volume:
//! ```compile_fail,E0308
//! # use cardose::{engine::formula::{dose, worked::Worked}, quantity::{component::*, units::si::*}};
//! fn f(level: DoseLevel<CarPositive>, volume: Worked<Volume>) {
//!     dose::target(&level, &volume);
//! }
//! ```
//! ```
//! # use cardose::{engine::formula::{dose, worked::Worked}, quantity::{component::*, units::si::*}};
//! fn f(level: DoseLevel<CarPositive>, weight: Worked<Mass>) {
//!     dose::target(&level, &weight);
//! }
//! ```

use super::{
    step::{Formula, Mode, Symbol},
    worked::Worked,
};
use crate::quantity::{
    Exact,
    component::{
        CarCells, CarDensity, CarPositive, Cd3, Component, Density, DoseLevel, Fraction, InBase as _,
        Nucleated, Viable,
    },
    units::{
        RuntimeUnit as _, cell_density, cells, per_mass, share,
        si::{Mass, Ratio, Volume},
        volume, weight,
    },
};

const PER_ML: cell_density::Unit = cell_density::Unit::per_milliliter;
const ML: volume::Unit = volume::Unit::milliliter;
const CELLS: cells::Unit = cells::Unit::one;

/// The weight as measured, where no cap binds.
pub fn dosing_weight(measured: &Mass, cap: Option<&Mass>) -> Worked<Mass> {
    let unit = weight::Unit::kilogram;
    match cap.filter(|cap| measured > *cap) {
        Some(cap) => Worked::given(Symbol::Weight, measured, unit)
            .at_most(Worked::given(Symbol::WeightCap, cap, unit))
            .line(Symbol::DosingWeight, Formula::CappedWeight, unit),
        None => Worked::given(Symbol::DosingWeight, measured, unit),
    }
}

/// D × W
pub fn target(level: &DoseLevel<CarPositive>, weight: &Worked<Mass>) -> Worked<CarCells> {
    let level = Worked::given(Symbol::DoseLevel, level, per_mass::Unit::PerKilogram);
    (level * weight.clone()).line(Symbol::TargetCells, Formula::Target, CELLS)
}

/// min(N, cap)
pub fn capped_target(target: Worked<CarCells>, cap: &CarCells) -> Worked<CarCells> {
    let cap = Worked::given(Symbol::CellCap, cap, CELLS);
    target.at_most(cap).line(Symbol::TargetCells, Formula::CappedTarget, CELLS)
}

/// A concentration as stated, in the unit in which it is stated.
pub fn stated(car: &CarDensity, unit: cell_density::Unit) -> Worked<CarDensity> {
    let stated = Worked::given(Symbol::CarConcentration, car, unit);
    stated.line(Symbol::CarConcentration, Formula::Stated, PER_ML)
}

/// The cells of a bag ÷ its volume.
pub fn stated_per_bag(in_bag: &CarCells, volume: &Volume) -> Worked<CarDensity> {
    let in_bag = Worked::given(Symbol::BagCells, in_bag, CELLS);
    let density = in_bag / Worked::given(Symbol::BagVolume, volume, ML);
    density.plain().into_kind().of().line(Symbol::CarConcentration, Formula::StatedPerBag, PER_ML)
}

/// A share as it is put into a chain.
pub fn factor<Part, Whole>(
    symbol: Symbol,
    fraction: &Fraction<Part, Whole>,
) -> Worked<Fraction<Part, Whole>> {
    Worked::given(symbol, fraction, share::Unit::percent)
}

/// Total × viability × CD3+ × CAR+
pub fn total_chain(
    total: &Density<Nucleated>,
    viability: Worked<Fraction<Viable, Nucleated>>,
    cd3: Worked<Fraction<Cd3, Viable>>,
    car: Worked<Fraction<CarPositive, Cd3>>,
) -> Worked<CarDensity> {
    let chain = counted(Symbol::TotalConcentration, total) * viability * cd3 * car;
    chain.line(Symbol::CarConcentration, Formula::TotalChain, PER_ML)
}

/// Viable × CD3+ × CAR+
pub fn viable_chain(
    viable: &Density<Viable>,
    cd3: Worked<Fraction<Cd3, Viable>>,
    car: Worked<Fraction<CarPositive, Cd3>>,
) -> Worked<CarDensity> {
    let chain = counted(Symbol::ViableConcentration, viable) * cd3 * car;
    chain.line(Symbol::CarConcentration, Formula::ViableChain, PER_ML)
}

/// Viable × CAR+ of viable
pub fn viable_share(
    viable: &Density<Viable>,
    car: Worked<Fraction<CarPositive, Viable>>,
) -> Worked<CarDensity> {
    let chain = counted(Symbol::ViableConcentration, viable) * car;
    chain.line(Symbol::CarConcentration, Formula::ViableShare, PER_ML)
}

fn counted<P: Component>(symbol: Symbol, density: &Density<P>) -> Worked<Density<P>> {
    Worked::given(symbol, density, PER_ML)
}

/// Concentration × recovery
pub fn recovered(car: Worked<CarDensity>, recovery: &Ratio) -> Worked<CarDensity> {
    let recovery = Worked::given(Symbol::Recovery, recovery, share::Unit::percent);
    (car * recovery).plain().into_kind().of().line(Symbol::CarConcentration, Formula::Recovered, PER_ML)
}

/// What a bag was filled with − its hold-up − what was infused of it. Without either, the fill itself.
pub fn usable(fill: &Volume, hold_up: &Volume, infused: &Volume) -> Worked<Volume> {
    let mut left = Worked::given(Symbol::BagVolume, fill, ML);
    let less = [(Symbol::HoldUp, hold_up), (Symbol::InfusedVolume, infused)];
    let mut lessened = false;
    for (symbol, volume) in less.into_iter().filter(|(_, volume)| volume.is_above_zero()) {
        left = left - Worked::given(symbol, volume, ML);
        lessened = true;
    }
    if !lessened {
        return left;
    }
    if left.value().is_some_and(|left| !left.is_above_zero()) {
        left = left.not_below_zero();
    }
    left.line(Symbol::UsableVolume, Formula::Usable, ML)
}

/// N ÷ C
pub fn volume(left: &Worked<CarCells>, car: &Worked<CarDensity>) -> Worked<Volume> {
    left.clone().per(car.clone()).line(Symbol::Volume, Formula::Volume, ML)
}

/// Rounded to the step of the syringe, where there is one.
pub fn rounded(calculated: &Worked<Volume>, step: Option<&Volume>, mode: Mode) -> Worked<Volume> {
    let step = step.map(|step| Worked::given(Symbol::RoundingStep, step, ML));
    calculated.clone().rounded(step, mode).line(Symbol::DrawnVolume, Formula::Rounded(mode), ML)
}

/// min(V, what can be drawn)
pub fn at_most_usable(drawn: &Worked<Volume>, usable: &Worked<Volume>) -> Worked<Volume> {
    drawn.clone().at_most(usable.clone()).line(Symbol::DrawnVolume, Formula::AtMostUsable, ML)
}

/// What is drawn of each bag, added up.
pub fn drawn_of_bags(formula: Formula, bags: impl IntoIterator<Item = Worked<Volume>>) -> Worked<Volume> {
    let bags = bags.into_iter().map(|bag| bag.called(Symbol::BagVolume, ML));
    Worked::sum(bags).line(Symbol::DrawnVolume, formula, ML)
}

/// V × C of one bag: the cells that it holds, or that were infused of it.
pub fn in_bag(symbol: Symbol, volume: &Worked<Volume>, car: &Worked<CarDensity>) -> Worked<CarCells> {
    in_volume(volume, car).line(symbol, Formula::BagHolds, CELLS)
}

/// V × C of what was infused of one bag.
pub fn infused_of_bag(symbol: Symbol, infused: &Volume, car: &Worked<CarDensity>) -> Worked<CarCells> {
    in_bag(symbol, &Worked::given(Symbol::InfusedVolume, infused, ML), car)
}

/// V × C
pub fn delivered(drawn: &Worked<Volume>, car: &Worked<CarDensity>) -> Worked<CarCells> {
    in_volume(drawn, car).line(Symbol::DeliveredCells, Formula::Delivered, CELLS)
}

fn in_volume(volume: &Worked<Volume>, car: &Worked<CarDensity>) -> Worked<CarCells> {
    (volume.clone() * car.clone().plain()).of()
}

/// The cells of every bag, and those infused before, added up.
pub fn delivered_from_bags(all: impl IntoIterator<Item = Worked<CarCells>>) -> Worked<CarCells> {
    Worked::sum(all).line(Symbol::DeliveredCells, Formula::DeliveredFromBags, CELLS)
}

/// What was infused of each bag, added up.
pub fn infused(bags: impl IntoIterator<Item = Worked<CarCells>>) -> Worked<CarCells> {
    Worked::sum(bags).line(Symbol::InfusedCells, Formula::Infused, CELLS)
}

/// max(0; N − what is given already)
pub fn left(target: &Worked<CarCells>, given: &Worked<CarCells>) -> Worked<CarCells> {
    let left = (target.clone() - given.clone()).not_below_zero();
    left.line(Symbol::CellsLeft, Formula::CellsLeft, CELLS)
}

/// N ÷ W
pub fn per_kilogram(delivered: &Worked<CarCells>, weight: &Worked<Mass>) -> Worked<DoseLevel<CarPositive>> {
    let unit = per_mass::Unit::PerKilogram;
    (delivered.clone() / weight.clone()).line(Symbol::DeliveredPerKg, Formula::PerKg, unit)
}

/// 100 × (delivered − target) ÷ target, in per cent
pub fn deviation(delivered: &Worked<CarCells>, target: &Worked<CarCells>) -> Worked<Ratio> {
    let hundred = Worked::constant(Exact::from(100), &share::Unit::percent.quantity(Exact::from(1)));
    let off = (delivered.clone() - target.clone()).scaled(hundred);
    off.per(target.clone()).line(Symbol::Deviation, Formula::Deviation, share::Unit::percent)
}
