//! The open record was taken over by somebody else: nothing is saved over their work.

use super::{
    answer::Answer,
    frame::{buttons, dialog},
};
use crate::{app::core::Lent, storage::lock::Holder};
use eframe::egui::Ui;

/// A record that is no longer ours.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) subject: String,
    pub(crate) holder: Option<Holder>,
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, lost: &Lost) -> Option<Answer> {
    let texts = lent.texts();
    dialog(ui, &texts.shell.lost_title, 520.0, |ui| {
        let subject = &lost.subject;
        let text = match &lost.holder {
            Some(holder) => {
                let texts = &texts.shell;
                let (by, computer, since) = (&holder.by, &holder.computer, holder.since.replace('T', " "));
                if by.is_empty() {
                    texts.lost_nobody(subject, computer, since)
                } else {
                    texts.lost_text(by, subject, computer, since)
                }
            }
            None => texts.shell.lost_unknown(subject),
        };
        ui.label(text);
        Some(match buttons(ui, &[(&texts.commands.save_as, true), (&texts.shell.cancel, true)])? {
            0 => Answer::SaveAs(lost.subject.clone()),
            _ => Answer::Nothing,
        })
    })
}
