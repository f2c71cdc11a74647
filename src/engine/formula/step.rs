//! One line of a calculation as data: what, from which numbers, with which result. A second person can redo it.

use super::{
    node::{Corner, Given, Line, Node, number},
    shape::Shape,
};
use crate::quantity::{Analyte, Exact, UnitRow};

/// One line of a calculation. It is made by the calculation itself, from what was computed.
#[derive(Clone, Debug, PartialEq)]
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
    /// How it is computed, with a sign in the place of each term.
    shape: Shape,
}

/// A number with its unit, as displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is.
    pub symbol: Symbol,
    /// The number.
    pub value: Exact,
    /// Its unit as printed; empty for a pure number.
    pub unit: &'static str,
}

impl Step {
    /// The line of a node of the tree, in one of the ways that its inputs can be. `None` while it comes to nothing.
    pub(super) fn of(node: &Node, line: &Line, way: Option<&Corner<'_>>) -> Option<Self> {
        let exactly = Corner::default();
        let way = way.unwrap_or(&exactly);
        let mut inputs = Vec::new();
        collect(&line.of, way, &mut inputs);
        // The factor of women is written before the division and listed behind it.
        inputs.sort_by_key(|input| input.symbol == Symbol::SexFactor);
        let shown = |node: &Node, symbol, unit: &'static UnitRow| {
            let value = unit.of_base(&number(node.at(way)?)?);
            Some(Term { symbol, value, unit: unit.symbol })
        };
        Some(Self {
            quantity: line.symbol,
            formula: line.formula,
            terms: inputs
                .iter()
                .map(|input| shown(input.node, input.symbol, input.unit))
                .collect::<Option<_>>()?,
            result: shown(node, line.symbol, line.unit)?,
            bag: line.bag,
            shape: Shape::of(&line.of, &inputs, way),
        })
    }

    /// The line that turns what was typed into the unit of the formula.
    pub(super) fn converted(given: &Given, typed: &UnitRow, base: &Exact) -> Option<Self> {
        let (entered, result) = (typed.of_base(base), given.unit.of_base(base));
        let factor = result.per(&entered)?;
        let typed = Term { symbol: given.symbol, value: entered, unit: typed.symbol };
        Some(Self {
            quantity: given.symbol,
            formula: Formula::Converted,
            terms: vec![typed, Term { symbol: Symbol::UnitFactor, value: factor, unit: "" }],
            result: Term { symbol: given.symbol, value: result, unit: given.unit.symbol },
            bag: None,
            shape: Shape::product([0, 1]),
        })
    }

    /// The formula with these texts in the places of its terms: the symbols, or the numbers.
    pub fn written<T: AsRef<str>>(&self, terms: &[T]) -> String {
        self.shape.written(terms)
    }
}

/// What stands in a line as a term: an input, or the result of another line.
pub(super) struct Input<'n> {
    pub(super) node: &'n Node,
    symbol: Symbol,
    unit: &'static UnitRow,
}

fn collect<'n>(node: &'n Node, way: &Corner<'_>, found: &mut Vec<Input<'n>>) {
    let node = node.chosen(way);
    let own = node.kind.name();
    match own {
        Some((symbol, unit)) if !found.iter().any(|known| std::ptr::eq(known.node, node)) => {
            found.push(Input { node, symbol, unit });
        }
        Some(_) => {}
        None => node.kind.children().for_each(|child| collect(child, way, found)),
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
    /// White blood cells.
    WhiteCells,
    /// White blood cells, corrected for nucleated red cells.
    CorrectedWhiteCells,
    /// Nucleated red cells per hundred white cells.
    NucleatedRedCells,
    /// Neutrophils as a share of the white cells.
    NeutrophilShare,
    /// Band neutrophils as a share of the white cells.
    BandShare,
    /// Lymphocytes as a share of the white cells.
    LymphocyteShare,
    /// Neutrophils, absolute.
    Neutrophils,
    /// Lymphocytes, absolute.
    Lymphocytes,
    /// Virus DNA in international units.
    InternationalUnits,
    /// Copies of virus DNA per international unit.
    CopiesPerUnit,
    /// Virus DNA in copies.
    Copies,
    /// The value of an analyte that has no sign of its own.
    Value(Analyte),
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
    /// White cells × 100 ÷ (100 + nucleated red cells)
    Corrected,
    /// White cells × share
    Differential,
    /// International units × copies per unit
    Copies,
    /// One analyte from others, by a formula that has no name of its own.
    FromOthers,
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
