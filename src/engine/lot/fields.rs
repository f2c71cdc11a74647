//! The figures of a certificate, read one by one. What cannot be read is asked for by name.

use super::{LotAsk, ReadLot};
use crate::{
    engine::{
        problem::{Problem, ProblemCode},
        unit::read_amount,
    },
    model::{Address, Bag, BagPart, Lot, LotPart, Typed},
    quantity::{
        Exact,
        component::{CarCells, CarDensity, Component, Density, Fraction, InBase as _, Of, Within},
        units::{
            RuntimeUnit, cell_density, cells, share,
            si::{NumberDensity, Ratio, Volume},
            volume,
        },
    },
};

/// Concentrations below and above these, per mL, are impossible (facts.md section 8).
const DENSITY: (i64, i64) = (10_000, 500_000_000);
/// Concentrations between these, per mL, are ordinary.
const ORDINARY_DENSITY: (i64, i64) = (1_000_000, 100_000_000);

/// A bag holds from a tenth of this first figure to the second, mL (facts.md section 8).
const BAG: (i64, i64) = (1, 1000);

/// Reads the figures of a lot.
pub(crate) struct Fields<'l, 'p> {
    pub(crate) lot: &'l Lot,
    pub(crate) problems: &'p mut Vec<Problem>,
}

impl Fields<'_, '_> {
    /// The address of a part of the lot.
    pub(crate) fn at(&self, part: LotPart) -> Address {
        Address::lot(self.lot, part)
    }

    /// The address of a part of one of its bags.
    pub(super) fn at_bag(&self, bag: &Bag, part: BagPart) -> Address {
        Address::bag(self.lot, bag, part)
    }

    pub(super) fn problem(&mut self, field: Address, code: ProblemCode) {
        let known = self.problems.iter().any(|problem| problem.field == field && problem.code == code);
        if !known {
            self.problems.push(Problem { field, code });
        }
    }

    fn amount<U: RuntimeUnit>(&mut self, typed: &Typed, field: &Address) -> Option<(U::Quantity, U)> {
        let read = read_amount::<U>(typed).unwrap_or_else(|(half, code)| {
            self.problem(field.clone().half(half), code);
            None
        });
        read.map(|(number, unit)| (unit.quantity(number), unit))
    }

    fn is_confirmed(&self, field: LotPart, typed: &Typed) -> bool {
        let field: &str = field.into();
        self.lot.confirmed.iter().any(|confirmed| confirmed.field == field && confirmed.value == *typed)
    }

    /// A concentration of the certificate with the unit typed; what is wrong with it is asked for.
    pub(crate) fn density<P: Component>(
        &mut self,
        field: LotPart,
        read: &mut ReadLot,
    ) -> Option<(Density<P>, cell_density::Unit)> {
        let typed = self.lot.figure(field)?;
        let Some((density, unit)) = self.amount::<cell_density::Unit>(typed, &self.at(field)) else {
            read.asks.push(LotAsk::Field(field));
            return None;
        };
        if density.is_nothing() {
            read.asks.push(LotAsk::NoCarCells(field));
            return None;
        }
        if let Some(code) = density_problem(&density, unit)
            && !(code.can_be_confirmed() && self.is_confirmed(field, typed))
        {
            read.ask_for(field, &code);
            self.problem(self.at(field).value(), code);
            return None;
        }
        Some((Of::of(density), unit))
    }

    /// A gated share of the certificate.
    pub(crate) fn fraction<Part: Within<Whole>, Whole: Component>(
        &mut self,
        field: LotPart,
        read: &mut ReadLot,
    ) -> Option<Fraction<Part, Whole>> {
        Fraction::new(&self.share(field, read)?)
    }

    /// A share of the certificate, above 0 and at most 100 %. Zero and missing are different things.
    pub(crate) fn share(&mut self, field: LotPart, read: &mut ReadLot) -> Option<Ratio> {
        let typed = self.lot.figure(field)?;
        let Some((ratio, unit)) = self.amount::<share::Unit>(typed, &self.at(field)) else {
            read.asks.push(LotAsk::Field(field));
            return None;
        };
        if ratio.is_nothing() {
            read.asks.push(LotAsk::NoCarCells(field));
            return None;
        }
        let one_percent = share::Unit::percent.quantity(Exact::from(1));
        let code = if ratio > share::Unit::one.quantity(Exact::from(1)) {
            Some(ProblemCode::AboveHundredPercent)
        } else if unit == share::Unit::percent && ratio <= one_percent {
            Some(ProblemCode::DoubtfulFraction)
        } else {
            None
        };
        if let Some(code) = code
            && !(code.can_be_confirmed() && self.is_confirmed(field, typed))
        {
            read.ask_for(field, &code);
            self.problem(self.at(field).value(), code);
            return None;
        }
        Some(ratio)
    }

    /// A volume above zero.
    pub(crate) fn volume(&mut self, typed: &Typed, field: &Address) -> Option<Volume> {
        let volume = self.volume_or_zero(typed, field)?;
        if !volume.is_above_zero() {
            self.problem(field.clone().value(), ProblemCode::NotPositive);
            return None;
        }
        Some(volume)
    }

    /// The volume of a bag: from 0.1 to 1000 mL.
    pub(crate) fn bag_volume(&mut self, typed: &Typed, field: &Address) -> Option<Volume> {
        let volume = self.volume(typed, field)?;
        let milliliters = |number| volume::Unit::milliliter.quantity(number);
        let (low, high) = (milliliters(Exact::ratio(BAG.0, 10)), milliliters(Exact::from(BAG.1)));
        if volume >= low && volume <= high {
            return Some(volume);
        }
        let own = volume::Unit::parse(&typed.unit).unwrap_or(volume::Unit::milliliter);
        let shown = |limit: &Volume| own.value(limit).significant(6);
        let (low, high) = (shown(&low), shown(&high));
        let code = ProblemCode::Impossible { low, high, unit: own.row().symbol, fits: Vec::new() };
        self.problem(field.clone().value(), code);
        None
    }

    /// A volume.
    pub(crate) fn volume_or_zero(&mut self, typed: &Typed, field: &Address) -> Option<Volume> {
        self.amount::<volume::Unit>(typed, field).map(|(volume, _)| volume)
    }

    /// A number of cells above zero.
    pub(crate) fn cells(&mut self, typed: &Typed, field: &Address) -> Option<CarCells> {
        let (cells, _) = self.amount::<cells::Unit>(typed, field)?;
        if !cells.is_above_zero() {
            self.problem(field.clone().value(), ProblemCode::NotPositive);
            return None;
        }
        Some(Of::of(cells))
    }

    /// The concentration of one bag with the unit typed.
    pub(crate) fn bag_density(
        &mut self,
        typed: &Typed,
        field: &Address,
    ) -> Option<(CarDensity, cell_density::Unit)> {
        let (density, unit) = self.amount::<cell_density::Unit>(typed, field)?;
        if let Some(code) = density_problem(&density, unit) {
            self.problem(field.clone().value(), code);
            return None;
        }
        Some((Of::of(density), unit))
    }
}

/// Read where a certificate prints them, and seldom what was meant by another unit.
const SELDOM: [cell_density::Unit; 5] = [
    cell_density::Unit::ten_thousand_per_microliter,
    cell_density::Unit::million_per_microliter,
    cell_density::Unit::hundred_thousand_per_milliliter,
    cell_density::Unit::ten_million_per_milliliter,
    cell_density::Unit::billion_per_milliliter,
];

fn density_problem(density: &NumberDensity, unit: cell_density::Unit) -> Option<ProblemCode> {
    let per_ml = |number: i64| cell_density::Unit::per_milliliter.quantity(Exact::from(number));
    let between =
        |value: &NumberDensity, (low, high): (i64, i64)| *value >= per_ml(low) && *value <= per_ml(high);
    if between(density, DENSITY) {
        return None;
    }
    let number = unit.value(density);
    let mut sizes: Vec<NumberDensity> = Vec::new();
    let mut fits: Vec<&'static str> = Vec::new();
    for other in cell_density::Unit::ALL.iter().filter(|unit| !SELDOM.contains(unit)) {
        let value = other.quantity(number.clone());
        if between(&value, ORDINARY_DENSITY) && !sizes.contains(&value) {
            sizes.push(value);
            fits.push(other.row().symbol);
        }
    }
    let shown = |limit: i64| unit.value(&per_ml(limit)).significant(6);
    let (low, high) = (shown(DENSITY.0), shown(DENSITY.1));
    Some(ProblemCode::Impossible { low, high, unit: unit.row().symbol, fits })
}
