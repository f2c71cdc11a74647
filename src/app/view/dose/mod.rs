//! Product and dose: what is typed stands on the left, what follows from it on the right.

mod amount_field;
mod bags;
mod calculation;
mod certificate;
mod certificate_checks;
mod chain;
mod checklist;
mod drawing;
mod icon;
mod infused;
mod infusion;
mod level_state;
mod levels;
mod lot_uses;
mod lots;
mod memory;
mod notices;
mod plot;
mod product;
mod result;
mod signature;
mod weights;

pub(crate) use memory::Memory;

use crate::{
    app::{
        core::Page,
        theme::space,
        widget::{card, steady},
    },
    model::Draft,
};
use eframe::egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

pub(crate) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    memory.follow(draft, page);
    let texts = &page.texts.dose;
    let all = ui.available_rect_before_wrap();
    let left = (all.width() * 0.4).clamp(388.0, 448.0);
    let split = all.left() + left;
    let inputs = Rect::from_min_max(all.min, pos2(split, all.bottom()));
    let results = Rect::from_min_max(pos2(split + space().medium, all.top()), all.max);
    column(ui, inputs, (&texts.inputs, page.patient), |ui| {
        let place = memory.place(draft);
        card(ui, &texts.card_weight, |ui| {
            infusion::head(ui, draft, page, memory);
            weights::show(ui, draft, page, memory, place);
            infusion::show(ui, draft, page, memory, place);
        });
        lots::show(ui, draft, page, memory);
    });
    column(ui, results, (&texts.results, page.patient), |ui| {
        let place = memory.place(page.draft());
        result::show(ui, draft, page, memory, place);
    });
    ui.advance_cursor_after_rect(all);
}

/// A column that scrolls on its own; screen readers hear its name.
fn column(ui: &mut Ui, rect: Rect, (name, patient): (&str, u64), contents: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        let area = ScrollArea::vertical().id_salt(("column", patient)).auto_shrink(false).animated(false);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space().small;
            ui.set_max_width(ui.available_width());
            contents(ui);
            steady(ui);
        });
    });
}
