//! A subject code: to save under, to rename to, to duplicate as.

use super::{
    Dialog,
    frame::{buttons, dialog},
};
use crate::{
    app::{
        acts::state::State,
        core::{after::After, target::Target},
        widget::{failure, hint},
    },
    storage::check_subject,
};
use eframe::egui::{
    Id, TextEdit, Ui,
    text::{CCursor, CCursorRange},
};

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

/// A subject code being entered.
#[derive(Debug)]
pub(crate) struct SubjectEntry {
    subject_use: SubjectUse,
    of: Target,
    subject: String,
    /// What was asked for before the code was missing.
    then: Option<After>,
    error: Option<String>,
    begun: bool,
}

impl SubjectEntry {
    pub(super) const fn new(
        subject_use: SubjectUse,
        of: Target,
        subject: String,
        then: Option<After>,
    ) -> Self {
        Self { subject_use, of, subject, then, error: None, begun: false }
    }
}

pub(super) fn show(ui: &Ui, state: &mut State, entry: &mut SubjectEntry) -> bool {
    let texts = state.texts();
    let title = match entry.subject_use {
        SubjectUse::SaveAs => &texts.commands.save_as,
        SubjectUse::Rename | SubjectUse::RenameAndSave => &texts.commands.rename,
        SubjectUse::Duplicate => &texts.commands.duplicate,
    };
    let title = title.trim_end_matches('…');
    let mut pressed = None;
    let open = dialog(ui, title, 460.0, |ui| {
        let label = ui.label(&texts.shell.subject_code);
        let edit = TextEdit::singleline(&mut entry.subject).desired_width(280.0);
        let response = ui.add(edit).labelled_by(label.id);
        if !entry.begun {
            response.request_focus();
            select_all(ui, response.id, &entry.subject);
            entry.begun = true;
        }
        hint(ui, &texts.shell.subject_code_hint);
        if let Some(error) = &entry.error {
            failure(ui, error);
        }
        let ready = !entry.subject.trim().is_empty();
        pressed = buttons(ui, &[(title, ready), (&texts.shell.cancel, true)]);
    });
    match pressed {
        // The trail says who gave a record another code: nobody is not an answer.
        Some(0) if entry.subject_use.is_signed() && state.session.person.is_empty() => {
            entry.begun = false;
            state.dialog = Some(Dialog::person());
            true
        }
        Some(0) => {
            entry.error = done(state, entry).err();
            if entry.error.is_none()
                && let Some(after) = entry.then.take()
            {
                state.go_on(after);
            }
            // What is wrong is mended where it was typed.
            entry.begun = entry.error.is_none();
            entry.error.is_some()
        }
        Some(_) => false,
        None => open,
    }
}

/// The code of the patient it comes from stands there; what is typed takes its place, and is not added to it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}

fn done(state: &mut State, entry: &SubjectEntry) -> Result<(), String> {
    let subject = entry.subject.trim();
    check_subject(subject).map_err(|err| state.words_of(&err))?;
    match entry.subject_use {
        SubjectUse::SaveAs => state.save_as(subject),
        SubjectUse::Rename => state.rename(&entry.of, subject),
        SubjectUse::RenameAndSave => {
            state.rename(&entry.of, subject)?;
            if state.save_now() {
                return Ok(());
            }
            Err(state.message.as_ref().map_or_else(String::new, |message| message.text.clone()))
        }
        SubjectUse::Duplicate => state.duplicate(&entry.of, subject),
    }
}
