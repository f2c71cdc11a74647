//! What came after a criterion last decided, and the remarks on its text.

use crate::{
    engine::{
        evidence::{Comparison, Evidence, Found, outcome::Outcome},
        moment::Moment,
        verdict::{later_findings::Newer, row::Row},
    },
    model::Side,
    report::words::Reporter,
};

/// A row that passes, whatever choice or last digit: nothing about it needs a remark.
pub(crate) fn plain(row: &Row) -> bool {
    let near = row.evidence.comparisons().any(Comparison::near_limit);
    row.outcome == Outcome::Pass && row.sensitive.is_empty() && row.hinges.is_none() && !near
}

impl Reporter<'_> {
    /// *later, for information: pregnant yes (2026-12-08)*.
    pub fn newer(&self, side: Side, newer: &Newer) -> String {
        let found: Vec<String> =
            newer.findings.iter().map(|(leaf, when)| self.newer_finding(side, leaf, when.as_ref())).collect();
        let findings = found.join(&self.words.list_separator);
        match newer.again_at {
            None => {
                let text = self.words.later_information(findings);
                let stage = self.context.plan.protocol.stages.get(newer.stage).filter(|own| own.period);
                let Some(stage) = stage else { return text };
                self.words.later_taken_in(text, self.language.of(&stage.name))
            }
            Some((stage, infusion)) => {
                let id = self.context.plan.stages.get(stage).map_or("", |id| id);
                self.words.looks_again_at(self.stage_of(id, infusion), findings)
            }
        }
    }

    fn newer_finding(&self, side: Side, leaf: &Evidence, when: Option<&Moment>) -> String {
        if let Some(Found::Compare(comparison)) = leaf.statement()
            && let (Some(candidate), Some(limit)) = (comparison.candidates.first(), comparison.limits.first())
        {
            return self.stands(comparison, candidate, limit);
        }
        let text = self.first_evidence(side, leaf);
        match when {
            Some(when) => self.words.later_dated(text, self.moment(when)),
            None => text,
        }
    }

    /// The remarks on a criterion's text.
    pub(crate) fn remarks(&self, criterion: usize) -> impl Iterator<Item = String> {
        let notes =
            self.context.plan.protocol.criteria.get(criterion).map_or(&[][..], |own| own.notes.as_slice());
        notes.iter().map(|note| self.words.protocol_note(self.language.of(note)))
    }
}
