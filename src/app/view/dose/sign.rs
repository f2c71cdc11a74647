//! Deliberate acts carry the person and the time.

use crate::{
    app::{command::Command, page::Page},
    i18n::fill,
    model::Signed,
};

/// Who works now and the time; while nobody has said who works, that is asked for first.
pub(super) fn sign(page: &Page<'_>) -> Option<Signed> {
    if page.person.is_empty() {
        page.command(Command::Person);
        return None;
    }
    let at = page.context().now.strftime("%Y-%m-%dT%H:%M").to_string();
    Some(Signed { by: page.person.to_owned(), at, reason: String::new() })
}

/// *p1, 2026-11-20T11:00*, with the reason where there is one.
pub(super) fn signed_text(page: &Page<'_>, signed: &Signed) -> String {
    let values = [("by", signed.by.clone()), ("at", signed.at.replace('T', " "))];
    let text = fill(&page.texts.dose.signed, &values);
    let reason = signed.reason.trim();
    if reason.is_empty() { text } else { format!("{text}{}{reason}", page.reporter.words.colon) }
}
