//! A body weight that can dose.

use super::case::Place;
use crate::{engine::moment::Moment, quantity::units::si::Mass};

/// A weight that comes into question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Where it stands.
    pub place: Place,
    /// When it was measured.
    pub when: Option<Moment>,
    /// The weight itself.
    pub mass: Mass,
}
