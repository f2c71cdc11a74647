//! Walks through the rules of a protocol file.

use crate::model::{Ambiguity, Criterion, Edge, Happened, Item, Protocol, Rule, Statement, Words};

/// The open question that a rule itself asks.
pub fn asks(rule: &Rule) -> Option<&str> {
    match (rule.question(), rule.statement()) {
        (Some(Ambiguity { question, .. }), _)
        | (_, Some(Statement::Happened(Happened { end: Edge::Open(question), .. }))) => Some(question),
        _ => None,
    }
}

/// The rules of a criterion that ask this question.
pub fn asking<'p>(criterion: &'p Criterion, question: &str) -> Vec<&'p Rule> {
    criterion.rule.walk().filter(|rule| asks(rule) == Some(question)).collect()
}

/// Where in a criterion a question is asked: the id of the part, or of the criterion where it has none.
pub fn asked_in<'p>(criterion: &'p Criterion, question: &str) -> Vec<&'p str> {
    fn look<'p>(rule: &'p Rule, part: &'p str, question: &str, found: &mut Vec<&'p str>) {
        let part = rule.part_id().map_or(part, String::as_str);
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
    let readings = criterion.rule.ambiguities().flat_map(|(asked, _)| &asked.readings);
    found.extend(readings.map(|reading| &reading.text));
    found
}

/// The item that stands for the recorded sex; no protocol asks for it.
pub const SEX: &str = "sex";
