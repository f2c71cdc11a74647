//! A criterion at a stage.

use super::{Cure, stand::Stand};
use crate::engine::{
    evidence::{Entry, Evidence, clear::Clear, outcome::Outcome, sensitivity::Sensitivity},
    protocol::plan::Name,
};

/// A criterion at a stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its place in the plan.
    pub criterion: usize,
    /// Seen from enrolment.
    pub outcome: Outcome,
    /// How a failure can be cured.
    pub cure: Cure,
    /// From when no exposure makes it fail, whether it fails now or not.
    pub clear: Clear,
    /// It is clear then only by a reading of an open question: the question, and the reading. By another it never is.
    pub hinges: Option<(Name, Name)>,
    /// By these readings of open questions it is clear sooner; empty where it passes.
    pub hangs: Vec<Hang>,
    /// What it rests on.
    pub evidence: Evidence,
    /// The entries that would decide it by themselves.
    pub decided_by: Vec<Entry>,
    /// Choices that would turn it, each with the outcome it would have.
    pub sensitive: Vec<(Sensitivity, Outcome)>,
}

/// An open question by whose reading something is clear sooner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hang {
    /// The question.
    pub question: Name,
    /// The reading; `excluded` for the last day of a window.
    pub reading: Name,
    /// From when it would be clear then.
    pub clear: Clear,
}

impl Row {
    /// How it stands for a person.
    pub const fn stand(&self) -> Stand {
        Stand::of(self.outcome, self.cure)
    }
}
