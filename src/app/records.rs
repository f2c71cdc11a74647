//! Acts on whole records: under another code, put away, brought back, written elsewhere; and the site's own files.

use super::{
    document::{Document, Source},
    state::{Message, State},
    view::View,
};
use crate::{
    i18n::fill,
    model::{Laboratory, RecordFile, Signed, Site},
    storage::{self, Existing},
};
use std::path::Path;

impl State {
    /// What is signed here and now.
    pub(crate) fn signed(&self, reason: &str) -> Signed {
        Signed {
            by: self.session.person.clone(),
            at: self.session.now().to_string(),
            reason: reason.to_owned(),
        }
    }

    /// Saves the open draft under another subject code; the record before it stays as it is saved.
    ///
    /// # Errors
    ///
    /// In words.
    pub(crate) fn save_as(&mut self, subject: &str) -> Result<(), String> {
        let Some(document) = &self.document else { return Ok(()) };
        if document.source == Source::Example {
            return self.duplicate(subject);
        }
        let never_saved = document.source == Source::New;
        let mut file = document.file.clone();
        subject.clone_into(&mut file.draft.subject);
        if !never_saved {
            file = as_new(file);
        }
        self.save_new(file)
    }

    /// The open draft as a new patient: nothing of it is saved yet under the new code.
    ///
    /// # Errors
    ///
    /// In words.
    pub(crate) fn duplicate(&mut self, subject: &str) -> Result<(), String> {
        let Some(document) = &self.document else { return Ok(()) };
        let mut file = as_new(document.file.clone());
        subject.clone_into(&mut file.draft.subject);
        self.save_new(file)
    }

    fn save_new(&mut self, mut file: RecordFile) -> Result<(), String> {
        let records = self.session.folder.records();
        storage::folder::create(&records).map_err(|err| self.words_of(&err))?;
        file.protocol = self.pin();
        let saved = storage::save(&records, &file, None).map_err(|err| self.words_of(&err))?;
        let subject = saved.file.draft.subject.clone();
        if let Some(document) = &mut self.document {
            // What it came from is as it was saved; the work goes on in the new record.
            document.file.draft = document.saved.clone();
        }
        self.open_document(saved.file, Source::Record, Some(saved.version));
        self.lock_open_record();
        self.read_folder();
        self.say(fill(&self.texts().shell.saved_message, &[("subject", subject)]));
        Ok(())
    }

    /// Gives the open record another subject code.
    ///
    /// # Errors
    ///
    /// In words.
    pub(crate) fn rename(&mut self, to: &str) -> Result<(), String> {
        let Some(document) = &self.document else { return Ok(()) };
        let (Some(version), from) = (document.version.clone(), document.saved.subject.clone()) else {
            return Ok(());
        };
        let mut edited = document.file.draft.clone();
        to.clone_into(&mut edited.subject);
        let records = self.session.folder.records();
        let saved = storage::rename(&records, &from, to, &version, &self.holder(), &self.signed(""))
            .map_err(|err| self.words_of(&err))?;
        if let Some(document) = &mut self.document {
            document.saved = saved.file.draft.clone();
            document.file = RecordFile { draft: edited, ..saved.file };
            document.version = Some(saved.version);
            document.lock = None;
        }
        self.lock_open_record();
        self.read_folder();
        self.say(fill(&self.texts().shell.renamed_message, &[("subject", to.to_owned())]));
        Ok(())
    }

    /// Puts the open record away.
    pub(crate) fn archive(&mut self) {
        let Some(document) = &self.document else { return };
        let subject = document.saved.subject.clone();
        let done = storage::archive(&self.session.folder.records(), &subject, &self.holder());
        match done {
            Ok(()) => {
                self.close_document();
                self.read_folder();
                self.say(fill(&self.texts().shell.archived_message, &[("subject", subject)]));
            }
            Err(err) => {
                let (what, why) = (self.texts().commands.archive.clone(), self.words_of(&err));
                self.complain(&what, &why);
            }
        }
    }

    /// Brings the archived record back that is chosen in the table.
    pub(crate) fn restore(&mut self) {
        let Some(subject) = self.memories.patients.archived().map(str::to_owned) else { return };
        match storage::restore(&self.session.folder.records(), &subject, &self.holder()) {
            Ok(()) => {
                self.read_folder();
                self.say(fill(&self.texts().shell.restored_message, &[("subject", subject)]));
            }
            Err(err) => {
                let (what, why) = (self.texts().commands.restore.clone(), self.words_of(&err));
                self.complain(&what, &why);
            }
        }
    }

    /// Writes the open patient, as typed, to a file anywhere but in a record folder.
    ///
    /// # Errors
    ///
    /// In words.
    pub(crate) fn export(&mut self, path: &Path, replace: bool) -> Result<(), String> {
        let Some(document) = &self.document else { return Ok(()) };
        let existing = if replace { Existing::Replace } else { Existing::Refuse };
        storage::export(path, &document.file, existing).map_err(|err| self.words_of(&err))?;
        self.say(fill(&self.texts().shell.exported_message, &[("path", path.display().to_string())]));
        Ok(())
    }

    /// Settings that are not saved are shown instead of being lost with the window.
    pub(crate) fn settings_hold_the_window(&mut self) -> bool {
        let hold = self.memories.settings.is_changed(&self.session);
        if hold {
            self.view = View::Settings;
            let text = self.texts().settings.close_unsaved.clone();
            self.message = Some(Message { text, failed: true });
        }
        hold
    }

    /// Keeps the site's settings, with what was changed in their trail.
    pub(crate) fn save_site(&mut self, site: &Site, reason: &str) {
        let what = self.texts().commands.settings.clone();
        if let Err(err) = self.session.folder.create() {
            let why = self.words_of(&err);
            return self.complain(&what, &why);
        }
        let seen = self.session.site.as_ref().map(|site| site.sha256.clone());
        let path = self.session.folder.site();
        match storage::save_site(&path, site, seen.as_deref(), &self.signed(reason)) {
            Ok(_) => self.settings_saved(&what),
            Err(err) => {
                let why = self.words_of(&err);
                self.complain(&what, &why);
            }
        }
    }

    /// Keeps one of the site's own laboratory templates.
    pub(crate) fn save_laboratory(&mut self, laboratory: &Laboratory) {
        let what = self.texts().commands.settings.clone();
        let done = self.session.folder.create().map_err(|err| self.words_of(&err)).and_then(|()| {
            let path = self.session.folder.laboratory(&laboratory.id).map_err(|err| self.words_of(&err))?;
            let own = self.session.own_laboratories.iter().find(|own| own.value.id == laboratory.id);
            let seen = own.map(|own| own.sha256.clone());
            storage::save_laboratory(&path, laboratory, seen.as_deref()).map_err(|err| self.words_of(&err))
        });
        match done {
            Ok(_) => self.settings_saved(&what),
            Err(why) => self.complain(&what, &why),
        }
    }

    fn settings_saved(&mut self, what: &str) {
        match self.session.read_again() {
            Ok(()) => {
                let text = self.texts().shell.settings_saved.clone();
                self.message = Some(Message { text, failed: false });
            }
            Err(err) => self.complain(what, &err),
        }
    }
}

/// The same patient as a record of its own: what was checked and changed belongs to the former one.
fn as_new(file: RecordFile) -> RecordFile {
    RecordFile { revision: 0, example: false, checks: Vec::new(), trail: Vec::new(), ..file }
}

impl Document {
    /// True while nothing but the subject code would be lost.
    pub(crate) fn is_empty(&self) -> bool {
        let nothing = crate::model::Draft { subject: self.file.draft.subject.clone(), ..Default::default() };
        self.file.draft == nothing
    }
}
