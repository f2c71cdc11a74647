//! What the view of the protocol remembers while the window is open.

use crate::i18n::ProtocolTexts;
use std::collections::BTreeSet;

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
    /// Why the open patient is moved to this version.
    pub(super) reason: String,
}

impl Memory {
    /// Puts the focus into the search field.
    pub(crate) const fn find(&mut self) {
        self.find = true;
    }

    /// Whether any of the texts holds what is searched for.
    pub(super) fn fits(&self, texts: &[&str]) -> bool {
        let wanted = self.search.trim().to_lowercase();
        wanted.is_empty() || texts.iter().any(|text| text.to_lowercase().contains(&wanted))
    }
}
