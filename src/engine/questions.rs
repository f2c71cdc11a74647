//! The readings that the rules have for an open question.

use crate::model::{Edge, Protocol, Rule, Words};

/// A reading of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'p> {
    /// Its id.
    pub id: &'p str,
    /// What it says; absent for the end of a window, which is included or excluded.
    pub text: Option<&'p Words>,
}

/// The readings of a question, each once, in the order of the rules. None: no rule depends on the question yet.
pub fn readings<'p>(protocol: &'p Protocol, question: &str) -> Vec<Reading<'p>> {
    let mut found = Vec::new();
    for criterion in &protocol.criteria {
        collect(&criterion.rule, question, &mut found);
    }
    found
}

/// The open questions that a rule asks, each once.
pub fn asked_by(rule: &Rule) -> Vec<&str> {
    let mut found = Vec::new();
    rule.visit(&mut |rule| {
        let question = match rule {
            Rule::Readings { question, .. } | Rule::Happened { end: Edge::Open(question), .. } => question,
            Rule::AtLeast(..)
            | Rule::Above(..)
            | Rule::AtMost(..)
            | Rule::Below(..)
            | Rule::Is(..)
            | Rule::Sex(_)
            | Rule::Part(..)
            | Rule::Happened { .. }
            | Rule::All(_)
            | Rule::Any(_)
            | Rule::Not(_)
            | Rule::When(..)
            | Rule::Holds => return,
        };
        if !found.contains(&question.as_str()) {
            found.push(question.as_str());
        }
    });
    found
}

fn collect<'p>(rule: &'p Rule, question: &str, found: &mut Vec<Reading<'p>>) {
    let mut add = |id, text| {
        if !found.iter().any(|known: &Reading<'_>| known.id == id) {
            found.push(Reading { id, text });
        }
    };
    match rule {
        Rule::Readings { question: own, of } => {
            if own == question {
                for reading in of {
                    add(reading.id.as_str(), Some(&reading.text));
                }
            }
            for reading in of {
                collect(&reading.rule, question, found);
            }
        }
        Rule::Happened { end: Edge::Open(own), .. } if own == question => {
            add("included", None);
            add("excluded", None);
        }
        Rule::All(rules) | Rule::Any(rules) => {
            for rule in rules {
                collect(rule, question, found);
            }
        }
        Rule::Not(rule) | Rule::Part(_, rule) => collect(rule, question, found),
        Rule::When(condition, then, otherwise) => {
            for rule in [condition, then, otherwise] {
                collect(rule, question, found);
            }
        }
        Rule::AtLeast(..)
        | Rule::Above(..)
        | Rule::AtMost(..)
        | Rule::Below(..)
        | Rule::Is(..)
        | Rule::Sex(_)
        | Rule::Happened { .. }
        | Rule::Holds => {}
    }
}
