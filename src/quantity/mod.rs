//! Floor 0: what a number is.
//!
//! uom checks the physics, [`component::Of`] the biology, [`Exact`] the arithmetic. A number that decides
//! something is never a binary float; a unit is a row of a closed table; cells of one population do not mix with
//! cells of another.

pub mod analyte;
mod base;
pub mod component;
pub mod display;
mod exact;
mod number;
pub mod units;

pub use analyte::{Analyte, Measured, Plausible};
pub use exact::{Exact, NotADecimal, Rounding};
pub use number::{Comparator, Number, NumberProblem, Style, digits_as_read, number_with_unit, read_number};
pub use units::{Refusal, UnitRow};

/// A number with its unit, as displayed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The number.
    pub value: Exact,
    /// Its unit as printed.
    pub unit: &'static str,
}
