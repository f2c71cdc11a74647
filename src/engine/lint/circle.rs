//! Items that nobody is ever asked for, because each waits for the other.

use super::{Code, Finding};
use crate::{
    engine::protocol::rules::comparison,
    model::{Protocol, Rule},
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
    let asked = |id: &str| !waiting.contains(&id);
    if let Some((id, ..)) = comparison(rule) {
        return asked(id);
    }
    match rule {
        Rule::Is(id, _) | Rule::Happened { what: id, .. } => asked(id),
        Rule::Any(rules) => rules.iter().any(|rule| can_hold(rule, waiting)),
        Rule::When(condition, then, otherwise) => {
            can_hold(condition, waiting) && (can_hold(then, waiting) || can_hold(otherwise, waiting))
        }
        Rule::All(_) | Rule::Not(_) | Rule::Part(..) | Rule::Readings { .. } => {
            rule.children().into_iter().all(|rule| can_hold(rule, waiting))
        }
        Rule::Sex(_)
        | Rule::Holds
        | Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..) => true,
    }
}
