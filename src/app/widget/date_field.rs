//! A field for a date: `t` puts today's date, and it says how it was read where that is not as typed.

use super::{Field, field_id, hint};
use crate::{
    app::core::{Form, Spot},
    engine::moment::read_moment,
};
use eframe::egui::{Event, Response, Ui};

/// A date or time as typed.
pub(crate) fn date_field(
    ui: &mut Ui,
    form: &Form<'_>,
    at: impl Into<Spot>,
    label: &str,
    width: f32,
    text: &mut String,
) -> Response {
    let at = at.into();
    shown(ui, form, (&at, text), Field::new(&at, label).width(width))
}

/// The same in a row of several: its problem stands under the row.
pub(crate) fn date_in_row(
    ui: &mut Ui,
    form: &Form<'_>,
    at: impl Into<Spot>,
    label: &str,
    width: f32,
    text: &mut String,
) -> Response {
    let at = at.into();
    shown(ui, form, (&at, text), Field::new(&at, label).width(width).without_problem())
}

/// The same with a hint of how a date is written.
pub(crate) fn date_hinted(
    ui: &mut Ui,
    form: &Form<'_>,
    at: impl Into<Spot>,
    label: &str,
    width: f32,
    text: &mut String,
) -> Response {
    let at = at.into();
    let field = Field::new(&at, label).width(width).hint(&form.texts.dose.date_hint).without_problem();
    shown(ui, form, (&at, text), field)
}

/// The same in a table: the label is heard only, and the problem stands elsewhere.
pub(crate) fn date_cell(
    ui: &mut Ui,
    form: &Form<'_>,
    at: impl Into<Spot>,
    label: &str,
    width: f32,
    text: &mut String,
) -> Response {
    let at = at.into();
    let field = Field::new(&at, label).width(width).in_table().without_problem();
    shown(ui, form, (&at, text), field)
}

fn shown(ui: &mut Ui, form: &Form<'_>, (at, text): (&Spot, &mut String), field: Field<'_>) -> Response {
    let focused = ui.memory(|memory| memory.has_focus(field_id(at)));
    if focused && text.is_empty() && !form.read_only && takes_t(ui) {
        *text = form.context().now.date().to_string();
    }
    ui.vertical(|ui| {
        let response = field.show(ui, form, text);
        if let Some(read) = read_as(form, text) {
            hint(ui, &read);
        }
        response
    })
    .inner
}

/// The key `t` alone, taken away from the field.
fn takes_t(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Text(text) if text == "t" || text == "T"));
        input.events.len() != before
    })
}

/// How a date was read that was not typed the usual way.
fn read_as(form: &Form<'_>, text: &str) -> Option<String> {
    let moment = read_moment(text).ok()??;
    let usual = if moment.is_time() {
        moment.first.strftime("%Y-%m-%dT%H:%M").to_string()
    } else {
        moment.date().map(|date| date.to_string())?
    };
    let typed = text.trim();
    if typed == usual || typed == usual.replace('T', " ") {
        return None;
    }
    let time = if moment.is_time() { moment.first.strftime(" %H:%M").to_string() } else { String::new() };
    Some(format!("= {}{time}", form.reporter.moment(&moment)))
}
