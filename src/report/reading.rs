//! Readings of the text in words: what each says, and what it rests on.

use super::{
    evidence::{Lines, Seen},
    words::Reporter,
};
use crate::{
    engine::{evidence::Evidence, plan::Name, verdict::outcome},
    i18n::fill,
    model::{Rule, Words},
};

impl Reporter<'_> {
    /// Of readings that come out alike what decides: the settled one, else each that says something of its own. Of
    /// readings that differ each with its outcome.
    pub(super) fn readings(
        &self,
        seen: Seen,
        (question, settled, of): (&str, Option<usize>, &[(Name, Evidence)]),
        depth: usize,
        lines: &mut Lines,
    ) {
        let differ = of.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if a.truth != b.truth));
        if !differ {
            if let Some((_, decides)) = settled.and_then(|place| of.get(place)) {
                return self.collect(seen, decides, depth, lines);
            }
            let mut all = Lines::new();
            for (_, child) in of {
                let mut own = Lines::new();
                self.collect(seen, child, depth, &mut own);
                all.extend(own.into_iter().filter(|line| !all.contains(line)).collect::<Lines>());
            }
            lines.extend(all);
            return;
        }
        for (place, (id, child)) in of.iter().enumerate() {
            let text = if settled == Some(place) { &self.words.reading_settled } else { &self.words.reading };
            let truth = if seen.contrary { child.truth.not() } else { child.truth };
            let values = [
                ("reading", self.reading(question, id)),
                ("outcome", self.outcome(seen.side, outcome(seen.side, truth)).to_owned()),
            ];
            lines.push((depth, fill(text, &values)));
            self.collect(seen, child, depth + 1, lines);
        }
    }

    pub(super) fn reading(&self, question: &str, id: &str) -> String {
        fn find<'p>(rule: &'p Rule, question: &str, id: &str) -> Option<&'p Words> {
            match rule {
                Rule::Readings { question: own, of } if own == question => {
                    of.iter().find(|reading| reading.id == id).map(|reading| &reading.text)
                }
                Rule::Readings { of, .. } => of.iter().find_map(|reading| find(&reading.rule, question, id)),
                Rule::All(rules) | Rule::Any(rules) => rules.iter().find_map(|rule| find(rule, question, id)),
                Rule::Not(rule) | Rule::Part(_, rule) => find(rule, question, id),
                Rule::When(a, b, c) => [a, b, c].into_iter().find_map(|rule| find(rule, question, id)),
                Rule::AtLeast(..)
                | Rule::Above(..)
                | Rule::AtMost(..)
                | Rule::Below(..)
                | Rule::Is(..)
                | Rule::Sex(_)
                | Rule::Happened { .. }
                | Rule::Holds => None,
            }
        }
        let criteria = &self.context.plan.protocol.criteria;
        let found = criteria.iter().find_map(|criterion| find(&criterion.rule, question, id));
        found.map_or_else(|| id.to_owned(), |words| self.language.of(words).to_owned())
    }
}
