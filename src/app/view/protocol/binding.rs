//! Moving the open patient to another version of the protocol.

use super::desk::Desk;
use crate::app::{
    core::{Act, Edition, Source},
    theme::space,
    widget::{card, hint},
};
use eframe::egui::{Button, TextEdit, Ui};

/// The open patient is bound to another version than the chosen one, or without a choice than the one in force: a signed
/// act moves him there.
pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, chosen: Option<&Edition>, reason: &mut String) {
    let texts = desk.texts;
    let Some(document) = desk.lent.document.filter(|document| !document.file.example) else { return };
    let bound = &document.file.protocol;
    let elsewhere = |edition: &&Edition| !edition.is_of(bound);
    let current = desk.lent.session.versions.current();
    let Some(target) = chosen.filter(elsewhere).or_else(|| Some(current).filter(elsewhere)) else { return };
    let subject = &document.file.draft.subject;
    let title = if elsewhere(&current) { texts.bound_card(subject) } else { texts.bind_card(subject) };
    ui.add_space(space().small);
    card(ui, &title, |ui| {
        ui.label(texts.bound_to(&bound.version, &bound.sha256));
        if document.source != Source::Record {
            hint(ui, &texts.bind_record);
            return;
        }
        hint(ui, &texts.bind_hint);
        let label = ui.label(&texts.bind_reason);
        let width = ui.available_width().min(480.0);
        ui.add(TextEdit::singleline(reason).desired_width(width)).labelled_by(label.id);
        ui.add_space(space().tight);
        let given = !reason.trim().is_empty();
        let text = texts.bind_to(&target.plan.protocol.version);
        if ui.add_enabled(given, Button::new(text)).clicked() {
            desk.form.ask(Act::Rebind { hash: target.hash.clone(), reason: reason.trim().to_owned() });
        }
    });
}
