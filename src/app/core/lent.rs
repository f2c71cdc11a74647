//! What the window lends to whatever draws a part of it: everything can be read, nothing changed.

use super::{
    command::Command,
    document::{Document, Source},
    message::Message,
    session::Session,
    target::Target,
    user::User,
    view::View,
};
use crate::{
    i18n::{Language, Window},
    storage::check_subject,
};

/// What is shown, as it was when this part of the window began to be drawn.
pub(crate) struct Lent<'s> {
    pub(crate) session: &'s Session,
    pub(crate) user: &'s User,
    pub(crate) document: Option<&'s Document>,
    pub(crate) view: View,
    /// What was just done, or could not be.
    pub(crate) message: Option<&'s Message>,
    /// What a file act would work on now.
    pub(crate) target: Target,
    /// The row that is chosen in the table is one of the archive.
    pub(crate) archived: bool,
    /// *Save* is of the settings: they are looked at, and something typed there is not saved.
    pub(crate) saves_settings: bool,
    /// Something is asked in front of everything else, and takes every key.
    pub(crate) asking: bool,
}

impl Lent<'_> {
    pub(crate) const fn language(&self) -> Language {
        self.user.language()
    }

    pub(crate) fn texts(&self) -> &'static Window {
        self.language().window()
    }

    /// Whether a command has anything to work on now.
    pub(crate) fn can(&self, command: Command) -> bool {
        let document = self.document;
        match command {
            Command::Save => {
                self.saves_settings
                    || document.is_some_and(|document| !document.is_read_only() || document.is_changed())
            }
            Command::SaveAs | Command::Close | Command::CopyResult => document.is_some(),
            Command::Duplicate | Command::Export => {
                !matches!(self.target, Target::Nothing | Target::Troubled(_))
            }
            Command::Revert => {
                let may = |document: &Document| document.is_changed() && !document.is_read_only();
                self.view.is_of_patient() && document.is_some_and(may)
            }
            Command::ReadAgain => document.is_some_and(Document::lies_on_the_disk),
            Command::Rename => match self.target {
                Target::Open => self.is_record(),
                Target::Record(_) => true,
                Target::Nothing | Target::Archived(_) | Target::Example(_) | Target::Troubled(_) => false,
            },
            Command::Archive => match &self.target {
                Target::Open => self.is_record(),
                Target::Record(_) => true,
                // Archiving moves a file whatever is wrong with it.
                Target::Troubled(subject) => !self.archived && check_subject(subject).is_ok(),
                Target::Nothing | Target::Archived(_) | Target::Example(_) => false,
            },
            Command::Restore => self.archived,
            // What is changed by it must be in sight.
            Command::Undo => self.view.is_of_patient() && document.is_some_and(Document::can_undo),
            Command::Redo => self.view.is_of_patient() && document.is_some_and(Document::can_redo),
            Command::PasteBlock => document.is_some_and(|document| !document.is_read_only()),
            Command::New
            | Command::Open
            | Command::Import
            | Command::Letter
            | Command::Quit
            | Command::Find
            | Command::Patients
            | Command::Screening
            | Command::Dose
            | Command::Protocol
            | Command::Settings
            | Command::Person
            | Command::Language
            | Command::Theme
            | Command::Larger
            | Command::Smaller
            | Command::Shortcuts
            | Command::About => true,
        }
    }

    /// Which files under the result of the open patient were written by hand, in words; of an example only its own.
    pub(crate) fn by_hand(&self) -> Option<String> {
        let document = self.document?;
        let words = self.language().catalogue();
        let mut names = Vec::new();
        if document.by_hand {
            names.push(format!("{}.ron", document.file.draft.subject.trim()));
        }
        if !document.file.example {
            names.extend(self.session.by_hand(&document.file.protocol).into_iter().map(str::to_owned));
        }
        let file = names.join(&words.list_separator);
        (!names.is_empty()).then(|| words.written_by_hand(file))
    }

    fn is_record(&self) -> bool {
        self.document.is_some_and(|document| document.source == Source::Record && document.was_saved())
    }
}
