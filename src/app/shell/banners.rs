//! What holds for every result shown, and what could not be done.

use crate::{
    app::{
        core::{Act, Command, Document, Lent, Source, Told as _, View},
        view,
        widget::{Mark, banner, banner_with},
    },
    i18n::ShellTexts,
    report::record_changed,
};
use eframe::egui::Ui;

/// What could not be done, and why: it stays until it is dismissed or something else is said.
fn failed(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    let Some(message) = lent.message.filter(|message| message.failed) else { return };
    if banner_with(ui, Mark::Fail, &message.text, &lent.texts().shell.close_message) {
        acts.push(Act::DismissMessage);
    }
}

/// That nothing can be typed, and who has the record.
fn read_only(texts: &ShellTexts, document: &Document) -> String {
    let Some(holder) = &document.held else { return texts.read_only.clone() };
    let (by, computer, since) = (&holder.by, &holder.computer, holder.since.replace('T', " "));
    if by.is_empty() {
        texts.read_only_nobody(computer, since)
    } else {
        texts.read_only_held(by, computer, since)
    }
}

/// What holds for every result shown.
pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    failed(ui, lent, acts);
    let texts = &lent.texts().shell;
    for fault in &lent.session.faults {
        let text = format!("{} {}", fault.consequence(texts), fault.text(lent.language()));
        banner(ui, Mark::Fail, &text);
    }
    if let Some(gone) = &lent.session.gone {
        banner(ui, Mark::Fail, &gone.told(&lent.texts().files));
    }
    if lent.view == View::Patients && lent.session.is_new() {
        view::settings::set_up_banner(ui, &lent.texts().settings, acts);
    }
    let Some(document) = lent.document else { return };
    if !lent.view.is_of_patient() {
        return;
    }
    if document.file.example {
        // An imported copy is a record of its own, and is saved as one.
        let own = document.source != Source::Example;
        let hint = if own { &texts.example_own } else { &texts.example_hint };
        banner(ui, Mark::Note, &format!("{}{}{hint}", texts.example, lent.language().catalogue().colon));
    }
    if let Some(changed) = &document.changed_on_disk {
        let keys = ui.ctx().format_shortcut(&Command::ReadAgain.shortcut());
        let label = Command::ReadAgain.label(&lent.texts().commands);
        if banner_with(
            ui,
            Mark::Fail,
            &record_changed(changed, lent.language().catalogue()),
            &format!("{label} ({keys})"),
        ) {
            acts.push(Act::Command(Command::ReadAgain));
        }
    }
    if let Some(text) = lent.by_hand() {
        banner(ui, Mark::Note, &text);
    }
    if document.is_read_only() {
        banner(ui, Mark::Decide, &read_only(texts, document));
    }
    let (bound, own) = (&document.file.protocol, lent.session.versions.current());
    if !document.file.example && !own.is_of(bound) {
        let own = own.pin();
        let short = |hash: &str| hash.get(..8).unwrap_or(hash).to_owned();
        let (id, hash, own_hash) = (bound.id.to_uppercase(), short(&bound.sha256), short(&own.sha256));
        // Judged by his own version there is nothing to decide; judged by another one there is.
        let (mark, text) = if lent.session.versions.bound(bound).is_some() {
            (Mark::Note, texts.bound_here(id, &bound.version, hash, own.version, own_hash))
        } else {
            (Mark::Decide, texts.bound_elsewhere(id, &bound.version, hash, own.version, own_hash))
        };
        banner(ui, mark, &text);
    }
}
