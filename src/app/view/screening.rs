//! The view of screening.

use crate::{
    app::{
        page::Page,
        widget::{Field, card},
    },
    model::Draft,
};
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

    /// The preview of a pasted block opens.
    pub(crate) const fn ask_paste(&mut self) {}
}

pub(crate) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, _memory: &mut Memory) {
    card(ui, &page.texts.screening.title, |ui| {
        Field::new("subject", &page.texts.shell.subject_code).show(ui, page, &mut draft.subject);
    });
}
