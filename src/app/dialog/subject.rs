//! A subject code: to save under, to rename to, to duplicate as.

use super::{
    answer::{Answer, SubjectUse},
    frame::{buttons, dialog},
};
use crate::app::{
    core::{After, Lent, Target},
    widget::{failure, hint},
};
use eframe::egui::{
    Id, TextEdit, Ui,
    text::{CCursor, CCursorRange},
};

/// A subject code being entered.
#[derive(Debug)]
pub(crate) struct SubjectEntry {
    subject_use: SubjectUse,
    of: Target,
    subject: String,
    /// What was asked for before the code was missing.
    then: Option<After>,
    pub(super) error: Option<String>,
    pub(super) begun: bool,
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

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, entry: &mut SubjectEntry) -> Option<Answer> {
    let texts = lent.texts();
    let title = match entry.subject_use {
        SubjectUse::SaveAs => &texts.commands.save_as,
        SubjectUse::Rename | SubjectUse::RenameAndSave => &texts.commands.rename,
        SubjectUse::Duplicate => &texts.commands.duplicate,
    };
    let title = title.trim_end_matches('…');
    dialog(ui, title, 460.0, |ui| {
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
        Some(match buttons(ui, &[(title, ready), (&texts.shell.cancel, true)])? {
            0 => Answer::Subject {
                subject_use: entry.subject_use,
                of: entry.of.clone(),
                subject: entry.subject.trim().to_owned(),
                then: entry.then.clone(),
            },
            _ => Answer::Nothing,
        })
    })
}

/// The code of the patient it comes from stands there; what is typed takes its place, and is not added to it.
fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
