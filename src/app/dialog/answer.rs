//! What a dialogue is answered with. The dialogue only shows and asks; what follows is done elsewhere.

use super::Offer;
use crate::{
    app::core::{After, Spot, Target},
    storage::{Kept, Version},
};
use std::path::PathBuf;

/// What the path is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PathUse {
    Open,
    Import,
    Export,
    /// The letter with the open questions.
    Letter,
}

/// What the subject code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectUse {
    SaveAs,
    Rename,
    /// The subject code was changed in its field: that is a rename, and the rest is saved after it.
    RenameAndSave,
    Duplicate,
}

impl SubjectUse {
    /// What is done stands in the trail with who did it.
    const fn is_signed(self) -> bool {
        matches!(self, Self::Rename | Self::RenameAndSave)
    }
}

/// An answer; a dialogue that has none stays open.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Nothing changes.
    Nothing,
    /// Save the open patient, then go on.
    SaveFirst(After),
    /// Give up what is typed, and go on.
    Discard(After),
    /// Save what is typed in the settings, then go on.
    SaveSettingsFirst(After),
    /// Give up what is typed in the settings, and go on.
    DiscardSettings(After),
    /// Save the open patient under another code than this one, which is asked for.
    SaveAs(String),
    /// Read or write here.
    Path { path_use: PathUse, of: Target, path: PathBuf, replace: bool },
    /// Use this subject code, then go on.
    Subject { subject_use: SubjectUse, of: Target, subject: String, then: Option<After> },
    /// Only look at a record that somebody else holds.
    LookAt(String),
    /// Take a record over from whoever holds it, for this reason.
    TakeOver { subject: String, reason: String },
    /// Take a record as it was changed outside the program.
    TakeChanged { subject: String, version: Version },
    /// Put a former version in the place of a record whose bytes are as they were seen.
    Restore { subject: String, former: Kept, seen: String },
    /// Take unsaved work back.
    TakeBack(Offer),
    /// Delete unsaved work.
    DiscardOffer(Offer),
    /// This is who works; the button at the path, if there is one, then counts as pressed.
    Works { person: String, signs: Option<Spot> },
}

impl Answer {
    /// What is done stands in the trail, or beside the lock, with who did it: nobody is not an answer.
    pub(crate) const fn is_signed(&self) -> bool {
        match self {
            Self::TakeOver { .. }
            | Self::TakeChanged { .. }
            | Self::Restore { .. }
            | Self::SaveSettingsFirst(_) => true,
            Self::Subject { subject_use, .. } => subject_use.is_signed(),
            Self::Nothing
            | Self::SaveFirst(_)
            | Self::Discard(_)
            | Self::DiscardSettings(_)
            | Self::SaveAs(_)
            | Self::Path { .. }
            | Self::LookAt(_)
            | Self::TakeBack(_)
            | Self::DiscardOffer(_)
            | Self::Works { .. } => false,
        }
    }
}
