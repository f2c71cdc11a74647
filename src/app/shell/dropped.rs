//! Files that are dropped on the window, and the hint while they hover over it.

use crate::app::{
    acts::state::State,
    core::after::After,
    theme::{self, TITLE, palette, space, text_style},
};
use eframe::egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui};
use std::path::PathBuf;

/// Takes dropped files in. Of several the first good one is opened, and the message says how many were left alone:
/// one patient is open at a time, and nothing is saved that nobody has looked at.
pub(super) fn take(ui: &Ui, state: &mut State) {
    let paths: Vec<PathBuf> =
        ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect());
    if paths.is_empty() {
        return;
    }
    if state.is_pasting() {
        return state.memories.screening.ask_before_dropping();
    }
    // What was asked before is answered with no.
    state.dialog = None;
    if paths.iter().all(|path| path.as_os_str().is_empty()) {
        let (what, why) = (state.texts().commands.open.clone(), state.texts().shell.no_path.clone());
        return state.complain(&what, &why);
    }
    state.unless_unsaved(After::Dropped(paths));
}

/// While files hover over the window.
pub(super) fn hint(ui: &Ui, state: &State) {
    if ui.input(|input| input.raw.hovered_files.is_empty()) {
        return;
    }
    let colors = palette(ui);
    Area::new(Id::unique("drop")).order(Order::Foreground).anchor(Align2::CENTER_CENTER, [0.0, 0.0]).show(
        ui,
        |ui| {
            Frame::new()
                .fill(colors.selection)
                .stroke(Stroke::new(2.0, colors.primary))
                .corner_radius(theme::large_corner())
                .inner_margin(Margin::from(space().wide))
                .show(ui, |ui| {
                    let text = RichText::new(&state.texts().shell.drop_here).color(colors.text);
                    ui.label(text.text_style(text_style(TITLE)));
                    ui.add_space(space().tight);
                });
        },
    );
}
