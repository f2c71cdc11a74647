//! The calculation line by line, with the numbers put in: a second person can redo it with a pocket calculator.

use crate::{
    app::{
        page::Page,
        theme::{palette, space},
        widget::hint,
    },
    engine::dose::{DoseResult, Dosing, LevelDose},
    i18n::{fill, number},
    report::dose::level_name,
};
use eframe::egui::{CollapsingHeader, RichText, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, levels: &[&LevelDose]) {
    if levels.iter().all(|level| level.results.is_empty()) {
        return;
    }
    let assigned = dosing.assigned.is_some();
    // Two ids, so that planning and assigned dose each remember whether it is unfolded.
    let fold = CollapsingHeader::new(&page.reporter.words.heading_calculation)
        .id_salt(("calculation", assigned))
        .default_open(assigned);
    fold.show(ui, |ui| {
        for level in levels {
            if levels.len() > 1 {
                ui.label(RichText::new(level_name(&page.reporter, level)).strong());
            }
            for result in &level.results {
                if level.results.len() > 1 {
                    hint(ui, &which(page, result));
                }
                lines(ui, page, result);
            }
            ui.add_space(space().small);
        }
    });
}

fn which(page: &Page<'_>, result: &DoseResult) -> String {
    let words = page.reporter.words;
    let cap = match &result.cap {
        Some(cap) => fill(&words.cap_line, &[("cap", number(cap))]),
        None => words.no_cap_line.clone(),
    };
    let date = page.reporter.date_of(result.weight.place);
    format!("{} kg ({date}), {cap}", number(&result.weight.kilograms))
}

/// Symbol and formula on the first line; under them the numbers put in and what comes out.
fn lines(ui: &mut Ui, page: &Page<'_>, result: &DoseResult) {
    let colors = palette(ui);
    for step in &result.steps {
        let [symbol, formula, numbers, value] = page.reporter.step(step);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space().tight;
            ui.add_sized(
                [92.0, 20.0],
                eframe::egui::Label::new(RichText::new(&symbol).color(colors.primary)).halign(eframe::egui::Align::LEFT),
            );
            ui.label(RichText::new(format!("= {formula}")).color(colors.weak));
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space().tight;
            ui.add_space(96.0);
            if !numbers.is_empty() && numbers != value {
                ui.add(eframe::egui::Label::new(format!("= {numbers}")).selectable(true));
            }
            let value = RichText::new(format!("= {value}")).strong();
            ui.add(eframe::egui::Label::new(value).selectable(true));
        });
    }
    ui.horizontal_wrapped(|ui| {
        let values = [("cells", page.reporter.cells(&result.target))];
        ui.label(RichText::new(fill(&page.reporter.words.target_line, &values)).color(colors.weak));
    });
}
