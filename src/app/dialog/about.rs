//! What the program is, and what it is not.

use super::{
    answer::Answer,
    frame::{buttons, dialog},
};
use crate::app::{core::Lent, theme::space, widget::key_value};
use eframe::egui::Ui;

pub(super) fn show(ui: &Ui, lent: &Lent<'_>) -> Option<Answer> {
    let texts = &lent.texts().shell;
    let protocol = &lent.session.plan().protocol;
    dialog(ui, &texts.about_title, 520.0, |ui| {
        ui.label(texts.about_version(env!("CARGO_PKG_VERSION")));
        ui.label(&lent.language().catalogue().intended_use);
        ui.add_space(space().small);
        ui.label(texts.protocol_line(&protocol.id, &protocol.version));
        key_value(ui, "SHA-256", lent.session.protocol_hash().get(..16).unwrap_or_default());
        key_value(ui, &texts.data_folder, &lent.session.folder.root.display().to_string());
        ui.label(&texts.about_font);
        ui.label("MIT OR Apache-2.0");
        buttons(ui, &[(&texts.ok, true)]).map(|_| Answer::Nothing)
    })
}
