//! A calculation line by line with the numbers put in.

use super::together;
use crate::{
    app::{core::Form, theme::palette},
    engine::step::Step,
};
use eframe::egui::{Grid, Label, RichText, Ui};

/// Symbol, formula, and under it the numbers put in and what comes out.
pub(crate) fn steps(
    ui: &mut Ui,
    form: &Form<'_>,
    steps: &[Step],
    salt: impl std::hash::Hash + std::fmt::Debug,
) {
    let colors = palette(ui);
    Grid::new(salt).num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        for step in steps {
            let [symbol, formula, numbers, value] = form.reporter.step(step);
            ui.vertical(|ui| {
                ui.set_min_width(84.0);
                ui.label(RichText::new(symbol).color(colors.primary).strong());
            });
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                // A name may be cut; digits are never.
                ui.set_max_width(ui.available_width());
                ui.label(RichText::new(format!("= {formula}")).color(colors.weak));
                let mut line = String::new();
                if !numbers.is_empty() && numbers != value {
                    line = format!("{} ", equals(&numbers));
                }
                line.push_str(&equals(&value));
                ui.add(Label::new(together(&line)).wrap().selectable(true));
            });
            ui.end_row();
        }
    });
}

/// `= 20.2 mL`, but `≈ 20.2176 mL`.
fn equals(text: &str) -> String {
    if text.starts_with('≈') { text.to_owned() } else { format!("= {text}") }
}
