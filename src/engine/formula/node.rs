//! The tree of a calculation: what it comes to, where an input is known exactly and where it is not.

use super::step::{Formula, Mode, Symbol};
use crate::{
    engine::range::{End, Range},
    quantity::{Exact, Rounding, UnitRow},
};
use num_traits::Zero as _;
use std::sync::Arc;

/// An input, a constant, an operation, or a line; every number is of SI base units.
#[derive(Debug, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// What it comes to; nothing while an input is missing, known only between two ends, or zero below a stroke.
    pub(super) value: Option<Exact>,
    /// An input of it is known only between two ends.
    open: bool,
}

#[derive(Debug, PartialEq)]
pub(super) enum Kind {
    Given(Given),
    /// As it is written in the formula.
    Constant(Exact),
    Plus(Arc<Node>, Arc<Node>),
    Minus(Arc<Node>, Arc<Node>),
    Times(Arc<Node>, Arc<Node>),
    Over(Arc<Node>, Arc<Node>),
    Least(Arc<Node>, Arc<Node>),
    NotBelowZero(Arc<Node>),
    Sum(Vec<Arc<Node>>),
    Rounded {
        of: Arc<Node>,
        step: Option<Arc<Node>>,
        mode: Mode,
    },
    /// The one or the other: nobody can say which.
    Either(Arc<Node>, Arc<Node>),
    /// Under another name in the next line.
    Called(Symbol, &'static UnitRow, Arc<Node>),
    Line(Line),
}

/// A number that is put in.
#[derive(Debug, PartialEq)]
pub(super) struct Given {
    pub(super) symbol: Symbol,
    /// Where it is not one number.
    pub(super) ends: Option<Range<Exact>>,
    /// Half a step of the last digit typed.
    pub(super) half: Option<Exact>,
    /// The unit typed, where a line turns it into the unit of the formula.
    pub(super) typed: Option<&'static UnitRow>,
    pub(super) unit: &'static UnitRow,
}

/// What a line of the calculation computes.
#[derive(Debug, PartialEq)]
pub(super) struct Line {
    pub(super) symbol: Symbol,
    pub(super) formula: Formula,
    pub(super) of: Arc<Node>,
    pub(super) unit: &'static UnitRow,
    /// The bag that it is of: its lot and its bag, as their places in the draft.
    pub(super) bag: Option<(usize, usize)>,
}

/// One way that the inputs which are not known exactly can be.
#[derive(Default)]
pub(super) struct Corner<'n> {
    /// Each such input, and whether it is at its upper end.
    high: Vec<(&'n Node, bool)>,
    /// Every typed input may be half a last digit off.
    digits: bool,
}

impl Node {
    pub(super) fn given(given: Given, value: Option<Exact>) -> Self {
        Self { open: given.ends.is_some(), value, kind: Kind::Given(given) }
    }

    pub(super) const fn constant(shown: Exact, value: Exact) -> Self {
        Self { kind: Kind::Constant(shown), value: Some(value), open: false }
    }

    pub(super) fn new(kind: Kind) -> Self {
        let open = matches!(kind, Kind::Either(..)) || kind.children().any(|child| child.open);
        let mut node = Self { kind, value: None, open };
        if !open {
            let at = node.kind.at(&mut |child| child.value.clone().map(End::Closed));
            node.value = at.and_then(|end| if let End::Closed(value) = end { Some(value) } else { None });
        }
        node
    }

    /// Everything that it can come to: a computed value is monotone in each input, so its ends lie where the inputs
    /// are at theirs. With `digits`, every typed input may also be half a last digit off.
    pub(super) fn range(&self, digits: bool) -> Option<Range<Exact>> {
        if !(self.open || digits) {
            return self.value.clone().map(Range::point);
        }
        let (low, high) = self.corners(digits)?;
        Some(Range { low: self.at(&low)?, high: self.at(&high)? })
    }

    /// The ways in which it comes to least and to most.
    pub(super) fn corners(&self, digits: bool) -> Option<(Corner<'_>, Corner<'_>)> {
        let mut free = Vec::new();
        self.find_free(digits, &mut free);
        let mut ends: Option<[(End<Exact>, Corner<'_>); 2]> = None;
        for way in 0..1_u32.checked_shl(u32::try_from(free.len()).ok()?)? {
            let corner = || {
                let high = free.iter().enumerate().map(|(place, node)| (*node, way >> place & 1 == 1));
                Corner { high: high.collect(), digits }
            };
            let end = self.at(&corner())?;
            ends = Some(match ends {
                None => [(end.clone(), corner()), (end, corner())],
                Some([low, high]) => [
                    if is_lower(&end, &low.0) { (end.clone(), corner()) } else { low },
                    if is_higher(&end, &high.0) { (end, corner()) } else { high },
                ],
            });
        }
        ends.map(|[(_, low), (_, high)]| (low, high))
    }

    /// It is one number whichever way the inputs are.
    pub(super) const fn is_one(&self) -> bool {
        !self.open
    }

    /// What it comes to in this way.
    pub(super) fn at(&self, corner: &Corner<'_>) -> Option<End<Exact>> {
        if !(self.open || corner.digits) {
            return self.value.clone().map(End::Closed);
        }
        let high = corner.high.iter().find(|(node, _)| std::ptr::eq(*node, self)).map(|(_, high)| *high);
        match (&self.kind, high) {
            (Kind::Given(given), Some(high)) => {
                let end = given.end(self.value.as_ref(), high)?;
                Some(if corner.digits { given.off_by_half(end, high) } else { end })
            }
            (Kind::Given(_) | Kind::Constant(_), _) => self.value.clone().map(End::Closed),
            (Kind::Either(..), high) => {
                high?;
                self.chosen(corner).at(corner)
            }
            (kind, _) => kind.at(&mut |child| child.at(corner)),
        }
    }

    /// What it is in this way: of two the one that it is then, anything else itself.
    pub(super) fn chosen(&self, corner: &Corner<'_>) -> &Self {
        let Kind::Either(one, other) = &self.kind else { return self };
        let high = corner.high.iter().any(|(node, high)| *high && std::ptr::eq(*node, self));
        if high { other } else { one }.chosen(corner)
    }

    /// The inputs that are not one number, and the choices that nobody can make; each once.
    fn find_free<'n>(&'n self, digits: bool, found: &mut Vec<&'n Self>) {
        let free = if let Kind::Given(given) = &self.kind {
            given.ends.is_some() || (digits && given.half.is_some())
        } else {
            matches!(self.kind, Kind::Either(..))
        };
        if free && !found.iter().any(|known| std::ptr::eq(*known, self)) {
            found.push(self);
        }
        if self.open || digits {
            self.kind.children().for_each(|child| child.find_free(digits, found));
        }
    }
}

impl Given {
    /// Its lower or upper end.
    fn end(&self, value: Option<&Exact>, high: bool) -> Option<End<Exact>> {
        match &self.ends {
            Some(ends) => Some(if high { &ends.high } else { &ends.low }.clone()),
            None => value.cloned().map(End::Closed),
        }
    }

    /// The same end if it were half a last digit further out. What was measured is not below zero.
    fn off_by_half(&self, end: End<Exact>, high: bool) -> End<Exact> {
        let Some(half) = &self.half else { return end };
        let moved = |value: &Exact| if high { value + half } else { (value - half).max(Exact::zero()) };
        match &end {
            End::Closed(value) => End::Closed(moved(value)),
            End::Open(value) => End::Open(moved(value)),
            End::None => End::None,
        }
    }
}

impl Kind {
    /// As what it stands in a line, and in which unit; `None` of an operation or a constant.
    pub(super) const fn name(&self) -> Option<(Symbol, &'static UnitRow)> {
        match self {
            Self::Given(Given { symbol, unit, .. })
            | Self::Line(Line { symbol, unit, .. })
            | Self::Called(symbol, unit, _) => Some((*symbol, *unit)),
            Self::Constant(_)
            | Self::Plus(..)
            | Self::Minus(..)
            | Self::Times(..)
            | Self::Over(..)
            | Self::Least(..)
            | Self::NotBelowZero(_)
            | Self::Sum(_)
            | Self::Rounded { .. }
            | Self::Either(..) => None,
        }
    }

    pub(super) fn children(&self) -> impl Iterator<Item = &Arc<Node>> {
        let (first, second, more) = match self {
            Self::Given(_) | Self::Constant(_) => (None, None, [].as_slice()),
            Self::Plus(one, other)
            | Self::Minus(one, other)
            | Self::Times(one, other)
            | Self::Over(one, other)
            | Self::Least(one, other)
            | Self::Either(one, other) => (Some(one), Some(other), [].as_slice()),
            Self::NotBelowZero(of) | Self::Called(.., of) | Self::Line(Line { of, .. }) => {
                (Some(of), None, [].as_slice())
            }
            Self::Sum(all) => (None, None, all.as_slice()),
            Self::Rounded { of, step, .. } => (Some(of), step.as_ref(), [].as_slice()),
        };
        first.into_iter().chain(second).chain(more)
    }

    /// What it comes to from what its children come to. `None` where it comes to nothing.
    fn at(&self, of: &mut dyn FnMut(&Node) -> Option<End<Exact>>) -> Option<End<Exact>> {
        match self {
            Self::Given(_) | Self::Constant(_) | Self::Either(..) => None,
            Self::Called(.., only) | Self::Line(Line { of: only, .. }) => of(only),
            Self::Plus(one, other) => both(of(one)?, of(other)?, |one, other| Some(one + other)),
            Self::Minus(one, other) => match (of(one)?, of(other)?) {
                (_, End::None) => None,
                (one, other) => both(one, other, |one, other| Some(one - other)),
            },
            Self::Times(one, other) => both(of(one)?, of(other)?, |one, other| Some(one * other)),
            Self::Over(one, other) => match (of(one)?, of(other)?) {
                (End::None, End::None) => None,
                // Over what has no end it comes as near to nothing as one likes.
                (_, End::None) => Some(End::Open(Exact::zero())),
                (one, other) => both(one, other, Exact::per),
            },
            Self::Least(one, other) => {
                let (one, other) = (of(one)?, of(other)?);
                Some(if is_lower(&other, &one) { other } else { one })
            }
            Self::NotBelowZero(only) => {
                let end = of(only)?;
                let below = end.number().is_some_and(|value| *value < Exact::zero());
                Some(if below { End::Closed(Exact::zero()) } else { end })
            }
            Self::Sum(all) => all.iter().try_fold(End::Closed(Exact::zero()), |sum, next| {
                both(sum, of(next)?, |one, other| Some(one + other))
            }),
            Self::Rounded { of: only, step, mode } => {
                let step = match step {
                    Some(step) => number(of(step)?),
                    None => None,
                };
                let rounding = match mode {
                    Mode::NotRounded => return of(only),
                    Mode::HalfUp => Rounding::HalfUp,
                    Mode::HalfEven => Rounding::HalfEven,
                    Mode::Down | Mode::DownForCap => Rounding::Down,
                    Mode::Up => Rounding::Up,
                };
                let value = number(of(only)?)?;
                Some(End::Closed(step.map_or_else(|| value.clone(), |step| value.round_to(&step, rounding))))
            }
        }
    }
}

/// Of two ends; without an end where one has none, open where one is.
fn both(
    one: End<Exact>,
    other: End<Exact>,
    compute: impl Fn(&Exact, &Exact) -> Option<Exact>,
) -> Option<End<Exact>> {
    Some(match (one, other) {
        (End::None, _) | (_, End::None) => End::None,
        (End::Closed(one), End::Closed(other)) => End::Closed(compute(&one, &other)?),
        (End::Closed(one) | End::Open(one), End::Closed(other) | End::Open(other)) => {
            End::Open(compute(&one, &other)?)
        }
    })
}

pub(super) fn number(end: End<Exact>) -> Option<Exact> {
    match end {
        End::Closed(value) | End::Open(value) => Some(value),
        End::None => None,
    }
}

fn is_lower(one: &End<Exact>, other: &End<Exact>) -> bool {
    match (one, other) {
        (End::None, _) => false,
        (_, End::None) => true,
        (End::Closed(one), End::Open(other)) => one <= other,
        (End::Closed(one) | End::Open(one), End::Closed(other) | End::Open(other)) => one < other,
    }
}

fn is_higher(one: &End<Exact>, other: &End<Exact>) -> bool {
    match (one, other) {
        (_, End::None) => false,
        (End::None, _) => true,
        (End::Closed(one), End::Open(other)) => one >= other,
        (End::Closed(one) | End::Open(one), End::Closed(other) | End::Open(other)) => one > other,
    }
}
