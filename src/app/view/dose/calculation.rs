//! The calculation line by line, with the numbers put in: a second person can redo it with a pocket calculator.

use crate::{
    app::{
        core::Page,
        theme::space,
        widget::{blocks, fold},
    },
    engine::dose::dosing::{Dosing, LevelDose},
    report::dose::{calculation, figures::level_name},
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, levels: &[&LevelDose]) {
    if levels.iter().all(|level| level.results.is_empty()) {
        return;
    }
    let assigned = dosing.assigned.is_some();
    // Planning and assigned dose each remember whether it is unfolded.
    let heading = &page.reporter.words.heading_calculation;
    fold(ui, ("calculation", assigned), heading, assigned, |ui| {
        for level in levels {
            let name = level_name(&page.reporter, level);
            if levels.len() > 1 {
                ui.label(RichText::new(&name).strong());
            }
            blocks(ui, &name, &calculation(&page.reporter, level));
            ui.add_space(space().small);
        }
    });
}
