//! A value against a limit.

use crate::{
    engine::{protocol::plan::Relation, range::Range},
    model::Truth,
    quantity::Measured,
};

/// The relation between what is known of a value and a limit.
pub(crate) fn holds(relation: Relation, value: &Range<Measured>, limit: &Measured) -> Truth {
    match relation {
        Relation::AtLeast => value.at_least(limit),
        Relation::Above => value.above(limit),
        Relation::AtMost => value.at_most(limit),
        Relation::Below => value.below(limit),
    }
}
