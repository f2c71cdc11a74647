//! A value against a limit.

use crate::{
    engine::{protocol::plan::Relation, range::Range},
    model::Truth,
    quantity::Measured,
};

impl Relation {
    /// Whether it holds between what is known of a value and a limit.
    pub fn holds(self, value: &Range<Measured>, limit: &Measured) -> Truth {
        match self {
            Self::AtLeast => value.at_least(limit),
            Self::Above => value.above(limit),
            Self::AtMost => value.at_most(limit),
            Self::Below => value.below(limit),
        }
    }
}
