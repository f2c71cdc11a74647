//! The shortcut sheet.

use super::frame::{buttons, dialog};
use crate::app::{
    command::Command,
    state::State,
    theme::{palette, space},
};
use eframe::egui::{Grid, RichText, Ui};

pub(super) fn show(ui: &Ui, state: &State) -> bool {
    let texts = state.texts();
    let mut pressed = None;
    let open = dialog(ui, &texts.shell.shortcuts_title, 560.0, |ui| {
        let color = palette(ui).primary;
        Grid::new("shortcuts").num_columns(4).spacing([24.0, 6.0]).striped(true).show(ui, |ui| {
            let with_keys = Command::ALL.iter().filter_map(|command| Some((command, command.shortcut()?)));
            for (place, (command, shortcut)) in with_keys.enumerate() {
                ui.label(RichText::new(ui.ctx().format_shortcut(&shortcut)).color(color));
                ui.label(command.label(&texts.commands).trim_end_matches('…'));
                if place % 2 == 1 {
                    ui.end_row();
                }
            }
            ui.end_row();
        });
        ui.add_space(space().small);
        Grid::new("keys").num_columns(2).spacing([24.0, 6.0]).show(ui, |ui| {
            for (keys, text) in [
                ("Tab, Shift+Tab", &texts.shell.shortcut_tab),
                ("1, 2, 3", &texts.shell.shortcut_answers),
                ("Ctrl+.", &texts.shell.shortcut_fix),
                ("Escape", &texts.shell.shortcut_escape),
            ] {
                ui.label(RichText::new(keys).color(color));
                ui.label(text);
                ui.end_row();
            }
        });
        pressed = buttons(ui, &[(&texts.shell.ok, true)]);
    });
    open && pressed.is_none()
}
