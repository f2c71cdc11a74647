//! The shortcut sheet.

use super::{
    answer::Answer,
    frame::{buttons, dialog},
};
use crate::app::{
    core::{Command, Lent, REDO},
    theme::{palette, space},
    widget::fix_keys,
};
use eframe::egui::{Grid, RichText, Ui};

pub(super) fn show(ui: &Ui, lent: &Lent<'_>) -> Option<Answer> {
    let (texts, shell) = (lent.texts(), &lent.texts().shell);
    dialog(ui, &shell.shortcuts_title, 860.0, |ui| {
        let shown = |shortcut| ui.ctx().format_shortcut(&shortcut);
        let keys = |command: &Command| {
            let own = shown(command.shortcut());
            if *command == Command::Redo { format!("{own}, {}", shown(REDO)) } else { own }
        };
        let name = |command: &Command| command.label(&texts.commands).trim_end_matches('…').to_owned();
        let commands: Vec<_> = Command::ALL.iter().map(|command| (keys(command), name(command))).collect();
        table(ui, "shortcuts", 3, &commands);
        ui.add_space(space().small);
        let key = |keys: &str, text: &String| (keys.to_owned(), text.clone());
        let others = [
            key("Tab, Shift+Tab", &shell.shortcut_tab),
            key("Enter", &shell.shortcut_enter),
            key("1, 2, 3", &shell.shortcut_answers),
            key("t", &shell.shortcut_today),
            (fix_keys(ui), shell.shortcut_fix.clone()),
            (shell.shortcut_arrows.clone(), shell.shortcut_table.clone()),
            key("Escape", &shell.shortcut_escape),
        ];
        table(ui, "keys", 2, &others);
        buttons(ui, &[(&shell.ok, true)]).map(|_| Answer::Nothing)
    })
}

/// Keys and what they do, in so many columns.
fn table(ui: &mut Ui, name: &str, columns: usize, lines: &[(String, String)]) {
    let color = palette(ui).primary;
    let spacing = [space().medium, 2.0];
    Grid::new(name).num_columns(2 * columns).spacing(spacing).striped(true).show(ui, |ui| {
        for line in lines.chunks(columns) {
            for (keys, text) in line {
                ui.label(RichText::new(keys).color(color));
                ui.label(text);
            }
            ui.end_row();
        }
    });
}
