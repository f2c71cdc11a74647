//! The version that this program carries, since when it is in force at this site, and the open patient where it is bound
//! to another one.

use super::Desk;
use crate::{
    app::{
        act::Act,
        session::Session,
        theme::space,
        widget::{card, hint, key_value},
    },
    i18n::fill,
    model::Pin,
};
use eframe::egui::{Button, TextEdit, Ui};

pub(super) fn show(
    ui: &mut Ui,
    desk: &Desk<'_>,
    session: &Session,
    bound: Option<&(Pin, String)>,
    reason: &mut String,
) {
    let texts = desk.texts;
    card(ui, &texts.version_here, |ui| {
        key_value(ui, &desk.protocol.id.to_uppercase(), &desk.protocol.version);
        key_value(ui, "SHA-256", &session.protocol_hash);
        let in_force = desk.site.in_force.iter().find(|(version, _)| *version == desk.protocol.version);
        match in_force {
            Some((_, date)) => ui.label(fill(&texts.in_force_from, &[("date", date.clone())])),
            None => hint(ui, &texts.in_force_nowhere),
        };
    });
    if let Some((pin, subject)) = bound {
        ui.add_space(space().small);
        elsewhere(ui, desk, pin, subject, reason);
    }
}

/// The open patient is bound to another version: a signed act moves it here.
fn elsewhere(ui: &mut Ui, desk: &Desk<'_>, pin: &Pin, subject: &str, reason: &mut String) {
    let texts = desk.texts;
    card(ui, &fill(&texts.bound_card, &[("subject", subject.to_owned())]), |ui| {
        let values = [("version", pin.version.clone()), ("hash", pin.sha256.clone())];
        ui.label(fill(&texts.bound_to, &values));
        hint(ui, &texts.bind_hint);
        let label = ui.label(&texts.bind_reason);
        let width = ui.available_width().min(480.0);
        ui.add(TextEdit::singleline(reason).desired_width(width)).labelled_by(label.id);
        ui.add_space(space().tight);
        let given = !reason.trim().is_empty();
        if ui.add_enabled(given, Button::new(&texts.bind_here)).clicked() {
            desk.ask(Act::Rebind(reason.trim().to_owned()));
        }
    });
}
