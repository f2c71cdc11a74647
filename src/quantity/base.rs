//! A quantity as its number of SI base units, and back: so a calculation holds quantities of every kind in one tree.

use super::Exact;
use num_traits::Zero as _;
use std::marker::PhantomData;
use uom::si::{Dimension, Quantity, SI};

/// A quantity as its number of SI base units.
pub trait InBase {
    /// The plain uom quantity: what its units measure.
    type Plain;
    /// Its number of SI base units.
    fn in_base(&self) -> &Exact;

    /// Above zero.
    fn is_above_zero(&self) -> bool {
        self.in_base().is_positive()
    }

    /// Nothing.
    fn is_nothing(&self) -> bool {
        self.in_base().is_zero()
    }
}

/// A quantity that is made from its number of SI base units.
pub trait FromBase: InBase {
    /// So many SI base units.
    fn from_base(number: Exact) -> Self;
}

/// A plain uom quantity.
pub(super) type Plain<D> = Quantity<D, SI<Exact>, Exact>;

impl<D: Dimension + ?Sized> InBase for Plain<D> {
    type Plain = Self;
    fn in_base(&self) -> &Exact {
        &self.value
    }
}
impl<D: Dimension + ?Sized> FromBase for Plain<D> {
    fn from_base(value: Exact) -> Self {
        Self { dimension: PhantomData, units: PhantomData, value }
    }
}
