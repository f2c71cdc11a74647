//! What all dialogues share: the frame, the heading, the row of buttons.

use crate::app::theme::{TITLE, palette, space, text_style};
use eframe::egui::{
    Button, Event, Frame, Id, Key, Margin, Modal, Modifiers, RichText, ScrollArea, Sides, Ui,
};

/// A dialogue with a title; false once it is to close, by Escape. A click beside it closes nothing: what was typed
/// into it would be lost.
pub(super) fn dialog(ui: &Ui, title: &str, width: f32, contents: impl FnOnce(&mut Ui)) -> bool {
    leave_what_lies_behind(ui);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::from(space().large));
    let response = Modal::new(Id::unique("dialog")).frame(frame).show(ui, |ui| {
        ui.set_width(width.min(ui.content_rect().width() - 64.0));
        ui.label(RichText::new(title).text_style(text_style(TITLE)));
        ui.add_space(space().small);
        let height = ui.content_rect().height() - 160.0;
        // Room for all of it: a new area is low at first.
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, contents);
    });
    let escape = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    !(response.is_top_modal && !response.any_popup_open && escape())
}

/// A field behind a dialogue that opens must not take what is typed into the dialogue.
fn leave_what_lies_behind(ui: &Ui) {
    let id = Id::unique("dialog frame");
    let frame = ui.cumulative_frame_nr();
    let before: Option<u64> = ui.data(|data| data.get_temp(id));
    if before.is_none_or(|before| before + 1 < frame) {
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
    }
    ui.data_mut(|data| data.insert_temp(id, frame));
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
    // A key that is still held from what opened the dialogue answers nothing.
    let pressed_now =
        |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    let enter = ui.input(|input| input.events.iter().any(pressed_now));
    let first = labels.first().is_some_and(|(_, enabled)| *enabled);
    // Enter on a focused button is that button's own click.
    let on_button = ui.memory(eframe::egui::Memory::focused).is_some() && !ui.text_edit_focused();
    if pressed.is_none() && enter && first && !on_button {
        pressed = Some(0);
    }
    pressed
}
