//! Deliberate acts carry the person and the time: how that is written.

use crate::{app::core::Page, model::Signed};

/// *p1, 2026-11-20T11:00*, with the reason where there is one.
pub(super) fn signed_text(page: &Page<'_>, signed: &Signed) -> String {
    let text = page.texts.dose.signed(&signed.by, signed.at.replace('T', " "));
    let reason = signed.reason.trim();
    if reason.is_empty() { text } else { format!("{text}{}{reason}", page.reporter.words.colon) }
}
