//! Closing or switching with unsaved work asks first.

use super::{
    Dialog,
    frame::{buttons, dialog},
};
use crate::{
    app::state::{After, State},
    i18n::fill,
};
use eframe::egui::Ui;

/// The same for settings.
pub(super) fn settings(ui: &Ui, state: &mut State, after: &After) -> bool {
    let texts = &state.texts().shell;
    let mut pressed = None;
    let open = dialog(ui, &texts.unsaved_title, 460.0, |ui| {
        ui.label(&texts.unsaved_settings);
        pressed = buttons(ui, &[(&texts.save_first, true), (&texts.discard, true), (&texts.cancel, true)]);
    });
    match pressed {
        // The trail says who it was.
        Some(0) if state.session.person.is_empty() => {
            state.dialog = Some(Dialog::person());
            return true;
        }
        Some(0) => {
            if state.save_settings() {
                state.unless_unsaved(after.clone());
            }
        }
        Some(1) => {
            state.discard_settings();
            state.unless_unsaved(after.clone());
        }
        Some(_) => {}
        None => return open,
    }
    false
}

pub(super) fn show(ui: &Ui, state: &mut State, after: &After) -> bool {
    let texts = &state.texts().shell;
    let subject = state.document.as_ref().map_or("", |document| document.file.draft.subject.trim());
    let subject = if subject.is_empty() { texts.unnamed.clone() } else { subject.to_owned() };
    let mut pressed = None;
    let open = dialog(ui, &texts.unsaved_title, 460.0, |ui| {
        ui.label(fill(&texts.unsaved_text, &[("subject", subject)]));
        pressed = buttons(ui, &[(&texts.save_first, true), (&texts.discard, true), (&texts.cancel, true)]);
    });
    match pressed {
        Some(0) => state.save_then(Some(after.clone())),
        Some(1) => {
            if let Some(document) = &mut state.document {
                document.revert();
            }
            state.go_on(after.clone());
        }
        Some(_) => {}
        None => return open,
    }
    false
}
