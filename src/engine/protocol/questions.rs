//! The readings that the rules have for an open question.

use super::rules::asks;
use crate::model::{Edge, Protocol, Rule, Span, Words};

/// A reading of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading<'p> {
    /// Its id.
    pub id: &'p str,
    /// What it says; absent for the end of a window, which is included or excluded.
    pub text: Option<&'p Words>,
    /// A window whose end it is about is counted in hours, so that the end is no day.
    pub by_the_hour: bool,
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
    for question in rule.walk().filter_map(asks) {
        if !found.contains(&question) {
            found.push(question);
        }
    }
    found
}

fn collect<'p>(rule: &'p Rule, question: &str, found: &mut Vec<Reading<'p>>) {
    let mut add =
        |id, text, by_the_hour| match found.iter_mut().find(|known: &&mut Reading<'_>| known.id == id) {
            Some(known) => known.by_the_hour |= by_the_hour,
            None => found.push(Reading { id, text, by_the_hour }),
        };
    for (asked, _) in rule.ambiguities().filter(|(asked, _)| asked.question == question) {
        for reading in &asked.readings {
            add(reading.id.as_str(), Some(&reading.text), false);
        }
    }
    for happened in
        rule.windows().filter(|happened| matches!(&happened.end, Edge::Open(own) if own == question))
    {
        for id in ["included", "excluded"] {
            add(id, None, matches!(happened.window, Span::Hours(_)));
        }
    }
}
