//! Files that are dropped on the window, and the hint while they hover over it.

use crate::{
    app::theme::{self, TITLE, palette, space, text_style},
    i18n::ShellTexts,
};
use eframe::egui::{Align2, Area, Frame, Id, Margin, Order, RichText, Stroke, Ui};
use std::path::PathBuf;

/// The files that are dropped in this frame.
pub(super) fn files(ui: &Ui) -> Vec<PathBuf> {
    ui.input(|input| input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect())
}

/// While files hover over the window.
pub(super) fn hint(ui: &Ui, texts: &ShellTexts) {
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
                    let text = RichText::new(&texts.drop_here).color(colors.text);
                    ui.label(text.text_style(text_style(TITLE)));
                    ui.add_space(space().tight);
                });
        },
    );
}
