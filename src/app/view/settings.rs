//! The view of settings.

use crate::app::{act::Act, state::State};
use eframe::egui::Ui;

/// What this view remembers.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    find: bool,
}

impl Memory {
    /// The search field takes the focus in the next frame.
    pub(crate) const fn find(&mut self) {
        self.find = true;
    }
}

pub(crate) fn show(ui: &mut Ui, state: &mut State, acts: &mut Vec<Act>) {
    ui.heading(&state.texts().settings.title);
    for name in
        crate::storage::EMBEDDED_PATIENTS.iter().map(|embedded| embedded.name.trim_end_matches(".ron"))
    {
        if ui.button(name).clicked() {
            acts.push(Act::OpenExample(name.to_owned()));
        }
    }
}
