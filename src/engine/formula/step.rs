//! One line of a calculation as data: what, from which numbers, with which result. A second person can redo it.

use crate::quantity::Exact;

/// One line of a calculation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What the line computes.
    pub quantity: Symbol,
    /// The formula.
    pub formula: Formula,
    /// The numbers put in, in the formula's order.
    pub terms: Vec<Term>,
    /// What comes out.
    pub result: Term,
    /// The bag that the line is of: its lot and its bag, as their places in the draft.
    pub bag: Option<(usize, usize)>,
}

impl Step {
    /// A line that is of no bag.
    pub const fn new(quantity: Symbol, formula: Formula, terms: Vec<Term>, result: Term) -> Self {
        Self { quantity, formula, terms, result, bag: None }
    }

    /// The same line, of the bag at this place of the lot at that place.
    #[must_use]
    pub fn of_bag(self, lot: usize, bag: usize) -> Self {
        Self { bag: Some((lot, bag)), ..self }
    }
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub symbol: Symbol,
    /// The number.
    pub value: Exact,
    /// Its unit as printed; empty for a pure number.
    pub unit: &'static str,
}

impl Term {
    /// A number with its unit.
    pub const fn new(symbol: Symbol, value: Exact, unit: &'static str) -> Self {
        Self { symbol, value, unit }
    }
}

/// The quantities that appear in calculations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// Dose level.
    DoseLevel,
    /// Weight measured.
    Weight,
    /// Weight cap.
    WeightCap,
    /// Dosing weight after the cap.
    DosingWeight,
    /// CAR+ cells to give.
    TargetCells,
    /// Largest number of cells to aim for.
    CellCap,
    /// Total nucleated cells per mL.
    TotalConcentration,
    /// Viable nucleated cells per mL.
    ViableConcentration,
    /// Viability.
    Viability,
    /// CD3+ share.
    Cd3Share,
    /// CAR+ share.
    CarShare,
    /// Recovery after thaw.
    Recovery,
    /// CAR+ cells per mL.
    CarConcentration,
    /// CAR+ cells in a bag.
    BagCells,
    /// Volume of a bag.
    BagVolume,
    /// What stays in a bag and cannot be drawn.
    HoldUp,
    /// What was infused of a bag.
    InfusedVolume,
    /// What can still be drawn of a bag.
    UsableVolume,
    /// CAR+ cells that were infused.
    InfusedCells,
    /// CAR+ cells left to give.
    CellsLeft,
    /// Calculated volume.
    Volume,
    /// Step of the syringe.
    RoundingStep,
    /// Volume to draw.
    DrawnVolume,
    /// CAR+ cells in the drawn volume.
    DeliveredCells,
    /// Delivered cells per kilogram of dosing weight.
    DeliveredPerKg,
    /// Delivered cells per kilogram of actual weight.
    DeliveredPerActualKg,
    /// Deviation from the target.
    Deviation,
    /// CAR+ cells that can be drawn from the lot.
    AvailableCells,
    /// Age in completed years.
    Age,
    /// Height.
    Height,
    /// Creatinine in plasma or serum.
    Creatinine,
    /// Creatinine in urine.
    UrineCreatinine,
    /// Volume of urine.
    UrineVolume,
    /// Collection time.
    CollectionTime,
    /// Ideal weight (Devine).
    IdealWeight,
    /// Adjusted weight.
    AdjustedWeight,
    /// Clearance.
    Clearance,
    /// Factor for women.
    SexFactor,
    /// Where the ideal weight starts, by sex.
    IdealBase,
    /// From the unit typed to the unit of a formula.
    UnitFactor,
}

/// The formulas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// min(W, cap)
    CappedWeight,
    /// D × W
    Target,
    /// min(N, cap)
    CappedTarget,
    /// As stated on the certificate.
    Stated,
    /// N ÷ V of a bag.
    StatedPerBag,
    /// Total × viability × CD3+ × CAR+
    TotalChain,
    /// Viable × CD3+ × CAR+
    ViableChain,
    /// Viable × CAR+ of viable
    ViableShare,
    /// Concentration × recovery
    Recovered,
    /// N ÷ C
    Volume,
    /// Bags given whole, added up
    WholeBags,
    /// What is drawn of each bag, added up
    BagsAdded,
    /// Fill − hold-up − infused
    Usable,
    /// V × C of one bag
    BagHolds,
    /// What was infused of each bag, added up
    Infused,
    /// N − what is given already, not below zero
    CellsLeft,
    /// min(V, what can be drawn)
    AtMostUsable,
    /// Rounded to the step; the mode is the line's own.
    Rounded(Mode),
    /// V × C
    Delivered,
    /// Cells over every bag.
    DeliveredFromBags,
    /// N ÷ W
    PerKg,
    /// 100 × (delivered − target) ÷ target
    Deviation,
    /// Typed number × factor, into the unit of the next formula.
    Converted,
    /// Devine: base + 2.3 × (height ÷ 2.54 − 60)
    Ideal,
    /// Ideal + 0.4 × (actual − ideal)
    Adjusted,
    /// Cockcroft and Gault: (140 − age) × W ÷ (72 × creatinine), × 0.85 for women
    CockcroftGault,
    /// U × V ÷ (P × t)
    Measured,
}

/// How a volume was rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Not rounded: no step is set.
    NotRounded,
    /// Half up.
    HalfUp,
    /// Half to even.
    HalfEven,
    /// Down, as the site has set.
    Down,
    /// Down, because a cap binds.
    DownForCap,
    /// Up.
    Up,
}
