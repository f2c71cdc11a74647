//! A record that was changed outside the program or is damaged: a person looks, and takes it or restores a version.

use super::frame::{buttons, dialog};
use crate::{
    app::{state::State, theme::palette, widget::hint},
    i18n::fill,
    model::RecordFile,
    storage::{self, Difference, Kept, Opened, Version, draft_differences},
};
use eframe::egui::{Grid, RichText, Ui};
use std::path::Path;

/// A changed record and the latest version before it.
#[derive(Debug)]
pub(crate) struct Changed {
    subject: String,
    version: Version,
    former: Option<Kept>,
    differences: Vec<Difference>,
}

impl Changed {
    pub(crate) fn new(records: &Path, subject: &str, file: RecordFile, version: Version) -> Self {
        let versions = storage::versions(records, subject).unwrap_or_default();
        // The newest one that is itself whole.
        let former = versions.into_iter().find_map(|kept| match kept.open() {
            Ok(Opened::Record { file, integrity, .. }) if integrity != storage::Integrity::Changed => {
                Some((kept, file.draft))
            }
            _ => None,
        });
        let differences =
            former.as_ref().map_or_else(Vec::new, |(_, former)| draft_differences(former, &file.draft));
        Self { subject: subject.to_owned(), version, former: former.map(|(kept, _)| kept), differences }
    }
}

pub(super) fn show(ui: &Ui, state: &mut State, changed: &mut Changed) -> bool {
    let texts = &state.texts().shell;
    let former = changed.former.as_ref().and_then(|former| former.revision);
    let former = former.map(|revision| fill(&texts.changed_former, &[("revision", revision.to_string())]));
    let mut pressed = None;
    let open = dialog(ui, &texts.changed_title, 760.0, |ui| {
        ui.label(fill(&texts.changed_text, &[("file", format!("{}.ron", changed.subject))]));
        if changed.former.is_none() {
            hint(ui, &texts.changed_no_former);
        }
        Grid::new("differences").num_columns(3).striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
            for heading in [&texts.changed_field, &texts.changed_old, &texts.changed_new] {
                ui.label(RichText::new(heading).color(palette(ui).weak));
            }
            ui.end_row();
            for difference in &changed.differences {
                ui.label(&difference.field);
                ui.label(difference.old.as_deref().unwrap_or("—"));
                ui.label(difference.new.as_deref().unwrap_or("—"));
                ui.end_row();
            }
        });
        let mut labels = vec![(texts.cancel.as_str(), true), (texts.changed_take.as_str(), true)];
        if let Some(former) = &former {
            labels.push((former, true));
        }
        pressed = buttons(ui, &labels);
    });
    let records = state.session.folder.records();
    let (holder, signed) = (state.holder(), state.signed(""));
    let done = match (pressed, &changed.former) {
        (Some(1), _) => storage::take_changed(&records, &changed.subject, &changed.version, &holder, &signed),
        (Some(2), Some(former)) => {
            let seen = Some(changed.version.sha256.as_str());
            storage::restore_version(&records, &changed.subject, former, seen, &holder, &signed)
        }
        (Some(_), _) => return false,
        (None, _) => return open,
    };
    match done {
        Ok(_) => {
            state.read_folder();
            state.open_record(&changed.subject);
        }
        Err(err) => {
            let (what, why) = (state.texts().shell.changed_title.clone(), state.words_of(&err));
            state.complain(&what, &why);
        }
    }
    false
}
