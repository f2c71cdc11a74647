//! Evidence in words: each value against its limit, with the margin.

use super::words::Reporter;
use crate::{
    engine::{
        evidence::{Answered, Basis, Candidate, Comparison, Evidence, LimitUsed, Node, UlnSource, Why},
        near::near_limit,
        plan::Relation,
        range::End,
        settings::WeightBasis,
    },
    i18n::{fill, number},
    model::{Side, Truth},
    quantity::{Analyte, Exact, Measured, UnitRow, display},
};
use std::cmp::Ordering;

impl Reporter<'_> {
    /// The lines under a row, each with its depth.
    pub fn evidence(&self, side: Side, evidence: &Evidence) -> Vec<(usize, String)> {
        let mut lines = Vec::new();
        self.collect(side, evidence, 0, &mut lines);
        // One answer can stand in several sentences of a rule.
        lines.dedup();
        lines
    }

    fn collect(&self, side: Side, evidence: &Evidence, depth: usize, lines: &mut Vec<(usize, String)>) {
        match &evidence.node {
            Node::All(children) | Node::Any(children) => {
                // Where the others decide, what nobody has asked for says nothing.
                let decided = evidence.truth.is_decided();
                for child in children.iter().filter(|child| !(decided && nothing_entered(child))) {
                    self.collect(side, child, depth, lines);
                }
            }
            Node::Not(child) | Node::Part(_, child) => self.collect(side, child, depth, lines),
            Node::When(children) => {
                let [condition, then, otherwise] = &**children;
                match condition.truth {
                    Truth::True => self.collect(side, then, depth, lines),
                    Truth::False => self.collect(side, otherwise, depth, lines),
                    Truth::Unknown => {
                        self.collect(side, condition, depth, lines);
                        self.collect(side, then, depth, lines);
                        self.collect(side, otherwise, depth, lines);
                    }
                }
            }
            Node::Holds => {}
            Node::Readings { question, settled, of } => {
                let differ = of.windows(2).any(|pair| matches!(pair, [(_, a), (_, b)] if a.truth != b.truth));
                if !differ {
                    if let Some((_, first)) = of.first() {
                        self.collect(side, first, depth, lines);
                    }
                    return;
                }
                for (place, (id, child)) in of.iter().enumerate() {
                    let text = if *settled == Some(place) {
                        &self.words.reading_settled
                    } else {
                        &self.words.reading
                    };
                    let outcome = crate::engine::verdict::outcome(side, child.truth);
                    let values = [
                        ("reading", self.reading(question, id)),
                        ("outcome", self.outcome(side, outcome).to_owned()),
                    ];
                    lines.push((depth, fill(text, &values)));
                    self.collect(side, child, depth + 1, lines);
                }
            }
            Node::Compare(comparison) => self.comparison_lines(comparison, evidence.truth, depth, lines),
            Node::Answer(answered) => lines.push((depth, self.answered(answered))),
            Node::Happened(history) => lines.push((depth, self.history(history, evidence.truth))),
        }
    }

    pub(super) fn reading(&self, question: &str, id: &str) -> String {
        fn find<'p>(
            rule: &'p crate::model::Rule,
            question: &str,
            id: &str,
        ) -> Option<&'p crate::model::Words> {
            use crate::model::Rule;
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

    fn comparison_lines(
        &self,
        comparison: &Comparison,
        truth: Truth,
        depth: usize,
        lines: &mut Vec<(usize, String)>,
    ) {
        if comparison.candidates.is_empty() {
            let value = fill(&self.words.value_not_known, &[("item", self.item(&comparison.item))]);
            let why = comparison.why.as_ref().map_or_else(String::new, |why| self.why(why));
            lines.push((depth, fill(&self.words.parenthesis, &[("text", value), ("more", why)])));
            return;
        }
        for candidate in &comparison.candidates {
            if comparison.limits.is_empty() {
                let text = self.value_of(comparison, candidate, None);
                let why = comparison.why.as_ref().map_or_else(String::new, |why| self.why(why));
                lines.push((depth, fill(&self.words.parenthesis, &[("text", text), ("more", why)])));
            }
            for limit in &comparison.limits {
                lines.push((depth, self.compared(comparison, candidate, limit)));
            }
        }
        if !truth.is_decided()
            && let Some(why) = &comparison.why
            && !comparison.limits.is_empty()
        {
            lines.push((depth + 1, self.why(why)));
        }
        if near_limit(comparison, self.draft) {
            lines.push((depth + 1, self.words.near_limit.clone()));
        }
        if comparison.earlier_differs {
            lines.push((depth + 1, self.words.earlier_differs.clone()));
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
        let values = [
            ("margin", signed(&margin, 6)),
            ("unit", candidate.unit.symbol.to_owned()),
            ("percent", signed(&percent, 3)),
        ];
        let more = fill(&self.words.margin, &values);
        fill(&self.words.parenthesis, &[("text", text), ("more", more)])
    }

    /// A value against a limit, in the words of how it stands.
    pub fn stands(&self, comparison: &Comparison, candidate: &Candidate, limit: &LimitUsed) -> String {
        let words = self.words;
        let holds = match comparison.relation {
            Relation::AtLeast => candidate.value.at_least(&limit.limit),
            Relation::Above => candidate.value.above(&limit.limit),
            Relation::AtMost => candidate.value.at_most(&limit.limit),
            Relation::Below => candidate.value.below(&limit.limit),
        };
        let text = match (comparison.relation, holds) {
            (_, Truth::Unknown) => &words.is_unknown,
            (Relation::AtLeast, Truth::True) | (Relation::Below, Truth::False) => &words.is_at_least,
            (Relation::AtLeast, Truth::False) | (Relation::Below, Truth::True) => &words.is_below,
            (Relation::Above, Truth::True) | (Relation::AtMost, Truth::False) => &words.is_above,
            (Relation::Above, Truth::False) | (Relation::AtMost, Truth::True) => &words.is_at_most,
        };
        let values = [
            ("value", self.value_of(comparison, candidate, Some(limit))),
            ("limit", self.limit_of(candidate, limit)),
        ];
        fill(text, &values)
    }

    pub(super) fn value_of(
        &self,
        comparison: &Comparison,
        candidate: &Candidate,
        limit: Option<&LimitUsed>,
    ) -> String {
        let place = match candidate.basis {
            Basis::Finding(place)
            | Basis::Differential(place)
            | Basis::CorrectedDifferential(place)
            | Basis::Urine(place)
            | Basis::Copies(place)
            | Basis::CopiesPublishedRange(place) => Some(place),
            Basis::Estimated(_) | Basis::Age => None,
        };
        let as_typed = match candidate.basis {
            Basis::Finding(place) => Some(place),
            Basis::Differential(_)
            | Basis::CorrectedDifferential(_)
            | Basis::Urine(_)
            | Basis::Copies(_)
            | Basis::CopiesPublishedRange(_)
            | Basis::Estimated(_)
            | Basis::Age => None,
        };
        let typed = as_typed.and_then(|place| self.typed_value(place));
        let digits = typed.unwrap_or_else(|| self.shown(candidate, limit));
        let unit = candidate.unit.symbol;
        let value = if unit.is_empty() { digits } else { format!("{digits} {unit}") };
        let item = self.item(&comparison.item);
        let text = match place {
            Some(place) => {
                fill(&self.words.value_on, &[("item", item), ("value", value), ("date", self.date_of(place))])
            }
            None => fill(&self.words.value_undated, &[("item", item), ("value", value)]),
        };
        match self.basis(candidate.basis) {
            Some(basis) => fill(&self.words.parenthesis, &[("text", text), ("more", basis.to_owned())]),
            None => text,
        }
    }

    /// An estimated clearance with the weight it was made from.
    pub fn estimate(&self, candidate: &Candidate) -> String {
        let value = format!("{} {}", self.shown(candidate, None), candidate.unit.symbol);
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
        match (end(&candidate.value.low), end(&candidate.value.high)) {
            (Some(low), Some(high)) if low == high => shown(&low),
            (Some(low), Some(high)) => {
                fill(&self.words.between, &[("low", shown(&low)), ("high", shown(&high))])
            }
            (Some(low), None) => format!("> {}", shown(&low)),
            (None, Some(high)) => format!("< {}", shown(&high)),
            (None, None) => "?".to_owned(),
        }
    }

    pub(super) const fn weight_basis(&self, basis: WeightBasis) -> &String {
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
            Basis::Age => &words.basis_age,
        })
    }

    /// The limit in the unit typed, with the upper limit of normal it was made from.
    pub(super) fn limit_of(&self, candidate: &Candidate, limit: &LimitUsed) -> String {
        let in_unit = |measured: &Measured, unit: &UnitRow| {
            let digits = measured.value_in(unit).map_or_else(String::new, |value| number(&value));
            if unit.symbol.is_empty() { digits } else { format!("{digits} {}", unit.symbol) }
        };
        let text = in_unit(&limit.limit, candidate.unit);
        let Some(used) = &limit.uln else { return text };
        let template = match &used.source {
            UlnSource::Report(_) => &self.words.limit_uln_report,
            UlnSource::Template { confirmed: true, .. } => &self.words.limit_uln_template,
            UlnSource::Template { .. } => &self.words.limit_uln_template_unconfirmed,
        };
        let laboratory = match &used.source {
            UlnSource::Report(_) => String::new(),
            UlnSource::Template { laboratory, .. } => laboratory.to_string(),
        };
        let values = [
            ("limit", text),
            ("factor", used.factor.to_string()),
            ("uln", in_unit(&used.uln, limit.unit)),
            ("laboratory", laboratory),
        ];
        fill(template, &values)
    }

    fn answered(&self, answered: &Answered) -> String {
        let item = self.item(&answered.item);
        let text = match &answered.found {
            Some(found) => {
                let answer = self.answer(&answered.item, found);
                fill(&self.words.answer_is, &[("item", item), ("answer", answer)])
            }
            None => fill(&self.words.value_not_known, &[("item", item)]),
        };
        match &answered.why {
            Some(why) => fill(&self.words.parenthesis, &[("text", text), ("more", self.why(why))]),
            None => text,
        }
    }
}

/// Every answer and history below is missing.
fn nothing_entered(evidence: &Evidence) -> bool {
    let mut nothing = true;
    evidence.leaves(&mut |leaf| {
        let why = match &leaf.node {
            Node::Answer(answered) => answered.why.as_ref(),
            Node::Happened(history) => history.why.as_ref(),
            Node::All(_)
            | Node::Any(_)
            | Node::Not(_)
            | Node::When(_)
            | Node::Part(..)
            | Node::Holds
            | Node::Readings { .. }
            | Node::Compare(_) => None,
        };
        nothing &= matches!(why, Some(Why::Missing | Why::NeverAsked));
    });
    nothing
}

pub(super) fn signed(value: &Exact, digits: u32) -> String {
    let text = value.abs().significant(digits);
    match value.cmp(&Exact::from(0)) {
        Ordering::Less => format!("−{text}"),
        Ordering::Equal => text,
        Ordering::Greater => format!("+{text}"),
    }
}
