//! Somebody else has the record open: look at it, or take it over with a reason.

use super::{
    answer::Answer,
    frame::{buttons_with, dialog},
};
use crate::{
    app::{core::Lent, widget::hint},
    storage::lock::Holder,
};
use eframe::egui::{TextEdit, Ui};

/// A record that somebody else holds.
#[derive(Debug)]
pub(crate) struct Held {
    subject: String,
    holder: Option<Holder>,
    reason: String,
    /// The program that holds it is known to run no more.
    dead: bool,
    pub(super) begun: bool,
}

impl Held {
    pub(crate) fn new(subject: &str, holder: Option<Holder>) -> Self {
        Self { subject: subject.to_owned(), holder, reason: String::new(), dead: false, begun: false }
    }

    /// The same where the program that holds it runs no more: the reason is known.
    pub(crate) fn of_the_dead(self, reason: String) -> Self {
        Self { reason, dead: true, ..self }
    }
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, held: &mut Held) -> Option<Answer> {
    let texts = &lent.texts().shell;
    dialog(ui, &texts.locked_title, 520.0, |ui| {
        let text = match &held.holder {
            Some(holder) => {
                let (by, computer, since) = (&holder.by, &holder.computer, holder.since.replace('T', " "));
                if by.is_empty() {
                    texts.locked_nobody(&held.subject, computer, since)
                } else {
                    texts.locked_text(by, &held.subject, computer, since)
                }
            }
            None => texts.locked_unknown(&held.subject),
        };
        ui.label(text);
        if held.dead {
            hint(ui, &texts.locked_dead);
        }
        let label = ui.label(&texts.locked_reason);
        let edit = TextEdit::singleline(&mut held.reason).desired_width(f32::INFINITY);
        let response = ui.add(edit).labelled_by(label.id);
        if !std::mem::replace(&mut held.begun, true) {
            response.request_focus();
        }
        // A reason is typed only to take it over.
        let may_take = !held.reason.trim().is_empty();
        let labels =
            [(texts.locked_view.as_str(), true), (&texts.locked_take, may_take), (&texts.cancel, true)];
        let subject = held.subject.clone();
        Some(match buttons_with(ui, &labels, usize::from(may_take))? {
            0 => Answer::LookAt(subject),
            1 => Answer::TakeOver { subject, reason: held.reason.trim().to_owned() },
            _ => Answer::Nothing,
        })
    })
}
