//! Which value of an item counts at a stage: as typed, or computed.

pub(crate) mod at;
pub(crate) mod candidate;
pub mod clearance;
pub(crate) mod count;
pub(crate) mod deciding;
pub(crate) mod estimate;
pub(crate) mod patient;
pub(crate) mod upper_limit;
pub mod values;
