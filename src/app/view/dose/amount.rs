//! A number with its unit, at the paths that the engines name: `….value` and `….unit`.

use crate::{
    app::{
        page::Page,
        theme::palette,
        widget::{Field, field_id, problem_line},
    },
    model::Typed,
    quantity::{
        UnitRow,
        units::{RuntimeUnit, cell_density, cells, share, volume, weight},
    },
};
use eframe::egui::{Align, ComboBox, EventFilter, Key, Modifiers, RichText, Ui};

/// A number with its unit.
pub(super) struct Amount<'a> {
    pub(super) path: &'a str,
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
                ui.label(RichText::new(self.label).small().color(color));
            }
            self.row(ui, page, typed);
        });
    }

    /// Value and unit alone.
    pub(super) fn row(&self, ui: &mut Ui, page: &Page<'_>, typed: &mut Typed) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let path = format!("{}.value", self.path);
            let field = Field::new(&path, self.label).in_table().without_problem().right().width(self.width);
            field.show(ui, page, &mut typed.value);
            self.unit(ui, page, &mut typed.unit);
        });
    }

    /// What is wrong with value or unit.
    pub(super) fn problems(&self, ui: &mut Ui, page: &Page<'_>, typed: &mut Typed) {
        problem_line(ui, page, &format!("{}.value", self.path), Some(&mut typed.value));
        problem_line(ui, page, &format!("{}.unit", self.path), None);
        problem_line(ui, page, self.path, None);
    }

    /// In which unit these digits were typed. With the focus on it, the arrow keys choose.
    fn unit(&self, ui: &mut Ui, page: &Page<'_>, unit: &mut String) {
        let Self { path, label, units, .. } = self;
        let id = format!("{path}.unit");
        let own =
            |row: &UnitRow| row.ucum == *unit || row.symbol == *unit || row.spellings.contains(&&**unit);
        let chosen = units.iter().position(|row| own(row));
        let symbol = chosen.and_then(|place| units.get(place)).map_or(unit.as_str(), |row| row.symbol);
        let text = if symbol.is_empty() {
            RichText::new(&page.texts.shell.unit).color(palette(ui).weak)
        } else {
            RichText::new(spelled(page, symbol))
        };
        let mut take = None;
        ui.add_enabled_ui(!page.read_only, |ui| {
            let shown = ComboBox::from_id_salt(field_id(&id))
                .selected_text(text)
                .width(self.unit_width)
                .show_ui(ui, |ui| {
                    for (place, row) in units.iter().enumerate() {
                        if ui.selectable_label(chosen == Some(place), spelled(page, row.symbol)).clicked() {
                            take = Some(place);
                        }
                    }
                });
            let open = shown.inner.is_some();
            let response = shown.response.accessible_name(format!("{label}: {}", page.texts.shell.unit));
            let response = response.on_hover_text(&page.texts.dose.unit_hint);
            if page.takes_focus(&id) {
                response.request_focus();
                response.scroll_to_me(Some(Align::Center));
            }
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.has_focus() && !open {
                let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
                let (up, down) = ui.input_mut(|input| {
                    let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
                    (up, input.consume_key(Modifiers::NONE, Key::ArrowDown))
                });
                if down {
                    take = Some(chosen.map_or(0, |place| place + 1));
                } else if up {
                    take = Some(chosen.map_or(0, |place| place.saturating_sub(1)));
                }
            }
        });
        if let Some(row) = take.and_then(|place| units.get(place)) {
            row.ucum.clone_into(unit);
        }
    }
}

/// A symbol in the words of the language: the word for cells is one.
fn spelled(page: &Page<'_>, symbol: &str) -> String {
    symbol.replace("cells", &page.texts.dose.unit_cells)
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
