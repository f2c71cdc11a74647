//! What is known of a value: an interval, from one point to everything.

use crate::model::Truth;

/// One end of a [`Range`].
#[derive(Clone, Debug, PartialEq)]
pub enum End<T> {
    /// The end belongs to it.
    Closed(T),
    /// The end does not belong to it.
    Open(T),
    /// No end.
    None,
}

impl<T> End<T> {
    /// Where it lies, whether it belongs to the interval or not.
    pub const fn number(&self) -> Option<&T> {
        match self {
            Self::Closed(value) | Self::Open(value) => Some(value),
            Self::None => None,
        }
    }
}

/// The values that a reading leaves possible.
///
/// A comparison is decided only where the whole interval lies on one side of the limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Range<T> {
    /// The lower end.
    pub low: End<T>,
    /// The upper end.
    pub high: End<T>,
}

impl<T: Clone> Range<T> {
    /// One value.
    pub fn point(value: T) -> Self {
        Self { low: End::Closed(value.clone()), high: End::Closed(value) }
    }

    /// Both ends belong to it.
    pub const fn between(low: T, high: T) -> Self {
        Self { low: End::Closed(low), high: End::Closed(high) }
    }

    /// One of its ends; `None` where it has none.
    pub const fn any(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (End::Closed(value) | End::Open(value), _)
            | (End::None, End::Closed(value) | End::Open(value)) => Some(value),
            (End::None, End::None) => None,
        }
    }

    /// The same interval of another quantity; `map` must keep the order.
    #[must_use]
    pub fn map<U>(&self, map: impl Fn(&T) -> U) -> Range<U> {
        let end = |end: &End<T>| match end {
            End::Closed(value) => End::Closed(map(value)),
            End::Open(value) => End::Open(map(value)),
            End::None => End::None,
        };
        Range { low: end(&self.low), high: end(&self.high) }
    }
}

impl<T: PartialOrd> Range<T> {
    /// The single value, if it is one.
    pub fn as_point(&self) -> Option<&T> {
        match (&self.low, &self.high) {
            (End::Closed(low), End::Closed(high)) if low == high => Some(low),
            _ => None,
        }
    }

    /// The value is at or above the limit; the limit itself is.
    #[must_use]
    pub fn at_least(&self, limit: &T) -> Truth {
        match (&self.low, &self.high) {
            (End::Closed(low) | End::Open(low), _) if low >= limit => Truth::True,
            (_, End::Closed(high)) if high < limit => Truth::False,
            (_, End::Open(high)) if high <= limit => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// The value is above the limit; the limit itself is not.
    #[must_use]
    pub fn above(&self, limit: &T) -> Truth {
        match (&self.low, &self.high) {
            (End::Closed(low), _) if low > limit => Truth::True,
            (End::Open(low), _) if low >= limit => Truth::True,
            (_, End::Closed(high) | End::Open(high)) if high <= limit => Truth::False,
            _ => Truth::Unknown,
        }
    }

    /// The value is at or below the limit; the limit itself is.
    #[must_use]
    pub fn at_most(&self, limit: &T) -> Truth {
        self.above(limit).not()
    }

    /// The value is below the limit; the limit itself is not.
    #[must_use]
    pub fn below(&self, limit: &T) -> Truth {
        self.at_least(limit).not()
    }
}

#[cfg(test)]
mod tests {
    use super::{End, Range};
    use crate::model::Truth::{False as F, True as T, Unknown as U};

    #[test]
    fn decided_only_on_one_side() {
        let range = |low, high| Range { low, high };
        for (name, range, at_least, above) in [
            ("4", Range::point(4), F, F),
            ("5", Range::point(5), T, F),
            ("6", Range::point(6), T, T),
            ("<5", range(End::None, End::Open(5)), F, F),
            ("≤5", range(End::None, End::Closed(5)), U, F),
            (">5", range(End::Open(5), End::None), T, T),
            ("≥5", range(End::Closed(5), End::None), T, U),
            ("4..6", Range::between(4, 6), U, U),
            ("5..6", Range::between(5, 6), T, U),
            ("4..5", Range::between(4, 5), U, F),
            ("anything", range(End::None, End::None), U, U),
        ] {
            assert_eq!(range.at_least(&5), at_least, "{name} ≥ 5");
            assert_eq!(range.above(&5), above, "{name} > 5");
            assert_eq!(range.below(&5), at_least.not(), "{name} < 5");
            assert_eq!(range.at_most(&5), above.not(), "{name} ≤ 5");
        }
    }
}
