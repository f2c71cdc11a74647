//! The certificate's figures held against each other: stated, computed, how far apart.

use crate::{
    app::{core::Page, theme::space, widget::blocks},
    model::Lot,
    report::{certificate, dose::figures::is_blocked},
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, lot: &Lot, page: &Page<'_>) {
    let own = |index: usize| page.draft().lots.get(index).is_some_and(|known| known.id == lot.id);
    let mut dosings = page.derived.dosings.iter();
    let found = dosings.find_map(|dosing| Some((dosing, dosing.lots.iter().find(|read| own(read.index))?)));
    if let Some((dosing, read)) = found
        && let Some(table) = certificate(&page.reporter, [read], is_blocked(dosing))
    {
        ui.add_space(space().small);
        blocks(ui, "checks", &[table]);
    }
}
