//! A framed part of a page with its heading.

use super::{Mark, shape};
use crate::app::theme::{self, HEADING, palette, space, text_style};
use eframe::egui::{Align, Frame, Label, Layout, Margin, Response, RichText, Stroke, TextStyle, Ui, vec2};

/// A framed part of a page; as wide as there is room.
pub(crate) fn card<R>(ui: &mut Ui, title: &str, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let colors = palette(ui);
    Frame::new()
        .fill(colors.panel)
        .stroke(Stroke::new(1.0, colors.border))
        .corner_radius(theme::corner())
        .inner_margin(Margin::from(space().medium))
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
    let color = mark.colors(palette(ui)).0;
    ground(ui, mark, |ui| {
        ui.horizontal_wrapped(|ui| {
            shape(ui, mark);
            ui.label(RichText::new(text).color(color));
        });
    });
}

/// The same with a button at its right end, on the middle line; true when it was pressed.
pub(crate) fn banner_with(ui: &mut Ui, mark: Mark, text: &str, button: &str) -> bool {
    let color = mark.colors(palette(ui)).0;
    let font = |style: TextStyle| style.resolve(ui.style());
    let wide = ui.painter().layout_no_wrap(button.to_owned(), font(TextStyle::Button), color).size().x;
    let wide = wide + 2.0 * ui.spacing().button_padding.x;
    let font = font(TextStyle::Body);
    let mut pressed = false;
    ground(ui, mark, |ui| {
        let gaps = 3.0 * ui.spacing().item_spacing.x;
        let room = (ui.available_width() - wide - gaps - ui.spacing().icon_width).max(100.0);
        let galley = ui.painter().layout(text.to_owned(), font, color, room);
        let size = vec2(ui.available_width(), galley.size().y.max(ui.spacing().interact_size.y));
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            shape(ui, mark);
            ui.add(Label::new(galley));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| pressed = ui.button(button).clicked());
        });
    });
    pressed
}

fn ground(ui: &mut Ui, mark: Mark, contents: impl FnOnce(&mut Ui)) {
    let fill = mark.colors(palette(ui)).1;
    Frame::new()
        .fill(fill)
        .corner_radius(theme::small_corner())
        .inner_margin(Margin::from(vec2(space().small, space().tight)))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            contents(ui);
        });
}

/// Why something could not be done.
pub(crate) fn failure(ui: &mut Ui, text: &str) {
    banner(ui, Mark::Fail, text);
}
