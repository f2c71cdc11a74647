//! No patients yet: what to do next, and where they will lie.

use super::{Memory, Shelf};
use crate::app::{
    core::{Command, Lent},
    theme::space,
    widget::{card, hint},
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, memory: &mut Memory) {
    let texts = lent.texts();
    if memory.shelf() == Shelf::Archive {
        card(ui, "", |ui| ui.label(&texts.patients.empty_archive));
        if ui.button(&texts.patients.title).clicked() {
            memory.shelf = None;
        }
        return;
    }
    ui.add_space(space().small);
    card(ui, &texts.patients.empty_title, |ui| {
        let key = |command: Command| ui.ctx().format_shortcut(&command.shortcut());
        ui.label(texts.patients.empty_text(key(Command::New), key(Command::Import)));
        ui.add_space(space().tight);
        let records = lent.session.folder.records();
        hint(ui, &texts.patients.empty_folder(records.display()));
        if !memory.archive.rows.is_empty() {
            let count = memory.archive.rows.len();
            if ui.button(texts.patients.archived(count)).clicked() {
                memory.shelf = Some(Shelf::Archive);
            }
        }
    });
    ui.add_space(space().small);
}
