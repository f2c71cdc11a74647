//! A framed part of a page with its heading.

use super::{Mark, shape};
use crate::app::theme::{self, HEADING, palette, space, text_style};
use eframe::egui::{CornerRadius, Frame, Margin, Response, RichText, Stroke, Ui};

/// A framed part of a page; as wide as there is room.
pub(crate) fn card<R>(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colors = palette(ui);
    Frame::new()
        .fill(colors.panel)
        .stroke(Stroke::new(1.0, colors.border))
        .corner_radius(CornerRadius::same(theme::TOKENS.corner))
        .inner_margin(Margin::same(12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            if !title.is_empty() {
                heading(ui, title);
                ui.add_space(space().tight);
            }
            contents(ui)
        })
        .inner
}

/// The heading of a card.
pub(crate) fn heading(ui: &mut Ui, text: &str) -> Response {
    ui.label(RichText::new(text).text_style(text_style(HEADING)))
}

/// A quiet line.
pub(crate) fn hint(ui: &mut Ui, text: &str) -> Response {
    let color = palette(ui).weak;
    ui.label(RichText::new(text).small().color(color))
}

/// A name and its value on one line.
pub(crate) fn key_value(ui: &mut Ui, key: &str, value: &str) {
    ui.horizontal(|ui| {
        let color = palette(ui).weak;
        ui.label(RichText::new(key).color(color));
        ui.label(value);
    });
}

/// A line across the page that holds for everything under it.
pub(crate) fn banner(ui: &mut Ui, mark: Mark, text: &str) {
    let (color, ground) = mark.colors(palette(ui));
    Frame::new()
        .fill(ground)
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(8, 4))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                shape(ui, mark);
                ui.label(RichText::new(text).color(color));
            });
        });
}

/// Why something could not be done.
pub(crate) fn failure(ui: &mut Ui, text: &str) {
    banner(ui, Mark::Fail, text);
}
