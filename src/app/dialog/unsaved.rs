//! Closing or switching with unsaved work asks first.

use super::{
    answer::Answer,
    frame::{buttons, dialog},
};
use crate::app::core::{After, Lent};
use eframe::egui::Ui;

/// The same for settings.
pub(super) fn settings(ui: &Ui, lent: &Lent<'_>, after: &After) -> Option<Answer> {
    let texts = &lent.texts().shell;
    dialog(ui, &texts.unsaved_title, 460.0, |ui| {
        ui.label(&texts.unsaved_settings);
        let labels = [(texts.save_first.as_str(), true), (&texts.discard, true), (&texts.cancel, true)];
        Some(match buttons(ui, &labels)? {
            0 => Answer::SaveSettingsFirst(after.clone()),
            1 => Answer::DiscardSettings(after.clone()),
            _ => Answer::Nothing,
        })
    })
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, after: &After) -> Option<Answer> {
    let texts = &lent.texts().shell;
    let subject = lent.document.map_or("", |document| document.file.draft.subject.trim());
    let subject = if subject.is_empty() { texts.unnamed.clone() } else { subject.to_owned() };
    dialog(ui, &texts.unsaved_title, 460.0, |ui| {
        ui.label(texts.unsaved_text(&subject));
        let mut save = texts.save_first.as_str();
        if *after == After::ReadAgain {
            // Saving over what somebody else has written is refused; under another code nothing is lost.
            ui.label(&texts.unsaved_elsewhere);
            save = &lent.texts().commands.save_as;
        }
        let labels = [(save, true), (&texts.discard, true), (&texts.cancel, true)];
        Some(match buttons(ui, &labels)? {
            0 if *after == After::ReadAgain => Answer::SaveAs(subject),
            0 => Answer::SaveFirst(after.clone()),
            1 => Answer::Discard(after.clone()),
            _ => Answer::Nothing,
        })
    })
}
