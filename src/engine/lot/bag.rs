//! A bag as read: what it holds, when its turn comes, and what was infused of it.

use crate::{
    engine::formula::worked::Worked,
    quantity::{component::CarDensity, units::si::Volume},
};

/// A bag that can be planned.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadBag {
    /// Its place in the lot.
    pub index: usize,
    /// What it was filled with.
    pub fill: Volume,
    /// What stays behind and cannot be drawn; nothing where nobody has said.
    pub hold_up: Volume,
    /// What has been infused of it already.
    pub given: Volume,
    /// What can still be drawn.
    pub usable: Worked<Volume>,
    /// Its concentration: its own, or the lot's.
    pub car: Worked<CarDensity>,
    /// When its turn comes.
    pub turn: Turn,
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
    /// What was infused of it; its whole fill until somebody has said.
    pub volume: Volume,
    /// Somebody has said how much.
    pub answered: bool,
    /// Its concentration: its own, or the lot's.
    pub car: Worked<CarDensity>,
}

/// What is recorded as infused of a bag.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// Nothing.
    Nothing,
    /// Something in another infusion: it is not planned again.
    Elsewhere,
    /// So much in this infusion; `None` where nobody has said, or it cannot be read.
    Here(Option<Volume>),
    /// The same, and something in another infusion: nothing more of it is planned.
    Both(Option<Volume>),
}

/// What is recorded of the bag at this place.
pub(super) fn record_of(records: &[(usize, Record)], bag: usize) -> Record {
    let own = records.iter().find(|(known, _)| *known == bag);
    own.map_or(Record::Nothing, |(_, record)| record.clone())
}
