//! What is asked in front of everything else. One at a time; Escape always means *no change*.

mod about;
mod changed;
mod frame;
mod held;
mod lost;
mod path;
mod person;
mod place;
mod recovery;
mod shortcuts;
mod subject;
mod unsaved;

pub(crate) use changed::Changed;
pub(crate) use frame::{forget_focus, give_focus_back, panel};
pub(crate) use held::Held;
pub(crate) use lost::Lost;
pub(crate) use path::{PathEntry, PathUse};
pub(crate) use person::Person;
pub(crate) use recovery::{Offer, Recovery};
pub(crate) use subject::{SubjectEntry, SubjectUse};

use super::{
    acts::state::State,
    core::{after::After, target::Target},
};
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

    /// The same for something that is signed; the button at this path then counts as pressed.
    pub(crate) fn signed_by(what: String, path: String) -> Self {
        Self::Person(Person { signs: Some((what, path)), ..Person::default() })
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
}

/// Shows the open dialogue and does what was chosen.
pub(crate) fn show(ui: &Ui, state: &mut State) {
    // Taken out while it is shown, so that what it does may open another one.
    let Some(mut dialog) = state.dialog.take() else { return };
    let open = match &mut dialog {
        Dialog::Unsaved(after) => unsaved::show(ui, state, after),
        Dialog::UnsavedSettings(after) => unsaved::settings(ui, state, after),
        Dialog::Path(entry) => path::show(ui, state, entry),
        Dialog::Subject(entry) => subject::show(ui, state, entry),
        Dialog::Held(held) => held::show(ui, state, held),
        Dialog::Lost(lost) => lost::show(ui, state, lost),
        Dialog::Changed(changed) => changed::show(ui, state, changed),
        Dialog::Recovery(recovery) => recovery::show(ui, state, recovery),
        Dialog::Person(person) => person::show(ui, state, person),
        Dialog::Shortcuts => shortcuts::show(ui, state),
        Dialog::About => about::show(ui, state),
    };
    match &mut state.dialog {
        // It asks who works, and goes on where it was.
        Some(Dialog::Person(person)) if open => person.then = Some(Box::new(dialog)),
        None if open => state.dialog = Some(dialog),
        Some(_) | None => {}
    }
}
