//! Absolute counts from a differential. A printed absolute count beats a computed one.
//!
//! Platelets are not white cells:
//! ```compile_fail,E0308
//! # use cardose::{engine::formula::{clearance::Input, differential::*}, quantity::analyte::*};
//! fn f(platelets: Input<Platelets>, share: Input<LymphocytesPercent>) {
//!     lymphocytes(&platelets, &share);
//! }
//! ```
//! ```
//! # use cardose::{engine::formula::{clearance::Input, differential::*}, quantity::analyte::*};
//! fn f(white_cells: Input<WhiteCells>, share: Input<LymphocytesPercent>) {
//!     lymphocytes(&white_cells, &share);
//! }
//! ```

use super::{
    clearance::Input,
    step::{Formula, Symbol},
    worked::Worked,
};
use crate::quantity::{
    Exact,
    analyte::{
        BandsPercent, Lymphocytes, LymphocytesPercent, Neutrophils, NeutrophilsPercent, NucleatedRedCells,
        WhiteCells,
    },
    component::{Component, Density},
    units::{RuntimeUnit as _, cell_density, per_hundred, si},
};

/// Fewer nucleated red cells than this per 100 white cells are not corrected for.
pub const CORRECT_FROM: i64 = 5;

/// White cells corrected for nucleated red cells: × 100 ÷ (100 + nucleated red cells per 100 white cells).
pub fn corrected_white_cells(
    white_cells: &Input<WhiteCells>,
    nucleated: &Input<NucleatedRedCells>,
) -> Input<WhiteCells> {
    let hundred = || {
        let one = per_hundred::Unit::per_hundred_white_cells.quantity(Exact::from(1));
        Worked::constant(Exact::from(100), &one)
    };
    let corrected = white_cells.clone() * hundred() / (hundred() + nucleated.clone().plain());
    corrected.plain().into_kind().of().line(
        Symbol::CorrectedWhiteCells,
        Formula::Corrected,
        cell_density::Unit::giga_per_liter,
    )
}

/// White cells × share of the neutrophils; bands that are printed apart are not inside it (facts.md 2.5).
pub fn neutrophils(
    white_cells: &Input<WhiteCells>,
    segments: &Input<NeutrophilsPercent>,
    bands: Option<&Input<BandsPercent>>,
) -> Input<Neutrophils> {
    let segments = segments.clone().plain();
    let share = match bands {
        Some(bands) => segments + bands.clone().plain(),
        None => segments,
    };
    part(white_cells, share, Symbol::Neutrophils)
}

/// White cells × share of the lymphocytes.
pub fn lymphocytes(white_cells: &Input<WhiteCells>, share: &Input<LymphocytesPercent>) -> Input<Lymphocytes> {
    part(white_cells, share.clone().plain(), Symbol::Lymphocytes)
}

fn part<P: Component>(
    white_cells: &Input<WhiteCells>,
    share: Worked<si::Ratio>,
    symbol: Symbol,
) -> Worked<Density<P>> {
    let counted = white_cells.clone().plain() * share;
    counted.into_kind().of().line(symbol, Formula::Differential, cell_density::Unit::giga_per_liter)
}
