//! No patients yet: what to do next, and where they will lie.

use super::{Memory, Shelf};
use crate::{
    app::{
        core::{Command, Lent},
        theme::space,
        widget::{card, hint},
    },
    i18n::fill,
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
        let values = [("new", key(Command::New)), ("import", key(Command::Import))];
        ui.label(fill(&texts.patients.empty_text, &values));
        ui.add_space(space().tight);
        let records = lent.session.folder.records().display().to_string();
        hint(ui, &fill(&texts.patients.empty_folder, &[("path", records)]));
        if !memory.archive.rows.is_empty() {
            let count = memory.archive.rows.len().to_string();
            if ui.button(fill(&texts.patients.archived, &[("count", count)])).clicked() {
                memory.shelf = Some(Shelf::Archive);
            }
        }
    });
    ui.add_space(space().small);
}
