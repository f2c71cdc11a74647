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
    model::{Protocol, Rule, sentence::Takes},
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
        let Some(connective) = rule.connective() else {
            if let Some(own) = fact(self.protocol, rule, holds) {
                self.hold(&own, facts, path);
            }
            return;
        };
        let (condition, others) = rule.choice();
        let inside = holds != connective.turns();
        if let Some(condition) = condition {
            // What a single condition contradicts shows in the branch that is then out of reach.
            if fact(self.protocol, condition, true).is_none() {
                self.rule(condition, true, facts, path);
            }
            for (branch, is) in others.iter().zip([true, false]) {
                match self.under(condition, is, facts) {
                    Some(known) => self.rule(branch, inside, &known, path),
                    None => self.found.push(Finding::new(path, Code::Unreachable)),
                }
            }
        } else if connective.takes(holds) == Takes::All {
            self.together(others, inside, facts, path);
        } else {
            for (place, other) in others.iter().enumerate() {
                let reading = rule.question().and_then(|asked| asked.readings.get(place));
                let named = rule.part_id().or_else(|| reading.map(|reading| &reading.id));
                let path = named.map_or_else(|| path.to_owned(), |id| format!("{path}.{id}"));
                self.rule(other, inside, facts, &path);
            }
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
