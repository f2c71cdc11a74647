//! What was typed, read once: the patient, the results, the stages, and what among them contradicts itself.

pub mod case;
pub(crate) mod contradictions;
pub(crate) mod patient;
pub mod read;
pub(crate) mod result;
pub(crate) mod show_in;
pub(crate) mod stages;
pub(crate) mod upper_limit;
pub mod weight;
