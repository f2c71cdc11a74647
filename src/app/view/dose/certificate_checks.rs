//! The certificate's figures held against each other: stated, computed, how far apart.

use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::{Mark, chip},
    },
    model::Lot,
    report::{check_texts, dose::figures::is_blocked},
};
use eframe::egui::{Grid, RichText, Ui};

pub(super) fn show(ui: &mut Ui, lot: &Lot, page: &Page<'_>) {
    let words = page.reporter.words;
    let own = |index: usize| page.draft().lots.get(index).is_some_and(|known| known.id == lot.id);
    for dosing in &page.derived.dosings {
        let Some(read) = dosing.lots.iter().find(|read| own(read.index)) else { continue };
        if read.checks.is_empty() {
            return;
        }
        ui.add_space(space().small);
        Grid::new("checks").num_columns(4).striped(true).spacing([8.0, 4.0]).show(ui, |ui| {
            let weak = palette(ui).weak;
            for head in
                [&words.column_figure, &words.column_stated, &words.column_computed, &words.column_agrees]
            {
                ui.label(RichText::new(head).small().color(weak));
            }
            ui.end_row();
            for check in &read.checks {
                let [what, stated, computed, differs] =
                    check_texts(&page.reporter, read, check, is_blocked(dosing));
                for text in [what, stated, computed] {
                    ui.label(RichText::new(text).small());
                }
                chip(ui, if check.agrees { Mark::Pass } else { Mark::Fail }, &differs);
                ui.end_row();
            }
        });
        return;
    }
}
