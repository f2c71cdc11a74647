//! Opening, importing and closing: what the window does with files.

use super::state::State;
use crate::{
    app::{
        core::{Document, Source, View},
        dialog::{Changed, Dialog, Held},
    },
    model::RecordFile,
    report::{Block, record_changed},
    storage::{
        self, EMBEDDED_PATIENTS, FileKind, Integrity, Opened, Version,
        folder::{Condition, Entry},
        lock::{Holder, Lock, LockError, held},
        record_path, require_sound,
    },
};
use eframe::egui::{Context, Event};
use std::path::Path;

impl State {
    /// What lies in the record folder, for the table.
    pub(super) fn read_folder(&mut self) {
        self.memories.patients.read_again();
    }

    /// Once before the table is drawn: takes in what has been read of the folder.
    pub(crate) fn follow_folder(&mut self, ctx: &Context) {
        if ctx.input(|input| input.events.contains(&Event::WindowFocused(true))) {
            // Somebody else may have saved meanwhile; files that are as they were are not read again.
            self.read_folder();
        }
        self.memories.patients.follow(&self.session, ctx);
    }

    /// Puts the result of the open view on the clipboard.
    pub(super) fn copy_result(&mut self, ctx: &Context) {
        let renewed = self.refresh_site();
        self.watch_record(true);
        // The keys of this very frame count, too.
        self.settle(false);
        let by_hand = self.lent().by_hand();
        let Some(document) = &self.document else { return };
        if let Some(changed) = &document.changed_on_disk {
            let why = record_changed(changed, self.language().catalogue());
            return self.complain(&self.texts().commands.copy_result, &why);
        }
        let shown = document.shown();
        let reporter = shown.reporter(self.language(), document.file.example);
        let mut report = match self.view {
            View::Dose => crate::report::dose(&reporter, &shown.derived),
            View::Patients | View::Screening | View::Protocol | View::Settings => {
                crate::report::screening(&reporter, &shown.derived)
            }
        };
        report.blocks.splice(..0, by_hand.map(Block::Banner));
        ctx.copy_text(crate::report::text::render(&report, reporter.words));
        self.say(self.texts().shell.copied_message.clone());
        self.say_renewed(renewed);
    }

    /// Shows a record; the document before it is closed.
    pub(super) fn open_document(&mut self, file: RecordFile, source: Source, version: Option<Version>) {
        self.forget_news();
        self.refresh_site();
        self.close_document();
        self.memories.another_patient();
        self.document = Some(Document::new(file, source, version, &self.session.versions));
        if !self.view.is_of_patient() {
            self.view = View::Screening;
        }
    }

    /// What was done with the patient before is no news beside the next one; what failed stays until it is read.
    pub(super) fn forget_news(&mut self) {
        self.message.take_if(|message| !message.failed);
    }

    /// Gives the record back.
    pub(super) fn close_document(&mut self) {
        // Text fields keep what was typed into them for their own undo; it belongs to this patient.
        self.forget_typing = true;
        if let Some(document) = self.document.take() {
            self.discard_recovery(document.recovery.as_deref());
            if let Some(lock) = document.lock
                && let Err(err) = lock.release()
            {
                self.complain_of(&self.texts().commands.close, &err);
            }
            self.view = View::Patients;
        }
    }

    pub(super) fn open_example(&mut self, name: &str) {
        let what = &self.texts().commands.open;
        let found = EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.trim_end_matches(".ron") == name);
        match found.map(storage::Embedded::patient) {
            Some(Ok(Opened::Record { file, .. })) => self.open_document(*file, Source::Example, None),
            Some(Err(err)) => self.complain_of(what, &err),
            Some(Ok(Opened::Newer { .. })) | None => self.complain(what, &format!("example:{name}")),
        }
    }

    /// Opens a record of the folder by its subject code, and takes its lock.
    pub(super) fn open_record(&mut self, subject: &str) {
        match record_path(&self.session.folder.records(), subject) {
            Ok(path) => self.open_path(&path),
            Err(err) => {
                self.complain_of(&self.texts().commands.open, &err);
            }
        }
    }

    /// Opens a file: a record where it lies in the folder, a copy that is not saved yet from anywhere else.
    pub(super) fn open_path(&mut self, path: &Path) {
        let records = self.session.folder.records();
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        if !is_in(&path, &records) {
            self.import(&path);
            return;
        }
        let texts = self.texts();
        let entry = Entry { twin: self.has_twin(&path), ..Entry::new(path) };
        let why = match entry.inspect() {
            Condition::Good { file, version, by_hand } => {
                return self.open_locked(*file, version, &entry.subject, by_hand);
            }
            Condition::Changed { file, version } => {
                let changed = Changed::new(&records, &entry.subject, &file, version);
                self.dialog = Some(Dialog::Changed(Box::new(changed)));
                return;
            }
            Condition::Newer { schema, .. } => texts.shell.newer_file(&entry.file_name, schema),
            Condition::OtherSubject => texts.shell.other_subject(&entry.file_name),
            Condition::BadName(_) => texts.shell.bad_name(&entry.file_name),
            Condition::Twin => texts.shell.twin(&entry.file_name),
            Condition::Unreadable(err) => {
                let why = self.words_of(&err);
                if let Some(damaged) = Changed::damaged(&records, &entry.subject, why.clone()) {
                    self.dialog = Some(Dialog::Changed(Box::new(damaged)));
                    return;
                }
                why
            }
        };
        self.complain(&texts.commands.open, &why);
    }

    /// Another file of the folder differs only in capital letters.
    fn has_twin(&self, path: &Path) -> bool {
        let listing = storage::folder::list(&self.session.folder.records()).unwrap_or_default();
        listing.records.iter().any(|entry| entry.twin && Some(entry.file_name.as_ref()) == path.file_name())
    }

    fn open_locked(&mut self, file: RecordFile, version: Version, subject: &str, by_hand: bool) {
        let open = self.document.as_ref().filter(|document| document.source == Source::Record);
        if open.is_some_and(|document| document.saved.subject == subject) {
            // It is open already, with whatever is typed into it.
            self.view = View::Screening;
            return;
        }
        match Lock::take(&self.session.folder.records(), subject, &self.holder()) {
            Ok(lock) => {
                self.open_document(file, Source::Record, Some(version));
                self.note_by_hand(by_hand);
                self.with_lock(lock);
            }
            Err(LockError::Held(holder)) => {
                let runs = self.holder_runs(subject);
                let reason = self.texts().shell.locked_dead_reason.clone();
                let held = Held::new(subject, Some(*holder));
                self.dialog = Some(Dialog::Held(if runs { held } else { held.of_the_dead(reason) }));
            }
            Err(LockError::Unknown(_)) => self.dialog = Some(Dialog::Held(Held::new(subject, None))),
            // Where no lock can be written, the record can still be looked at.
            Err(err) => {
                self.open_document(file, Source::ReadOnly, Some(version));
                self.note_by_hand(by_hand);
                self.complain_of(&self.texts().shell.read_only, &err);
            }
        }
    }

    /// False when the program that holds a record is known to run no more.
    pub(super) fn holder_runs(&self, subject: &str) -> bool {
        let (records, computer) = (self.session.folder.records(), storage::computer_name());
        storage::lock::holder_runs(&records, subject, &computer) != Some(false)
    }

    /// A record that somebody else holds: only looked at.
    pub(super) fn open_read_only(&mut self, subject: &str) {
        match self.seen(subject) {
            Ok((file, version)) => self.open_document(file, Source::ReadOnly, Some(version)),
            Err(why) => return self.complain(&self.texts().shell.locked_view, &why),
        }
        let records = self.session.folder.records();
        let held = held(&records, subject).ok().flatten();
        self.note_by_hand(self.lies_there_by_hand(subject));
        self.with_document(|document| document.held = held);
    }

    /// Back at this window: the open record may have been taken over meanwhile. Where nothing is typed, what lies on the
    /// disk now is shown; otherwise it is said before more is typed in vain.
    pub(super) fn follow_record(&mut self) {
        let Some(document) = self.document.as_ref().filter(|document| document.source == Source::Record)
        else {
            return;
        };
        if self.is_asking() || document.lock.as_ref().is_none_or(Lock::is_ours) {
            return;
        }
        if document.is_changed() {
            self.still_holds();
            return;
        }
        let (subject, view) = (document.saved.subject.clone(), self.view);
        if held(&self.session.folder.records(), &subject).is_ok_and(|holder| holder.is_none()) {
            self.close_document();
            self.open_record(&subject);
        } else {
            self.open_read_only(&subject);
        }
        if self.document.is_some() {
            self.view = view;
        }
    }

    /// Takes a record over from whoever holds it.
    pub(super) fn take_over(&mut self, subject: &str, reason: &str) {
        let what = &self.texts().shell.locked_take;
        let records = self.session.folder.records();
        let lock = match Lock::take_over(&records, subject, &self.holder(), reason) {
            Ok(lock) => lock,
            Err(err) => return self.complain_of(what, &err),
        };
        match self.seen(subject) {
            Ok((file, version)) => {
                self.open_document(file, Source::Record, Some(version));
                self.note_by_hand(self.lies_there_by_hand(subject));
                self.with_lock(lock);
            }
            Err(why) => self.complain(what, &why),
        }
    }

    /// Takes the lock of the record that is open; without it, it is only looked at.
    pub(super) fn lock_open_record(&mut self) {
        let records = self.session.folder.records();
        let Some(subject) = self.document.as_ref().map(|document| document.saved.subject.clone()) else {
            return;
        };
        match Lock::take(&records, &subject, &self.holder()) {
            Ok(lock) => self.with_lock(lock),
            Err(err) => {
                self.with_document(|document| document.source = Source::ReadOnly);
                self.complain_of(&self.texts().shell.read_only, &err);
            }
        }
    }

    pub(super) fn with_lock(&mut self, lock: Lock) {
        self.with_document(|document| document.lock = Some(lock));
    }

    /// Who holds a record that is opened here.
    pub(super) fn holder(&self) -> Holder {
        Holder {
            by: self.session.person.clone(),
            computer: storage::computer_name(),
            program: format!("CARdose {}", env!("CARGO_PKG_VERSION")),
            since: self.at(),
        }
    }

    /// The record of this subject was written by hand, as it lies there.
    pub(super) fn lies_there_by_hand(&self, subject: &str) -> bool {
        let condition =
            record_path(&self.session.folder.records(), subject).map(|path| Entry::new(path).inspect());
        matches!(condition, Ok(Condition::Good { by_hand: true, .. }))
    }

    /// That the record just opened was written by hand.
    pub(super) fn note_by_hand(&mut self, by_hand: bool) {
        self.with_document(|document| document.by_hand = by_hand);
    }

    /// Takes a file in as a patient that is not saved yet.
    pub(super) fn import(&mut self, path: &Path) {
        let texts = self.texts();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match storage::read_record_file(path) {
            Ok(Opened::Record { file, integrity, .. }) => {
                // Nothing is calculated with a changed one until a person has looked at the file.
                if let Err(err) = require_sound(&name, FileKind::Record, integrity) {
                    return self.complain_of(&texts.commands.import, &err);
                }
                self.open_document(*file, Source::New, None);
                // Nothing of it lies in the folder yet, so all of it is unsaved.
                self.with_document(|document| document.saved = crate::model::Draft::default());
                self.note_by_hand(integrity == Integrity::HandWritten);
                self.say(texts.shell.imported_message(name));
            }
            Ok(Opened::Newer { schema, .. }) => {
                self.complain(&texts.commands.import, &texts.shell.newer_file(name, schema));
            }
            Err(err) => self.complain_of(&texts.commands.import, &err),
        }
    }
}

/// The file lies in this very folder, whatever way leads there.
pub(super) fn is_in(path: &Path, folder: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).ok();
    path.parent().is_some_and(|parent| {
        parent == folder || real(parent).is_some_and(|parent| Some(parent) == real(folder))
    })
}
