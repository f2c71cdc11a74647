//! Stages, samples, courses and washout windows, drawn to scale, and the same as text.

pub(super) mod axis;
mod chart;
mod lanes;
mod marks;
mod text;

use super::Memory;
use crate::app::{
    core::Page,
    theme::space,
    widget::{fold_line, hint},
};
use axis::Range;
use eframe::egui::{Button, RichText, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    ui.add_space(space().small);
    let mut open = memory.is_open("timeline", true);
    ui.horizontal(|ui| {
        ui.scope(|ui| {
            ui.set_max_width(116.0);
            fold_line(ui, &mut open, RichText::new(&texts.timeline).strong(), &texts.timeline);
        });
        if open {
            tools(ui, page, memory);
        }
    });
    memory.set_open("timeline", open);
    if !open {
        return;
    }
    if is_empty(page) {
        hint(ui, &texts.timeline_empty);
        return;
    }
    let lanes = lanes::lanes(page, memory);
    chart::show(ui, page, memory, &lanes);
    if !lanes.in_order.is_empty() {
        hint(ui, &lanes.in_order);
    }
    text::show(ui, page, memory);
}

/// How far back, and whether what is in order is drawn too.
fn tools(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    ui.spacing_mut().item_spacing.x = space().tight;
    ui.spacing_mut().button_padding.x = space().small;
    for (range, text) in [
        (Range::Near, &texts.timeline_near),
        (Range::HalfYear, &texts.timeline_half_year),
        (Range::All, &texts.timeline_all),
    ] {
        let button = Button::selectable(memory.range == range, RichText::new(text).small());
        if ui.add(button).clicked() {
            memory.range = range;
        }
    }
    let all = memory.is_open("timeline all", false);
    if ui.add(Button::selectable(all, RichText::new(&texts.timeline_clear).small())).clicked() {
        memory.set_open("timeline all", !all);
    }
}

fn is_empty(page: &Page<'_>) -> bool {
    let draft = page.draft();
    draft.stages.iter().all(|stage| stage.date.trim().is_empty())
        && draft.assessments.is_empty()
        && draft
            .exposures
            .iter()
            .all(|exposure| exposure.complete_to.trim().is_empty() && exposure.courses.is_empty())
}
