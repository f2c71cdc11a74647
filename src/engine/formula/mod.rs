//! Formulas of the clinic, each with its lines to redo by hand.

pub mod clearance;
pub mod differential;
pub mod step;
