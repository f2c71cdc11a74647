//! What all dialogues share: the frame, the heading, the row of buttons, and the focus before and after.

use super::Answer;
use crate::app::{
    theme::{TITLE, space, text_style},
    widget::{in_sight, primary_button},
};
use eframe::egui::{
    Button, Context, Event, Frame, Id, Key, Margin, Memory, Modal, Modifiers, RichText, ScrollArea, Sides,
    Ui, style::ScrollAnimation, vec2,
};

/// A dialogue with a title, and its answer: that of its contents, or that nothing changes, by Escape. A click beside it
/// closes nothing: what was typed into it would be lost.
pub(super) fn dialog(
    ui: &Ui,
    title: &str,
    width: f32,
    contents: impl FnOnce(&mut Ui) -> Option<Answer>,
) -> Option<Answer> {
    let height = ui.content_rect().height() - 160.0;
    let mut answer = None;
    let open = panel(ui, "dialog", title, width, |ui| {
        // Room for all of it: a new area is low at first.
        let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height).animated(false);
        area.show(ui, |ui| {
            answer = contents(ui);
            by_keys(ui, height);
            in_sight(ui);
        });
    });
    answer.or_else(|| (!open).then_some(Answer::Nothing))
}

/// The frame of a dialogue whose contents scroll by themselves.
pub(crate) fn panel(ui: &Ui, name: &str, title: &str, width: f32, contents: impl FnOnce(&mut Ui)) -> bool {
    leave_what_lies_behind(ui);
    let frame = Frame::popup(ui.style()).inner_margin(Margin::from(space().large));
    let response = Modal::new(Id::unique(name)).frame(frame).show(ui, |ui| {
        ui.set_width(width.min(ui.content_rect().width() - 64.0));
        ui.label(RichText::new(title).text_style(text_style(TITLE)));
        ui.add_space(space().small);
        contents(ui);
    });
    let escape = || ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
    !(response.is_top_modal && !response.any_popup_open && escape())
}

/// A sheet that is only read has nothing to Tab to: keys scroll it.
fn by_keys(ui: &Ui, height: f32) {
    if ui.memory(|memory| memory.focused().is_some()) {
        return;
    }
    let line = ui.spacing().interact_size.y;
    let steps = [
        (Key::ArrowDown, -line),
        (Key::ArrowUp, line),
        (Key::PageDown, line - height),
        (Key::PageUp, height - line),
    ];
    for (key, delta) in steps {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta_animation(vec2(0.0, delta), ScrollAnimation::none());
        }
    }
}

fn behind() -> Id {
    Id::unique("focus behind dialogues")
}

/// A field behind a dialogue that opens must not take what is typed into the dialogue.
fn leave_what_lies_behind(ui: &Ui) {
    let id = Id::unique("dialog frame");
    let frame = ui.cumulative_frame_nr();
    let before: Option<u64> = ui.data(|data| data.get_temp(id));
    if before.is_none_or(|before| before + 1 < frame) {
        let focused = ui.memory(Memory::focused);
        forget_focus(ui.ctx());
        if let Some(focused) = focused {
            ui.memory_mut(|memory| memory.surrender_focus(focused));
            ui.data_mut(|data| data.insert_temp(behind(), focused));
        }
    }
    ui.data_mut(|data| data.insert_temp(id, frame));
}

/// No dialogue is open any more: what had the focus before gets it back, unless something else has it by then.
pub(crate) fn give_focus_back(ctx: &Context) {
    let Some(was) = ctx.data(|data| data.get_temp::<Id>(behind())) else { return };
    // In the frame after a dialogue nothing behind it can have the focus yet.
    if ctx.memory(|memory| memory.top_modal_layer().is_some()) {
        return ctx.request_repaint();
    }
    forget_focus(ctx);
    let there = ctx.read_response(was).is_some_and(|response| response.enabled());
    if there && ctx.memory(|memory| memory.focused().is_none()) {
        ctx.memory_mut(|memory| memory.request_focus(was));
        ctx.request_repaint();
    }
}

/// What had the focus belongs to another patient.
pub(crate) fn forget_focus(ctx: &Context) {
    ctx.data_mut(|data| data.remove::<Id>(behind()));
}

/// The buttons of a dialogue, to the right; the first is the one that Enter presses. Says which was pressed.
pub(super) fn buttons(ui: &mut Ui, labels: &[(&str, bool)]) -> Option<usize> {
    buttons_with(ui, labels, 0)
}

/// The same where Enter presses the one at this place.
pub(super) fn buttons_with(ui: &mut Ui, labels: &[(&str, bool)], usual: usize) -> Option<usize> {
    ui.add_space(space().medium);
    let mut pressed = None;
    Sides::new().show(
        ui,
        |_| {},
        |ui| {
            for (place, (label, enabled)) in labels.iter().enumerate() {
                let response = if place == usual {
                    primary_button(ui, *enabled, *label)
                } else {
                    ui.add_enabled(*enabled, Button::new(*label))
                };
                if response.clicked() {
                    pressed = Some(place);
                }
            }
        },
    );
    // A key that is still held from what opened the dialogue answers nothing.
    let pressed_now =
        |event: &Event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. });
    let enter = ui.input(|input| input.events.iter().any(pressed_now));
    let possible = labels.get(usual).is_some_and(|(_, enabled)| *enabled);
    // Enter on a focused button is that button's own click.
    let on_button = ui.memory(Memory::focused).is_some() && !ui.text_edit_focused();
    if pressed.is_none() && enter && possible && !on_button {
        pressed = Some(usual);
    }
    pressed
}
