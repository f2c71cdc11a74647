//! *What* a quantity is of: cells of one population, one analyte in blood.
//!
//! [`Of<C, Q>`] is the uom quantity `Q` of the component `C`. uom checks the physics (volume, mass, number per
//! volume); `C` checks the biology. Only a [`Fraction<Part, Whole>`] turns a quantity of the whole into a
//! quantity of the part:
//!
//! ```
//! use cardose::quantity::{component::*, Exact, units::{RuntimeUnit, cell_density, si::*, volume, weight}};
//! # let x = |s: &str| s.parse::<Exact>().unwrap();
//! let level = DoseLevel::<CarPositive>::per_kilogram(x("3e6"));
//! let patient = Mass::new::<weight::kilogram>(x("72.5"));
//! let product = Density::<Viable>::new::<cell_density::million_per_milliliter>(x("20.4"));
//! let cd3 = Fraction::<Cd3, Viable>::percent(x("96.2")).unwrap();
//! let car = Fraction::<CarPositive, Cd3>::percent(x("38.5")).unwrap();
//!
//! let target: Cells<CarPositive> = level * patient;
//! let density: Density<CarPositive> = product * cd3 * car;
//! let drawn: Volume = target.per(density).unwrap();
//! assert_eq!(format!("{:.1}", volume::Unit::milliliter.value(&drawn)), "28.8");
//! ```
//!
//! The same with the fractions composed first:
//! ```
//! # use cardose::quantity::{component::*, Exact};
//! # let x = |s: &str| s.parse::<Exact>().unwrap();
//! # let cd3 = Fraction::<Cd3, Viable>::percent(x("96.2")).unwrap();
//! # let car = Fraction::<CarPositive, Cd3>::percent(x("38.5")).unwrap();
//! let car_of_viable: Fraction<CarPositive, Viable> = car * cd3;
//! ```
//!
//! # What does not compile
//!
//! Each refusal stands beside a twin that compiles.
//!
//! CAR+ cells are not viable cells:
//! ```compile_fail,E0308
//! # use cardose::quantity::{component::*, Exact};
//! let sum = Cells::<CarPositive>::count(Exact::from(1)) + Cells::<Viable>::count(Exact::from(1));
//! ```
//! ```
//! # use cardose::quantity::{component::*, Exact};
//! let sum = Cells::<CarPositive>::count(Exact::from(1)) + Cells::<CarPositive>::count(Exact::from(1));
//! ```
//!
//! A CAR+ target is not divided by a viable-cell concentration:
//! ```compile_fail,E0308
//! # use cardose::quantity::{component::*, Exact, units::cell_density::per_milliliter};
//! let v = Cells::<CarPositive>::count(Exact::from(1)).per(Density::<Viable>::new::<per_milliliter>(Exact::from(1)));
//! ```
//! ```
//! # use cardose::quantity::{component::*, Exact, units::cell_density::per_milliliter};
//! let v = Cells::<CarPositive>::count(Exact::from(1)).per(Density::<CarPositive>::new::<per_milliliter>(Exact::from(1)));
//! ```
//!
//! A fraction of CD3+ cells does not apply to viable cells:
//! ```compile_fail,E0308
//! # use cardose::quantity::{component::*, Exact, units::cell_density::per_milliliter};
//! let f = Fraction::<CarPositive, Cd3>::percent(Exact::from(40)).unwrap();
//! let car = Density::<Viable>::new::<per_milliliter>(Exact::from(1)) * f;
//! ```
//! ```
//! # use cardose::quantity::{component::*, Exact, units::cell_density::per_milliliter};
//! let f = Fraction::<CarPositive, Viable>::percent(Exact::from(40)).unwrap();
//! let car = Density::<Viable>::new::<per_milliliter>(Exact::from(1)) * f;
//! ```
//!
//! A bare number is no fraction:
//! ```compile_fail,E0277
//! # use cardose::quantity::{component::*, Exact, units::cell_density::per_milliliter};
//! let car: Density<CarPositive> = Density::<Viable>::new::<per_milliliter>(Exact::from(1)) * Exact::ratio(2, 5);
//! ```
//! ```
//! # use cardose::quantity::{component::*, Exact, units::cell_density::per_milliliter};
//! # let f = Fraction::<CarPositive, Viable>::percent(Exact::from(40)).unwrap();
//! let car: Density<CarPositive> = Density::<Viable>::new::<per_milliliter>(Exact::from(1)) * f;
//! ```
//!
//! A fraction's parts must be nested: no CAR+ fraction contains all CD3+ cells:
//! ```compile_fail,E0277
//! # use cardose::quantity::{component::*, Exact};
//! let f = Fraction::<Cd3, CarPositive>::percent(Exact::from(40)).unwrap();
//! ```
//! ```
//! # use cardose::quantity::{analyte::*, component::*, Exact};
//! let f = Fraction::<CarPositive, Cd3>::percent(Exact::from(40)).unwrap();
//! ```
//!
//! Platelets are not compared with the neutrophil limit:
//! ```compile_fail,E0308
//! # use cardose::quantity::{analyte::*, component::*, Exact, units::cell_density::giga_per_liter};
//! let ok = Density::<Platelets>::new::<giga_per_liter>(Exact::from(75)) >= Density::<Neutrophils>::new::<giga_per_liter>(Exact::from(1));
//! ```
//! ```
//! # use cardose::quantity::{analyte::*, component::*, Exact, units::cell_density::giga_per_liter};
//! let ok = Density::<Platelets>::new::<giga_per_liter>(Exact::from(75)) >= Density::<Platelets>::new::<giga_per_liter>(Exact::from(1));
//! ```
//!
//! A count has no unit of mass:
//! ```compile_fail,E0277
//! # use cardose::quantity::{analyte::*, component::*, Exact, units::weight::kilogram};
//! let d = Density::<Platelets>::new::<kilogram>(Exact::from(75));
//! ```
//! ```
//! # use cardose::quantity::{analyte::*, component::*, Exact, units::cell_density::giga_per_liter};
//! let d = Density::<Platelets>::new::<giga_per_liter>(Exact::from(75));
//! ```
//!
//! A dose level times a volume is not a number of cells:
//! ```compile_fail,E0308
//! # use cardose::quantity::{component::*, Exact, units::{volume::liter, si::Volume}};
//! let c: Cells<CarPositive> = DoseLevel::<CarPositive>::per_kilogram(Exact::from(1)) * Volume::new::<liter>(Exact::from(1));
//! ```
//! ```
//! # use cardose::quantity::{component::*, Exact, units::{weight::kilogram, si::Mass}};
//! let c: Cells<CarPositive> = DoseLevel::<CarPositive>::per_kilogram(Exact::from(1)) * Mass::new::<kilogram>(Exact::from(1));
//! ```

pub use super::base::{FromBase, InBase};
use super::{
    Exact,
    base::Plain,
    units::{RuntimeUnit as _, cells, per_mass, share, si, weight},
};
use num_traits::Zero;
use std::{
    fmt::Debug,
    marker::PhantomData,
    ops::{Add, Div, Mul, Sub},
};

/// Something that a quantity can be of.
pub trait Component: Copy + Ord + Debug {}

/// The part of a [`Fraction`] that gating selects from the whole.
#[diagnostic::on_unimplemented(message = "`{Self}` cells are not gated inside `{Whole}` cells")]
pub trait Within<Whole: Component>: Component {}

macro_rules! components {
    ($($(#[$doc:meta])* $name:ident $(within $($whole:ident),+)?;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name;
        impl Component for $name {}
        $($(impl Within<$whole> for $name {})+)?
    )+};
}
pub(super) use components;

components! {
    /// All nucleated cells of the product, live and dead.
    Nucleated;
    /// Nucleated cells that exclude the viability dye.
    Viable within Nucleated;
    /// Viable CD3+ cells.
    Cd3 within Viable, Nucleated;
    /// Viable CD3+ CAR+ cells: what is dosed.
    CarPositive within Cd3, Viable, Nucleated;
}

/// The quantity `Q` of component `C`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Of<C, Q> {
    quantity: Q,
    component: PhantomData<C>,
}

impl<C: Component, Q: InBase> InBase for Of<C, Q> {
    type Plain = Q::Plain;
    fn in_base(&self) -> &Exact {
        self.quantity.in_base()
    }
}
impl<C: Component, Q: FromBase> FromBase for Of<C, Q> {
    fn from_base(number: Exact) -> Self {
        Self::of(Q::from_base(number))
    }
}
impl<Part, Whole> InBase for Fraction<Part, Whole> {
    type Plain = si::Ratio;
    fn in_base(&self) -> &Exact {
        &self.share
    }
}

/// A number of cells.
pub type Cells<P> = Of<P, si::Ratio>;
/// Cells per volume.
pub type Density<P> = Of<P, si::NumberDensity>;
/// Cells per body mass.
pub type DoseLevel<P> = Of<P, si::PerMass>;
/// What is dosed: CAR+ cells.
pub type CarCells = Cells<CarPositive>;
/// CAR+ cells per volume.
pub type CarDensity = Density<CarPositive>;

impl<C: Component, Q> Of<C, Q> {
    /// Says what `quantity` is of.
    #[expect(clippy::self_named_constructors, reason = "`Of::of` reads as the sentence it is")]
    #[must_use]
    pub const fn of(quantity: Q) -> Self {
        Self { quantity, component: PhantomData }
    }

    /// The plain quantity.
    #[must_use]
    pub const fn quantity(&self) -> &Q {
        &self.quantity
    }

    /// The plain quantity, whatever it is of.
    #[must_use]
    pub fn into_quantity(self) -> Q {
        self.quantity
    }

    /// The part of it that `fraction` gates; the method form of `*`, with the shorter compiler message.
    #[must_use]
    pub fn gated<Part: Component>(self, fraction: Fraction<Part, C>) -> Of<Part, Q>
    where
        Q: Mul<Exact, Output = Q>,
    {
        Of::of(self.quantity * fraction.share)
    }

    /// `self / divisor` of the same component, which cancels; `None` when the divisor is zero.
    #[must_use]
    pub fn per<R>(self, divisor: Of<C, R>) -> Option<Q::Output>
    where
        Q: Div<R>,
        R: Zero,
    {
        (!divisor.quantity.is_zero()).then(|| self.quantity / divisor.quantity)
    }
}

impl<P: Component> Cells<P> {
    /// So many cells.
    #[must_use]
    pub fn count(number: Exact) -> Self {
        Self::of(si::Ratio::new::<cells::one>(number))
    }

    /// Evenly in a volume; `None` for a volume of zero.
    #[must_use]
    pub fn per_volume(self, volume: &si::Volume) -> Option<Density<P>> {
        volume.is_above_zero().then(|| Of::of((self.quantity / volume.clone()).into()))
    }

    /// No cells.
    #[must_use]
    pub fn none() -> Self {
        Self::count(Exact::zero())
    }

    /// How many cells.
    #[must_use]
    pub fn number(&self) -> Exact {
        self.quantity.clone().get::<cells::one>()
    }
}
impl<P: Component> DoseLevel<P> {
    /// So many cells per kilogram.
    #[must_use]
    pub fn per_kilogram(number: Exact) -> Self {
        Self::of(si::Ratio::new::<cells::one>(number) / si::Mass::new::<weight::kilogram>(Exact::from(1)))
    }

    /// How many cells per kilogram.
    #[must_use]
    pub fn cells_per_kilogram(&self) -> Exact {
        per_mass::Unit::PerKilogram.value(&self.quantity)
    }
}
impl<P: Component> Density<P> {
    /// So many cells per volume.
    #[must_use]
    pub fn new<U>(value: Exact) -> Self
    where
        U: uom::si::volumetric_number_density::Unit + uom::Conversion<Exact, T = Exact>,
    {
        Self::of(si::NumberDensity::new::<U>(value))
    }

    /// The cells in a volume.
    #[must_use]
    pub fn in_volume(&self, volume: &si::Volume) -> Cells<P> {
        Of::of(self.quantity.clone() * volume.clone())
    }
}

impl<C: Component, Q: Add<Output = Q>> Add for Of<C, Q> {
    type Output = Self;
    fn add(self, rhs: Self) -> Self {
        Self::of(self.quantity + rhs.quantity)
    }
}
impl<C: Component, Q: Sub<Output = Q>> Sub for Of<C, Q> {
    type Output = Self;
    fn sub(self, rhs: Self) -> Self {
        Self::of(self.quantity - rhs.quantity)
    }
}

/// Any plain uom quantity (a mass, a volume) scales a quantity of `C` into another quantity of `C`.
impl<C, Q, D> Mul<Plain<D>> for Of<C, Q>
where
    C: Component,
    D: uom::si::Dimension + ?Sized,
    Q: Mul<Plain<D>>,
{
    type Output = Of<C, Q::Output>;
    fn mul(self, rhs: Plain<D>) -> Self::Output {
        Of::of(self.quantity * rhs)
    }
}

/// A quantity of `C` per any plain uom quantity: cells per mass, cells per volume.
impl<C, Q, D> Div<Plain<D>> for Of<C, Q>
where
    C: Component,
    D: uom::si::Dimension + ?Sized,
    Q: Div<Plain<D>>,
{
    type Output = Of<C, Q::Output>;
    fn div(self, rhs: Plain<D>) -> Self::Output {
        Of::of(self.quantity / rhs)
    }
}

/// The share of `Whole` that is `Part`: above 0, at most 1.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub struct Fraction<Part, Whole> {
    share: Exact,
    gate: PhantomData<(Part, Whole)>,
}

impl<Part: Within<Whole>, Whole: Component> Fraction<Part, Whole> {
    /// The fraction of this size; `None` unless above 0 and at most 1.
    #[must_use]
    pub fn new(size: &si::Ratio) -> Option<Self> {
        let share = size.clone().get::<share::one>();
        (share.is_positive() && share <= Exact::from(1)).then_some(Self { share, gate: PhantomData })
    }

    /// The fraction of so many per cent; `None` unless above 0 and at most 100.
    #[must_use]
    pub fn percent(percent: Exact) -> Option<Self> {
        Self::new(&si::Ratio::new::<share::percent>(percent))
    }
}

/// Gating: a quantity of the whole, times the fraction, is that quantity of the part.
impl<Part, Whole, Q> Mul<Fraction<Part, Whole>> for Of<Whole, Q>
where
    Part: Component,
    Whole: Component,
    Q: Mul<Exact, Output = Q>,
{
    type Output = Of<Part, Q>;
    fn mul(self, fraction: Fraction<Part, Whole>) -> Of<Part, Q> {
        self.gated(fraction)
    }
}

/// Chained gates: A in B, B in C.
impl<A, B, C> Mul<Fraction<B, C>> for Fraction<A, B>
where
    A: Within<B> + Within<C>,
    B: Within<C>,
    C: Component,
{
    type Output = Fraction<A, C>;
    fn mul(self, rhs: Fraction<B, C>) -> Fraction<A, C> {
        Fraction { share: self.share * rhs.share, gate: PhantomData }
    }
}
