//! Which value of an item counts at a stage: as typed, or computed.

pub(crate) mod at;
pub(crate) mod candidate;
pub(crate) mod clearance;
pub(crate) mod clearance_inputs;
pub mod clearance_steps;
pub(crate) mod count;
pub(crate) mod deciding;
pub(crate) mod patient;
pub(crate) mod upper_limit;
pub mod values;
