//! A truth as seen from enrolment: of a row, and of its parts.

use super::{Evidence, Node};
use crate::model::{Side, Truth};

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

/// The parts of a row with ids of their own, in the rule's order, each as seen from enrolment.
pub fn parts(side: Side, evidence: &Evidence) -> Vec<(&str, Outcome, &Evidence)> {
    let mut found = Vec::new();
    collect_parts(side, evidence, &mut found);
    found
}

fn collect_parts<'e>(side: Side, evidence: &'e Evidence, found: &mut Vec<(&'e str, Outcome, &'e Evidence)>) {
    match &evidence.node {
        Node::Part(id, child) => {
            found.push((id, outcome(side, evidence.truth), child));
            collect_parts(side, child, found);
        }
        Node::All(children) | Node::Any(children) => {
            for child in children {
                collect_parts(side, child, found);
            }
        }
        Node::Not(child) => collect_parts(side.other(), child, found),
        Node::When(children) => {
            for child in children.iter() {
                collect_parts(side, child, found);
            }
        }
        Node::Readings { of, .. } => {
            for (_, child) in of {
                collect_parts(side, child, found);
            }
        }
        Node::Holds | Node::Compare(_) | Node::Answer(_) | Node::Happened(_) => {}
    }
}
