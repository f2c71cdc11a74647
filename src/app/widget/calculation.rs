//! A calculation line by line with the numbers put in.

use super::together;
use crate::{app::theme::palette, report::Calculation};
use eframe::egui::{Grid, Label, RichText, Ui};
use std::{borrow::Borrow, fmt::Debug, hash::Hash};

/// Symbol, formula, and under it the numbers put in and what comes out.
pub(crate) fn calculation<L: Borrow<Calculation>>(
    ui: &mut Ui,
    salt: impl Hash + Debug,
    lines: impl ExactSizeIterator<Item = L>,
) {
    if lines.len() == 0 {
        return;
    }
    let colors = palette(ui);
    Grid::new(salt).num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        for line in lines {
            let Calculation { symbol, formula, numbers, result } = line.borrow();
            ui.vertical(|ui| {
                ui.set_min_width(84.0);
                ui.label(RichText::new(symbol).color(colors.primary).strong());
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                // A name may be cut; digits are never.
                ui.set_max_width(ui.available_width());
                ui.label(RichText::new(format!("= {formula}")).color(colors.weak));
                let mut line = format!("{} {}", result.sign(), result.text);
                if !numbers.text.is_empty() && numbers != result {
                    line = format!("{} {} {line}", numbers.sign(), numbers.text);
                }
                ui.add(Label::new(together(&line)).wrap().selectable(true));
            });
            ui.end_row();
        }
    });
}
