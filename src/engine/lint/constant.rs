//! Sentences that hold, or fail, for every patient: as the whole of a reading or a branch they are meant, beside
//! other sentences they leave those without a say.

use super::{Code, Finding};
use crate::{
    engine::protocol::rules::of_protocol,
    model::{
        Protocol, Rule,
        sentence::{Connective, Says},
    },
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
    let path = rule.part_id().map_or_else(|| path.to_owned(), |id| format!("{path}.{id}"));
    let (condition, _) = rule.choice();
    if condition.and_then(constant).is_some() {
        found.push(Finding::new(path.clone(), Code::Unreachable));
    }
    // Beside others a sentence that is the same for every patient has the last word, or none.
    let last_word = match rule.connective() {
        Some(Connective::All) => false,
        Some(Connective::Any) => true,
        _ => return rule.children().iter().for_each(|child| look(child, &path, found)),
    };
    for value in rule.children().iter().filter_map(constant) {
        let code = match (value == last_word, value) {
            (false, _) => Code::NoEffect,
            (true, true) => Code::AlwaysHolds,
            (true, false) => Code::NeverHolds,
        };
        found.push(Finding::new(path.clone(), code));
    }
    rule.children().iter().for_each(|child| look(child, &path, found));
}

/// What the sentence comes to for every patient, if it is made of nothing but *holds*.
fn constant(rule: &Rule) -> Option<bool> {
    match rule.says() {
        Says::Joined(Connective::Holds, _) => Some(true),
        Says::Joined(connective @ (Connective::Not | Connective::Part(_)), rules) => {
            rules.iter().find_map(constant).map(|value| value != connective.turns())
        }
        Says::Joined(..) | Says::Single(_) => None,
    }
}
