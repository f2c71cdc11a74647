//! A lot as read: the concentration of CAR+ cells from exactly one convention, the bags, and whether the
//! certificate's own figures agree.

use super::{
    context::Context,
    lot_fields::Fields,
    moment::read_moment,
    problem::{Problem, ProblemCode},
    settings::Param,
    step::{Formula, Step, Symbol, Term},
};
use crate::{
    model::{Bag, BagState, Basis, Convention, Lot},
    quantity::{
        Exact,
        component::{CarPositive, Cd3, Density, Fraction, Nucleated, Viable},
        units::{RuntimeUnit as _, cell_density},
    },
};
use num_traits::Zero as _;

/// A lot as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadLot {
    /// Its place in the draft.
    pub index: usize,
    /// Concentration of CAR+ cells; absent while something is asked for.
    pub car: Option<Density<CarPositive>>,
    /// How it was made, line by line.
    pub steps: Vec<Step>,
    /// What is missing before there is a concentration.
    pub asks: Vec<LotAsk>,
    /// What a person should know.
    pub notes: Vec<LotNote>,
    /// The bags that can be planned, in order.
    pub bags: Vec<ReadBag>,
    /// The certificate's figures held against each other.
    pub checks: Vec<CertificateCheck>,
}

/// A bag as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBag {
    /// Its place in the lot.
    pub index: usize,
    /// What can be drawn, mL.
    pub usable: Exact,
    /// CAR+ cells per mL.
    pub per_ml: Exact,
}

/// What a lot still needs before anything is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LotAsk {
    /// Which figures make the concentration; what the CAR+ per cent is a per cent of.
    Convention,
    /// This field of the certificate.
    Field(&'static str),
    /// The share is zero: there are no CAR+ cells to give.
    NoCarCells(&'static str),
    /// A figure must be confirmed.
    Confirm(&'static str),
    /// Whether cells were counted before freezing or after thaw.
    Basis,
    /// The label names another subject.
    OtherSubject,
    /// No bag is left that can be planned.
    NoBag,
}

/// What a person should know of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LotNote {
    /// Counted before freezing; no recovery applied.
    NoRecoveryApplied,
    /// The viability stands on the certificate and is not multiplied in: the count is of viable cells.
    ViabilityNotMultiplied,
    /// CD3+ stands on the certificate and is not multiplied in: CAR+ is of all viable cells.
    Cd3NotMultiplied,
    /// No second figure of the certificate was entered: a tenfold slip would not be seen.
    Unguarded,
    /// Volumes of bags are missing: what the lot holds is not assessed.
    VolumesMissing,
    /// Hold-up volume is not set.
    HoldUpNotSet,
    /// The convention is not the one that the site expects.
    ConventionNotExpected,
    /// The concentration lies outside what the site expects.
    OutsideExpected,
}

/// Two figures of the certificate that say the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateCheck {
    /// Which figure was checked.
    pub what: CheckedFigure,
    /// As printed on the certificate.
    pub stated: Exact,
    /// As it follows from the other figures.
    pub computed: Exact,
    /// Its unit.
    pub unit: &'static str,
    /// By how much they differ, per cent of the smaller.
    pub differs_percent: Exact,
    /// At most 2 %.
    pub agrees: bool,
}

/// A figure that can be checked against the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckedFigure {
    /// CAR+ cells in the whole lot.
    LotCells,
    /// CAR+ cells in the bag at this place.
    BagCells(usize),
    /// CAR+ cells per mL beside a chain of shares.
    StatedConcentration,
    /// Viable count beside total count and viability.
    ViableCount,
    /// The manufacturer's volume to infuse.
    Volume,
}

/// Figures of a certificate that differ by more than this many per cent stop the dose.
pub const CERTIFICATE_TOLERANCE_PERCENT: i64 = 2;

/// Reads a lot.
pub fn read_lot(
    lot: &Lot,
    index: usize,
    subject: &str,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> ReadLot {
    if let Err(problem) = read_moment(&lot.expires) {
        let field = format!("lots[{}].expires", lot.id);
        problems.push(Problem { field, code: ProblemCode::Date(problem) });
    }
    let mut fields = Fields { lot, problems };
    let mut read = ReadLot {
        index,
        car: None,
        steps: Vec::new(),
        asks: Vec::new(),
        notes: Vec::new(),
        bags: Vec::new(),
        checks: Vec::new(),
    };
    if !lot.label_subject.trim().is_empty() && lot.label_subject.trim() != subject.trim() {
        read.asks.push(LotAsk::OtherSubject);
    }
    match lot.convention {
        None => read.asks.push(LotAsk::Convention),
        Some(convention) => {
            read.car = concentration(convention, &mut fields, &mut read);
            check_shares(convention, &mut fields, &mut read);
        }
    }
    read_bags(&mut fields, &mut read, context);
    check_totals(&mut fields, &mut read);
    recover(&mut fields, &mut read, context);
    expected(&mut read, lot, context);
    if read.checks.is_empty() && read.car.is_some() {
        read.notes.push(LotNote::Unguarded);
    }
    if read.asks.iter().any(|ask| !matches!(ask, LotAsk::NoBag)) {
        read.car = None;
        read.bags.clear();
    }
    read
}

fn concentration(
    convention: Convention,
    fields: &mut Fields<'_, '_>,
    read: &mut ReadLot,
) -> Option<Density<CarPositive>> {
    match convention {
        Convention::Stated | Convention::SinglePlatform => stated(fields, read),
        Convention::TotalCount => {
            let total = fields.density::<Nucleated>("total", read);
            let viability = fields.fraction::<Viable, Nucleated>("viability", read);
            let cd3 = fields.fraction::<Cd3, Viable>("cd3", read);
            let car = fields.fraction::<CarPositive, Cd3>("car_share", read);
            let (total, viability, cd3, car) = (total?, viability?, cd3?, car?);
            let result = total.density * viability.fraction * cd3.fraction * car.fraction;
            let terms = vec![
                Term::new(Symbol::TotalConcentration, total.per_ml, "/mL"),
                Term::new(Symbol::Viability, viability.percent, "%"),
                Term::new(Symbol::Cd3Share, cd3.percent, "%"),
                Term::new(Symbol::CarShare, car.percent, "%"),
            ];
            Some(push(read, Formula::TotalChain, terms, result))
        }
        Convention::ViableCount => {
            let viable = fields.density::<Viable>("viable", read);
            let cd3 = fields.fraction::<Cd3, Viable>("cd3", read);
            let car = fields.fraction::<CarPositive, Cd3>("car_share", read);
            if !fields.lot.viability.is_empty() {
                read.notes.push(LotNote::ViabilityNotMultiplied);
            }
            let (viable, cd3, car) = (viable?, cd3?, car?);
            let result = viable.density * cd3.fraction * car.fraction;
            let terms = vec![
                Term::new(Symbol::ViableConcentration, viable.per_ml, "/mL"),
                Term::new(Symbol::Cd3Share, cd3.percent, "%"),
                Term::new(Symbol::CarShare, car.percent, "%"),
            ];
            Some(push(read, Formula::ViableChain, terms, result))
        }
        Convention::CarOfViable => {
            let viable = fields.density::<Viable>("viable", read);
            let car = fields.fraction::<CarPositive, Viable>("car_share", read);
            if !fields.lot.cd3.is_empty() {
                read.notes.push(LotNote::Cd3NotMultiplied);
            }
            if !fields.lot.viability.is_empty() {
                read.notes.push(LotNote::ViabilityNotMultiplied);
            }
            let (viable, car) = (viable?, car?);
            let result = viable.density * car.fraction;
            let terms = vec![
                Term::new(Symbol::ViableConcentration, viable.per_ml, "/mL"),
                Term::new(Symbol::CarShare, car.percent, "%"),
            ];
            Some(push(read, Formula::ViableShare, terms, result))
        }
    }
}

/// As stated per volume, or the first bag's cells over its volume.
fn stated(fields: &mut Fields<'_, '_>, read: &mut ReadLot) -> Option<Density<CarPositive>> {
    let first = fields.lot.bags.iter().position(|bag| !bag.cells.is_empty());
    if let (true, Some(index)) = (fields.lot.car.is_empty(), first) {
        let bag = fields.lot.bags.get(index)?;
        let cells = fields.cells(&bag.cells, &format!("bags[{}].cells", bag.number))?;
        let volume = fields.volume(&bag.volume, &format!("bags[{}].volume", bag.number))?;
        let per_ml = cells.per(&volume)?;
        let density = Density::of(cell_density::Unit::per_milliliter.quantity(per_ml));
        let terms =
            vec![Term::new(Symbol::BagCells, cells, "cells"), Term::new(Symbol::BagVolume, volume, "mL")];
        return Some(push(read, Formula::StatedPerBag, terms, density));
    }
    let car = fields.density::<CarPositive>("car", read)?;
    let terms = vec![Term::new(Symbol::CarConcentration, car.as_typed, car.unit)];
    Some(push(read, Formula::Stated, terms, car.density))
}

fn push(
    read: &mut ReadLot,
    formula: Formula,
    terms: Vec<Term>,
    result: Density<CarPositive>,
) -> Density<CarPositive> {
    let result_term = Term::new(Symbol::CarConcentration, per_ml(&result), "/mL");
    read.steps.push(Step { quantity: Symbol::CarConcentration, formula, terms, result: result_term });
    result
}

pub(crate) fn per_ml(density: &Density<CarPositive>) -> Exact {
    cell_density::Unit::per_milliliter.value(density.quantity())
}

/// A dose counted after thaw from cells counted before freezing needs the recovery of viable cells.
fn recover(fields: &mut Fields<'_, '_>, read: &mut ReadLot, context: &Context) {
    let Some(car) = read.car.clone() else { return };
    match (&context.settings.counted_after_thaw, fields.lot.basis) {
        (Param::Set(true), Some(Basis::BeforeFreezing)) => {
            if fields.lot.recovery.is_empty() {
                read.asks.push(LotAsk::Field("recovery"));
                read.car = None;
                return;
            }
            let Some(recovery) = fields.percent("recovery", read) else {
                read.car = None;
                return;
            };
            let share = recovery.clone() / Exact::from(100);
            let result = Density::of(car.quantity().clone() * share.clone());
            for bag in &mut read.bags {
                bag.per_ml *= share.clone();
            }
            let terms = vec![
                Term::new(Symbol::CarConcentration, per_ml(&car), "/mL"),
                Term::new(Symbol::Recovery, recovery, "%"),
            ];
            read.car = Some(push(read, Formula::Recovered, terms, result));
        }
        (Param::Set(_), None) => {
            read.asks.push(LotAsk::Basis);
            read.car = None;
        }
        (Param::NotSet | Param::None, Some(Basis::BeforeFreezing)) => {
            read.notes.push(LotNote::NoRecoveryApplied)
        }
        _ => {}
    }
}

/// Figures that the chosen convention does not use still have to agree with it.
fn check_shares(convention: Convention, fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let lot = fields.lot;
    if matches!(convention, Convention::TotalCount | Convention::ViableCount)
        && !(lot.total.is_empty() || lot.viable.is_empty() || lot.viability.is_empty())
    {
        let mut scratch = read.clone();
        let total = fields.density::<Nucleated>("total", &mut scratch);
        let viable = fields.density::<Viable>("viable", &mut scratch);
        let viability = fields.fraction::<Viable, Nucleated>("viability", &mut scratch);
        if let (Some(total), Some(viable), Some(viability)) = (total, viable, viability) {
            let computed = total.per_ml * viability.percent / Exact::from(100);
            read.checks.push(check(CheckedFigure::ViableCount, viable.per_ml, computed, "/mL"));
        }
    }
    if !matches!(convention, Convention::Stated | Convention::SinglePlatform)
        && !lot.car.is_empty()
        && let Some(car) = &read.car
    {
        let computed = per_ml(car);
        let mut scratch = read.clone();
        if let Some(stated) = fields.density::<CarPositive>("car", &mut scratch) {
            read.checks.push(check(CheckedFigure::StatedConcentration, stated.per_ml, computed, "/mL"));
        }
    }
}

pub(crate) fn check(
    what: CheckedFigure,
    stated: Exact,
    computed: Exact,
    unit: &'static str,
) -> CertificateCheck {
    let smaller = stated.clone().min(computed.clone());
    let difference = (stated.clone() - computed.clone()).abs();
    let differs_percent = (difference * Exact::from(100)).per(&smaller).unwrap_or_else(|| Exact::from(100));
    let agrees = smaller.is_positive() && differs_percent <= Exact::from(CERTIFICATE_TOLERANCE_PERCENT);
    CertificateCheck { what, stated, computed, unit, differs_percent, agrees }
}

fn read_bags(fields: &mut Fields<'_, '_>, read: &mut ReadLot, context: &Context) {
    let Some(lot_per_ml) = read.car.as_ref().map(per_ml) else { return };
    let usable_state = |bag: &&Bag| matches!(bag.state, BagState::Stored | BagState::Thawed);
    let lot = fields.lot;
    if lot.bags.is_empty() {
        return;
    }
    if !lot.bags.iter().any(|bag| usable_state(&bag)) {
        read.asks.push(LotAsk::NoBag);
    }
    let mut missing = false;
    for (index, bag) in lot.bags.iter().enumerate() {
        let path = format!("bags[{}]", bag.number);
        let volume = fields.volume(&bag.volume, &format!("{path}.volume"));
        let hold_up = if bag.hold_up.is_empty() {
            context.settings.hold_up.value().cloned()
        } else {
            let hold_up = fields.volume_or_zero(&bag.hold_up, &format!("{path}.hold_up"));
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
            && let Some(stated) = fields.cells(&bag.cells, &format!("{path}.cells"))
        {
            let computed = volume.clone() * per_ml.clone();
            read.checks.push(check(CheckedFigure::BagCells(index), stated, computed, "cells"));
        }
        if !usable_state(&bag) {
            continue;
        }
        let usable = match hold_up {
            Some(hold_up) if hold_up < volume => volume - hold_up,
            Some(_) => Exact::zero(),
            None => volume,
        };
        read.bags.push(ReadBag { index, usable, per_ml });
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
fn bag_per_ml(fields: &mut Fields<'_, '_>, bag: &Bag, lot_per_ml: &Exact) -> Option<Exact> {
    let path = format!("bags[{}]", bag.number);
    if !bag.car.is_empty() {
        return fields.bag_density(&bag.car, &format!("{path}.car"));
    }
    if is_per_bag(fields.lot, bag) {
        let cells = fields.cells(&bag.cells, &format!("{path}.cells"))?;
        return cells.per(&fields.volume(&bag.volume, &format!("{path}.volume"))?);
    }
    Some(lot_per_ml.clone())
}

/// The certificate's cells of the whole lot against the sum over its bags, filled volumes counted.
fn check_totals(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    if fields.lot.certificate_cells.is_empty() {
        return;
    }
    let Some(stated) = fields.cells(&fields.lot.certificate_cells, "certificate_cells") else { return };
    let Some(car) = &read.car else { return };
    let lot_per_ml = per_ml(car);
    let mut total = Exact::zero();
    for bag in &fields.lot.bags {
        let Some(volume) = fields.volume(&bag.volume, &format!("bags[{}].volume", bag.number)) else {
            return;
        };
        let Some(per_ml) = bag_per_ml(fields, bag, &lot_per_ml) else { return };
        total += volume * per_ml;
    }
    if fields.lot.bags.is_empty() {
        return;
    }
    read.checks.push(check(CheckedFigure::LotCells, stated, total, "cells"));
}

fn expected(read: &mut ReadLot, lot: &Lot, context: &Context) {
    let settings = &context.settings;
    if let Some(car) = &read.car {
        let found = per_ml(car);
        let low = settings.expected_car_low.value().is_some_and(|low| found < *low);
        let high = settings.expected_car_high.value().is_some_and(|high| found > *high);
        if low || high {
            read.notes.push(LotNote::OutsideExpected);
        }
    }
    if let (Some(expected), Some(own)) = (settings.expected_convention.value(), lot.convention)
        && *expected != own
    {
        read.notes.push(LotNote::ConventionNotExpected);
    }
}

/// A share as read, with the number to show.
pub(crate) struct ReadFraction<Part, Whole> {
    pub(crate) fraction: Fraction<Part, Whole>,
    pub(crate) percent: Exact,
}

/// A concentration as read, with the numbers to show.
pub(crate) struct ReadDensity<P> {
    pub(crate) density: Density<P>,
    pub(crate) per_ml: Exact,
    pub(crate) as_typed: Exact,
    pub(crate) unit: &'static str,
}

impl ReadLot {
    /// Problem code for a figure that must be confirmed.
    pub(crate) fn ask_for(&mut self, field: &'static str, code: &ProblemCode) {
        self.asks.push(if code.can_be_confirmed() { LotAsk::Confirm(field) } else { LotAsk::Field(field) });
    }

    /// True when every pair of figures agrees.
    pub fn certificate_agrees(&self) -> bool {
        self.checks.iter().all(|check| check.agrees)
    }

    /// True when at least one figure guards against a tenfold slip of the concentration.
    pub fn is_guarded(&self) -> bool {
        self.checks.iter().any(|check| check.agrees)
    }
}
