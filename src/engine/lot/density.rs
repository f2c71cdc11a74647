//! Concentrations and shares as read, with the numbers to show.

use crate::quantity::{
    Exact,
    component::{CarPositive, Density, Fraction},
    units::{RuntimeUnit as _, cell_density},
};

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

/// Cells per millilitre.
pub(crate) fn per_ml(density: &Density<CarPositive>) -> Exact {
    cell_density::Unit::per_milliliter.value(density.quantity())
}
