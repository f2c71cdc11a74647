//! The figures of a certificate, read one by one. What cannot be read is asked for by name.

use super::{
    LotAsk, ReadLot,
    density::{ReadDensity, ReadFraction},
};
use crate::{
    engine::{
        problem::{Problem, ProblemCode},
        unit::read_amount,
    },
    model::{Address, Bag, BagPart, Lot, LotPart, Typed},
    quantity::{
        Exact,
        component::{Component, Density, Fraction, Within},
        units::{RuntimeUnit, cell_density, cells, share, volume},
    },
};
use num_traits::Zero as _;

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

    fn number<U: RuntimeUnit>(&mut self, typed: &Typed, field: &Address) -> Option<(Exact, U)> {
        read_amount(typed).unwrap_or_else(|(half, code)| {
            self.problem(field.clone().half(half), code);
            None
        })
    }

    fn is_confirmed(&self, field: LotPart, typed: &Typed) -> bool {
        let field: &str = field.into();
        self.lot.confirmed.iter().any(|confirmed| confirmed.field == field && confirmed.value == *typed)
    }

    /// A concentration of the certificate; what is wrong with it is asked for.
    pub(crate) fn density<P: Component>(
        &mut self,
        field: LotPart,
        read: &mut ReadLot,
    ) -> Option<ReadDensity<P>> {
        let typed = self.lot.figure(field)?;
        let Some((number, unit)) = self.number::<cell_density::Unit>(typed, &self.at(field)) else {
            read.asks.push(LotAsk::Field(field));
            return None;
        };
        let quantity = unit.quantity(number.clone());
        let per_ml = cell_density::Unit::per_milliliter.value(&quantity);
        if per_ml.is_zero() {
            read.asks.push(LotAsk::NoCarCells(field));
            return None;
        }
        if let Some(code) = density_problem(&number, unit, &per_ml)
            && !(code.can_be_confirmed() && self.is_confirmed(field, typed))
        {
            read.ask_for(field, &code);
            self.problem(self.at(field).value(), code);
            return None;
        }
        Some(ReadDensity {
            density: Density::of(quantity),
            per_ml,
            as_typed: number,
            unit: unit.row().symbol,
        })
    }

    /// A gated share of the certificate.
    pub(crate) fn fraction<Part: Within<Whole>, Whole: Component>(
        &mut self,
        field: LotPart,
        read: &mut ReadLot,
    ) -> Option<ReadFraction<Part, Whole>> {
        let percent = self.percent(field, read)?;
        Fraction::percent(percent.clone()).map(|fraction| ReadFraction { fraction, percent })
    }

    /// A share of the certificate in per cent, above 0 and at most 100. Zero and missing are different things.
    pub(crate) fn percent(&mut self, field: LotPart, read: &mut ReadLot) -> Option<Exact> {
        let typed = self.lot.figure(field)?;
        let Some((number, unit)) = self.number::<share::Unit>(typed, &self.at(field)) else {
            read.asks.push(LotAsk::Field(field));
            return None;
        };
        if number.is_zero() {
            read.asks.push(LotAsk::NoCarCells(field));
            return None;
        }
        let percent = share::Unit::percent.value(&unit.quantity(number.clone()));
        let code = if percent > Exact::from(100) {
            Some(ProblemCode::AboveHundredPercent)
        } else if unit == share::Unit::percent && number <= Exact::from(1) {
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
        Some(percent)
    }

    /// A volume above zero, mL.
    pub(crate) fn volume(&mut self, typed: &Typed, field: &Address) -> Option<Exact> {
        let milliliters = self.volume_or_zero(typed, field)?;
        if !milliliters.is_positive() {
            self.problem(field.clone().value(), ProblemCode::NotPositive);
            return None;
        }
        Some(milliliters)
    }

    /// The volume of a bag, mL: from 0.1 to 1000.
    pub(crate) fn bag_volume(&mut self, typed: &Typed, field: &Address) -> Option<Exact> {
        let milliliters = self.volume(typed, field)?;
        if milliliters >= Exact::ratio(BAG.0, 10) && milliliters <= Exact::from(BAG.1) {
            return Some(milliliters);
        }
        let own = volume::Unit::parse(&typed.unit).unwrap_or(volume::Unit::milliliter);
        let shown =
            |milliliters: Exact| own.value(&volume::Unit::milliliter.quantity(milliliters)).significant(6);
        let (low, high) = (shown(Exact::ratio(BAG.0, 10)), shown(Exact::from(BAG.1)));
        let code = ProblemCode::Impossible { low, high, unit: own.row().symbol, fits: Vec::new() };
        self.problem(field.clone().value(), code);
        None
    }

    /// A volume, mL.
    pub(crate) fn volume_or_zero(&mut self, typed: &Typed, field: &Address) -> Option<Exact> {
        let (number, unit) = self.number::<volume::Unit>(typed, field)?;
        Some(volume::Unit::milliliter.value(&unit.quantity(number)))
    }

    /// A number of cells above zero.
    pub(crate) fn cells(&mut self, typed: &Typed, field: &Address) -> Option<Exact> {
        let (number, unit) = self.number::<cells::Unit>(typed, field)?;
        if !number.is_positive() {
            self.problem(field.clone().value(), ProblemCode::NotPositive);
            return None;
        }
        Some(cells::Unit::one.value(&unit.quantity(number)))
    }

    /// The concentration of one bag, as typed.
    pub(crate) fn bag_density(
        &mut self,
        typed: &Typed,
        field: &Address,
    ) -> Option<(Exact, cell_density::Unit)> {
        let (number, unit) = self.number::<cell_density::Unit>(typed, field)?;
        let per_ml = cell_density::Unit::per_milliliter.value(&unit.quantity(number.clone()));
        if let Some(code) = density_problem(&number, unit, &per_ml) {
            self.problem(field.clone().value(), code);
            return None;
        }
        Some((number, unit))
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

fn density_problem(number: &Exact, unit: cell_density::Unit, per_ml: &Exact) -> Option<ProblemCode> {
    let between =
        |value: &Exact, (low, high): (i64, i64)| *value >= Exact::from(low) && *value <= Exact::from(high);
    if between(per_ml, DENSITY) {
        return None;
    }
    let mut sizes: Vec<Exact> = Vec::new();
    let mut fits: Vec<&'static str> = Vec::new();
    for other in cell_density::Unit::ALL.iter().filter(|unit| !SELDOM.contains(unit)) {
        let value = cell_density::Unit::per_milliliter.value(&other.quantity(number.clone()));
        if between(&value, ORDINARY_DENSITY) && !sizes.contains(&value) {
            sizes.push(value);
            fits.push(other.row().symbol);
        }
    }
    let shown = |limit: i64| {
        let quantity = cell_density::Unit::per_milliliter.quantity(Exact::from(limit));
        unit.value(&quantity).significant(6)
    };
    let (low, high) = (shown(DENSITY.0), shown(DENSITY.1));
    Some(ProblemCode::Impossible { low, high, unit: unit.row().symbol, fits })
}
