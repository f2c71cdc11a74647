//! Acts on whole records: under another code, put away, brought back, written elsewhere; and the site's own files.

use super::state::State;
use crate::{
    app::core::{Source, Target, Told as _},
    model::{BagState, Draft, Laboratory, RecordFile, Signed, Site},
    storage::{self, Existing, Saved},
};
use eframe::egui::{self, Event};
use std::path::Path;

impl State {
    /// Now, to the minute, as it stands in records.
    pub(super) fn at(&self) -> String {
        self.session.now().strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// What is signed here and now.
    pub(super) fn signed(&self, reason: &str) -> Signed {
        Signed { by: self.session.person.clone(), at: self.at(), reason: reason.to_owned() }
    }

    /// Saves the open draft under another subject code; the record before it stays as it is saved.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn save_as(&mut self, subject: &str) -> Result<(), String> {
        let Some(document) = &self.document else { return Ok(()) };
        if document.source == Source::Example {
            return self.duplicate(&Target::Open, subject);
        }
        let never_saved = document.source == Source::New;
        let mut file = document.file.clone();
        subject.clone_into(&mut file.draft.subject);
        if !never_saved {
            file = self.as_new(file);
        }
        self.save_new(file)
    }

    /// The same entries as a new patient, saved under a code of its own. What was typed and the levels go along; what
    /// somebody signed (decisions, assignments, confirmed figures) and what was given belong to the former subject:
    /// they are left behind, and every bag is in storage again.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn duplicate(&mut self, of: &Target, subject: &str) -> Result<(), String> {
        let mut file = self.as_new(self.file_of(of)?);
        unsigned(&mut file.draft);
        subject.clone_into(&mut file.draft.subject);
        self.save_new(file)
    }

    /// The same patient as a record of its own, bound to the version in force: what was checked and changed belongs to
    /// the former one.
    fn as_new(&self, file: RecordFile) -> RecordFile {
        let (checks, trail) = (Vec::new(), Vec::new());
        RecordFile { revision: 0, example: false, protocol: self.pin(), checks, trail, ..file }
    }

    fn save_new(&mut self, mut file: RecordFile) -> Result<(), String> {
        self.session.prepare().map_err(|err| err.told(&self.texts().files))?;
        let records = self.session.folder.records();
        if file.protocol.id.is_empty() {
            file.protocol = self.pin();
        }
        let saved = storage::save(&records, &file, None).map_err(|err| self.words_of(&err))?;
        let subject = saved.file.draft.subject.clone();
        // What it came from is as it was saved; the work goes on in the new record.
        self.open_document(saved.file, Source::Record, Some(saved.version));
        self.memories.patients.choose_record(&subject);
        self.read_folder();
        self.say(self.texts().shell.saved_message(subject));
        self.lock_open_record();
        Ok(())
    }

    /// Gives a record another subject code; unsaved changes of the open one stay unsaved.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn rename(&mut self, of: &Target, to: &str) -> Result<(), String> {
        match of {
            Target::Record(from) => {
                let (_, version) = self.seen(from)?;
                self.renamed(from, to, &version)?;
            }
            Target::Open => {
                let Some(document) = &self.document else { return Ok(()) };
                let from = document.saved.subject.clone();
                let Some(version) = document.version.clone() else { return Ok(()) };
                let mut edited = document.file.draft.clone();
                to.clone_into(&mut edited.subject);
                if from != to {
                    let saved = self.renamed(&from, to, &version)?;
                    if let Some(document) = &mut self.document {
                        document.saved = saved.file.draft.clone();
                        document.file = RecordFile { draft: edited, ..saved.file };
                        document.is_saved_as(saved.version);
                        document.lock = None;
                    }
                    self.lock_open_record();
                } else if let Some(document) = &mut self.document {
                    document.file.draft = edited;
                }
            }
            Target::Nothing | Target::Archived(_) | Target::Example(_) | Target::Troubled(_) => {}
        }
        Ok(())
    }

    fn renamed(&mut self, from: &str, to: &str, version: &storage::Version) -> Result<Saved, String> {
        let records = self.session.folder.records();
        let saved = storage::rename(&records, from, to, version, &self.holder(), &self.signed(""))
            .map_err(|err| self.words_of(&err))?;
        self.memories.patients.choose_record(to);
        self.read_folder();
        self.say(self.texts().shell.renamed_message(to));
        Ok(saved)
    }

    /// Puts a record away; if it is the open one, it is closed.
    pub(super) fn archive(&mut self, subject: &str) {
        let done = storage::archive(&self.session.folder.records(), subject, &self.holder());
        match done {
            Ok(()) => {
                if self.has_open(subject) {
                    self.close_document();
                }
                self.memories.patients.choose_nothing();
                self.read_folder();
                self.say(self.texts().shell.archived_message(subject));
            }
            Err(err) => {
                self.complain_of(&self.texts().commands.archive, &err);
            }
        }
    }

    /// Brings the archived record back that is chosen in the table.
    pub(super) fn restore(&mut self) {
        let Some(subject) = self.memories.patients.archived().map(str::to_owned) else { return };
        match storage::restore(&self.session.folder.records(), &subject, &self.holder()) {
            Ok(()) => {
                self.memories.patients.show_record(&subject);
                self.read_folder();
                self.say(self.texts().shell.restored_message(subject));
            }
            Err(err) => {
                self.complain_of(&self.texts().commands.restore, &err);
            }
        }
    }

    /// Writes a patient (the open one as typed) to a file anywhere but in a record folder.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn export(&mut self, of: &Target, path: &Path, replace: bool) -> Result<(), String> {
        let file = self.file_of(of)?;
        let existing = if replace { Existing::Replace } else { Existing::Refuse };
        storage::export(path, &file, existing).map_err(|err| self.words_of(&err))?;
        self.say(self.texts().shell.exported_message(path.display()));
        Ok(())
    }

    /// Back at this window: somebody may have saved the site's files elsewhere meanwhile.
    pub(crate) fn follow_site(&mut self, ctx: &egui::Context) {
        if ctx.input(|input| input.events.contains(&Event::WindowFocused(true))) {
            self.refresh_site();
            self.follow_record();
            self.watch_record(true);
        }
    }

    /// Takes up the site's files if they were changed, and says so; true when that is news.
    pub(super) fn refresh_site(&mut self) -> bool {
        // A template that is being edited must still be found as it was when it is saved.
        let unsaved = self.memories.settings.unsaved_templates(&self.session);
        let seen: Vec<(String, String)> = self
            .session
            .own_laboratories
            .iter()
            .filter(|own| unsaved.contains(&own.value.id))
            .map(|own| (own.value.id.clone(), own.sha256.clone()))
            .collect();
        match self.session.follow() {
            // Noticed a moment ago, and still the only news.
            Ok(false) => {
                let said = &self.texts().shell.site_renewed;
                return self.message.as_ref().is_some_and(|message| message.text == *said);
            }
            Ok(true) => {}
            Err(err) => {
                self.complain(&self.texts().settings.read_again, &err);
                return true;
            }
        }
        self.memories.settings.keep_templates(&unsaved);
        for (id, sha256) in seen {
            if let Some(own) = self.session.own_laboratories.iter_mut().find(|own| own.value.id == id) {
                own.sha256 = sha256;
            }
        }
        if !self.message.as_ref().is_some_and(|message| message.failed) {
            self.say(self.texts().shell.site_renewed.clone());
        }
        true
    }

    /// Says it beside what was just done.
    pub(super) fn say_renewed(&mut self, renewed: bool) {
        let text = &self.texts().shell.site_renewed;
        if let Some(message) = self.message.as_mut().filter(|_| renewed) {
            message.text = format!("{} {text}", message.text);
        }
    }

    /// Keeps the site's settings, with what was changed in their trail; true when they lie on the disk.
    pub(super) fn save_site(&mut self, site: &Site, reason: &str) -> bool {
        let what = &self.texts().commands.settings;
        if let Err(err) = self.session.prepare() {
            self.complain_of(what, &err);
            return false;
        }
        let seen = self.session.site.as_ref().map(|site| site.sha256.clone());
        let path = self.session.folder.site();
        match storage::save_site(&path, site, seen.as_deref(), &self.signed(reason)) {
            Ok(_) => self.settings_saved(),
            Err(err) => {
                self.complain_of(what, &err);
                false
            }
        }
    }

    /// Keeps one of the site's own laboratory templates; true when it lies on the disk.
    pub(super) fn save_laboratory(&mut self, laboratory: &Laboratory) -> bool {
        let ready = self.session.prepare().map_err(|err| self.words_of(&err));
        let done = ready.and_then(|()| {
            let path = self.session.folder.laboratory(&laboratory.id).map_err(|err| self.words_of(&err))?;
            let own = self.session.own_laboratories.iter().find(|own| own.value.id == laboratory.id);
            let seen = own.map(|own| own.sha256.clone());
            storage::save_laboratory(&path, laboratory, seen.as_deref()).map_err(|err| self.words_of(&err))
        });
        match done {
            Ok(_) => self.settings_saved(),
            Err(why) => {
                // What somebody else saved meanwhile is there to be compared; the next save finds it.
                let why = self.session.read_again().err().unwrap_or(why);
                self.complain(&self.texts().commands.settings, &why);
                false
            }
        }
    }

    fn settings_saved(&mut self) -> bool {
        match self.session.read_again() {
            Ok(()) => self.say(self.texts().shell.settings_saved.clone()),
            Err(err) => self.complain(&self.texts().commands.settings, &err),
        }
        true
    }
}

/// Nothing that was signed for, or given to, another subject.
fn unsigned(draft: &mut Draft) {
    draft.decisions.clear();
    for infusion in &mut draft.infusions {
        infusion.assigned = None;
        infusion.given = None;
        infusion.confirmed.clear();
    }
    let results = draft.assessments.iter_mut().flat_map(|assessment| &mut assessment.results);
    for finding in results {
        finding.confirmed = None;
    }
    for lot in &mut draft.lots {
        lot.confirmed.clear();
        for finding in &mut lot.release {
            finding.confirmed = None;
        }
        for bag in &mut lot.bags {
            bag.state = BagState::Stored;
            bag.thawed.clear();
        }
    }
}
