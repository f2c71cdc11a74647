//! Evidence as plain data: one object per value compared, answer or history.

use super::{
    code::{
        BASES, TRUTHS, ULN_SOURCES, WHYS, basis_code, clear_from, entry_code, truth_code, uln_source_code,
        why_code,
    },
    dose::{StepOutcome, step},
    quantity::Quantity,
};
use crate::{
    engine::{
        evidence::{Candidate, Comparison, Entry, Evidence, Found, History, LimitUsed},
        protocol::plan::{RELATIONS, relation_code},
        range::End,
    },
    model::{Course, Draft, Edge, Span, Truth, Value},
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
    #[schemars(extend("enum" = TRUTHS))]
    pub holds: &'static str,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("enum" = WHYS))]
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
    #[schemars(extend("enum" = RELATIONS))]
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
    /// For a washout by the dose of a day: what was given, where several courses add up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub adds_up: Vec<String>,
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
    #[schemars(extend("enum" = BASES))]
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
    /// How it was computed, line by line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepOutcome>,
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
    #[schemars(extend("enum" = ULN_SOURCES))]
    pub uln_source: Option<&'static str>,
}

/// Every leaf that speaks.
pub(crate) fn leaves<'r>(evidence: &'r Evidence, draft: &Draft) -> Vec<LeafOutcome<'r>> {
    evidence.leaves().map(|(leaf, found)| outcome(leaf.truth, found, draft)).collect()
}

fn outcome<'r>(truth: Truth, found: &'r Found, draft: &Draft) -> LeafOutcome<'r> {
    let needs = found.needs();
    let codes = |entries: &[Entry]| entries.iter().map(entry_code).collect();
    let said = LeafOutcome {
        item: found.item(),
        holds: truth_code(truth),
        why: found.why().map(why_code),
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
        adds_up: Vec::new(),
        asked_to: None,
    };
    match found {
        Found::Compare(comparison) => {
            let only = match comparison.limits.as_slice() {
                [only] => Some(only),
                _ => None,
            };
            compared(said, comparison, only, draft)
        }
        Found::Answer(answered) => LeafOutcome { answer: answered.found.as_deref(), ..said },
        Found::Happened(history) => LeafOutcome {
            window: Some(&history.sought.span),
            last_day: Some(&history.sought.end),
            anchors: history
                .anchors
                .iter()
                .map(|(before, day)| AnchorOutcome { before, date: day.map(|day| day.to_string()) })
                .collect(),
            clear_from: clear_from(history.clear),
            adds_up: agents(history, draft),
            asked_to: history.asked_to.map(|day| day.to_string()),
            ..said
        },
    }
}

/// What was given in the courses that add up, as typed.
fn agents(history: &History, draft: &Draft) -> Vec<String> {
    let own = draft.exposures.iter().filter(|exposure| exposure.kind == *history.sought.item);
    let courses: Vec<&Course> = own.flat_map(|exposure| &exposure.courses).collect();
    let agent = |place: &usize| courses.get(*place).map(|course| course.agent.clone());
    history.adds_up.iter().filter_map(agent).collect()
}

fn compared<'r>(
    leaf: LeafOutcome<'r>,
    comparison: &Comparison,
    only: Option<&LimitUsed>,
    draft: &Draft,
) -> LeafOutcome<'r> {
    LeafOutcome {
        values: comparison.candidates.iter().map(|candidate| value(candidate, only, draft)).collect(),
        relation: Some(relation_code(comparison.relation)),
        limits: comparison.limits.iter().map(limit).collect(),
        near_limit: comparison.near_limit(),
        ..leaf
    }
}

pub(crate) fn value(candidate: &Candidate, only: Option<&LimitUsed>, draft: &Draft) -> ValueOutcome {
    let unit = candidate.unit;
    let end = |end: &End<Measured>| match end {
        End::Closed(value) | End::Open(value) => {
            value.value_in(unit).map(|value| Quantity::new(&value, unit.symbol))
        }
        End::None => None,
    };
    let place = candidate.basis.place();
    let assessment = place.and_then(|place| draft.assessments.get(place.assessment));
    let finding = place.and_then(|place| assessment?.results.get(place.result));
    ValueOutcome {
        basis: basis_code(candidate.basis),
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
        steps: candidate.lines().iter().map(|line| step(line, draft)).collect(),
    }
}

fn limit(used: &LimitUsed) -> LimitOutcome {
    let quantity = |measured: &Measured| {
        Quantity::new(&measured.value_in(used.unit).unwrap_or_default(), used.unit.symbol)
    };
    LimitOutcome {
        limit: quantity(&used.limit),
        uln: used.uln.as_ref().map(|uln| quantity(&uln.uln)),
        uln_source: used.uln.as_ref().map(|uln| uln_source_code(&uln.source)),
    }
}
