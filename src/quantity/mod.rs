//! Floor 0: what a number is.
//!
//! uom checks the physics, [`component::Of`] the biology, [`Exact`] the arithmetic. A number that decides
//! something is never a binary float; a unit is a row of a closed table; cells of one population do not mix with
//! cells of another.

pub mod analyte;
pub mod component;
pub mod display;
mod exact;
mod number;
pub mod units;

pub use analyte::{Analyte, Measured, Plausible};
pub use exact::{Exact, NotADecimal, Rounding};
pub use number::{Comparator, Number, NumberProblem, Style, digits_as_read, read_number};
pub use units::{Refusal, UnitRow};
