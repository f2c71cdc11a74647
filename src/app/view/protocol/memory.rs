//! What the view of the protocol remembers while the window is open.

use super::compared::{Compared, Tried};
use crate::{
    engine::{
        moment::read_moment,
        problem::{Problem, ProblemCode},
    },
    i18n::ProtocolTexts,
    model::Address,
};
use std::collections::{BTreeMap, BTreeSet};

/// A section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tab {
    #[default]
    Criteria,
    Levels,
    Parameters,
    Questions,
    Versions,
}

impl Tab {
    pub(super) const ALL: [Self; 5] =
        [Self::Criteria, Self::Levels, Self::Parameters, Self::Questions, Self::Versions];

    pub(super) fn label(self, texts: &ProtocolTexts) -> &str {
        match self {
            Self::Criteria => &texts.tab_criteria,
            Self::Levels => &texts.tab_levels,
            Self::Parameters => &texts.tab_parameters,
            Self::Questions => &texts.tab_questions,
            Self::Versions => &texts.tab_versions,
        }
    }
}

/// Tab, search, and what is unfolded.
#[derive(Default)]
pub(crate) struct Memory {
    pub(super) tab: Tab,
    pub(super) search: String,
    pub(super) find: bool,
    pub(super) unfolded: BTreeSet<String>,
    /// Why the open patient is moved to another version.
    pub(super) reason: String,
    /// Dates in force as they are typed, by version, while they are not saved.
    pub(super) dates: Vec<(String, String)>,
    pub(super) date_reasons: BTreeMap<String, String>,
    /// The content of the version that is held against the one in force.
    pub(super) chosen: Option<String>,
    pub(super) compared: Option<Compared>,
    pub(super) tried: Option<Tried>,
    /// What carries over is shown.
    pub(super) carried: bool,
    /// Every criterion is shown under both versions.
    pub(super) all_rows: bool,
}

impl Memory {
    /// Puts the focus into the search field.
    pub(crate) const fn find(&mut self) {
        self.find = true;
    }

    /// Another patient is open: what was said of the former one no longer fits.
    pub(crate) fn another_patient(&mut self) {
        self.reason.clear();
        self.tried = None;
    }

    /// The date of a version as it is typed, where it is not as it is saved.
    pub(super) fn date(&self, version: &str) -> Option<&str> {
        self.dates.iter().find(|(known, _)| known == version).map(|(_, date)| date.as_str())
    }

    /// Keeps what is typed; none once it is as it is saved.
    pub(super) fn set_date(&mut self, version: &str, typed: Option<String>) {
        self.dates.retain(|(known, _)| known != version);
        match typed {
            Some(typed) => self.dates.push((version.to_owned(), typed)),
            None => drop(self.date_reasons.remove(version)),
        }
    }

    /// What is wrong with dates as they are typed.
    pub(super) fn date_problems(&self) -> Vec<Problem> {
        let wrong = |(version, typed): &(String, String)| {
            let code = ProblemCode::Date(read_moment(typed).err()?);
            Some(Problem { field: in_force_field(version), code })
        };
        self.dates.iter().filter_map(wrong).collect()
    }

    /// Whether any of the texts holds what is searched for.
    pub(super) fn fits(&self, texts: &[&str]) -> bool {
        let wanted = self.search.trim().to_lowercase();
        wanted.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&wanted))
    }
}

/// The date of a version.
pub(super) fn in_force_field(version: &str) -> Address {
    Address::InForce(version.to_owned())
}
