//! The view of patients.

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

    /// The folder is listed again.
    pub(crate) const fn read_again(&mut self) {}

    /// The archived record that is chosen.
    pub(crate) const fn archived(&self) -> Option<&str> {
        None
    }
}

pub(crate) fn show(ui: &mut Ui, state: &mut State, acts: &mut Vec<Act>) {
    ui.heading(&state.texts().patients.title);
    for name in
        crate::storage::EMBEDDED_PATIENTS.iter().map(|embedded| embedded.name.trim_end_matches(".ron"))
    {
        if ui.button(name).clicked() {
            acts.push(Act::OpenExample(name.to_owned()));
        }
    }
}
