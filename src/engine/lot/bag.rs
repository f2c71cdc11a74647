//! A bag as read: what it holds, when its turn comes, and what was infused of it.

use crate::{engine::formula::step::Step, quantity::Exact};

/// A bag that can be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBag {
    /// Its place in the lot.
    pub index: usize,
    /// What it was filled with, mL.
    pub fill: Exact,
    /// What stays behind and cannot be drawn, mL; zero where nobody has said.
    pub hold_up: Exact,
    /// What has been infused of it already, mL.
    pub given: Exact,
    /// What can still be drawn, mL.
    pub usable: Exact,
    /// CAR+ cells per mL.
    pub per_ml: Exact,
    /// When its turn comes.
    pub turn: Turn,
    /// How its own concentration was made, where it is not the lot's.
    pub steps: Vec<Step>,
}

/// When the turn of a bag comes: thawed ones first, those past their stability last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// Thawed, and not past its stability as far as the site has set one.
    Thawed,
    /// Thawed, nobody has said when, and the site has set a stability.
    ThawedAtUnknown,
    /// In storage.
    Stored,
    /// Thawed, and past its stability: it is planned last, and whether it is given is a decision.
    PastStability,
}

/// A bag of which something was infused.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenBag {
    /// Its place in the lot.
    pub index: usize,
    /// What was infused of it, mL; its whole fill until somebody has said.
    pub milliliters: Exact,
    /// Somebody has said how much.
    pub answered: bool,
    /// CAR+ cells per mL.
    pub per_ml: Exact,
    /// How its own concentration was made, where it is not the lot's.
    pub steps: Vec<Step>,
}

/// What is recorded as infused of a bag.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// Nothing.
    Nothing,
    /// Something in another infusion: it is not planned again.
    Elsewhere,
    /// So many millilitres in this infusion; `None` where nobody has said, or it cannot be read.
    Here(Option<Exact>),
    /// The same, and something in another infusion: nothing more of it is planned.
    Both(Option<Exact>),
}

/// What is recorded of the bag at this place.
pub(super) fn record_of(records: &[(usize, Record)], bag: usize) -> Record {
    let own = records.iter().find(|(known, _)| *known == bag);
    own.map_or(Record::Nothing, |(_, record)| record.clone())
}
