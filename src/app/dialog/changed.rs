//! A record that was changed outside the program or is damaged: a person looks, and takes it as it is (where it can
//! be read) or restores a former version.

use super::{
    answer::Answer,
    difference_place::Place,
    frame::{buttons, dialog},
};
use crate::{
    app::{
        core::Lent,
        theme::palette,
        widget::{failure, hint},
    },
    model::{Draft, Pin},
    storage::{Difference, Kept, Version},
};
use eframe::egui::{Grid, RichText, Ui};

/// A changed record and the latest version before it.
#[derive(Debug)]
pub(crate) struct Changed {
    pub(crate) subject: String,
    /// SHA-256 of what lies there.
    pub(crate) seen: String,
    /// None for a file that cannot be read.
    pub(crate) version: Option<Version>,
    /// Why it cannot be read.
    pub(crate) error: Option<String>,
    pub(crate) former: Option<Kept>,
    pub(crate) differences: Vec<Difference>,
    /// What the former version and the file say, to name what differs.
    pub(crate) drafts: Option<(Draft, Draft)>,
    /// The version of the protocol that it is bound to.
    pub(crate) bound: Pin,
    pub(crate) example: bool,
}

pub(super) fn show(ui: &Ui, lent: &Lent<'_>, changed: &Changed) -> Option<Answer> {
    let texts = &lent.texts().shell;
    let former = changed.former.as_ref().and_then(|former| former.revision);
    let former = former.map(|revision| texts.changed_former(revision));
    let subject = changed.subject.clone();
    let title = if changed.error.is_some() { &texts.damaged_title } else { &texts.changed_title };
    dialog(ui, title, 760.0, |ui| {
        match &changed.error {
            Some(error) => {
                failure(ui, error);
                ui.label(&texts.damaged_text);
            }
            None => {
                ui.label(texts.changed_text(format!("{}.ron", changed.subject)));
            }
        }
        if changed.former.is_none() {
            hint(ui, &texts.changed_no_former);
        }
        if let Some(revision) = changed.former.as_ref().and_then(|former| former.revision) {
            hint(ui, &texts.changed_compared(revision));
        }
        if !changed.differences.is_empty() {
            table(ui, lent, changed);
        }
        let mut labels = vec![(texts.cancel.as_str(), true)];
        if changed.version.is_some() {
            labels.push((&texts.changed_take, true));
        }
        if let Some(former) = &former {
            labels.push((former, true));
        }
        Some(match (buttons(ui, &labels)?, &changed.version, &changed.former) {
            (1, Some(version), _) => Answer::TakeChanged { subject, version: version.clone() },
            (1 | 2, _, Some(former)) => {
                Answer::Restore { subject, former: former.clone(), seen: changed.seen.clone() }
            }
            _ => Answer::Nothing,
        })
    })
}

/// What differs: where, what stood there, what stands there now.
fn table(ui: &mut Ui, lent: &Lent<'_>, changed: &Changed) {
    let Some((former, now)) = &changed.drafts else { return };
    let (texts, language) = (&lent.texts().shell, lent.language());
    let edition = lent.session.versions.judge(&changed.bound, changed.example);
    let reporter = |draft| edition.reporter(draft, language, changed.example);
    let (former, now) = (reporter(former), reporter(now));
    Grid::new("differences").num_columns(3).striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
        for heading in [&texts.changed_field, &texts.changed_old, &texts.changed_new] {
            ui.label(RichText::new(heading).color(palette(ui).weak));
        }
        ui.end_row();
        for difference in &changed.differences {
            // What was taken out is named by the draft that still had it.
            let named_by = if difference.new.is_none() { &former } else { &now };
            let place = Place::new(named_by, &difference.field);
            ui.label(place.name());
            ui.label(place.value(difference.old.as_ref()));
            ui.label(place.value(difference.new.as_ref()));
            ui.end_row();
        }
    });
}
