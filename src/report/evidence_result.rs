//! Evidence as plain data: one object per value compared, answer or history.

use super::{
    make_result::{clear_from, entry_code},
    result::Quantity,
};
use crate::{
    engine::{
        case::Place,
        evidence::{Basis, Candidate, Comparison, Entry, Evidence, LimitUsed, Node, UlnSource, Why},
        near::near_limit,
        range::End,
        settings::WeightBasis,
    },
    model::{Draft, Edge, Span, Truth, Value},
    quantity::Measured,
};
use schemars::JsonSchema;
use serde::Serialize;

/// One leaf of a rule.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LeafOutcome<'r> {
    /// The item.
    pub item: &'r str,
    /// `true`, `false` or `unknown`: whether the leaf's own sentence holds.
    pub holds: &'static str,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// The entries that it still needs: any one of them can decide it. Spelled as in `decided_by`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// The entries that would do together, where no estimate can be made without them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs_together: Vec<String>,
    /// The answer found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<&'r str>,
    /// The values compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueOutcome>,
    /// `at_least`, `above`, `at_most` or `below`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relation: Option<&'static str>,
    /// The limits that they were held against.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitOutcome>,
    /// The last digit typed could turn it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub near_limit: bool,
    /// For a washout: its window, as in the protocol file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<&'r Span>,
    /// For a washout: whether the last day of the window counts, as in the protocol file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<&'r Edge>,
    /// For a washout: what the window reaches back from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<AnchorOutcome<'r>>,
    /// For a washout: the day from which it is clear; `not_known` or `never` where there is no day; absent where no
    /// exposure is known that stands in the way of any day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clear_from: Option<String>,
    /// For a washout before a day that is still to come: the day up to which the patient was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asked_to: Option<String>,
}

/// What a window reaches back from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct AnchorOutcome<'r> {
    /// The stage, or the item of the sample.
    pub before: &'r str,
    /// Its day; absent where it is not known to the day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A value compared.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ValueOutcome {
    /// Where it comes from.
    pub basis: &'static str,
    /// The digits as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typed: Option<String>,
    /// The report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assessment: Option<u32>,
    /// The lower end of what is known, in the unit typed; absent: no end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<Quantity>,
    /// The upper end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<Quantity>,
    /// Distance above the (only) limit, in the unit typed; negative below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Quantity>,
    /// The same in per cent of the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin_percent: Option<String>,
    /// The same as a quantity.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin_in_percent: Option<Quantity>,
}

/// A limit.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LimitOutcome {
    /// The limit in the unit it is written in.
    pub limit: Quantity,
    /// The upper limit of normal it was made from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uln: Option<Quantity>,
    /// `report`, `template` or `template_unconfirmed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uln_source: Option<&'static str>,
}

/// Every leaf that speaks.
pub(super) fn leaves<'r>(evidence: &'r Evidence, draft: &Draft) -> Vec<LeafOutcome<'r>> {
    let mut found = Vec::new();
    evidence.leaves(&mut |leaf| found.extend(outcome(leaf, draft)));
    found
}

fn outcome<'r>(leaf: &'r Evidence, draft: &Draft) -> Option<LeafOutcome<'r>> {
    let needs = leaf.needs()?;
    let codes = |entries: &[Entry]| entries.iter().map(entry_code).collect();
    let empty = |item: &'r str, why: Option<&Why>| LeafOutcome {
        item,
        holds: holds(leaf.truth),
        why: why.map(why_code),
        needs: if needs.jointly { Vec::new() } else { codes(&needs.entries) },
        needs_together: codes(&needs.together),
        answer: None,
        values: Vec::new(),
        relation: None,
        limits: Vec::new(),
        near_limit: false,
        window: None,
        last_day: None,
        anchors: Vec::new(),
        clear_from: None,
        asked_to: None,
    };
    Some(match &leaf.node {
        Node::Compare(comparison) => {
            let only = match comparison.limits.as_slice() {
                [only] => Some(only),
                _ => None,
            };
            compared(empty(&comparison.item, comparison.why.as_ref()), comparison, only, draft)
        }
        Node::Answer(answered) => LeafOutcome {
            answer: answered.found.as_deref(),
            ..empty(&answered.asked.item, answered.why.as_ref())
        },
        Node::Happened(history) => LeafOutcome {
            window: Some(&history.sought.span),
            last_day: Some(&history.sought.end),
            anchors: history
                .anchors
                .iter()
                .map(|(before, day)| AnchorOutcome { before, date: day.map(|day| day.to_string()) })
                .collect(),
            clear_from: clear_from(history.clear),
            asked_to: history.asked_to.map(|day| day.to_string()),
            ..empty(&history.sought.item, history.why.as_ref())
        },
        Node::All(_)
        | Node::Any(_)
        | Node::Not(_)
        | Node::When(_)
        | Node::Part(..)
        | Node::Holds
        | Node::Readings { .. } => return None,
    })
}

fn compared<'r>(
    leaf: LeafOutcome<'r>,
    comparison: &Comparison,
    only: Option<&LimitUsed>,
    draft: &Draft,
) -> LeafOutcome<'r> {
    LeafOutcome {
        values: comparison.candidates.iter().map(|candidate| value(candidate, only, draft)).collect(),
        relation: Some(comparison.relation.id()),
        limits: comparison.limits.iter().map(limit).collect(),
        near_limit: near_limit(comparison, draft),
        ..leaf
    }
}

pub(super) fn value(candidate: &Candidate, only: Option<&LimitUsed>, draft: &Draft) -> ValueOutcome {
    let unit = candidate.unit;
    let end = |end: &End<Measured>| match end {
        End::Closed(value) | End::Open(value) => {
            value.value_in(unit).map(|value| Quantity::new(&value, unit.symbol))
        }
        End::None => None,
    };
    let (basis, place) = basis(candidate.basis);
    let assessment = place.and_then(|place| draft.assessments.get(place.assessment));
    let finding = place.and_then(|place| assessment?.results.get(place.result));
    ValueOutcome {
        basis,
        typed: finding.and_then(|finding| match &finding.value {
            Value::Quantity(typed) => Some(format!("{} {}", typed.value, typed.unit).trim().to_owned()),
            Value::Counted(count) => Some(count.to_string()),
            Value::Yes
            | Value::No
            | Value::NotKnown
            | Value::Choice(_)
            | Value::NotDone(_)
            | Value::Urine { .. } => None,
        }),
        assessment: assessment.map(|assessment| assessment.id),
        low: end(&candidate.value.low),
        high: end(&candidate.value.high),
        margin: only
            .and_then(|limit| candidate.margin(limit))
            .map(|margin| Quantity::new(&margin, unit.symbol)),
        margin_percent: only
            .and_then(|limit| candidate.margin_percent(limit))
            .map(|margin| margin.significant(15)),
        margin_in_percent: only
            .and_then(|limit| candidate.margin_percent(limit))
            .map(|margin| Quantity::new(&margin, "%")),
    }
}

const fn basis(basis: Basis) -> (&'static str, Option<Place>) {
    match basis {
        Basis::Finding(place) => ("entered", Some(place)),
        Basis::Differential(place) => ("differential", Some(place)),
        Basis::CorrectedDifferential(place) => ("corrected_differential", Some(place)),
        Basis::Urine(place) => ("timed_urine", Some(place)),
        Basis::Copies(place) => ("copies_by_site_factor", Some(place)),
        Basis::CopiesPublishedRange(place) => ("copies_by_published_factors", Some(place)),
        Basis::Estimated(WeightBasis::Actual) => ("cockcroft_gault_actual", None),
        Basis::Estimated(WeightBasis::Ideal) => ("cockcroft_gault_ideal", None),
        Basis::Estimated(WeightBasis::Adjusted) => ("cockcroft_gault_adjusted", None),
        Basis::Age => ("age", None),
    }
}

fn limit(used: &LimitUsed) -> LimitOutcome {
    let quantity = |measured: &Measured| {
        Quantity::new(&measured.value_in(used.unit).unwrap_or_default(), used.unit.symbol)
    };
    LimitOutcome {
        limit: quantity(&used.limit),
        uln: used.uln.as_ref().map(|uln| quantity(&uln.uln)),
        uln_source: used.uln.as_ref().map(|uln| match &uln.source {
            UlnSource::Report(_) => "report",
            UlnSource::Template { confirmed: true, .. } => "template",
            UlnSource::Template { .. } => "template_unconfirmed",
        }),
    }
}

const fn holds(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "true",
        Truth::False => "false",
        Truth::Unknown => "unknown",
    }
}

const fn why_code(why: &Why) -> &'static str {
    match why {
        Why::Missing => "missing",
        Why::NotDone => "not_done",
        Why::NotKnown => "not_known",
        Why::Unsettled => "unsettled",
        Why::Doubtful => "doubtful",
        Why::Refused => "refused",
        Why::BothSides => "both_sides",
        Why::NoUpperLimit => "no_upper_limit",
        Why::UpperLimitUnreadable => "upper_limit_unreadable",
        Why::Disagree => "disagree",
        Why::Undated => "undated",
        Why::SameTime => "same_time",
        Why::NeverAsked => "never_asked",
        Why::NotAskedUpTo(_) => "not_asked_up_to",
        Why::ClockTimeNeeded(_) => "clock_time_needed",
        Why::PartialDate => "partial_date",
        Why::OnOpenEnd => "on_open_end",
        Why::ClassNotKnown => "class_not_known",
        Why::OneDayOnly => "one_day_only",
        Why::DatesContradict => "dates_contradict",
        Why::StageDateNeeded => "stage_date_needed",
        Why::DoseNotKnown => "dose_not_known",
        Why::HalfLifeNotKnown => "half_life_not_known",
        Why::ParameterNotSet => "parameter_not_set",
        Why::TooOld => "too_old",
        Why::NotComputed => "not_computed",
    }
}
