//! Closing or switching with unsaved work asks first.

use super::{
    Dialog, SubjectUse,
    frame::{buttons, dialog},
};
use crate::{
    app::{
        acts::state::State,
        core::{after::After, target::Target},
    },
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
        ui.label(fill(&texts.unsaved_text, &[("subject", subject.clone())]));
        let mut save = texts.save_first.as_str();
        if *after == After::ReadAgain {
            // Saving over what somebody else has written is refused; under another code nothing is lost.
            ui.label(&texts.unsaved_elsewhere);
            save = &state.texts().commands.save_as;
        }
        pressed = buttons(ui, &[(save, true), (&texts.discard, true), (&texts.cancel, true)]);
    });
    match pressed {
        Some(0) if *after == After::ReadAgain => {
            state.dialog = Some(Dialog::subject(SubjectUse::SaveAs, Target::Open, subject, None));
        }
        Some(0) => state.save_then(Some(after.clone())),
        Some(1) => {
            // A copy is made of what is saved. Everything else takes the draft with it once it is done; where it
            // cannot be done, or asks on, what is typed stays.
            if matches!(after, After::Duplicate(_)) {
                revert(state);
            }
            let patient = state.memories.patient;
            state.go_on(after.clone());
            let failed = state.message.as_ref().is_some_and(|message| message.failed);
            if state.memories.patient == patient && state.dialog.is_none() && !failed {
                revert(state);
            }
        }
        Some(_) => {}
        None => return open,
    }
    false
}

fn revert(state: &mut State) {
    if let Some(document) = &mut state.document {
        document.revert();
    }
}
