//! From truths to outcomes: a row, a stage, a group, a patient.

pub mod by_history;
pub mod by_result;
pub(crate) mod compare;
pub(crate) mod criterion;
pub(crate) mod deciding_entries;
pub mod earliest;
pub mod later_findings;
pub(crate) mod met;
pub mod overall;
pub mod row;
pub mod sensitivity;
pub mod signed;
pub mod stage;
pub(crate) mod stand;
pub mod standing;

use super::{codes::codes, evidence::outcome::Outcome};
use jiff::civil::Date;

/// What the rows of a stage, a group or a patient come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every row passes.
    Eligible,
    /// A row fails that time does not cure.
    NotEligible,
    /// Every failing row can be cured: a washout, a value that may be put right.
    NotNow,
    /// No row fails, and at least one is unknown.
    Incomplete,
}

codes! {
    /// Its stable code, as decisions keep it.
    pub fn verdict_code(Verdict), VERDICTS {
        Verdict::Eligible => "eligible",
        Verdict::NotEligible => "not_eligible",
        Verdict::NotNow => "not_now",
        Verdict::Incomplete => "incomplete",
    }
}

/// How a failing row can be cured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cure {
    /// Nothing cures it.
    None,
    /// A window must pass; from this day on, where the end of the exposure is known.
    Washout(Option<Date>),
    /// The text lets the value be put right and measured again.
    Repeat,
}

#[expect(clippy::needless_pass_by_value, reason = "an iterator is its own handle")]
pub(crate) fn verdict(rows: impl Iterator<Item = (Outcome, Cure)> + Clone) -> Verdict {
    let mut failing = rows.clone().filter(|(outcome, _)| *outcome == Outcome::Fail);
    if failing.clone().any(|(_, cure)| cure == Cure::None) {
        return Verdict::NotEligible;
    }
    if failing.next().is_some() {
        return Verdict::NotNow;
    }
    let unknown = rows.clone().any(|(outcome, _)| outcome == Outcome::Unknown);
    if unknown { Verdict::Incomplete } else { Verdict::Eligible }
}
