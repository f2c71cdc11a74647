//! The trail of the site: who changed what, when and why; and whether its chain is whole.

use super::desk::Desk;
use crate::{
    app::{
        theme::{palette, space},
        widget::{Mark, banner, card, hint},
    },
    model::Change,
    storage::broken_link,
};
use eframe::egui::{Align, Layout, RichText, Ui, vec2};

/// Lines shown at first, and with each *more*.
const STEP: usize = 50;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, shown: &mut usize) {
    let texts = desk.texts;
    card(ui, &texts.tab_trail, |ui| {
        hint(ui, &texts.trail_intro);
        let trail = desk.session.site.as_ref().map_or(&[][..], |site| &site.value.trail);
        if trail.is_empty() {
            ui.label(&texts.trail_empty);
            return;
        }
        match broken_link(trail) {
            None => {
                banner(ui, Mark::Pass, &texts.trail_whole(trail.len()));
            }
            Some(line) => {
                banner(ui, Mark::Fail, &texts.trail_broken(line + 1));
            }
        }
        ui.add_space(space().small);
        *shown = (*shown).max(STEP);
        let heads = [
            &texts.trail_line,
            &texts.trail_when,
            &texts.trail_who,
            &texts.trail_field,
            &texts.trail_old,
            &texts.trail_new,
            &texts.trail_reason,
        ];
        line(ui, heads.map(|head| RichText::new(head).strong()));
        for (place, change) in trail.iter().enumerate().rev().take(*shown) {
            ui.separator();
            line(ui, cells(ui, desk, place, change));
        }
        if trail.len() > *shown && ui.button(&texts.trail_more).clicked() {
            *shown += STEP;
        }
    });
}

fn cells(ui: &Ui, desk: &Desk<'_>, place: usize, change: &Change) -> [RichText; 7] {
    let words = desk.words;
    let weak = palette(ui).weak;
    [
        RichText::new((place + 1).to_string()).color(weak),
        RichText::new(change.at.replace('T', " ")),
        RichText::new(&change.by),
        RichText::new(words.field(&change.field)),
        RichText::new(words.value(&change.field, &change.old)).color(weak),
        RichText::new(words.value(&change.field, &change.new)),
        RichText::new(&change.reason),
    ]
}

/// One row; long texts wrap in their column.
fn line(ui: &mut Ui, cells: [RichText; 7]) {
    let wide = ui.available_width() - 40.0 - 90.0 - 60.0 - 7.0 * ui.spacing().item_spacing.x;
    let quarter = wide / 4.0;
    let widths = [40.0, 90.0, 60.0, quarter, quarter, quarter, quarter];
    ui.horizontal_top(|ui| {
        for (cell, width) in cells.into_iter().zip(widths) {
            ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(width);
                ui.label(cell.small());
            });
        }
    });
}
