//! The sentence over everything: the verdict, what decides it, and where.

use super::words::{Reporter, capital};
use crate::{
    engine::{
        Derived,
        evidence::{Candidate, Comparison, Entry, Evidence, Found, LimitUsed, outcome::Outcome},
        protocol::plan::Relation,
        verdict::{Cure, Verdict, row::Row, stage::StageResult},
    },
    model::{Kind, Side, Truth, sentence::Connective},
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

/// The sentence over everything: the verdict, the day it speaks of, the cause, the next act.
pub fn headline<'d>(reporter: &Reporter<'_>, derived: &'d Derived) -> Headline<'d> {
    let overall = &derived.overall;
    let words = reporter.words;
    let verdict = reporter.overall(derived);
    let make = |row: Option<(&'d StageResult, &'d Row)>, cause: String, next: String| {
        let day = match row {
            Some((stage, _)) => reporter.spoken_of(stage),
            None => words.headline_today(reporter.date(reporter.context.now.date())),
        };
        let text = words.headline_of(verdict, day, cause, next).replace("  ", " ").trim().to_owned();
        Headline { verdict: overall.verdict, text, row: row.map(|(_, row)| row) }
    };
    let next = |text: &str| words.headline_next(text);
    match overall.verdict {
        Verdict::Eligible => make(None, String::new(), String::new()),
        Verdict::Incomplete => {
            let first = first_entries(reporter, derived);
            let entry = first.first().copied();
            let row = entry.and_then(|entry| find(derived, |row| row.decided_by.contains(entry)));
            let row = row.or_else(|| find(derived, |row| row.outcome == Outcome::Unknown));
            let acts: Vec<String> = first.iter().map(|entry| reporter.act(entry)).collect();
            let act = if acts.is_empty() { String::new() } else { next(&acts.join(&words.list_separator)) };
            make(row, String::new(), act)
        }
        Verdict::NotEligible | Verdict::NotNow => {
            let Some((stage, row, side)) = failing(reporter, derived) else {
                return make(None, String::new(), String::new());
            };
            let reason = reporter.reasons(side, row, |leaf| reporter.reason(side, leaf));
            let criterion = reporter.context.plan.criteria.get(row.criterion);
            let criterion = criterion.map_or_else(String::new, |known| reporter.criterion(&known.id));
            let cause = words.headline_because(capital(&reason), criterion);
            let act = match row.cure {
                Cure::None => next(&words.act_decide),
                Cure::Repeat => next(&words.act_repeat),
                // The verdict names the day.
                Cure::Washout(Some(_)) => String::new(),
                Cure::Washout(None) => next(&words.act_end),
            };
            make(Some((stage, row)), cause, act)
        }
    }
}

/// What to enter first: what the first criterion needs, which is the consent, then what decides most rows.
fn first_entries<'d>(reporter: &Reporter<'_>, derived: &'d Derived) -> Vec<&'d Entry> {
    let rows = || derived.stages.iter().flat_map(|stage| &stage.rows);
    let consent = rows().filter(|row| row.criterion == 0).flat_map(|row| &row.decided_by);
    let consent: Vec<&Entry> = consent.collect();
    let mut found: Vec<&Entry> = if reporter.context.plan.criteria.is_empty() { Vec::new() } else { consent };
    for (entry, _) in &derived.overall.decided_by {
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found.truncate(3);
    found
}

fn find(derived: &Derived, is: impl Fn(&Row) -> bool) -> Option<(&StageResult, &Row)> {
    derived.stages.iter().find_map(|stage| Some((stage, stage.rows.iter().find(|row| is(row))?)))
}

/// The first failing row with its stage; one that time does not cure goes before one that it does.
fn failing<'d>(reporter: &Reporter<'_>, derived: &'d Derived) -> Option<(&'d StageResult, &'d Row, Side)> {
    let failing = |row: &Row| row.outcome == Outcome::Fail;
    let lasting = find(derived, |row| failing(row) && row.cure == Cure::None);
    let (stage, row) = lasting.or_else(|| find(derived, failing))?;
    Some((stage, row, reporter.context.plan.criteria.get(row.criterion)?.side))
}

/// The first sentence that makes a row come out as it does.
pub fn decisive_leaf(side: Side, row: &Row) -> Option<&Found> {
    decisive_leaves(side, row).first().and_then(|leaf| leaf.statement())
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
    if evidence.statement().is_some() {
        found.push(evidence);
        return true;
    }
    let turned = evidence.connective().is_some_and(Connective::turns);
    let inside = if turned { truth.not() } else { truth };
    let before = found.len();
    // What nobody has answered yet may keep a branch from being chosen.
    for child in evidence.counting().chain(evidence.choice().0) {
        if decisive(child, inside, found) && evidence.question().is_none() {
            return true;
        }
    }
    found.len() > before
}

impl Reporter<'_> {
    /// *Screening, 2026-11-20*: the stage and the day that a sentence speaks of.
    fn spoken_of(&self, stage: &StageResult) -> String {
        let id = self.context.plan.stages.get(stage.stage).map_or("", |id| id);
        self.words.headline_stage(self.stage_of(id, stage.infusion), self.stage_day(stage))
    }

    /// What to do about an entry: *answer “clearly abnormal ECG”*, never the bare name of what would be bad news.
    pub fn act(&self, entry: &Entry) -> String {
        let words = self.words;
        match entry {
            Entry::Finding(id) if self.is_asked(id) => words.act_answer(self.item(id)),
            Entry::Finding(id) => words.act_enter(self.item(id)),
            Entry::History(id) => words.act_ask(self.item(id)),
            Entry::Confirmation(id) => words.act_confirm(self.item(id)),
            Entry::Question(id) => words.act_settle(self.question(id)),
            Entry::Parameter(id) => words.act_settle(self.parameter_name(id)),
            Entry::UpperLimit(_) | Entry::ReportDate(_) | Entry::Sex | Entry::Age | Entry::StageDate(_) => {
                words.act_enter(self.entry(entry))
            }
        }
    }

    fn is_asked(&self, id: &str) -> bool {
        let item = self.context.plan.protocol.items.iter().find(|item| item.id == id);
        matches!(item.map(|item| &item.kind), Some(Kind::YesNo | Kind::Choice(_)))
    }

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
        if let Some(Found::Compare(comparison)) = leaf.statement()
            && let (Some(candidate), Some(limit)) = (comparison.candidates.first(), comparison.limits.first())
        {
            let texts = &self.language.window().screening;
            let above = above(comparison, candidate, limit);
            let value = self.value_of(comparison, candidate, Some(limit));
            let bound = self.limit_of(candidate, limit);
            return match (comparison.relation, above) {
                (_, Truth::Unknown) => self.stands(comparison, candidate, limit),
                (Relation::AtLeast | Relation::Below, Truth::True) => texts.stands_at_least(value, bound),
                (Relation::AtLeast | Relation::Below, Truth::False) => texts.stands_below(value, bound),
                (Relation::Above | Relation::AtMost, Truth::True) => texts.stands_above(value, bound),
                (Relation::Above | Relation::AtMost, Truth::False) => texts.stands_at_most(value, bound),
            };
        }
        self.first_evidence(side, leaf)
    }
}

/// Whether the value stands on the upper side of the limit.
fn above(comparison: &Comparison, candidate: &Candidate, limit: &LimitUsed) -> Truth {
    let holds = comparison.relation.holds(&candidate.value, &limit.limit);
    match comparison.relation {
        Relation::AtLeast | Relation::Above => holds,
        Relation::AtMost | Relation::Below => holds.not(),
    }
}
