//! What can be done with files: new ones to the left, the chosen one to the right.

use crate::app::{
    core::{Act, Command, Lent, Target},
    widget::primary_button,
};
use eframe::egui::{Button, Ui};

pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    ui.horizontal_wrapped(|ui| {
        let texts = &lent.texts().commands;
        let mut clicked = |ui: &mut Ui, command: Command| {
            let (enabled, label) = (lent.can(command), command.label(texts));
            let mut response = if command == Command::New {
                primary_button(ui, enabled, label)
            } else {
                ui.add_enabled(enabled, Button::new(label))
            };
            response = response.on_hover_text(ui.ctx().format_shortcut(&command.shortcut()));
            if !enabled {
                response = response.on_disabled_hover_text(why_not(lent, command));
            }
            if response.clicked() {
                acts.push(Act::Command(command));
            }
        };
        for command in [Command::New, Command::Open, Command::Import] {
            clicked(ui, command);
        }
        ui.separator();
        let put_away = if lent.archived { Command::Restore } else { Command::Archive };
        for command in [Command::Duplicate, Command::Rename, put_away, Command::Export] {
            clicked(ui, command);
        }
    });
}

/// Why a button cannot be pressed.
fn why_not(lent: &Lent<'_>, command: Command) -> &'static str {
    let texts = &lent.texts().patients;
    match &lent.target {
        Target::Nothing => &texts.choose_first,
        Target::Archived(_) => &texts.restore_first,
        Target::Example(_) if command == Command::Rename => &texts.example_rename,
        Target::Example(_) => &lent.texts().shell.example_hint,
        Target::Troubled(_) => &texts.problem_first,
        Target::Open | Target::Record(_) => &lent.texts().shell.never_saved,
    }
}
