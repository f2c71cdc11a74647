//! In which unit digits were typed: one choice for every view.

use super::Choose;
use crate::{
    app::{
        core::{Form, Spot},
        theme::palette,
    },
    quantity::UnitRow,
};
use eframe::egui::{ComboBox, EventFilter, Key, Modifiers, Response, TextStyle, Ui};

/// The choice of a unit beside a number. Another choice corrects the unit and changes no digit.
pub(crate) struct Unit<'u> {
    /// The number; a problem of its unit is at its other half.
    pub(crate) at: &'u Spot,
    /// The name of the number.
    pub(crate) label: &'u str,
    pub(crate) units: &'u [&'u UnitRow],
    pub(crate) width: f32,
    /// A long symbol is cut, as in a table; otherwise it takes more room.
    pub(crate) fixed: bool,
}

impl Unit<'_> {
    /// Shows it. With the focus on it, the arrow keys choose.
    pub(crate) fn show(&self, ui: &mut Ui, form: &Form<'_>, unit: &mut String) {
        let at = self.at.unit();
        let own =
            |row: &UnitRow| row.ucum == *unit || row.symbol == *unit || row.spellings.contains(&&**unit);
        let chosen = self.units.iter().position(|row| own(row));
        let symbol = chosen.and_then(|place| self.units.get(place)).map_or(unit.as_str(), |row| row.symbol);
        let text = if symbol.is_empty() { form.texts.shell.unit.clone() } else { spelled(form, symbol) };
        let name = format!("{}: {}", self.label, form.texts.shell.unit);
        let mut taken = None;
        ui.add_enabled_ui(!form.read_only, |ui| {
            ui.spacing_mut().button_padding.x = 5.0;
            if symbol.is_empty() {
                ui.visuals_mut().override_text_color = Some(palette(ui).weak);
            }
            let width = if self.fixed { self.width } else { self.width.max(room(ui, &text)) };
            let choose = Choose { id: super::field_id(&at), name: &name, chosen: &text, width };
            let options = self.units.iter().enumerate();
            let options = options.map(|(place, row)| (chosen == Some(place), spelled(form, row.symbol)));
            let (response, picked) = choose.show(ui, options);
            // Only where the keys would do something; it would cover the row below.
            let response = if response.has_focus() {
                response.on_hover_text(&form.texts.shell.unit_hint)
            } else {
                response
            };
            if form.takes_focus(&at) {
                super::lead_to(&response);
            }
            taken = picked.or_else(|| by_arrow(ui, &response, chosen));
        });
        if let Some(row) = taken.and_then(|place| self.units.get(place)) {
            row.ucum.clone_into(unit);
        }
    }
}

/// The unit that an arrow key goes to while the list is closed.
fn by_arrow(ui: &Ui, response: &Response, chosen: Option<usize>) -> Option<usize> {
    if !response.has_focus() || ComboBox::is_open(ui.ctx(), response.id) {
        return None;
    }
    let arrows = EventFilter { vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, arrows));
    let (up, down) = ui.input_mut(|input| {
        let up = input.consume_key(Modifiers::NONE, Key::ArrowUp);
        (up, input.consume_key(Modifiers::NONE, Key::ArrowDown))
    });
    if down {
        Some(chosen.map_or(0, |place| place + 1))
    } else {
        up.then(|| chosen.map_or(0, |place| place.saturating_sub(1)))
    }
}

/// What a symbol needs with the button around it.
fn room(ui: &Ui, text: &str) -> f32 {
    let font = TextStyle::Button.resolve(ui.style());
    let color = palette(ui).text;
    let spacing = ui.spacing();
    let around = spacing.icon_width + spacing.icon_spacing + 2.0 * spacing.button_padding.x;
    ui.painter().layout_no_wrap(text.to_owned(), font, color).size().x + around
}

/// A symbol in the words of the language: the word for cells is one.
fn spelled(form: &Form<'_>, symbol: &str) -> String {
    symbol.replace("cells", &form.texts.shell.unit_cells)
}
