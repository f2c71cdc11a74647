//! The sentence over everything: the verdict, what decides it, and where.

use super::words::{Reporter, capital};
use crate::{
    engine::{
        Derived,
        evidence::{Candidate, Comparison, Evidence, LimitUsed, Node},
        plan::Relation,
        range::Range,
        verdict::{Cure, Outcome, Row, Verdict},
    },
    i18n::fill,
    model::{Side, Truth},
    quantity::Measured,
};

/// The sentence over everything.
#[derive(Clone, Debug)]
pub struct Headline<'d> {
    /// The verdict.
    pub verdict: Verdict,
    /// The sentence.
    pub text: String,
    /// The row that decides, if one does.
    pub row: Option<&'d Row>,
}

/// The sentence over everything.
pub fn headline<'d>(reporter: &Reporter<'_>, derived: &'d Derived) -> Headline<'d> {
    let overall = &derived.overall;
    let texts = &reporter.language.window().screening;
    let verdict = capital(&reporter.overall(derived));
    let plain = |row| Headline { verdict: overall.verdict, text: verdict.clone(), row };
    match overall.verdict {
        Verdict::Eligible => plain(None),
        Verdict::Incomplete => {
            let first: Vec<String> =
                overall.decided_by.iter().take(3).map(|(entry, _)| reporter.entry(entry)).collect();
            let rows = || derived.stages.iter().flat_map(|stage| &stage.rows);
            let row = overall
                .decided_by
                .first()
                .and_then(|(entry, _)| rows().find(|row| row.decided_by.contains(entry)))
                .or_else(|| rows().find(|row| row.outcome == Outcome::Unknown));
            if first.is_empty() {
                return plain(row);
            }
            let entries = first.join(&reporter.words.list_separator);
            let text = fill(&texts.headline_missing, &[("verdict", verdict.clone()), ("entries", entries)]);
            Headline { verdict: overall.verdict, text, row }
        }
        Verdict::NotEligible | Verdict::NotNow => {
            let Some((row, side)) = failing(reporter, derived) else { return plain(None) };
            let reason = reporter.reasons(side, row, |leaf| reporter.reason(side, leaf));
            let criterion = reporter.context.plan.criteria.get(row.criterion);
            let criterion = criterion.map_or_else(String::new, |known| reporter.criterion(&known.id));
            let values = [("verdict", verdict.clone()), ("reason", reason), ("criterion", criterion)];
            Headline {
                verdict: overall.verdict,
                text: fill(&texts.headline_because, &values),
                row: Some(row),
            }
        }
    }
}

/// The first failing row; one that time does not cure goes before one that it does.
pub(super) fn failing<'d>(reporter: &Reporter<'_>, derived: &'d Derived) -> Option<(&'d Row, Side)> {
    let failing =
        || derived.stages.iter().flat_map(|stage| &stage.rows).filter(|row| row.outcome == Outcome::Fail);
    let row = failing().find(|row| row.cure == Cure::None).or_else(|| failing().next())?;
    Some((row, reporter.context.plan.criteria.get(row.criterion)?.side))
}

/// The first sentence that makes a row come out as it does.
pub fn decisive_leaf(side: Side, row: &Row) -> Option<&Evidence> {
    decisive_leaves(side, row).first().copied()
}

/// The sentences that make a row come out as it does: several only where open readings agree.
fn decisive_leaves(side: Side, row: &Row) -> Vec<&Evidence> {
    let wanted = match (side, row.outcome) {
        (_, Outcome::Unknown) => Truth::Unknown,
        (Side::Inclusion, Outcome::Pass) | (Side::Exclusion, Outcome::Fail) => Truth::True,
        (Side::Inclusion, Outcome::Fail) | (Side::Exclusion, Outcome::Pass) => Truth::False,
    };
    let mut found = Vec::new();
    decisive(&row.evidence, wanted, &mut found);
    found
}

/// Takes the first leaf that makes the sentence come out as it does, of open readings that of each; true if there is
/// one.
fn decisive<'e>(evidence: &'e Evidence, truth: Truth, found: &mut Vec<&'e Evidence>) -> bool {
    if evidence.truth != truth {
        return false;
    }
    match &evidence.node {
        Node::All(children) | Node::Any(children) => {
            children.iter().any(|child| decisive(child, truth, found))
        }
        Node::Not(child) => decisive(child, truth.not(), found),
        Node::Part(_, child) => decisive(child, truth, found),
        Node::When(children) => children.iter().skip(1).any(|child| decisive(child, truth, found)),
        Node::Readings { settled, of, .. } => {
            let before = found.len();
            for (place, (_, child)) in of.iter().enumerate() {
                if settled.is_none_or(|settled| settled == place) {
                    decisive(child, truth, found);
                }
            }
            found.len() > before
        }
        Node::Holds | Node::Compare(_) | Node::Answer(_) | Node::Happened(_) => {
            found.push(evidence);
            true
        }
    }
}

impl Reporter<'_> {
    /// What makes a row come out as it does, each reason once.
    pub(super) fn reasons(&self, side: Side, row: &Row, reason: impl Fn(&Evidence) -> String) -> String {
        let mut reasons: Vec<String> = Vec::new();
        for leaf in decisive_leaves(side, row) {
            let reason = reason(leaf);
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
        reasons.join(&self.words.reason_separator)
    }

    /// What a leaf says in a few words: the value, how it stands, the limit.
    fn reason(&self, side: Side, leaf: &Evidence) -> String {
        if let Node::Compare(comparison) = &leaf.node
            && let (Some(candidate), Some(limit)) = (comparison.candidates.first(), comparison.limits.first())
        {
            let texts = &self.language.window().screening;
            let above = above(comparison, candidate, limit);
            let text = match (comparison.relation, above) {
                (_, Truth::Unknown) => return self.stands(comparison, candidate, limit),
                (Relation::AtLeast | Relation::Below, Truth::True) => &texts.stands_at_least,
                (Relation::AtLeast | Relation::Below, Truth::False) => &texts.stands_below,
                (Relation::Above | Relation::AtMost, Truth::True) => &texts.stands_above,
                (Relation::Above | Relation::AtMost, Truth::False) => &texts.stands_at_most,
            };
            let value = self.value_of(comparison, candidate, Some(limit));
            return fill(text, &[("value", value), ("limit", self.limit_of(candidate, limit))]);
        }
        self.evidence(side, leaf).into_iter().next().map_or_else(String::new, |(_, text)| text)
    }
}

/// Whether the value stands on the upper side of the limit.
fn above(comparison: &Comparison, candidate: &Candidate, limit: &LimitUsed) -> Truth {
    let value: &Range<Measured> = &candidate.value;
    match comparison.relation {
        Relation::AtLeast => value.at_least(&limit.limit),
        Relation::Below => value.below(&limit.limit).not(),
        Relation::Above => value.above(&limit.limit),
        Relation::AtMost => value.at_most(&limit.limit).not(),
    }
}
