//! What a field for a date does beside others: `t` puts today's date, and it says how it was read where that is not as
//! typed.

use crate::{app::core::Form, engine::moment::read_moment};
use eframe::egui::{Event, Ui};

/// The key `t` alone, taken away from the field.
pub(super) fn takes_t(ui: &Ui) -> bool {
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !matches!(event, Event::Text(text) if text == "t" || text == "T"));
        input.events.len() != before
    })
}

/// How a date was read that was not typed the usual way.
pub(super) fn read_as(form: &Form<'_>, text: &str) -> Option<String> {
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
