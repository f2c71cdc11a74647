//! The dose: dose level × dosing weight, the volume to draw, what it delivers, and what stands in the way.
//!
//! Overdose is a stop: no millilitres, until the first bag is thawed. Underdose is a decision: the number stays. Whether
//! it can be given is a list ([`readiness`]).

pub mod dosing;
mod draw;
mod infusions;
mod ledger;
mod notices;
mod planner;
pub mod readiness;
mod result;
mod weight;

pub use super::entry::weight::Weight;
pub use super::weight_curve::{Curve, volume_against_weight};
pub use draw::{BagDraw, Draw, RoundingRule, available};
pub(crate) use infusions::dosings;
pub use notices::LotDecision;
pub(crate) use readiness::readiness as fill_readiness;
pub use weight::DecidedBy;
pub use weight::WeightChoice;
