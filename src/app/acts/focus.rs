//! What one frame asks of the next: a field that is to have the focus, a button that counts as pressed.

use super::state::State;
use crate::app::core::{Spot, Wishes};
use eframe::egui::{Event, Ui};

impl State {
    /// What is asked of the view that is drawn next. In the frame after a dialogue nothing behind it can have the focus
    /// yet: the wish waits for the next one.
    pub(crate) fn take_wishes(&mut self, ui: &Ui) -> Wishes {
        let free = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        if self.focus.is_none() {
            self.early.clear();
        } else if free {
            ui.input_mut(|input| drop(input.events.splice(0..0, self.early.drain(..))));
        } else {
            // What is typed meanwhile is for the field that is waited for.
            let is_text = |event: &mut Event| matches!(event, Event::Text(_));
            self.early.extend(ui.input_mut(|input| input.events.extract_if(.., is_text).collect::<Vec<_>>()));
        }
        Wishes { focus: self.focus.take_if(|_| free), again: self.again.take() }
    }

    /// A field that was not drawn keeps its wish for one more frame: its card may just be unfolding.
    pub(crate) fn focus_missed(&mut self, focus: Option<Spot>) {
        if self.focus.is_none() {
            self.focus = focus.filter(|_| !self.missed);
            self.missed = self.focus.is_some();
        }
    }
}
