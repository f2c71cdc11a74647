//! A number with its unit, at the two halves of its address.

use crate::{
    app::{
        core::{Page, Spot},
        theme::palette,
        widget::{Field, Unit, number_line, problem_line},
    },
    model::Typed,
    quantity::{
        UnitRow,
        units::{RuntimeUnit, cell_density, cells, share, volume, weight},
    },
};
use eframe::egui::{RichText, Ui};

/// A number with its unit.
pub(super) struct Amount<'a> {
    pub(super) at: Spot,
    pub(super) label: &'a str,
    pub(super) units: &'a [&'static UnitRow],
    /// Width of the digits.
    pub(super) width: f32,
    /// Width of the unit; a long symbol takes more.
    pub(super) unit_width: f32,
    /// The label stands over it.
    pub(super) labelled: bool,
}

impl Amount<'_> {
    /// Value and unit beside each other; the problem of either under them.
    pub(super) fn show(&self, ui: &mut Ui, page: &Page<'_>, typed: &mut Typed) {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            self.under_label(ui, page, typed);
            self.problems(ui, page, typed);
        });
    }

    /// Value and unit under their label. In a row of several the problems stand under the row: beside a field they would
    /// press the others out of the window.
    pub(super) fn under_label(&self, ui: &mut Ui, page: &Page<'_>, typed: &mut Typed) {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            if self.labelled {
                let color = palette(ui).weak;
                ui.label(RichText::new(capital(self.label)).small().color(color));
            }
            self.row(ui, page, typed);
        });
    }

    /// Value and unit alone.
    pub(super) fn row(&self, ui: &mut Ui, page: &Page<'_>, typed: &mut Typed) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let field = Field::new(self.at.value(), self.label)
                .in_table()
                .without_problem()
                .right()
                .width(self.width);
            field.show(ui, page, &mut typed.value);
            let Self { at, label, units, unit_width, .. } = self;
            Unit { at, label, units, width: *unit_width, fixed: false }.show(ui, page, &mut typed.unit);
        });
    }

    /// What is wrong with value or unit.
    pub(super) fn problems(&self, ui: &mut Ui, page: &Page<'_>, typed: &mut Typed) {
        number_line(ui, page, &self.at.value(), &mut typed.value);
        problem_line(ui, page, self.at.unit(), None);
        problem_line(ui, page, &self.at, None);
    }
}

/// A label begins with a capital letter, also where its words stand within sentences elsewhere.
pub(super) fn capital(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// All units of a table, the usual ones first.
fn rows<U: RuntimeUnit>(usual: &[U]) -> Vec<&'static UnitRow> {
    let others = U::ALL.iter().filter(|unit| !usual.contains(unit));
    usual.iter().chain(others).map(|unit| unit.row()).collect()
}

/// Units of concentrations; a certificate prints millions per millilitre, a cytometer cells per microlitre.
pub(super) fn densities() -> Vec<&'static UnitRow> {
    use cell_density::Unit;
    rows(&[Unit::million_per_milliliter, Unit::per_microliter, Unit::per_milliliter])
}

/// Units of a number of cells.
pub(super) fn cell_numbers() -> Vec<&'static UnitRow> {
    rows(&[cells::Unit::million])
}

/// Units of a share.
pub(super) fn shares() -> Vec<&'static UnitRow> {
    rows::<share::Unit>(&[])
}

/// Units of a volume.
pub(super) fn volumes() -> Vec<&'static UnitRow> {
    rows::<volume::Unit>(&[])
}

/// Units of a weight.
pub(super) fn masses() -> Vec<&'static UnitRow> {
    rows::<weight::Unit>(&[])
}
