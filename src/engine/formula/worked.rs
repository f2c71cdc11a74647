//! A quantity with the way it came about: typed outside, one small tree inside.
//!
//! The operators are those of the quantities, so uom checks the physics and
//! [`Of`] the biology of every line. The tree gives its value, the interval that
//! censored and uncertain inputs leave, its lines, and what is missing; a line cannot differ from what was computed.
//!
//! ```
//! use cardose::{
//!     engine::formula::{dose, step::Symbol, worked::Worked},
//!     quantity::{Exact, component::*, units::{cell_density, cells, si::Volume, volume}},
//! };
//! let left = Cells::<CarPositive>::count(Exact::from(100));
//! let left = Worked::given(Symbol::TargetCells, &left, cells::Unit::one);
//! let car = Density::<CarPositive>::new::<cell_density::per_milliliter>(Exact::from(8));
//! let car = Worked::given(Symbol::CarConcentration, &car, cell_density::Unit::per_milliliter);
//! let drawn: Worked<Volume> = dose::volume(&left, &car);
//! assert_eq!(drawn.value(), Some(Volume::new::<volume::milliliter>(Exact::ratio(100, 8))));
//! ```

use super::{
    node::{Given, Kind, Line, Node},
    step::{Formula, Mode, Step, Symbol},
};
use crate::{
    engine::range::Range,
    quantity::{
        Exact, Measured, UnitRow,
        analyte::{Measurable, Value},
        component::{Component, FromBase, InBase, Of},
        units::{RuntimeUnit, si},
    },
};
use std::{
    fmt,
    marker::PhantomData,
    ops::{Add, Div, Mul, Sub},
    sync::Arc,
};

/// A quantity with the way it came about.
pub struct Worked<Q> {
    tree: Tree,
    quantity: PhantomData<fn() -> Q>,
}

/// The way a quantity came about, whatever quantity it is of.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree(pub(super) Arc<Node>);

impl<Q: InBase> Worked<Q> {
    /// A number that is put in, in this unit.
    pub fn given<U: RuntimeUnit<Quantity = Q::Plain>>(symbol: Symbol, quantity: &Q, unit: U) -> Self {
        let given = Given { symbol, ends: None, half: None, typed: None, unit: unit.row() };
        Self::of_node(Node::given(given, Some(quantity.in_base().clone())))
    }

    /// A number that lies between these two; both belong to it.
    pub fn between<U: RuntimeUnit<Quantity = Q::Plain>>(
        symbol: Symbol,
        [low, high]: [&Q; 2],
        unit: U,
    ) -> Self {
        let (low, high) = (low.in_base().clone(), high.in_base().clone());
        let (value, ends) =
            if low == high { (Some(low), None) } else { (None, Some(Range::between(low, high))) };
        let given = Given { symbol, ends, half: None, typed: None, unit: unit.row() };
        Self::of_node(Node::given(given, value))
    }

    /// A number that is not there.
    pub fn missing<U: RuntimeUnit<Quantity = Q::Plain>>(symbol: Symbol, unit: U) -> Self {
        let given = Given { symbol, ends: None, half: None, typed: None, unit: unit.row() };
        Self::of_node(Node::given(given, None))
    }

    /// So many times a quantity, as it is written in the formula: the 72 of Cockcroft and Gault.
    pub fn constant(written: Exact, of: &Q) -> Self {
        let value = &written * of.in_base();
        Self::of_node(Node::constant(written, value))
    }

    /// The same under another name in the next line.
    #[must_use]
    pub fn called<U: RuntimeUnit<Quantity = Q::Plain>>(self, symbol: Symbol, unit: U) -> Self {
        Self::of_node(Node::new(Kind::Called(symbol, unit.row(), self.tree.0)))
    }

    /// The result of a line of the calculation, in this unit.
    #[must_use]
    pub fn line<U: RuntimeUnit<Quantity = Q::Plain>>(
        self,
        symbol: Symbol,
        formula: Formula,
        unit: U,
    ) -> Self {
        let line = Line { symbol, formula, of: self.tree.0, unit: unit.row(), bag: None };
        Self::of_node(Node::new(Kind::Line(line)))
    }
}

impl<C: Measurable> Worked<Value<C>>
where
    C::Quantity: InBase,
{
    /// A measured value with its censoring and the last digit typed; the formula takes it in `unit`. `None` when it
    /// is of another analyte.
    pub fn measured<U>(symbol: Symbol, measured: &Typed<'_>, unit: U) -> Option<Self>
    where
        U: RuntimeUnit<Quantity = <Value<C> as InBase>::Plain>,
    {
        C::of(measured.value.any()?)?;
        let bases = measured.value.map(|value| value.in_base().clone());
        let point = bases.as_point().cloned();
        let half = Exact::power_of_ten(measured.last_place).map(|step| step / Exact::from(2));
        let given = Given {
            symbol,
            ends: point.is_none().then_some(bases),
            half: half.map(|half| measured.unit.in_base(&half)),
            typed: (measured.unit.index != unit.row().index).then_some(measured.unit),
            unit: unit.row(),
        };
        Some(Self::of_node(Node::given(given, point)))
    }

    /// The same; `None` as well where it is only known to be below or above something.
    pub fn exactly<U>(symbol: Symbol, measured: &Typed<'_>, unit: U) -> Option<Self>
    where
        U: RuntimeUnit<Quantity = <Value<C> as InBase>::Plain>,
    {
        measured.value.as_point()?;
        Self::measured(symbol, measured, unit)
    }
}

/// A measured value as it was typed.
pub struct Typed<'v> {
    /// What is known of it.
    pub value: &'v Range<Measured>,
    /// The unit typed.
    pub unit: &'static UnitRow,
    /// The place of the last digit typed, as a power of ten.
    pub last_place: i32,
}

impl<Q> Worked<Q> {
    fn of_node(node: Node) -> Self {
        Self { tree: Tree(Arc::new(node)), quantity: PhantomData }
    }

    fn with(self, kind: impl FnOnce(Arc<Node>) -> Kind) -> Self {
        Self::of_node(Node::new(kind(self.tree.0)))
    }

    fn and<R, P>(self, other: Worked<R>, kind: impl FnOnce(Arc<Node>, Arc<Node>) -> Kind) -> Worked<P> {
        Worked::of_node(Node::new(kind(self.tree.0, other.tree.0)))
    }

    fn retyped<R>(self) -> Worked<R> {
        let Self { tree, .. } = self;
        Worked { tree, quantity: PhantomData }
    }

    /// The smaller of the two.
    #[must_use]
    pub fn at_most(self, other: Self) -> Self {
        self.and(other, Kind::Least)
    }

    /// Zero where it would be less.
    #[must_use]
    pub fn not_below_zero(self) -> Self {
        self.with(Kind::NotBelowZero)
    }

    /// All of them together.
    pub fn sum(all: impl IntoIterator<Item = Self>) -> Self {
        Self::of_node(Node::new(Kind::Sum(all.into_iter().map(|one| one.tree.0).collect())))
    }

    /// To a multiple of the step; as it is without one.
    #[must_use]
    pub fn rounded(self, step: Option<Self>, mode: Mode) -> Self {
        self.with(|of| Kind::Rounded { of, step: step.map(|step| step.tree.0), mode })
    }

    /// So many times as much, the factor written first.
    #[must_use]
    pub fn scaled(self, factor: Worked<si::Ratio>) -> Self
    where
        Q: Mul<si::Ratio, Output = Q>,
    {
        factor.and(self, Kind::Times)
    }

    /// The one or the other: nobody can say which.
    #[must_use]
    pub fn or_else(self, other: Self) -> Self {
        self.and(other, Kind::Either)
    }

    /// The line that it is, said of the bag at this place of the lot at that place.
    #[must_use]
    pub fn of_bag(self, lot: usize, bag: usize) -> Self {
        let Kind::Line(Line { symbol, formula, of, unit, .. }) = &self.tree.0.kind else { return self };
        let line =
            Line { symbol: *symbol, formula: *formula, of: Arc::clone(of), unit, bag: Some((lot, bag)) };
        Self::of_node(Node::new(Kind::Line(line)))
    }

    /// The way it came about.
    pub const fn tree(&self) -> &Tree {
        &self.tree
    }
}

impl<Q: FromBase> Worked<Q> {
    /// What it comes to; `None` while an input is missing or not one number, or where zero stands below a stroke.
    pub fn value(&self) -> Option<Q> {
        self.tree.0.value.clone().map(Q::from_base)
    }

    /// After each factor of a product what it has come to; one value of a line that is no product.
    pub fn factors(&self) -> Vec<Q> {
        let mut node = &*self.tree.0;
        if let Kind::Line(line) = &node.kind {
            node = &line.of;
        }
        let mut found = vec![node];
        while let Kind::Times(rest, _) = &node.kind {
            node = rest;
            found.push(node);
        }
        found.iter().rev().filter_map(|node| node.value.clone().map(Q::from_base)).collect()
    }

    /// Everything that it can come to; both ends the same where it is one number.
    pub fn range(&self) -> Option<Range<Q>> {
        Some(self.tree.0.range(false)?.map(|end| Q::from_base(end.clone())))
    }
}

impl<C: Component, Q> Worked<Of<C, Q>> {
    /// The plain quantity.
    #[must_use]
    pub fn plain(self) -> Worked<Q> {
        self.retyped()
    }

    /// Over a quantity of the same component, which cancels.
    #[must_use]
    pub fn per<R>(self, divisor: Worked<Of<C, R>>) -> Worked<Q::Output>
    where
        Q: Div<R>,
    {
        self.and(divisor, Kind::Over)
    }
}

impl<Q> Worked<Q> {
    /// The same quantity as uom names it: a number per volume is a concentration.
    #[must_use]
    pub fn into_kind<R: From<Q>>(self) -> Worked<R> {
        self.retyped()
    }

    /// Says what a plain quantity is of.
    #[must_use]
    pub fn of<C: Component>(self) -> Worked<Of<C, Q>> {
        self.retyped()
    }
}

impl Tree {
    /// What it comes to, in SI base units, where that is one number.
    pub(crate) fn value(&self) -> Option<&Exact> {
        self.0.value.as_ref()
    }

    /// Everything that it can come to if every typed input were up to half a last digit off, in SI base units.
    pub(crate) fn near(&self) -> Option<Range<Exact>> {
        self.0.range(true)
    }

    /// The numbers that are put in and are not there, each once.
    pub fn missing(&self) -> Vec<Symbol> {
        fn find(node: &Node, found: &mut Vec<Symbol>) {
            if let Kind::Given(given) = &node.kind
                && given.ends.is_none()
                && node.value.is_none()
                && !found.contains(&given.symbol)
            {
                found.push(given.symbol);
            }
            node.kind.children().for_each(|child| find(child, found));
        }
        let mut found = Vec::new();
        find(&self.0, &mut found);
        found
    }

    /// The lines that lead to these, each once, a line after those that it takes a number from.
    pub fn lines<'t>(all: impl IntoIterator<Item = &'t Self>) -> Vec<Step> {
        let mut lines = Lines { seen: Vec::new(), steps: Vec::new() };
        all.into_iter().for_each(|tree| lines.of(&tree.0));
        lines.steps
    }
}

struct Lines<'n> {
    seen: Vec<&'n Node>,
    steps: Vec<Step>,
}

impl<'n> Lines<'n> {
    fn of(&mut self, node: &'n Arc<Node>) {
        if self.seen.iter().any(|known| std::ptr::eq(*known, &raw const **node)) {
            return;
        }
        if matches!(node.kind, Kind::Line(_) | Kind::Given(_)) {
            self.seen.push(node);
        }
        node.kind.children().for_each(|child| self.of(child));
        if let Kind::Line(line) = &node.kind {
            if node.is_one() {
                self.steps.extend(Step::of(node, line, None));
            } else if let Some((low, high)) = node.corners(false) {
                self.steps.extend(Step::of(node, line, Some(&low)));
                self.steps.extend(Step::of(node, line, Some(&high)));
            }
        } else if let Kind::Given(given) = &node.kind
            && let (Some(typed), Some(value)) = (given.typed, &node.value)
        {
            self.steps.extend(Step::converted(given, typed, value));
        }
    }
}

impl<Q> Clone for Worked<Q> {
    fn clone(&self) -> Self {
        Self { tree: self.tree.clone(), quantity: PhantomData }
    }
}
impl<Q> PartialEq for Worked<Q> {
    fn eq(&self, other: &Self) -> bool {
        self.tree == other.tree
    }
}
impl<Q> fmt::Debug for Worked<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.tree.fmt(f)
    }
}

macro_rules! operators {
    ($($Op:ident $op:ident $kind:ident;)+) => {$(
        impl<A: $Op<B>, B> $Op<Worked<B>> for Worked<A> {
            type Output = Worked<A::Output>;
            fn $op(self, other: Worked<B>) -> Self::Output {
                self.and(other, Kind::$kind)
            }
        }
    )+};
}
operators! { Add add Plus; Sub sub Minus; Mul mul Times; Div div Over; }
