//! All levels side by side while none is assigned.

use super::level_state;
use crate::{
    app::{
        core::Page,
        theme::{self, HEADING, palette, space, text_style},
        widget::{colored, hint, shape, together},
    },
    engine::dose::dosing::{DoseResult, Dosing, LevelDose},
    i18n::{dose_level, number},
    quantity::{
        component::InBase as _,
        display::{self, Displayed as _},
    },
    report::dose::{
        figures::{percent, volume},
        state_text,
    },
};
use eframe::egui::{Frame, Label, Margin, RichText, Shape, Stroke, Ui};

/// `tallest`: the height of the tallest card in the frame before; all are as tall.
pub(super) fn show(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, tallest: &mut f32) {
    let count = dosing.levels.len().max(1);
    let before = *tallest;
    let mut heights: Vec<f32> = Vec::new();
    ui.columns(count, |columns| {
        for (ui, level) in columns.iter_mut().zip(&dosing.levels) {
            // Columns set their texts flush on both sides.
            heights.push(ui.vertical(|ui| one(ui, page, (dosing, level), before)).inner);
        }
    });
    *tallest = heights.into_iter().fold(0.0, f32::max);
    if (*tallest - before).abs() > 0.5 {
        ui.request_repaint();
    }
    if dosing.levels.iter().any(is_provisional) {
        level_state::provisional_line(ui, page);
    }
    let agrees = dosing.lots.iter().all(crate::engine::lot::ReadLot::certificate_agrees);
    let known = agrees && dosing.available.is_some();
    if !known || dosing.levels.iter().all(|level| level.results.is_empty()) {
        return;
    }
    let words = page.reporter.words;
    let highest = dosing.highest_reachable.and_then(|place| dosing.levels.get(place));
    ui.label(highest.map_or_else(
        || words.no_level_reached.clone(),
        |level| {
            let name = crate::report::dose::figures::level_name(&page.reporter, level);
            words.highest_level(name)
        },
    ));
}

/// Millilitres stand there that lack a setting.
fn is_provisional(level: &LevelDose) -> bool {
    !level.provisional.is_empty() && level.results.iter().any(|result| result.draw.is_some())
}

fn one(ui: &mut Ui, page: &Page<'_>, (dosing, level): (&Dosing, &LevelDose), least: f32) -> f32 {
    let colors = palette(ui);
    let highest = dosing.highest_reachable == Some(level.level);
    let border = if highest { Stroke::new(2.0, colors.primary) } else { Stroke::new(1.0, colors.border) };
    let behind = ui.painter().add(Shape::Noop);
    let mut height = 0.0;
    let shown = Frame::new()
        .stroke(border)
        .corner_radius(theme::corner())
        .inner_margin(Margin::from(space().small))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = space().tight;
            let top = ui.cursor().top();
            let Some(plan) = page.context().plan.levels.get(level.level) else { return };
            ui.label(RichText::new(&*plan.id).text_style(text_style(HEADING)));
            hint(ui, &dose_level(&plan.cells_per_kg, page.language(), page.reporter.words));
            for result in &level.results {
                if level.results.len() > 1 {
                    hint(ui, &format!("{} kg", number(&result.dosing_weight.displayed())));
                }
                amounts(ui, page, result);
            }
            let mark = level_state::mark(dosing, level);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space().tight;
                shape(ui, mark);
                let word = colored(ui, mark, state_text(&page.reporter, dosing, level));
                ui.add(Label::new(word).wrap());
            });
            height = ui.min_rect().bottom() - top;
            // All as tall as the tallest.
            ui.add_space((least - height).max(0.0));
        });
    let rect = shown.response.rect;
    let mut under = vec![Shape::rect_filled(rect, theme::corner(), colors.panel)];
    if is_provisional(level) {
        under.extend(level_state::hatching(rect, colors.unknown_fill));
    }
    ui.painter().set(behind, Shape::Vec(under));
    height
}

fn amounts(ui: &mut Ui, page: &Page<'_>, result: &DoseResult) {
    let texts = &page.texts.dose;
    hint(ui, &page.reporter.words.column_target);
    // The digits on one line, the same in words and as a power under them.
    ui.label(display::grouped(&result.target.displayed()));
    if let Some(words) = page.reporter.beside_cells(&result.target) {
        hint(ui, &together(&words));
    }
    if let Some(draw) = &result.draw {
        let text = format!("{} mL", volume(&draw.volume));
        ui.label(RichText::new(together(&text)).text_style(text_style(HEADING)));
    }
    if let Some(delivered) = result.delivered_share() {
        hint(ui, &together(&texts.delivers(percent(&delivered))));
    }
    if let Some(short) = result.shortfall.as_ref().filter(|short| short.is_above_zero()) {
        hint(ui, &texts.short_of(display::grouped(&short.displayed())));
    }
}
