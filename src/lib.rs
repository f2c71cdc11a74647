//! CARdose.
pub mod engine;
pub mod model;
pub mod quantity;
pub mod storage;
