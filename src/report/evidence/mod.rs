//! Evidence in words: each value against its limit, with the margin.

pub(crate) mod history;
pub(crate) mod later_findings;
pub(crate) mod reading;
pub(crate) mod sensitivity;
pub(crate) mod step;
pub(crate) mod windows;

use super::words::Reporter;
use crate::{
    engine::{
        evidence::{Answered, Basis, Candidate, Comparison, Evidence, Found, LimitUsed, UlnSource, Why},
        protocol::plan::Relation,
        range::{End, Range},
        site::settings::WeightBasis,
    },
    i18n::number,
    model::{Side, Truth, sentence::Connective},
    quantity::{Analyte, Exact, Measured, UnitRow, component::InBase as _, display},
};
use std::cmp::Ordering;

/// A line under a criterion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceLine {
    /// How far it is set in.
    pub depth: usize,
    /// What it says.
    pub text: String,
    /// It says that the last digit of a value could turn the row.
    pub near: bool,
}

impl EvidenceLine {
    pub(crate) const fn new(depth: usize, text: String) -> Self {
        Self { depth, text, near: false }
    }
}

pub(crate) type Lines = Vec<EvidenceLine>;

/// From where a sentence is seen.
#[derive(Clone, Copy)]
pub(crate) struct Seen {
    /// The side of the criterion, which settles the words.
    pub(crate) side: Side,
    /// The rule turns the sentence round.
    pub(crate) contrary: bool,
}

impl Reporter<'_> {
    /// The lines under a row.
    pub fn evidence(&self, side: Side, evidence: &Evidence) -> Vec<EvidenceLine> {
        let mut lines = Lines::new();
        self.collect(Seen { side, contrary: false }, evidence, 0, &mut lines);
        // One answer can stand in several sentences of a rule.
        lines.dedup();
        lines
    }

    /// The first of them: what a sentence says by itself.
    pub(crate) fn first_evidence(&self, side: Side, evidence: &Evidence) -> String {
        self.evidence(side, evidence).into_iter().next().map_or_else(String::new, |line| line.text)
    }

    pub(crate) fn collect(&self, seen: Seen, evidence: &Evidence, depth: usize, lines: &mut Lines) {
        match evidence.statement() {
            Some(Found::Compare(comparison)) => {
                return self.comparison_lines(comparison, evidence.truth, depth, lines);
            }
            Some(Found::Answer(answered)) => {
                return lines.push(EvidenceLine::new(depth, self.answered(answered)));
            }
            Some(Found::Happened(history)) => {
                return lines.push(EvidenceLine::new(depth, self.history(history, evidence.truth)));
            }
            None => {}
        }
        if let Some(read) = evidence.question() {
            return self.readings(seen, (read, evidence.children()), depth, lines);
        }
        let turned = evidence.connective().is_some_and(Connective::turns);
        let inside = Seen { contrary: seen.contrary != turned, ..seen };
        // Where the others decide, what nobody has asked for says nothing.
        let among = evidence.connective().is_some_and(Connective::is_list) && evidence.truth.is_decided();
        let unasked = evidence.choice().0.filter(|condition| !condition.truth.is_decided());
        let counting = evidence.counting().filter(|child| !(among && nothing_entered(child)));
        unasked.into_iter().chain(counting).for_each(|child| self.collect(inside, child, depth, lines));
    }

    fn comparison_lines(&self, comparison: &Comparison, truth: Truth, depth: usize, lines: &mut Lines) {
        if comparison.candidates.is_empty() {
            lines.push(EvidenceLine::new(depth, self.not_known(&comparison.item, comparison.why.as_ref())));
            let missing: Vec<String> =
                comparison.needs.together.iter().map(|entry| self.entry(entry)).collect();
            if !missing.is_empty() {
                let list = missing.join(&self.words.list_separator);
                lines.push(EvidenceLine::new(depth + 1, self.words.estimate_lacks(list)));
            }
            return;
        }
        for candidate in &comparison.candidates {
            if comparison.limits.is_empty() {
                let text = self.value_of(comparison, candidate, None);
                let why = comparison.why.as_ref().map_or_else(String::new, |why| self.why(why));
                lines.push(EvidenceLine::new(depth, self.words.parenthesis(text, why)));
            }
            for limit in &comparison.limits {
                lines.push(EvidenceLine::new(depth, self.compared(comparison, candidate, limit)));
            }
            // The lines of clearances have a place of their own.
            if !matches!(candidate.basis, Basis::Estimated(_) | Basis::Urine(_)) {
                let steps = candidate.lines();
                lines.extend(steps.iter().map(|step| EvidenceLine::new(depth + 1, self.step(step).text(0))));
            }
        }
        if !truth.is_decided()
            && let Some(why) = &comparison.why
            && !comparison.limits.is_empty()
        {
            lines.push(EvidenceLine::new(depth + 1, self.why(why)));
        }
        if comparison.near_limit() {
            lines.push(EvidenceLine {
                near: true,
                ..EvidenceLine::new(depth + 1, self.words.near_limit.clone())
            });
        }
        if comparison.earlier_differs {
            lines.push(EvidenceLine::new(depth + 1, self.words.earlier_differs.clone()));
        }
    }

    /// A value against a limit, in the words of how it stands, with the margin.
    pub fn compared(&self, comparison: &Comparison, candidate: &Candidate, limit: &LimitUsed) -> String {
        let text = self.stands(comparison, candidate, limit);
        // A score and an age have no margin worth a number.
        if matches!(comparison.analyte, Analyte::Ecog | Analyte::Age) {
            return text;
        }
        let (Some(margin), Some(percent)) = (candidate.margin(limit), candidate.margin_percent(limit)) else {
            return text;
        };
        let more = self.words.margin(signed(&margin, 6), self.unit(candidate.unit), signed(&percent, 3));
        self.words.parenthesis(text, more)
    }

    /// A value against a limit, in the words of how it stands.
    pub fn stands(&self, comparison: &Comparison, candidate: &Candidate, limit: &LimitUsed) -> String {
        let words = self.words;
        let holds = comparison.relation.holds(&candidate.value, &limit.limit);
        let value = self.value_of(comparison, candidate, Some(limit));
        let bound = self.limit_of(candidate, limit);
        match (comparison.relation, holds) {
            (_, Truth::Unknown) => words.is_unknown(value, bound),
            (Relation::AtLeast, Truth::True) | (Relation::Below, Truth::False) => {
                words.is_at_least(value, bound)
            }
            (Relation::AtLeast, Truth::False) | (Relation::Below, Truth::True) => {
                words.is_below(value, bound)
            }
            (Relation::Above, Truth::True) | (Relation::AtMost, Truth::False) => words.is_above(value, bound),
            (Relation::Above, Truth::False) | (Relation::AtMost, Truth::True) => {
                words.is_at_most(value, bound)
            }
        }
    }

    pub(crate) fn value_of(
        &self,
        comparison: &Comparison,
        candidate: &Candidate,
        limit: Option<&LimitUsed>,
    ) -> String {
        let place = candidate.basis.place();
        let as_typed = match candidate.basis {
            Basis::Finding(place) => Some(place),
            Basis::Differential(_)
            | Basis::CorrectedDifferential(_)
            | Basis::Urine(_)
            | Basis::Copies(_)
            | Basis::CopiesPublishedRange(_)
            | Basis::AtLeastMeasurable(_)
            | Basis::Estimated(_)
            | Basis::Age => None,
        };
        let typed = as_typed.and_then(|place| self.typed_value(place));
        let digits = typed.unwrap_or_else(|| self.shown(candidate, limit));
        let unit = self.unit(candidate.unit);
        let value = if unit.is_empty() { digits } else { format!("{digits} {unit}") };
        let item = self.item(&comparison.item);
        let text = match place {
            Some(place) => self.words.value_on(item, value, self.date_of(place)),
            None => self.words.value_undated(item, value),
        };
        match self.basis(candidate.basis) {
            Some(basis) => self.words.parenthesis(text, basis),
            None => text,
        }
    }

    /// An estimated clearance with the weight it was made from.
    pub fn estimate(&self, candidate: &Candidate) -> String {
        let value = format!("{} {}", self.shown(candidate, None), self.unit(candidate.unit));
        let basis = self.basis(candidate.basis).cloned().unwrap_or_default();
        format!("{basis}{}{value}", self.words.colon)
    }

    /// A computed value with one decimal, and more where one would contradict the verdict.
    fn shown(&self, candidate: &Candidate, limit: Option<&LimitUsed>) -> String {
        let end = |end: &End<Measured>| match end {
            End::Closed(value) | End::Open(value) => value.value_in(candidate.unit),
            End::None => None,
        };
        let shown = |value: &Exact| match limit.and_then(|limit| limit.limit.value_in(candidate.unit)) {
            Some(limit) if !value.is_integer() => display::against(value, &limit, 1),
            _ => number(value),
        };
        // A value that may be the end itself is not beyond it.
        let sign = |end: &End<Measured>, open: &'static str, closed: &'static str| {
            if matches!(end, End::Closed(_)) { closed } else { open }
        };
        let Range { low: from, high: to } = &candidate.value;
        match (end(from), end(to)) {
            (Some(low), Some(high)) if low == high => shown(&low),
            (Some(low), Some(high)) => self.words.between(shown(&low), shown(&high)),
            (Some(low), None) => format!("{} {}", sign(from, ">", "≥"), shown(&low)),
            (None, Some(high)) => format!("{} {}", sign(to, "<", "≤"), shown(&high)),
            (None, None) => "?".to_owned(),
        }
    }

    pub(crate) const fn weight_basis(&self, basis: WeightBasis) -> &String {
        match basis {
            WeightBasis::Actual => &self.words.basis_actual,
            WeightBasis::Ideal => &self.words.basis_ideal,
            WeightBasis::Adjusted => &self.words.basis_adjusted,
        }
    }

    const fn basis(&self, basis: Basis) -> Option<&String> {
        let words = self.words;
        Some(match basis {
            Basis::Finding(_) => return None,
            Basis::Differential(_) => &words.basis_differential,
            Basis::CorrectedDifferential(_) => &words.basis_corrected,
            Basis::Urine(_) => &words.basis_urine,
            Basis::Estimated(basis) => self.weight_basis(basis),
            Basis::Copies(_) => &words.basis_copies,
            Basis::CopiesPublishedRange(_) => &words.basis_copies_published,
            Basis::AtLeastMeasurable(_) => &words.basis_measurable,
            Basis::Age => &words.basis_age,
        })
    }

    /// The limit in the unit typed, with the upper limit of normal it was made from.
    pub(crate) fn limit_of(&self, candidate: &Candidate, limit: &LimitUsed) -> String {
        let in_unit = |measured: &Measured, unit: &UnitRow| {
            let digits = measured.value_in(unit).map_or_else(String::new, |value| number(&value));
            let symbol = self.unit(unit);
            if symbol.is_empty() { digits } else { format!("{digits} {symbol}") }
        };
        let text = in_unit(&limit.limit, candidate.unit);
        let Some(used) = &limit.uln else { return text };
        let (factor, uln) = (used.factor.in_base(), in_unit(&used.uln, limit.unit));
        match &used.source {
            UlnSource::Report(_) => self.words.limit_uln_report(text, factor, uln),
            UlnSource::Template { confirmed: true, laboratory, .. } => {
                self.words.limit_uln_template(text, factor, uln, laboratory)
            }
            UlnSource::Template { laboratory, .. } => {
                self.words.limit_uln_template_unconfirmed(text, factor, uln, laboratory)
            }
        }
    }

    /// Nothing is known of it: not entered, not done, not known.
    fn not_known(&self, item: &str, why: Option<&Why>) -> String {
        let why = self.why(why.unwrap_or(&Why::Missing));
        self.words.value_not_known(self.item(item), why)
    }

    fn answered(&self, answered: &Answered) -> String {
        let item = self.item(&answered.asked.item);
        let Some(found) = &answered.found else {
            return self.not_known(&answered.asked.item, answered.why.as_ref());
        };
        let answer = self.answer(&answered.asked.item, found);
        let text = self.words.answer_is(item, answer);
        match &answered.why {
            Some(why) => self.words.parenthesis(text, self.why(why)),
            None => text,
        }
    }
}

/// Every sentence below is an answer or a history that is missing.
fn nothing_entered(evidence: &Evidence) -> bool {
    let mut ends = evidence.walk().filter(|sentence| sentence.children().is_empty());
    ends.all(|end| match end.statement() {
        Some(found @ (Found::Answer(_) | Found::Happened(_))) => {
            matches!(found.why(), Some(Why::Missing | Why::NeverAsked))
        }
        Some(Found::Compare(_)) | None => false,
    })
}

pub(crate) fn signed(value: &Exact, digits: u32) -> String {
    let text = value.abs().significant(digits);
    match value.cmp(&Exact::from(0)) {
        Ordering::Less => format!("−{text}"),
        Ordering::Equal => text,
        Ordering::Greater => format!("+{text}"),
    }
}
