//! Sentences of one criterion that cannot hold together, and branches that can never be reached.
//!
//! What must hold around a sentence is carried down to it as facts. The rule is looked at twice: as holding, and as
//! not holding.

use super::{
    Code, Finding,
    facts::{Fact, fact},
};
use crate::{
    engine::protocol::rules::of_protocol,
    model::{Protocol, Rule},
};

pub(super) fn check(protocol: &Protocol, found: &mut Vec<Finding>) {
    for (path, rule) in of_protocol(protocol) {
        for holds in [true, false] {
            Look { protocol, found: &mut *found }.rule(rule, holds, &[], &path);
        }
    }
}

struct Look<'p, 'f> {
    protocol: &'p Protocol,
    found: &'f mut Vec<Finding>,
}

impl<'p> Look<'p, '_> {
    fn rule(&mut self, rule: &'p Rule, holds: bool, facts: &[Fact<'p>], path: &str) {
        match rule {
            Rule::Part(id, rule) => self.rule(rule, holds, facts, &format!("{path}.{id}")),
            Rule::Not(rule) => self.rule(rule, !holds, facts, path),
            Rule::All(rules) if holds => self.together(rules, holds, facts, path),
            Rule::Any(rules) if !holds => self.together(rules, holds, facts, path),
            Rule::All(rules) | Rule::Any(rules) => {
                for rule in rules {
                    self.rule(rule, holds, facts, path);
                }
            }
            Rule::When(condition, then, otherwise) => {
                // What a single condition contradicts shows in the branch that is then out of reach.
                if fact(self.protocol, condition, true).is_none() {
                    self.rule(condition, true, facts, path);
                }
                for (branch, is) in [(then, true), (otherwise, false)] {
                    match self.under(condition, is, facts) {
                        Some(known) => self.rule(branch, holds, &known, path),
                        None => self.found.push(Finding::new(path, Code::Unreachable)),
                    }
                }
            }
            Rule::Readings { of, .. } => {
                for reading in of {
                    self.rule(&reading.rule, holds, facts, &format!("{path}.{}", reading.id));
                }
            }
            Rule::AtLeast(..)
            | Rule::Above(..)
            | Rule::AtMost(..)
            | Rule::Below(..)
            | Rule::Is(..)
            | Rule::Sex(_)
            | Rule::Happened { .. } => {
                if let Some(own) = fact(self.protocol, rule, holds) {
                    self.hold(&own, facts, path);
                }
            }
            Rule::Holds => {}
        }
    }

    /// All of these come out alike: what the single ones say holds for the others too.
    fn together(&mut self, rules: &'p [Rule], holds: bool, facts: &[Fact<'p>], path: &str) {
        let mut known = facts.to_vec();
        for rule in rules {
            if let Some(own) = fact(self.protocol, rule, holds) {
                self.hold(&own, &known, path);
                known.push(own);
            }
        }
        for rule in rules.iter().filter(|rule| fact(self.protocol, rule, holds).is_none()) {
            self.rule(rule, holds, &known, path);
        }
    }

    /// What is known in a branch; nothing can be where the condition contradicts what is known around it.
    fn under(&self, condition: &'p Rule, is: bool, facts: &[Fact<'p>]) -> Option<Vec<Fact<'p>>> {
        let own = fact(self.protocol, condition, is);
        let allowed = own.iter().all(|own| facts.iter().all(|fact| fact.allows(own)));
        allowed.then(|| facts.iter().cloned().chain(own).collect())
    }

    fn hold(&mut self, own: &Fact<'p>, facts: &[Fact<'p>], path: &str) {
        if !facts.iter().all(|fact| fact.allows(own)) {
            self.found.push(Finding::new(path, Code::NoCase(own.about().to_owned())));
        }
    }
}
