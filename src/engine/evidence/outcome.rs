//! A truth as seen from enrolment: of a row, and of its parts.

use super::Evidence;
use crate::model::{Side, Truth, sentence::Connective};

/// A row as seen from enrolment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Inclusion met, or exclusion does not exclude.
    Pass,
    /// Not known.
    Unknown,
    /// Inclusion not met, or exclusion excludes.
    Fail,
}

/// A truth as seen from enrolment.
pub const fn outcome(side: Side, truth: Truth) -> Outcome {
    match (side, truth) {
        (_, Truth::Unknown) => Outcome::Unknown,
        (Side::Inclusion, Truth::True) | (Side::Exclusion, Truth::False) => Outcome::Pass,
        (Side::Inclusion, Truth::False) | (Side::Exclusion, Truth::True) => Outcome::Fail,
    }
}

impl Side {
    /// From where the sentences inside this one are seen.
    pub(crate) fn through(self, evidence: &Evidence) -> Self {
        if evidence.connective().is_some_and(Connective::turns) { self.other() } else { self }
    }
}

/// The parts of a row with ids of their own, in the rule's order, each as seen from enrolment.
pub fn parts(side: Side, evidence: &Evidence) -> Vec<(&str, Outcome, &Evidence)> {
    let mut found = Vec::new();
    collect_parts(side, evidence, &mut found);
    found
}

fn collect_parts<'e>(side: Side, evidence: &'e Evidence, found: &mut Vec<(&'e str, Outcome, &'e Evidence)>) {
    if let (Some(id), [part]) = (evidence.part_id(), evidence.children()) {
        found.push((id, outcome(side, evidence.truth), part));
    }
    let inside = side.through(evidence);
    evidence.children().iter().for_each(|child| collect_parts(inside, child, found));
}
