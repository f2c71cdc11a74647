//! Items that nobody is ever asked for, because each waits for the other.

use super::{Code, Finding};
use crate::model::{
    Id, Protocol, Rule,
    sentence::{Says, Takes},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    // Whatever can be asked for is; what is left waits for something that never comes.
    let mut waiting: Vec<(&str, &Rule)> =
        protocol.items.iter().filter_map(|item| Some((item.id.as_str(), item.only_if.as_ref()?))).collect();
    loop {
        let names: Vec<&str> = waiting.iter().map(|(id, _)| *id).collect();
        let before = waiting.len();
        waiting.retain(|(_, rule)| !can_hold(rule, &names));
        if waiting.len() == before {
            break;
        }
    }
    found
        .extend(waiting.iter().map(|(id, _)| Finding::new(format!("items[{id}].only_if"), Code::NeverAsked)));
}

/// The condition can come to hold while these items are not asked for.
fn can_hold(rule: &Rule, waiting: &[&str]) -> bool {
    let asked = |id: &Id| !waiting.contains(&id.as_str());
    let (condition, others) = rule.choice();
    let mut others = others.iter().map(|rule| can_hold(rule, waiting));
    match rule.says() {
        Says::Single(statement) => statement.item().is_none_or(asked),
        Says::Joined(connective, rules) => match (connective.takes(true), condition) {
            (Takes::One, _) => rules.is_empty() || others.any(|can| can),
            (_, Some(condition)) => can_hold(condition, waiting) && others.any(|can| can),
            (Takes::All | Takes::Chosen, None) => others.all(|can| can),
        },
    }
}
