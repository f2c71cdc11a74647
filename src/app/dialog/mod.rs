//! What is asked in front of everything else. One at a time; Escape always means *no change*.

mod about;
mod answer;
mod changed;
mod difference_place;
mod frame;
mod held;
mod lost;
mod offer;
mod path;
mod person;
mod recovery;
mod shortcuts;
mod subject;
mod unsaved;

pub(crate) use answer::{Answer, PathUse, SubjectUse};
pub(crate) use changed::Changed;
pub(crate) use frame::{forget_focus, give_focus_back, panel};
pub(crate) use held::Held;
pub(crate) use lost::Lost;
pub(crate) use offer::Offer;
pub(crate) use path::PathEntry;
pub(crate) use person::Person;
pub(crate) use recovery::Recovery;
pub(crate) use subject::SubjectEntry;

use super::core::{After, Lent, Spot, Target};
use eframe::egui::Ui;

/// A question in front of everything else.
#[derive(Debug)]
pub(crate) enum Dialog {
    /// What becomes of unsaved work.
    Unsaved(After),
    /// What becomes of unsaved settings.
    UnsavedSettings(After),
    /// A path to open, import or export.
    Path(PathEntry),
    /// A subject code to save, rename or duplicate under.
    Subject(SubjectEntry),
    /// Somebody else has the record.
    Held(Held),
    /// Somebody took the open record over.
    Lost(Lost),
    /// The record was changed outside the program, or cannot be read.
    Changed(Box<Changed>),
    /// Unsaved work of a run that ended.
    Recovery(Recovery),
    /// Who works.
    Person(Person),
    /// All shortcuts.
    Shortcuts,
    /// What the program is.
    About,
}

impl Dialog {
    /// Asks who works.
    pub(crate) fn person() -> Self {
        Self::Person(Person::default())
    }

    /// The same for something that is signed; the button there then counts as pressed.
    pub(crate) fn signed_by(what: String, at: Spot) -> Self {
        Self::Person(Person { signs: Some((what, at)), ..Person::default() })
    }

    pub(crate) fn path(path_use: PathUse) -> Self {
        Self::Path(PathEntry::new(path_use, Target::Nothing, String::new()))
    }

    /// Asks where a copy is written; the name is that of the subject.
    pub(crate) fn export(of: Target, subject: &str) -> Self {
        let subject = subject.trim();
        let name = format!("{}.ron", if subject.is_empty() { "patient" } else { subject });
        let path = std::env::home_dir().unwrap_or_default().join(name);
        Self::Path(PathEntry::new(PathUse::Export, of, path.display().to_string()))
    }

    /// Asks where the letter with the open questions is written.
    pub(crate) fn letter() -> Self {
        let path = std::env::home_dir().unwrap_or_default().join("cardose-questions.txt");
        Self::Path(PathEntry::new(PathUse::Letter, Target::Nothing, path.display().to_string()))
    }

    /// Asks for a subject code, and goes on with `then` once it has been used.
    pub(crate) fn subject(subject_use: SubjectUse, of: Target, subject: String, then: Option<After>) -> Self {
        Self::Subject(SubjectEntry::new(subject_use, of, subject, then))
    }

    /// Asks who works, and goes on with this one once that is said.
    pub(crate) fn person_before(mut dialog: Self) -> Self {
        dialog.begin_again(None);
        Self::Person(Person { then: Some(Box::new(dialog)), ..Person::default() })
    }

    /// The focus goes back to what is typed, which may be wrong: that is mended where it was typed.
    pub(crate) fn begin_again(&mut self, why: Option<String>) {
        if let Self::Path(PathEntry { begun, error, .. }) | Self::Subject(SubjectEntry { begun, error, .. }) =
            self
        {
            *begun = false;
            *error = why.or_else(|| error.take());
        } else if let Self::Held(held) = self {
            held.begun = false;
        }
    }
}

/// Shows the open dialogue.
pub(crate) fn show(ui: &Ui, lent: &Lent<'_>, dialog: &mut Dialog) -> Option<Answer> {
    match dialog {
        Dialog::Unsaved(after) => unsaved::show(ui, lent, after),
        Dialog::UnsavedSettings(after) => unsaved::settings(ui, lent, after),
        Dialog::Path(entry) => path::show(ui, lent, entry),
        Dialog::Subject(entry) => subject::show(ui, lent, entry),
        Dialog::Held(held) => held::show(ui, lent, held),
        Dialog::Lost(lost) => lost::show(ui, lent, lost),
        Dialog::Changed(changed) => changed::show(ui, lent, changed),
        Dialog::Recovery(recovery) => recovery::show(ui, lent, recovery),
        Dialog::Person(person) => person::show(ui, lent, person),
        Dialog::Shortcuts => shortcuts::show(ui, lent),
        Dialog::About => about::show(ui, lent),
    }
}
