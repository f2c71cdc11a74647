//! Opening, saving and closing: what the window does with files.

use super::{
    dialog::{Changed, Dialog, Held},
    document::{Document, Source},
    state::{After, State},
    view::View,
};
use crate::{
    i18n::fill,
    model::RecordFile,
    storage::{
        self, EMBEDDED_PATIENTS, Integrity, Opened, Version,
        folder::{self, Condition, Entry},
        lock::{Holder, Lock, LockError},
        record_path,
    },
};
use std::path::Path;

impl State {
    /// What lies in the record folder, for the table.
    pub(crate) fn read_folder(&mut self) {
        self.memories.patients.read_again();
    }

    /// Puts the result of the open view on the clipboard.
    pub(crate) fn copy_result(&mut self, ctx: &eframe::egui::Context) {
        let Some(document) = &self.document else { return };
        let shown = document.shown();
        let language = self.language();
        let reporter = crate::report::Reporter {
            draft: &shown.draft,
            context: &shown.context,
            language,
            words: language.catalogue(),
            protocol_hash: &self.session.protocol_hash,
            example: document.file.example,
        };
        let report = match self.view {
            View::Dose => crate::report::dose(&reporter, &shown.derived),
            View::Patients | View::Screening | View::Settings => {
                crate::report::screening(&reporter, &shown.derived)
            }
        };
        ctx.copy_text(crate::report::text::render(&report, reporter.words));
        self.say(self.texts().shell.copied_message.clone());
    }

    /// Shows a record; the document before it is closed.
    pub(crate) fn open_document(&mut self, file: RecordFile, source: Source, version: Option<Version>) {
        self.close_document();
        self.memories.another_patient();
        self.document = Some(Document::new(file, source, version, &self.session));
        if self.view == View::Patients {
            self.view = View::Screening;
        }
    }

    /// Gives the record back.
    pub(crate) fn close_document(&mut self) {
        if let Some(document) = self.document.take() {
            self.discard_recovery(document.recovery.as_deref());
            if let Some(lock) = document.lock
                && let Err(err) = lock.release()
            {
                let what = self.texts().commands.close.clone();
                self.complain(&what, &self.words_of(&err));
            }
            self.view = View::Patients;
        }
    }

    pub(crate) fn open_example(&mut self, name: &str) {
        let what = self.texts().commands.open.clone();
        let found = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.trim_end_matches(".ron") == name);
        match found.map(storage::Embedded::patient) {
            Some(Ok(Opened::Record { file, .. })) => self.open_document(*file, Source::Example, None),
            Some(Err(err)) => self.complain(&what, &self.words_of(&err)),
            Some(Ok(Opened::Newer { .. })) | None => self.complain(&what, &format!("example:{name}")),
        }
    }

    /// Opens a record of the folder by its subject code, and takes its lock.
    pub(crate) fn open_record(&mut self, subject: &str) {
        match record_path(&self.session.folder.records(), subject) {
            Ok(path) => self.open_path(&path),
            Err(err) => {
                let what = self.texts().commands.open.clone();
                self.complain(&what, &self.words_of(&err));
            }
        }
    }

    /// Opens a file: a record where it lies in the folder, a copy that is not saved yet from anywhere else.
    pub(crate) fn open_path(&mut self, path: &Path) {
        let records = self.session.folder.records();
        let inside = path.parent().is_some_and(|parent| {
            parent == records || std::fs::canonicalize(parent).ok() == std::fs::canonicalize(&records).ok()
        });
        if !inside {
            self.import(path);
            return;
        }
        let texts = self.texts();
        let entry = Entry::new(path.to_owned());
        match entry.inspect() {
            Condition::Good { file, version, .. } => self.open_locked(*file, version, &entry.subject),
            Condition::Changed { file, version } => {
                self.dialog = Some(Dialog::Changed(Changed::new(&records, &entry.subject, *file, version)));
            }
            Condition::Newer { schema, .. } => {
                let values = [("file", entry.file_name), ("schema", schema.to_string())];
                self.complain(&texts.commands.open, &fill(&texts.shell.newer_file, &values));
            }
            Condition::OtherSubject => {
                let values = [("file", entry.file_name)];
                self.complain(&texts.commands.open, &fill(&texts.shell.other_subject, &values));
            }
            Condition::BadName(_) => {
                let values = [("file", entry.file_name)];
                self.complain(&texts.commands.open, &fill(&texts.shell.bad_name, &values));
            }
            Condition::Twin => {
                let values = [("file", entry.file_name)];
                self.complain(&texts.commands.open, &fill(&texts.shell.twin, &values));
            }
            Condition::Unreadable(err) => self.complain(&texts.commands.open, &self.words_of(&err)),
        }
    }

    fn open_locked(&mut self, file: RecordFile, version: Version, subject: &str) {
        let open = self.document.as_ref().filter(|document| document.source == Source::Record);
        if open.is_some_and(|document| document.file.draft.subject == subject) {
            return;
        }
        match Lock::take(&self.session.folder.records(), subject, &self.holder()) {
            Ok(lock) => {
                self.open_document(file, Source::Record, Some(version));
                self.with_lock(lock);
            }
            Err(LockError::Held(holder)) => {
                self.dialog = Some(Dialog::Held(Held::new(subject, Some(*holder))))
            }
            Err(LockError::Unknown(_)) => self.dialog = Some(Dialog::Held(Held::new(subject, None))),
            // Where no lock can be written, the record can still be looked at.
            Err(err) => {
                self.open_document(file, Source::ReadOnly, Some(version));
                let what = self.texts().shell.read_only.clone();
                self.complain(&what, &self.words_of(&err));
            }
        }
    }

    /// A record that somebody else holds: only looked at.
    pub(crate) fn open_read_only(&mut self, subject: &str) {
        let Ok(path) = record_path(&self.session.folder.records(), subject) else { return };
        if let Condition::Good { file, version, .. } = Entry::new(path).inspect() {
            self.open_document(*file, Source::ReadOnly, Some(version));
        }
    }

    /// Takes a record over from whoever holds it.
    pub(crate) fn take_over(&mut self, subject: &str, reason: &str) {
        let what = self.texts().shell.locked_take.clone();
        let records = self.session.folder.records();
        let lock = match Lock::take_over(&records, subject, &self.holder(), reason) {
            Ok(lock) => lock,
            Err(err) => return self.complain(&what, &self.words_of(&err)),
        };
        let Ok(path) = record_path(&records, subject) else { return };
        match Entry::new(path).inspect() {
            Condition::Good { file, version, .. } => {
                self.open_document(*file, Source::Record, Some(version));
                self.with_lock(lock);
            }
            _ => self.complain(&what, subject),
        }
    }

    /// Takes the lock of the record that is open; without it, it is only looked at.
    pub(crate) fn lock_open_record(&mut self) {
        let records = self.session.folder.records();
        let Some(subject) = self.document.as_ref().map(|document| document.saved.subject.clone()) else {
            return;
        };
        match Lock::take(&records, &subject, &self.holder()) {
            Ok(lock) => self.with_lock(lock),
            Err(err) => {
                if let Some(document) = &mut self.document {
                    document.source = Source::ReadOnly;
                }
                let (what, why) = (self.texts().shell.read_only.clone(), self.words_of(&err));
                self.complain(&what, &why);
            }
        }
    }

    fn with_lock(&mut self, lock: Lock) {
        if let Some(document) = &mut self.document {
            document.lock = Some(lock);
        }
    }

    /// Who holds a record that is opened here.
    pub(crate) fn holder(&self) -> Holder {
        Holder {
            by: self.session.person.clone(),
            computer: storage::computer_name(),
            program: format!("CARdose {}", env!("CARGO_PKG_VERSION")),
            since: self.session.now().to_string(),
        }
    }

    /// Takes a file in as a patient that is not saved yet.
    pub(crate) fn import(&mut self, path: &Path) {
        let texts = self.texts();
        match storage::read_record_file(path) {
            Ok(Opened::Record { file, integrity, .. }) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let example = file.example;
                self.open_document(*file, Source::New, None);
                if let Some(document) = &mut self.document {
                    // Nothing of it lies in the folder yet, so all of it is unsaved.
                    document.saved = crate::model::Draft::default();
                    document.file.example = example;
                }
                let text = match integrity {
                    Integrity::Changed => &texts.shell.imported_changed,
                    Integrity::Intact | Integrity::HandWritten => &texts.shell.imported_message,
                };
                self.say(fill(text, &[("file", name)]));
            }
            Ok(Opened::Newer { schema, .. }) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let values = [("file", name), ("schema", schema.to_string())];
                self.complain(&texts.commands.import, &fill(&texts.shell.newer_file, &values));
            }
            Err(err) => self.complain(&texts.commands.import, &self.words_of(&err)),
        }
    }

    /// Saves the open patient; asks for a subject code where there is none.
    pub(crate) fn save(&mut self) {
        let Some(document) = &self.document else { return };
        match document.source {
            Source::ReadOnly => {}
            Source::Example => self.dialog = Some(Dialog::duplicate_of(&document.file.draft.subject)),
            Source::New if document.file.draft.subject.trim().is_empty() => {
                self.dialog = Some(Dialog::save_as(""));
            }
            Source::New | Source::Record => {
                self.save_now();
            }
        }
    }

    /// True when the record is on the disk.
    pub(crate) fn save_now(&mut self) -> bool {
        let texts = self.texts();
        let records = self.session.folder.records();
        if let Err(err) = folder::create(&records) {
            self.complain(&texts.commands.save, &self.words_of(&err));
            return false;
        }
        let pin = self.pin();
        let Some(document) = &mut self.document else { return false };
        document.file.draft.subject = document.file.draft.subject.trim().to_owned();
        if document.file.protocol.id.is_empty() {
            document.file.protocol = pin;
        }
        document.file.program = env!("CARGO_PKG_VERSION").to_owned();
        let subject = document.file.draft.subject.clone();
        if document.source == Source::Record && document.saved.subject != subject && document.was_saved() {
            // The subject code is the name of the file: another code is a rename, not a save.
            self.dialog = Some(Dialog::rename_to(&subject));
            return false;
        }
        match storage::save(&records, &document.file, document.version.as_ref()) {
            Ok(saved) => {
                document.saved = saved.file.draft.clone();
                document.file = saved.file;
                document.version = Some(saved.version);
                let first = document.source == Source::New;
                document.source = Source::Record;
                let recovery = document.recovery.take();
                document.recovered = None;
                self.discard_recovery(recovery.as_deref());
                if first {
                    self.lock_open_record();
                }
                self.read_folder();
                self.say(fill(&texts.shell.saved_message, &[("subject", subject)]));
                true
            }
            Err(err) => {
                self.complain(&texts.commands.save, &self.words_of(&err));
                false
            }
        }
    }

    /// Saves, and goes on if that worked.
    pub(crate) fn save_then(&mut self, after: After) {
        let example = self.document.as_ref().is_some_and(|document| document.source == Source::Example);
        if example
            || self.document.as_ref().is_some_and(|document| document.file.draft.subject.trim().is_empty())
        {
            self.save();
        } else if self.save_now() {
            self.go_on(after);
        }
    }
}
