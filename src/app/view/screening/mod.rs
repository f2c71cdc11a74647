//! The view of screening: what decides on top, entry on the left, criteria on the right.

mod clearance;
mod courses;
mod criteria;
mod evidence;
mod facts;
mod go;
mod grid;
mod headline;
mod histories;
mod kinds;
mod memory;
mod notices;
mod paste;
mod paste_panel;
mod paste_take;
mod patient;
mod reports;
mod rivals;
mod row;
mod row_menu;
mod row_verdict;
mod row_words;

pub(crate) use memory::Memory;

use crate::{
    app::{page::Page, theme::space},
    engine::judged::judged,
    model::Draft,
};
use eframe::egui::{Align, Layout, ScrollArea, Ui, vec2};

pub(crate) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    if let Some(path) = page.focus_wanted() {
        memory.reveal(&path, page);
    }
    let judged = judged(&page.context().plan, page.derived);
    headline::show(ui, page, memory);
    notices::show(ui, page, memory);
    ui.add_space(space().small);
    let size = ui.available_size();
    let gap = space().medium;
    let left = ((size.x - gap) * 0.63).clamp(536.0, 700.0);
    let right = (size.x - gap - left).max(240.0);
    let spacing = ui.spacing().item_spacing;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        column(ui, "entry", left, size.y, |ui| {
            ui.spacing_mut().item_spacing = vec2(spacing.x, space().small);
            patient::show(ui, draft, page, memory);
            reports::show(ui, draft, page, memory, &judged);
            clearance::show(ui, draft, page, memory);
            histories::show(ui, draft, page, memory);
        });
        ui.add_space(gap);
        ui.allocate_ui_with_layout(vec2(right, size.y), Layout::top_down(Align::Min), |ui| {
            ui.set_width(right);
            ui.spacing_mut().item_spacing = spacing;
            criteria::show(ui, page, memory);
        });
    });
    paste_panel::show(ui, draft, page, memory);
}

/// A column that scrolls by itself.
fn column(ui: &mut Ui, name: &str, width: f32, height: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, height), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            ui.set_width(ui.available_width() - 4.0);
            contents(ui);
        });
    });
}
