//! Which value of an item counts at a stage: as typed, or computed.

pub(crate) mod clearance;
pub mod clearance_steps;
pub(crate) mod count;
pub(crate) mod deciding;
pub(crate) mod upper_limit;
pub mod values;
