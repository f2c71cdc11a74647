//! From when an exposure stands in the way no more.

use jiff::civil::Date;
use jiff::civil::DateTime;
use jiff::civil::Time;
use std::cmp::Ordering;

/// From when an exposure stands in the way no more. The greater is the later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clear {
    /// No exposure is known that stands in the way of any day.
    #[default]
    Always,
    /// From this day on.
    From(Date),
    /// From this minute on, within its day: a window that is counted by the clock.
    At(DateTime),
    /// It has an end, and nobody knows when.
    NotKnown,
    /// It never ends.
    Never,
}

impl Clear {
    /// From this minute on; from the day on where it is its first.
    pub(crate) fn at(time: DateTime) -> Self {
        if time.time() == Time::midnight() { Self::From(time.date()) } else { Self::At(time) }
    }

    /// The day, where there is one.
    pub fn day(self) -> Option<Date> {
        match self {
            Self::From(day) => Some(day),
            Self::At(time) => Some(time.date()),
            Self::Always | Self::NotKnown | Self::Never => None,
        }
    }

    fn rank(self) -> (u8, DateTime) {
        match self {
            Self::Always => (0, DateTime::MIN),
            Self::From(day) => (1, day.at(0, 0, 0, 0)),
            Self::At(time) => (1, time),
            Self::NotKnown => (2, DateTime::MIN),
            Self::Never => (3, DateTime::MIN),
        }
    }
}

impl Ord for Clear {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl PartialOrd for Clear {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
