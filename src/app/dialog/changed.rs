//! A record that was changed outside the program or is damaged: a person looks, and takes it as it is (where it can
//! be read) or restores a former version.

use super::{
    Dialog,
    frame::{buttons, dialog},
    place::Place,
};
use crate::{
    app::{
        acts::state::State,
        theme::palette,
        widget::{failure, hint},
    },
    i18n::fill,
    model::{Draft, Pin, RecordFile},
    report::Reporter,
    storage::{self, Difference, Kept, Opened, Version, draft_differences},
};
use eframe::egui::{Grid, RichText, Ui};
use std::path::Path;

/// A changed record and the latest version before it.
#[derive(Debug)]
pub(crate) struct Changed {
    subject: String,
    /// SHA-256 of what lies there.
    seen: String,
    /// None for a file that cannot be read.
    version: Option<Version>,
    /// Why it cannot be read.
    error: Option<String>,
    former: Option<Kept>,
    differences: Vec<Difference>,
    /// What the former version and the file say, to name what differs.
    drafts: Option<(Draft, Draft)>,
    /// The version of the protocol that it is bound to.
    bound: Pin,
    example: bool,
}

impl Changed {
    pub(crate) fn new(records: &Path, subject: &str, file: &RecordFile, version: Version) -> Self {
        let former = former(records, subject);
        let differences =
            former.as_ref().map_or_else(Vec::new, |(_, former)| draft_differences(former, &file.draft));
        Self {
            subject: subject.to_owned(),
            seen: version.sha256.clone(),
            version: Some(version),
            error: None,
            bound: file.protocol.clone(),
            example: file.example,
            drafts: former.as_ref().map(|(_, former)| (former.clone(), file.draft.clone())),
            former: former.map(|(kept, _)| kept),
            differences,
        }
    }

    /// A file that cannot be read; none when there is no former version to go back to.
    pub(crate) fn damaged(records: &Path, subject: &str, error: String) -> Option<Self> {
        let (former, _) = former(records, subject)?;
        let seen = storage::fingerprint(records, subject).ok()?;
        let (subject, former) = (subject.to_owned(), Some(former));
        let differences = Vec::new();
        let error = Some(error);
        Some(Self {
            subject,
            seen,
            version: None,
            error,
            former,
            differences,
            drafts: None,
            bound: Pin::default(),
            example: false,
        })
    }
}

/// The newest former version that is itself whole.
fn former(records: &Path, subject: &str) -> Option<(Kept, Draft)> {
    let versions = storage::versions(records, subject).unwrap_or_default();
    versions.into_iter().find_map(|kept| match kept.open() {
        Ok(Opened::Record { file, integrity, .. }) if integrity != storage::Integrity::Changed => {
            Some((kept, file.draft))
        }
        _ => None,
    })
}

pub(super) fn show(ui: &Ui, state: &mut State, changed: &Changed) -> bool {
    let texts = &state.texts().shell;
    let former = changed.former.as_ref().and_then(|former| former.revision);
    let former = former.map(|revision| fill(&texts.changed_former, &[("revision", revision.to_string())]));
    let mut pressed = None;
    let title = if changed.error.is_some() { &texts.damaged_title } else { &texts.changed_title };
    let open = dialog(ui, title, 760.0, |ui| {
        match &changed.error {
            Some(error) => {
                failure(ui, error);
                ui.label(&texts.damaged_text);
            }
            None => {
                ui.label(fill(&texts.changed_text, &[("file", format!("{}.ron", changed.subject))]));
            }
        }
        if changed.former.is_none() {
            hint(ui, &texts.changed_no_former);
        }
        if let Some(revision) = changed.former.as_ref().and_then(|former| former.revision) {
            hint(ui, &fill(&texts.changed_compared, &[("revision", revision.to_string())]));
        }
        if !changed.differences.is_empty() {
            table(ui, state, changed);
        }
        let mut labels = vec![(texts.cancel.as_str(), true)];
        if changed.version.is_some() {
            labels.push((&texts.changed_take, true));
        }
        if let Some(former) = &former {
            labels.push((former, true));
        }
        pressed = buttons(ui, &labels);
    });
    // The trail says who took it or went back: nobody is not an answer.
    if pressed.is_some_and(|pressed| pressed > 0) && state.session.person.is_empty() {
        state.dialog = Some(Dialog::person());
        return true;
    }
    let records = state.session.folder.records();
    let (holder, signed) = (state.holder(), state.signed(""));
    let done = match (pressed, &changed.version, &changed.former) {
        (Some(1), Some(version), _) => {
            storage::take_changed(&records, &changed.subject, version, &holder, &signed)
        }
        (Some(1 | 2), _, Some(former)) => {
            let seen = Some(changed.seen.as_str());
            storage::restore_version(&records, &changed.subject, former, seen, &holder, &signed)
        }
        (Some(_), ..) => return false,
        (None, ..) => return open,
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

/// What differs: where, what stood there, what stands there now.
fn table(ui: &mut Ui, state: &State, changed: &Changed) {
    let Some((former, now)) = &changed.drafts else { return };
    let (texts, language) = (&state.texts().shell, state.language());
    let edition = state.session.versions.judge(&changed.bound, changed.example);
    let reporter = |draft| Reporter {
        draft,
        context: &edition.context,
        language,
        words: language.catalogue(),
        protocol_hash: &edition.hash,
        example: changed.example,
    };
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
            ui.label(place.value(difference.old.as_deref()));
            ui.label(place.value(difference.new.as_deref()));
            ui.end_row();
        }
    });
}
