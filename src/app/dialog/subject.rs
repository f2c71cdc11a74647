//! A subject code: to save under, to rename to, to duplicate as.

use super::frame::{buttons, dialog};
use crate::{
    app::{
        state::State,
        widget::{failure, hint},
    },
    storage::check_subject,
};
use eframe::egui::{TextEdit, Ui};

/// What the subject code is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubjectUse {
    SaveAs,
    Rename,
    Duplicate,
}

/// A subject code being entered.
#[derive(Debug)]
pub(crate) struct SubjectEntry {
    subject_use: SubjectUse,
    subject: String,
    error: Option<String>,
    begun: bool,
}

impl SubjectEntry {
    pub(super) const fn new(subject_use: SubjectUse, subject: String) -> Self {
        Self { subject_use, subject, error: None, begun: false }
    }
}

pub(super) fn show(ui: &Ui, state: &mut State, entry: &mut SubjectEntry) -> bool {
    let texts = state.texts();
    let title = match entry.subject_use {
        SubjectUse::SaveAs => &texts.commands.save_as,
        SubjectUse::Rename => &texts.commands.rename,
        SubjectUse::Duplicate => &texts.commands.duplicate,
    };
    let title = title.trim_end_matches('…');
    let mut pressed = None;
    let open = dialog(ui, title, 460.0, |ui| {
        let label = ui.label(&texts.shell.subject_code);
        let response =
            ui.add(TextEdit::singleline(&mut entry.subject).desired_width(280.0)).labelled_by(label.id);
        if !entry.begun {
            response.request_focus();
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
        Some(0) => {
            let subject = entry.subject.trim();
            let done = check_subject(subject).map_err(|err| state.words_of(&err)).and_then(|()| match entry
                .subject_use
            {
                SubjectUse::SaveAs => state.save_as(subject),
                SubjectUse::Rename => state.rename(subject),
                SubjectUse::Duplicate => state.duplicate(subject),
            });
            entry.error = done.err();
            entry.error.is_some()
        }
        Some(_) => false,
        None => open,
    }
}
