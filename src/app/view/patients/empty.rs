//! No patients yet: what to do next, and where they will lie.

use super::Shelf;
use crate::{
    app::{
        acts::state::State,
        core::command::Command,
        theme::space,
        widget::{card, hint},
    },
    i18n::fill,
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, state: &mut State) {
    let texts = state.texts();
    if state.memories.patients.shelf() == Shelf::Archive {
        card(ui, "", |ui| ui.label(&texts.patients.empty_archive));
        if ui.button(&texts.patients.title).clicked() {
            state.memories.patients.shelf = None;
        }
        return;
    }
    ui.add_space(space().small);
    card(ui, &texts.patients.empty_title, |ui| {
        let key = |command: Command| ui.ctx().format_shortcut(&command.shortcut());
        let values = [("new", key(Command::New)), ("import", key(Command::Import))];
        ui.label(fill(&texts.patients.empty_text, &values));
        ui.add_space(space().tight);
        let records = state.session.folder.records().display().to_string();
        hint(ui, &fill(&texts.patients.empty_folder, &[("path", records)]));
        if !state.memories.patients.archive.rows.is_empty() {
            let count = state.memories.patients.archive.rows.len().to_string();
            if ui.button(fill(&texts.patients.archived, &[("count", count)])).clicked() {
                state.memories.patients.shelf = Some(Shelf::Archive);
            }
        }
    });
    ui.add_space(space().small);
}
