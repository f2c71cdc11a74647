//! Walks through the rules of a protocol file.

use super::plan::Relation;
use crate::model::{Criterion, Edge, Id, Item, Limit, Protocol, Rule, Words};

/// Of a rule that holds a value against a limit: item, relation, limit.
pub const fn comparison(rule: &Rule) -> Option<(&Id, Relation, &Limit)> {
    match rule {
        Rule::AtLeast(id, limit) => Some((id, Relation::AtLeast, limit)),
        Rule::Above(id, limit) => Some((id, Relation::Above, limit)),
        Rule::AtMost(id, limit) => Some((id, Relation::AtMost, limit)),
        Rule::Below(id, limit) => Some((id, Relation::Below, limit)),
        Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Part(..)
        | Rule::Happened { .. }
        | Rule::All(_)
        | Rule::Any(_)
        | Rule::Not(_)
        | Rule::When(..)
        | Rule::Holds
        | Rule::Readings { .. } => None,
    }
}

/// The open question that a rule itself asks.
pub fn asks(rule: &Rule) -> Option<&str> {
    match rule {
        Rule::Readings { question, .. } | Rule::Happened { end: Edge::Open(question), .. } => Some(question),
        Rule::All(_)
        | Rule::Any(_)
        | Rule::Not(_)
        | Rule::Part(..)
        | Rule::When(..)
        | Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..)
        | Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. }
        | Rule::Holds => None,
    }
}

/// The rules of a criterion that ask this question.
pub fn asking<'p>(criterion: &'p Criterion, question: &str) -> Vec<&'p Rule> {
    let mut found = Vec::new();
    criterion.rule.visit(&mut |rule| {
        if asks(rule) == Some(question) {
            found.push(rule);
        }
    });
    found
}

/// Where in a criterion a question is asked: the id of the part, or of the criterion where it has none.
pub fn asked_in<'p>(criterion: &'p Criterion, question: &str) -> Vec<&'p str> {
    fn look<'p>(rule: &'p Rule, part: &'p str, question: &str, found: &mut Vec<&'p str>) {
        let part = if let Rule::Part(id, _) = rule { id } else { part };
        if asks(rule) == Some(question) && !found.contains(&part) {
            found.push(part);
        }
        for child in rule.children() {
            look(child, part, question, found);
        }
    }
    let mut found = Vec::new();
    look(&criterion.rule, &criterion.id, question, &mut found);
    found
}

/// Every rule of the file with the path of where it stands: criteria, then the conditions of items.
pub fn of_protocol(protocol: &Protocol) -> impl Iterator<Item = (String, &Rule)> {
    let condition = |item: &Item| format!("items[{}].only_if", item.id);
    let criteria = protocol.criteria.iter().map(|criterion| (rule_path(criterion), &criterion.rule));
    let conditions =
        protocol.items.iter().filter_map(move |item| Some((condition(item), item.only_if.as_ref()?)));
    criteria.chain(conditions)
}

/// The path of a criterion's rule.
pub fn rule_path(criterion: &Criterion) -> String {
    format!("criteria[{}].rule", criterion.id)
}

/// Everything that a criterion says in words: its text, its notes, its readings.
pub fn texts(criterion: &Criterion) -> Vec<&Words> {
    let mut found = vec![&criterion.text];
    found.extend(&criterion.notes);
    criterion.rule.visit(&mut |rule| {
        if let Rule::Readings { of, .. } = rule {
            found.extend(of.iter().map(|reading| &reading.text));
        }
    });
    found
}

/// The item that stands for the recorded sex; no protocol asks for it.
pub const SEX: &str = "sex";
