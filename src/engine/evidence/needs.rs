//! What something unknown still needs.

use crate::engine::protocol::plan::Name;

/// What an unknown leaf still needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The entries.
    pub entries: Vec<Entry>,
    /// True when all of them are needed; otherwise any one of them can decide.
    pub jointly: bool,
    /// What an estimate lacks, all of it: together it would do as well as one of the entries.
    pub together: Vec<Entry>,
}

impl Needs {
    /// Any one of these.
    pub const fn any(entries: Vec<Entry>) -> Self {
        Self { entries, jointly: false, together: Vec::new() }
    }

    /// All of these.
    pub fn all(entries: Vec<Entry>) -> Self {
        Self { jointly: entries.len() > 1, together: entries.clone(), entries }
    }

    /// True when this entry alone can decide.
    pub fn decided_by(&self, entry: &Entry) -> bool {
        !self.jointly && self.entries.contains(entry)
    }
}

/// Something that a person can enter.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A result or answer.
    Finding(Name),
    /// The upper limit of normal beside a result.
    UpperLimit(Name),
    /// The confirmation of a doubtful result.
    Confirmation(Name),
    /// The date of the report that a result stands in.
    ReportDate(Name),
    /// A history.
    History(Name),
    /// Sex.
    Sex,
    /// Age.
    Age,
    /// The date of a stage.
    StageDate(Name),
    /// A site parameter.
    Parameter(Name),
    /// An open question.
    Question(Name),
}
