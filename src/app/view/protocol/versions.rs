//! The version that this program carries, and since when it is in force at this site.

use super::Desk;
use crate::{
    app::{
        session::Session,
        widget::{card, hint, key_value},
    },
    i18n::fill,
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, session: &Session) {
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
}
