//! CARdose.
pub mod model;
pub mod quantity;
