//! CARdose.
pub mod cli;
pub mod engine;
pub mod i18n;
pub mod model;
pub mod quantity;
pub mod report;
pub mod storage;
