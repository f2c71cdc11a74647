//! The menu: every command by its name, with its shortcut.

use crate::app::core::{Act, Command, Lent};
use eframe::egui::{Button, Ui};

const FILE: &[Option<Command>] = &[
    Some(Command::New),
    Some(Command::Open),
    Some(Command::Save),
    Some(Command::SaveAs),
    Some(Command::Revert),
    Some(Command::ReadAgain),
    None,
    Some(Command::Duplicate),
    Some(Command::Rename),
    Some(Command::Archive),
    Some(Command::Restore),
    None,
    Some(Command::Import),
    Some(Command::Export),
    Some(Command::Letter),
    None,
    Some(Command::Close),
    Some(Command::Quit),
];
const EDIT: &[Option<Command>] = &[
    Some(Command::Undo),
    Some(Command::Redo),
    None,
    Some(Command::PasteBlock),
    Some(Command::CopyResult),
    Some(Command::Find),
];
const VIEW: &[Option<Command>] = &[
    Some(Command::Patients),
    Some(Command::Screening),
    Some(Command::Dose),
    Some(Command::Protocol),
    Some(Command::Settings),
    None,
    Some(Command::Language),
    Some(Command::Theme),
    Some(Command::Larger),
    Some(Command::Smaller),
];
const HELP: &[Option<Command>] =
    &[Some(Command::Person), None, Some(Command::Shortcuts), Some(Command::About)];

pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    if ui.available_width() >= NARROWEST {
        return menus(ui, lent, acts);
    }
    // Large text in a small window: who is open needs the room.
    ui.menu_button(&lent.texts().shell.menu, |ui| menus(ui, lent, acts));
}

/// The least room in which the menus stand beside each other.
const NARROWEST: f32 = 440.0;

fn menus(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    let texts = &lent.texts().commands;
    for (name, commands) in [
        (&texts.menu_file, FILE),
        (&texts.menu_edit, EDIT),
        (&texts.menu_view, VIEW),
        (&texts.menu_help, HELP),
    ] {
        ui.menu_button(name, |ui| {
            ui.set_min_width(240.0);
            for command in commands {
                let Some(command) = command else {
                    ui.separator();
                    continue;
                };
                let keys = ui.ctx().format_shortcut(&command.shortcut());
                let button = Button::new(command.label(texts)).shortcut_text(keys);
                if ui.add_enabled(lent.can(*command), button).clicked() {
                    acts.push(Act::Command(*command));
                    ui.close();
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::{Command, EDIT, FILE, HELP, VIEW};

    #[test]
    fn every_command_is_in_the_menu_once() {
        let menu: Vec<Command> = [FILE, EDIT, VIEW, HELP].concat().into_iter().flatten().collect();
        assert_eq!(menu.len(), Command::ALL.len());
        for command in Command::ALL {
            assert!(menu.contains(command), "{command:?}");
        }
    }
}
