//! What can be done with files: new ones to the left, the chosen one to the right.

use crate::app::{act::Act, command::Command, state::State, target::Target, theme::palette};
use eframe::egui::{Button, RichText, Ui};

pub(super) fn show(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    ui.horizontal_wrapped(|ui| {
        let texts = &state.texts().commands;
        let colors = palette(ui);
        let label = RichText::new(Command::New.label(texts)).color(colors.on_primary);
        let mut clicked = |ui: &mut Ui, command: Command, button: Button<'_>| {
            let enabled = state.can(command);
            let mut response = ui.add_enabled(enabled, button);
            if let Some(shortcut) = command.shortcut() {
                response = response.on_hover_text(ui.ctx().format_shortcut(&shortcut));
            }
            if !enabled {
                response = response.on_disabled_hover_text(why_not(state, command));
            }
            if response.clicked() {
                acts.push(Act::Command(command));
            }
        };
        clicked(ui, Command::New, Button::new(label).fill(colors.primary));
        clicked(ui, Command::Open, Button::new(Command::Open.label(texts)));
        clicked(ui, Command::Import, Button::new(Command::Import.label(texts)));
        ui.separator();
        let archived = state.memories.patients.archived().is_some();
        let put_away = if archived { Command::Restore } else { Command::Archive };
        for command in [Command::Duplicate, Command::Rename, put_away, Command::Export] {
            clicked(ui, command, Button::new(command.label(texts)));
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
