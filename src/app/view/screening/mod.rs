//! The view of screening: what decides on top, entry on the left, criteria on the right.

mod clearance;
mod course_amount;
mod courses;
mod criteria;
mod criteria_filter;
mod deciding_field;
mod decisions;
mod evidence;
mod headline;
mod histories;
mod memory;
mod notices;
mod paste_ask;
mod paste_entry;
mod paste_panel;
mod paste_table;
mod paste_take;
mod patient;
mod questions;
mod reasons;
mod report_kind;
mod report_rows;
mod reports;
mod rivals;
mod row;
mod row_line;
mod row_menu;
mod row_verdict;
mod row_words;
mod stages;
mod timeline;
mod what_if;

pub(crate) use memory::Memory;

use crate::{
    app::{core::Page, theme::space, widget::steady},
    engine::verdict::by_result::judged,
    model::Draft,
};
use eframe::egui::{Align, Layout, ScrollArea, Sense, Ui, UiBuilder, Vec2, vec2};

pub(crate) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    if let Some(at) = page.focus_wanted() {
        memory.reveal(&at);
    }
    let judged = judged(&page.context().plan, &page.derived.stages, &page.derived.overall);
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
        column(ui, ("entry", page.patient), vec2(left, size.y), |ui| {
            ui.spacing_mut().item_spacing = vec2(spacing.x, space().small);
            patient::show(ui, draft, page, memory);
            // What is entered every day comes first; the stages have their line of marks under the headline.
            reports::show(ui, draft, page, memory, &judged);
            clearance::show(ui, draft, page, memory);
            stages::show(ui, draft, page, memory);
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

/// A column that scrolls by itself. What is too wide for it never moves the next one.
fn column(ui: &mut Ui, name: (&str, u64), size: Vec2, contents: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    let builder = UiBuilder::new().max_rect(rect).layout(Layout::top_down(Align::Min));
    let mut column = ui.new_child(builder);
    ScrollArea::vertical().id_salt(name).auto_shrink(false).animated(false).show(&mut column, |ui| {
        ui.set_width(ui.available_width() - 4.0);
        contents(ui);
        steady(ui);
    });
}
