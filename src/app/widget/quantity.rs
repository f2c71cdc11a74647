//! A number with its unit: two fields, because correcting the unit never changes a digit.

use super::{Field, field_id, problem_line};
use crate::{app::page::Page, model::Typed, quantity::UnitRow};
use eframe::egui::{ComboBox, Ui};

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
        let response = ComboBox::from_id_salt(field_id(&id))
            .selected_text(text)
            .width(88.0)
            .show_ui(ui, |ui| {
                for row in units {
                    let chosen = shown.is_some_and(|shown| std::ptr::eq(shown, row));
                    if ui.selectable_label(chosen, row.symbol).clicked() {
                        row.ucum.clone_into(unit);
                    }
                }
            })
            .response
            .accessible_name(format!("{label}: {}", page.texts.shell.unit));
        if page.takes_focus(&id) {
            response.request_focus();
            response.scroll_to_me(Some(eframe::egui::Align::Center));
        }
    });
}
