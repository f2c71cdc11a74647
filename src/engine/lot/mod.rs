//! A lot as read: the concentration of CAR+ cells from exactly one convention, the bags, and whether the
//! certificate's own figures agree.

mod bag;
mod bags;
mod certificate;
mod concentration;
mod fields;
pub mod read;

pub(crate) use super::unit::read_amount;
use bag::record_of;
pub use bag::{GivenBag, ReadBag, Record, Turn};
pub(crate) use certificate::check;
pub(crate) use fields::Fields;

use super::{formula::worked::Worked, problem::ProblemCode};
use crate::model::{BagPart, LotPart};
use crate::quantity::{Figure, component::CarDensity, units::si::Ratio};

/// A lot as read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadLot {
    /// Its place in the draft.
    pub index: usize,
    /// Concentration of CAR+ cells and how it was made; absent while something is asked for.
    pub car: Option<Worked<CarDensity>>,
    /// The same as the certificate makes it, whatever else is asked for.
    chain: Option<Worked<CarDensity>>,
    /// The same with the recovery.
    pub(in crate::engine) made: Option<Worked<CarDensity>>,
    /// What is missing before there is a concentration.
    pub asks: Vec<LotAsk>,
    /// What a person should know.
    pub notes: Vec<LotNote>,
    /// The bags that can be planned, in order.
    pub bags: Vec<ReadBag>,
    /// What was infused of it in this infusion.
    pub given: Vec<GivenBag>,
    /// The volumes of its bags are known: so is what it holds.
    pub holds_known: bool,
    /// Concentrations that the cells of a bag guard, as counted.
    pub(super) covered: Vec<CarDensity>,
    /// What is recorded of its bags, by their places; of the others nothing is.
    pub records: Vec<(usize, Record)>,
    /// The certificate's figures held against each other.
    pub checks: Vec<CertificateCheck>,
}

/// What a lot still needs before anything is computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LotAsk {
    /// Which figures make the concentration; what the CAR+ per cent is a per cent of.
    Convention,
    /// This field of the certificate.
    Field(LotPart),
    /// This field of the bag at this place.
    Bag(usize, BagPart),
    /// The share is zero: there are no CAR+ cells to give.
    NoCarCells(LotPart),
    /// A figure must be confirmed.
    Confirm(LotPart),
    /// Whether cells were counted before freezing or after thaw.
    Basis,
    /// The label names another subject.
    OtherSubject,
    /// No bag is left that can be planned.
    NoBag,
    /// Entries of the lot that cannot be read, or that stand there twice, must be mended.
    Mend,
    /// This earlier infusion, not given yet, plans the same lot: its bags would be planned twice.
    PlannedFor(u32),
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
    /// The concentration of the lot, or of a bag, lies outside what the site expects.
    OutsideExpected,
    /// The recovery stands on the certificate and is not multiplied in: cells were counted after thaw.
    RecoveryNotMultiplied,
    /// The site counts the dose before freezing, and these cells were counted after thaw.
    CountedAfterThaw,
    /// The viability lies below 70 %, where release limits usually are.
    LowViability,
    /// CD3+ lies below 80 %, where release limits usually are.
    LowCd3,
    /// CAR+ lies below 10 % or above 90 %.
    UnusualCarShare,
    /// A bag holds less than 1 mL or more than 100 mL.
    UnusualBag,
}

/// Two figures of the certificate that say the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateCheck {
    /// Which figure was checked.
    pub what: CheckedFigure,
    /// As printed on the certificate.
    pub stated: Figure,
    /// As it follows from the other figures.
    pub computed: Figure,
    /// By how much they differ, as a share of the smaller.
    pub differs: Ratio,
    /// At most 2 %.
    pub agrees: bool,
    /// A tenfold slip of the concentration would show here.
    pub guards: bool,
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
    /// A part beside its whole: CAR+ cells beside viable ones. Only where the part is the larger.
    CarWithinViable,
    /// CAR+ cells beside all nucleated ones; only where the part is the larger.
    CarWithinTotal,
    /// Viable cells beside all nucleated ones; only where the part is the larger.
    ViableWithinTotal,
    /// CAR+ cells, or their share of viable cells, beside the CD3+ ones; only where the part is the larger.
    CarWithinCd3,
    /// CAR+ cells beside viable cells times the CAR+ share, of whatever it is; only where the part is the larger.
    CarWithinShare,
    /// The cells of the bags together beside those of the whole lot; only where the part is the larger.
    BagsWithinLot,
}

/// Figures of a certificate that differ by more than this many per cent stop the dose.
pub const CERTIFICATE_TOLERANCE_PERCENT: i64 = 2;

/// What is known elsewhere in the draft and matters to a lot.
#[derive(Clone, Debug, Default)]
pub struct Others<'d> {
    /// The patient's subject code.
    pub subject: &'d str,
    /// What was infused of its bags, by their places.
    pub records: Vec<(usize, Record)>,
    /// The number of the infusion.
    pub infusion: u32,
    /// Thawing has begun: from now on no figure is taken away.
    pub thaw_begun: bool,
}

impl ReadLot {
    /// What is recorded as infused of the bag at this place.
    pub fn record(&self, bag: usize) -> Record {
        record_of(&self.records, bag)
    }

    /// Asks for something: until then nothing is computed from the lot, unless thawing has begun.
    pub(crate) fn ask(&mut self, ask: LotAsk, thaw_begun: bool) {
        self.asks.push(ask);
        if !thaw_begun {
            self.car = None;
            self.bags.clear();
            self.holds_known = false;
        }
    }

    /// Problem code for a figure that must be confirmed.
    pub(crate) fn ask_for(&mut self, field: LotPart, code: &ProblemCode) {
        self.asks.push(if code.can_be_confirmed() { LotAsk::Confirm(field) } else { LotAsk::Field(field) });
    }

    /// Every concentration in use has a second figure of CAR+ cells that contains it: of the whole lot, the lot's own
    /// concentration, or the cells of a bag.
    fn is_covered(&self) -> bool {
        let any = |what: fn(&CheckedFigure) -> bool| self.checks.iter().any(|check| what(&check.what));
        if any(|what| matches!(what, CheckedFigure::LotCells | CheckedFigure::Volume)) {
            return true;
        }
        let of_lot = self.density();
        let stated = any(|what| *what == CheckedFigure::StatedConcentration);
        let guards =
            |used: &CarDensity| self.covered.contains(used) || (stated && of_lot.as_ref() == Some(used));
        let mut own = self.bags.iter().filter_map(|bag| bag.car.value()).peekable();
        if own.peek().is_none() { of_lot.as_ref().is_some_and(guards) } else { own.all(|used| guards(&used)) }
    }

    /// The concentration of CAR+ cells, if there is one.
    pub fn density(&self) -> Option<CarDensity> {
        self.car.as_ref()?.value()
    }

    /// After each factor of the certificate's chain what it has come to; one figure of a stated concentration.
    pub fn chain(&self) -> Vec<CarDensity> {
        self.chain.as_ref().map(Worked::factors).unwrap_or_default()
    }

    /// The different concentrations in use; the lot's own where no bag is read.
    pub fn concentrations(&self) -> Vec<CarDensity> {
        let bags = self.bags.iter().filter_map(|bag| bag.car.value());
        let mut found: Vec<CarDensity> = self.density().into_iter().chain(bags).collect();
        found.sort();
        found.dedup();
        found
    }

    /// True when every pair of figures agrees.
    pub fn certificate_agrees(&self) -> bool {
        self.checks.iter().all(|check| check.agrees)
    }

    /// True when at least one figure guards against a tenfold slip of the concentration.
    pub fn is_guarded(&self) -> bool {
        self.checks.iter().any(|check| check.agrees && check.guards)
    }
}
