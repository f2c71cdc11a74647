//! The calculation line by line, with the numbers put in: a second person can redo it with a pocket calculator.

use crate::{
    app::{
        core::Page,
        theme::space,
        widget::{fold, hint, steps},
    },
    engine::dose::dosing::{DoseResult, Dosing, LevelDose},
    i18n::number,
    report::dose::figures::level_name,
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
            if levels.len() > 1 {
                ui.label(RichText::new(level_name(&page.reporter, level)).strong());
            }
            for (place, result) in level.results.iter().enumerate() {
                if level.results.len() > 1 {
                    hint(ui, &which(page, result));
                }
                lines(ui, page, result, (level.level, place));
            }
            ui.add_space(space().small);
        }
    });
}

fn which(page: &Page<'_>, result: &DoseResult) -> String {
    let words = page.reporter.words;
    let cap = match &result.cap {
        Some(cap) => words.cap_line(number(cap)),
        None => words.no_cap_line.clone(),
    };
    let date = page.reporter.date_of(result.weight.place);
    format!("{} kg ({date}), {cap}", number(&result.weight.kilograms))
}

fn lines(ui: &mut Ui, page: &Page<'_>, result: &DoseResult, salt: impl std::hash::Hash + std::fmt::Debug) {
    steps(ui, page, &result.steps, ("calculation", salt));
    hint(ui, &page.reporter.words.target_line(page.reporter.cells(&result.target)));
}
