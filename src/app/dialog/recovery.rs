//! Work of a run that ended before it was saved is offered back.

use super::{
    answer::Answer,
    frame::{buttons, dialog},
    offer::Offer,
};
use crate::{
    app::{core::Lent, theme::space, widget::failure},
    i18n::ShellTexts,
};
use eframe::egui::Ui;

/// All that is offered back.
#[derive(Debug)]
pub(crate) struct Recovery {
    offers: Vec<Offer>,
    /// The one that a person is about to discard: there is no way back from it.
    discarding: Option<usize>,
}

impl Recovery {
    pub(crate) const fn new(offers: Vec<Offer>) -> Self {
        Self { offers, discarding: None }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }
}

/// What it is of, when it was written, by whom and where.
fn line(ui: &mut Ui, texts: &ShellTexts, what: &str, [at, by, computer]: [&String; 3], elsewhere: bool) {
    ui.label(texts.recovery_line(what, at.replace('T', " ")));
    if !by.trim().is_empty() {
        ui.label(texts.recovery_by(by));
    }
    if elsewhere {
        ui.label(texts.recovery_elsewhere(computer));
    }
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, recovery: &mut Recovery) -> Option<Answer> {
    let Recovery { offers, discarding } = recovery;
    let texts = &lent.texts().shell;
    dialog(ui, &texts.recovery_title, 600.0, |ui| {
        let (mut taken, mut gone) = (None, None);
        ui.label(&texts.recovery_text);
        ui.add_space(space().small);
        for (place, offer) in offers.iter().enumerate() {
            match offer {
                Offer::Work { work, elsewhere } => {
                    let subject = work.file.draft.subject.trim();
                    let subject = if subject.is_empty() { &texts.unnamed } else { subject };
                    line(ui, texts, subject, [&work.at, &work.by, &work.computer], *elsewhere);
                }
                Offer::Settings { work, elsewhere } => {
                    let name = &texts.recovery_settings;
                    line(ui, texts, name, [&work.at, &work.by, &work.computer], *elsewhere);
                }
                Offer::Damaged { id, error } => {
                    failure(ui, &format!("{} {error}", texts.recovery_damaged(id)));
                }
            }
            if *discarding == Some(place) {
                ui.label(&texts.recovery_discard);
                ui.horizontal(|ui| {
                    if ui.button(&texts.recovery_discard_yes).clicked() {
                        gone = Some(place);
                    }
                    let keep = ui.button(&texts.recovery_keep);
                    if ui.memory(|memory| memory.focused().is_none()) {
                        // The answer that loses nothing.
                        keep.request_focus();
                    }
                    if keep.clicked() {
                        *discarding = None;
                    }
                });
                ui.separator();
                continue;
            }
            ui.horizontal(|ui| {
                let whole = !matches!(offer, Offer::Damaged { .. });
                if whole && ui.button(&texts.recovery_take).clicked() {
                    taken = Some(place);
                }
                // What may still be open elsewhere is not this computer's to delete.
                let ours = !matches!(
                    offer,
                    Offer::Work { elsewhere: true, .. } | Offer::Settings { elsewhere: true, .. }
                );
                if ours && ui.button(&texts.discard).clicked() {
                    *discarding = Some(place);
                }
            });
            ui.separator();
        }
        let later = buttons(ui, &[(&texts.recovery_later, true)]);
        if let Some(place) = taken {
            let offer = offers.remove(place);
            // One patient is open at a time; settings stand beside one.
            if !offers.iter().all(|offer| matches!(offer, Offer::Settings { .. })) {
                offers.clear();
            }
            return Some(Answer::TakeBack(offer));
        }
        if let Some(place) = gone {
            *discarding = None;
            return Some(Answer::DiscardOffer(offers.remove(place)));
        }
        later.map(|_| Answer::Nothing)
    })
}
