//! A rule taken apart: one line for each limit, window and fixed answer, to be held against the protocol on paper.

use super::{plan::Relation, rules::comparison};
use crate::model::{Id, Limit, Rule, Sex};

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'p> {
    /// The part of the criterion, if it has an id of its own.
    pub part: Option<&'p str>,
    /// What is said.
    pub says: Says<'p>,
    /// The sentence must not hold.
    pub not: bool,
    /// It only says which of two branches decides.
    pub condition: bool,
    /// It stands where such a condition holds, or where it does not.
    pub branch: Option<bool>,
    /// The question and the reading in which it stands.
    pub reading: Option<(&'p str, &'p str)>,
}

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Says<'p> {
    /// A value against a limit.
    Compare(&'p Id, Relation, &'p Limit),
    /// An answer to a question.
    Answer(&'p Id, &'p Id),
    /// The recorded sex.
    Sex(Sex),
    /// An exposure in a window; always a `Happened`.
    History(&'p Rule),
    /// The same for every patient.
    Constant,
}

/// The lines of a rule, in its order.
pub fn lines(rule: &Rule) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let from =
        Line { part: None, says: Says::Constant, not: false, condition: false, branch: None, reading: None };
    collect(rule, &from, &mut found);
    found
}

fn collect<'p>(rule: &'p Rule, around: &Line<'p>, found: &mut Vec<Line<'p>>) {
    let mut say = |says| found.push(Line { says, ..around.clone() });
    if let Some((id, relation, limit)) = comparison(rule) {
        say(Says::Compare(id, relation, limit));
        return;
    }
    match rule {
        Rule::Is(item, answer) => say(Says::Answer(item, answer)),
        Rule::Sex(sex) => say(Says::Sex(*sex)),
        Rule::Happened { .. } => say(Says::History(rule)),
        Rule::Part(id, rule) => collect(rule, &Line { part: Some(id), ..around.clone() }, found),
        Rule::Not(rule) => collect(rule, &Line { not: !around.not, ..around.clone() }, found),
        Rule::All(rules) | Rule::Any(rules) => {
            for rule in rules {
                collect(rule, around, found);
            }
        }
        Rule::When(condition, then, otherwise) => {
            collect(condition, &Line { condition: true, not: false, ..around.clone() }, found);
            collect(then, &Line { branch: Some(true), ..around.clone() }, found);
            collect(otherwise, &Line { branch: Some(false), ..around.clone() }, found);
        }
        Rule::Readings { question, of } => {
            for reading in of {
                let own = Line { reading: Some((question, &reading.id)), ..around.clone() };
                collect(&reading.rule, &own, found);
            }
        }
        // Outside a reading, *holds* only closes a branch.
        Rule::Holds if around.reading.is_some() => say(Says::Constant),
        Rule::Holds | Rule::AtLeast(..) | Rule::Above(..) | Rule::AtMost(..) | Rule::Below(..) => {}
    }
}
