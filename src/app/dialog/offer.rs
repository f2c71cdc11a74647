//! One piece of unsaved work of a run that ended.

use crate::{
    app::core::Told as _,
    i18n::FileTexts,
    storage::recovery::{Found, Recovered, RecoveredSettings},
};

/// One piece of unsaved work.
#[derive(Debug)]
pub(crate) enum Offer {
    /// It can be taken back.
    Work {
        work: Box<Recovered>,
        /// Another computer wrote it, and it may still be open there.
        elsewhere: bool,
    },
    /// Settings of the site.
    Settings { work: Box<RecoveredSettings>, elsewhere: bool },
    /// It cannot be read.
    Damaged { id: String, error: String },
}

impl Offer {
    pub(crate) fn new(found: Found, texts: &FileTexts) -> Self {
        match found {
            Found::Left(work) => Self::Work { work, elsewhere: false },
            Found::Elsewhere(work) => Self::Work { work, elsewhere: true },
            Found::Settings { work, elsewhere } => Self::Settings { work, elsewhere },
            Found::Damaged { id, error, .. } => Self::Damaged { id, error: error.told(texts) },
        }
    }

    /// The name of its file.
    pub(crate) fn id(&self) -> &str {
        match self {
            Self::Work { work, .. } => &work.id,
            Self::Settings { work, .. } => &work.id,
            Self::Damaged { id, .. } => id,
        }
    }
}
