//! A number with its unit in a course: correcting the unit never changes a digit.

use crate::{
    app::{
        core::{Page, Spot},
        theme::space,
        widget::{Field, Unit, hint, number_line, problem_line},
    },
    model::Typed,
    quantity::UnitRow,
};
use eframe::egui::Ui;

/// Value and unit under a label, at the address that the engines name.
pub(super) fn amount(
    ui: &mut Ui,
    page: &Page<'_>,
    at: &Spot,
    label: &str,
    typed: &mut Typed,
    units: &[&'static UnitRow],
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        hint(ui, label);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space().tight;
            let field = Field::new(at.value(), label).in_table().without_problem().right().width(70.0);
            field.show(ui, page, &mut typed.value);
            Unit { at, label, units, width: 76.0, fixed: true }.show(ui, page, &mut typed.unit);
        });
    });
}

/// What is wrong with it.
pub(super) fn problems(ui: &mut Ui, page: &Page<'_>, at: &Spot, typed: &mut Typed) {
    number_line(ui, page, &at.value(), &mut typed.value);
    problem_line(ui, page, at.unit(), None);
}
