//! CARdose.
pub mod model;
