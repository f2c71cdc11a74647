//! What can be done with files: new ones to the left, the chosen one to the right.

use crate::app::{
    acts::state::State,
    core::{act::Act, command::Command, target::Target},
    widget::primary_button,
};
use eframe::egui::{Button, Ui};

pub(super) fn show(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    ui.horizontal_wrapped(|ui| {
        let texts = &state.texts().commands;
        let mut clicked = |ui: &mut Ui, command: Command| {
            let (enabled, label) = (state.can(command), command.label(texts));
            let mut response = if command == Command::New {
                primary_button(ui, enabled, label)
            } else {
                ui.add_enabled(enabled, Button::new(label))
            };
            response = response.on_hover_text(ui.ctx().format_shortcut(&command.shortcut()));
            if !enabled {
                response = response.on_disabled_hover_text(why_not(state, command));
            }
            if response.clicked() {
                acts.push(Act::Command(command));
            }
        };
        for command in [Command::New, Command::Open, Command::Import] {
            clicked(ui, command);
        }
        ui.separator();
        let archived = state.memories.patients.archived().is_some();
        let put_away = if archived { Command::Restore } else { Command::Archive };
        for command in [Command::Duplicate, Command::Rename, put_away, Command::Export] {
            clicked(ui, command);
        }
    });
}

/// Why a button cannot be pressed.
fn why_not(state: &State, command: Command) -> &str {
    let texts = &state.texts().patients;
    match state.target() {
        Target::Nothing => &texts.choose_first,
        Target::Archived(_) => &texts.restore_first,
        Target::Example(_) if command == Command::Rename => &texts.example_rename,
        Target::Example(_) => &state.texts().shell.example_hint,
        Target::Troubled(_) => &texts.problem_first,
        Target::Open | Target::Record(_) => &state.texts().shell.never_saved,
    }
}
