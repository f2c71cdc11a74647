//! Closing or switching with unsaved work asks first.

use super::{
    answer::Answer,
    frame::{buttons, dialog, unanswered},
};
use crate::{
    app::core::{After, Lent},
    i18n::fill,
};
use eframe::egui::Ui;

/// The same for settings.
pub(super) fn settings(ui: &Ui, lent: &Lent<'_>, after: &After) -> Option<Answer> {
    let texts = &lent.texts().shell;
    let mut pressed = None;
    let open = dialog(ui, &texts.unsaved_title, 460.0, |ui| {
        ui.label(&texts.unsaved_settings);
        pressed = buttons(ui, &[(&texts.save_first, true), (&texts.discard, true), (&texts.cancel, true)]);
    });
    match pressed {
        Some(0) => Some(Answer::SaveSettingsFirst(after.clone())),
        Some(1) => Some(Answer::DiscardSettings(after.clone())),
        Some(_) => Some(Answer::Nothing),
        None => unanswered(open),
    }
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, after: &After) -> Option<Answer> {
    let texts = &lent.texts().shell;
    let subject = lent.document.map_or("", |document| document.file.draft.subject.trim());
    let subject = if subject.is_empty() { texts.unnamed.clone() } else { subject.to_owned() };
    let mut pressed = None;
    let open = dialog(ui, &texts.unsaved_title, 460.0, |ui| {
        ui.label(fill(&texts.unsaved_text, &[("subject", subject.clone())]));
        let mut save = texts.save_first.as_str();
        if *after == After::ReadAgain {
            // Saving over what somebody else has written is refused; under another code nothing is lost.
            ui.label(&texts.unsaved_elsewhere);
            save = &lent.texts().commands.save_as;
        }
        pressed = buttons(ui, &[(save, true), (&texts.discard, true), (&texts.cancel, true)]);
    });
    match pressed {
        Some(0) if *after == After::ReadAgain => Some(Answer::SaveAs(subject)),
        Some(0) => Some(Answer::SaveFirst(after.clone())),
        Some(1) => Some(Answer::Discard(after.clone())),
        Some(_) => Some(Answer::Nothing),
        None => unanswered(open),
    }
}
