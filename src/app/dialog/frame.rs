//! What all dialogues share: the frame, the heading, the row of buttons.

use crate::app::theme::{TITLE, palette, space, text_style};
use eframe::egui::{Button, Id, Modal, RichText, ScrollArea, Sides, Ui};

/// A dialogue with a title; false once it is to close (Escape, or a click beside it).
pub(super) fn dialog(ui: &Ui, title: &str, width: f32, contents: impl FnOnce(&mut Ui)) -> bool {
    let response = Modal::new(Id::unique("dialog")).show(ui, |ui| {
        ui.set_width(width.min(ui.content_rect().width() - 64.0));
        ui.label(RichText::new(title).text_style(text_style(TITLE)));
        ui.add_space(space().small);
        let height = ui.content_rect().height() - 160.0;
        ScrollArea::vertical().max_height(height).show(ui, contents);
    });
    !response.should_close()
}

/// The buttons of a dialogue, to the right; the first is the one that Enter presses. Says which was pressed.
pub(super) fn buttons(ui: &mut Ui, labels: &[(&str, bool)]) -> Option<usize> {
    ui.add_space(space().medium);
    let mut pressed = None;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            for (place, (label, enabled)) in labels.iter().enumerate() {
                let colors = palette(ui);
                let button = if place == 0 {
                    Button::new(RichText::new(*label).color(colors.on_primary)).fill(colors.primary)
                } else {
                    Button::new(*label)
                };
                if ui.add_enabled(*enabled, button).clicked() {
                    pressed = Some(place);
                }
            }
        },
    );
    let enter = ui.input(|input| input.key_pressed(eframe::egui::Key::Enter));
    let first = labels.first().is_some_and(|(_, enabled)| *enabled);
    // Enter on a focused button is that button's own click.
    let on_button = ui.memory(eframe::egui::Memory::focused).is_some() && !ui.text_edit_focused();
    if pressed.is_none() && enter && first && !on_button {
        pressed = Some(0);
    }
    pressed
}
