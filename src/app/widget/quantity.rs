//! A number with its unit: two fields, because correcting the unit never changes a digit.

use super::{Choose, Field, field_id, problem_line};
use crate::{app::page::Page, model::Typed, quantity::UnitRow};
use eframe::egui::Ui;

/// Value and unit with a label over them; the problem of either under them.
pub(crate) fn quantity(
    ui: &mut Ui,
    page: &Page<'_>,
    path: &str,
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
            Field::new(path, label).in_table().without_problem().right().width(96.0).show(
                ui,
                page,
                &mut typed.value,
            );
            unit_choice(ui, page, path, label, &mut typed.unit, units);
        });
        problem_line(ui, page, path, Some(&mut typed.value));
    });
}

/// In which unit these digits were typed.
pub(crate) fn unit_choice(
    ui: &mut Ui,
    page: &Page<'_>,
    path: &str,
    label: &str,
    unit: &mut String,
    units: &[UnitRow],
) {
    let shown =
        units.iter().find(|row| row.ucum == *unit || row.symbol == *unit || row.spellings.contains(&&**unit));
    let text = shown.map_or(unit.as_str(), |row| row.symbol).to_owned();
    let id = format!("{path}.unit");
    ui.add_enabled_ui(!page.read_only, |ui| {
        let name = format!("{label}: {}", page.texts.shell.unit);
        let choose = Choose { id: field_id(&id), name: &name, chosen: &text, width: 88.0 };
        let is = |row: &UnitRow| shown.is_some_and(|shown| std::ptr::eq(shown, row));
        let (response, picked) = choose.show(ui, units.iter().map(|row| (is(row), row.symbol)));
        if let Some(row) = picked.and_then(|place| units.get(place)) {
            row.ucum.clone_into(unit);
        }
        if page.takes_focus(&id) {
            response.request_focus();
            response.scroll_to_me(Some(eframe::egui::Align::Center));
        }
    });
}
