//! How a row, and a sentence in it, stand for a person: the same in words, shapes and colours everywhere.

use super::{Cure, row::Row};
use crate::engine::evidence::outcome::Outcome;

/// How a row stands for a person: what it came to, and whether waiting or putting right cures it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stand {
    /// Met, or does not exclude.
    Pass,
    /// Not known.
    Unknown,
    /// Not now: a window must pass, or a value may be put right.
    NotNow,
    /// Not met, or excludes.
    Fail,
}

impl Stand {
    /// Of an outcome and its cure.
    pub const fn of(outcome: Outcome, cure: Cure) -> Self {
        match (outcome, cure) {
            (Outcome::Pass, _) => Self::Pass,
            (Outcome::Unknown, _) => Self::Unknown,
            (Outcome::Fail, Cure::None) => Self::Fail,
            (Outcome::Fail, Cure::Washout(_) | Cure::Repeat) => Self::NotNow,
        }
    }
}

/// What one sentence of a criterion shows of it. The worst is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shown {
    /// It does not decide: the value stands as it is.
    Neutral,
    /// As its criterion: it passes.
    Pass,
    /// Nothing is wrong with it, and the rest of its criterion is not known.
    SoFar,
    /// As its criterion: not known.
    Unknown,
    /// As its criterion: not now.
    NotNow,
    /// As its criterion: it fails.
    Fail,
}

impl Shown {
    /// Of a sentence with this outcome in a row, while its criterion stands so over all its stages; `decides`: everything
    /// around it up to the row comes out as it does.
    pub(crate) fn of(own: Outcome, row: &Row, whole: Stand, decides: bool) -> Self {
        match (own, whole) {
            (Outcome::Pass, Stand::Pass) => Self::Pass,
            (Outcome::Pass, Stand::Unknown) => Self::SoFar,
            (Outcome::Unknown, Stand::Unknown) => Self::Unknown,
            (Outcome::Fail, Stand::NotNow) if decides && row.stand() == whole => Self::NotNow,
            (Outcome::Fail, Stand::Fail) if decides && row.stand() == whole => Self::Fail,
            (Outcome::Pass | Outcome::Unknown | Outcome::Fail, _) => Self::Neutral,
        }
    }
}
