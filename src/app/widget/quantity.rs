//! A number with its unit: two fields, because correcting the unit never changes a digit.

use super::{Field, Unit, number_line};
use crate::{
    app::core::{Form, Spot},
    model::Typed,
    quantity::UnitRow,
};
use eframe::egui::Ui;

/// Value and unit with a label over them; the problem of either under them.
pub(crate) fn quantity(
    ui: &mut Ui,
    form: &Form<'_>,
    at: &Spot,
    label: &str,
    typed: &mut Typed,
    units: &[UnitRow],
) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let color = crate::app::theme::palette(ui).weak;
        ui.label(eframe::egui::RichText::new(label).small().color(color));
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            Field::new(at, label).in_table().without_problem().right().width(96.0).show(
                ui,
                form,
                &mut typed.value,
            );
            let units: Vec<&UnitRow> = units.iter().collect();
            Unit { at, label, units: &units, width: 88.0, fixed: false }.show(ui, form, &mut typed.unit);
        });
        number_line(ui, form, at, &mut typed.value);
    });
}
