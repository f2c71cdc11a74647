//! Formulas of the clinic, each written once: it computes, says what is missing, and prints its own line.

pub mod clearance;
pub mod differential;
pub mod dose;
mod node;
mod shape;
pub mod step;
#[cfg(test)]
mod tests;
pub mod viral_load;
pub mod worked;
