//! A number with its unit, as plain data.

use crate::quantity::display::Displayed;
use schemars::JsonSchema;
use serde::Serialize;

/// A quantity, exact and decimal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Quantity {
    /// The exact fraction, in lowest terms.
    pub exact: String,
    /// 15 significant digits, half-even.
    pub decimal: String,
    /// Its unit as printed.
    pub unit: String,
}

impl Quantity {
    /// In the unit in which it is always displayed.
    pub fn of<Q: Displayed>(quantity: &Q) -> Self {
        Self::new(&quantity.displayed(), Q::unit().symbol)
    }

    /// A value of a unit.
    pub fn new(value: &crate::quantity::Exact, unit: &str) -> Self {
        Self { exact: value.fraction_text(), decimal: value.significant(15), unit: unit.to_owned() }
    }
}
