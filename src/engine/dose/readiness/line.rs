//! A line of the list, and how it stands.

use super::need::Need;
use crate::engine::codes::codes;

/// A line of the list, in the order in which it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineId {
    /// The open record, where somebody else has written it meanwhile; only then it is a line.
    Record,
    /// Whose bag it is: subject, lot, expiry.
    Identity,
    /// The certificate is complete, and a second figure guards it.
    Certificate,
    /// The weight, held against the height and a recent one.
    Weight,
    /// The level is assigned.
    Level,
    /// The patient may have it.
    Eligibility,
    /// What the bags hold, and what was given of them.
    Bags,
    /// Settings of the site that the number uses.
    Settings,
    /// The dose is within its limits, or somebody has decided.
    Decisions,
}

codes! {
    /// Its stable name.
    pub fn line_code(LineId), LINES {
        LineId::Record => "record",
        LineId::Identity => "identity",
        LineId::Certificate => "certificate",
        LineId::Weight => "weight",
        LineId::Level => "level",
        LineId::Eligibility => "eligibility",
        LineId::Bags => "bags",
        LineId::Settings => "settings",
        LineId::Decisions => "decisions",
    }
}

/// How a line, or one need of it, stands; the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineState {
    /// Nothing is left to do.
    Done,
    /// Something must be entered, mended or decided.
    Open,
    /// Nobody can sign it away.
    Stopped,
}

codes! {
    /// Its stable name.
    pub fn line_state_code(LineState), LINE_STATES {
        LineState::Done => "done",
        LineState::Open => "open",
        LineState::Stopped => "stopped",
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadinessLine {
    /// Which.
    pub line: LineId,
    /// What it needs, and what was decided of it.
    pub needs: Vec<Need>,
}

impl ReadinessLine {
    /// As its worst need.
    pub fn state(&self) -> LineState {
        self.needs.iter().map(|need| need.state).max().unwrap_or(LineState::Done)
    }
}
