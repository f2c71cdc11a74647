//! Looks through a protocol file for what is contradictory, unreachable, without source or without translation.
//!
//! One file per family of checks. A finding is an id with what it is about; `report/lint.rs` puts it into words.

mod circle;
mod classes;
mod constant;
mod facts;
mod figures;
mod finding;
mod logic;
mod names;
mod numbers;
mod order;
mod readings;
mod sizes;
mod sources;
mod text_figures;
mod translation;
mod twice;
mod used;

pub use finding::{Class, Code, Figure, Finding, Tongue};

use super::protocol::plan::Plan;
use crate::model::Protocol;

/// Everything found in a protocol file, in the order of the checks; open questions last.
pub fn lint(protocol: &Protocol) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Err(problems) = Plan::new(protocol) {
        let refused = |problem: super::problem::Problem| {
            Finding::new(problem.field.to_string(), Code::Refused(problem.code))
        };
        found.extend(problems.into_iter().map(refused));
    }
    for check in [
        twice::check,
        names::check,
        order::check,
        used::check,
        classes::check,
        circle::check,
        sources::check,
        translation::check,
        figures::check,
        sizes::check,
        readings::check,
        constant::check,
        logic::check,
    ] {
        check(protocol, &mut found);
    }
    for question in &protocol.questions {
        found.push(Finding::new(format!("questions[{}]", question.id), Code::Open));
    }
    let mut once: Vec<Finding> = Vec::new();
    for finding in found {
        if !once.contains(&finding) {
            once.push(finding);
        }
    }
    once
}
