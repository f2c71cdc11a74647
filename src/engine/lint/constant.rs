//! Sentences that hold, or fail, for every patient: as the whole of a reading or a branch they are meant, beside
//! other sentences they leave those without a say.

use super::{Code, Finding};
use crate::{
    engine::protocol::rules::of_protocol,
    model::{Protocol, Rule},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for (path, rule) in of_protocol(protocol) {
        match constant(rule) {
            Some(true) => found.push(Finding::new(path, Code::AlwaysHolds)),
            Some(false) => found.push(Finding::new(path, Code::NeverHolds)),
            None => look(rule, &path, found),
        }
    }
}

fn look(rule: &Rule, path: &str, found: &mut Vec<Finding>) {
    let path = if let Rule::Part(id, _) = rule { format!("{path}.{id}") } else { path.to_owned() };
    let mut beside = |rules: &[Rule], holds: Code, fails: Code| {
        for value in rules.iter().filter_map(constant) {
            let code = if value { &holds } else { &fails };
            found.push(Finding::new(path.clone(), code.clone()));
        }
    };
    if let Rule::All(rules) = rule {
        beside(rules, Code::NoEffect, Code::NeverHolds);
    }
    if let Rule::Any(rules) = rule {
        beside(rules, Code::AlwaysHolds, Code::NoEffect);
    }
    if let Rule::When(condition, ..) = rule
        && constant(condition).is_some()
    {
        found.push(Finding::new(path.clone(), Code::Unreachable));
    }
    for child in rule.children() {
        look(child, &path, found);
    }
}

/// What the sentence comes to for every patient, if it is made of nothing but *holds*.
pub(super) fn constant(rule: &Rule) -> Option<bool> {
    match rule {
        Rule::Holds => Some(true),
        Rule::Not(rule) => constant(rule).map(|value| !value),
        Rule::Part(_, rule) => constant(rule),
        Rule::All(_)
        | Rule::Any(_)
        | Rule::When(..)
        | Rule::Readings { .. }
        | Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..)
        | Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. } => None,
    }
}
