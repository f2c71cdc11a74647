//! Saving: only what lies flushed on the disk is called saved, and nobody's work is overwritten.

use super::state::State;
use crate::{
    app::{
        core::{After, Source, Target},
        dialog::{Dialog, Lost, SubjectUse},
    },
    storage::{
        self,
        lock::{Lock, held},
    },
};

impl State {
    /// Saves, and goes on if that worked; asks for a subject code where one is needed first.
    pub(super) fn save_then(&mut self, then: Option<After>) {
        let Some(document) = &self.document else { return };
        let subject = document.file.draft.subject.trim().to_owned();
        let ask = match document.source {
            // Nothing is saved under the name of an example, nor of a record that somebody else holds.
            Source::Example => Some(SubjectUse::Duplicate),
            Source::ReadOnly => Some(SubjectUse::SaveAs),
            Source::New if subject.is_empty() => Some(SubjectUse::SaveAs),
            // The subject code is the name of the file: another code is a rename.
            Source::Record if subject != document.saved.subject => Some(SubjectUse::RenameAndSave),
            Source::New | Source::Record => None,
        };
        if let Some(subject_use) = ask {
            self.dialog = Some(Dialog::subject(subject_use, Target::Open, subject, then));
        } else if self.save_now()
            && let Some(after) = then
        {
            self.go_on(after);
        }
    }

    /// True when the record is on the disk.
    pub(super) fn save_now(&mut self) -> bool {
        let texts = self.texts();
        let records = self.session.folder.records();
        if let Err(err) = self.session.prepare() {
            self.complain_of(&texts.commands.save, &err);
            return false;
        }
        if !self.still_holds() {
            return false;
        }
        let renewed = self.refresh_site();
        let pin = self.pin();
        let Some(document) = &mut self.document else { return false };
        let mut file = document.file.clone();
        file.draft.subject = file.draft.subject.trim().to_owned();
        if file.protocol.id.is_empty() {
            file.protocol = pin;
        }
        env!("CARGO_PKG_VERSION").clone_into(&mut file.program);
        let saved = match storage::save(&records, &file, document.version.as_ref()) {
            Ok(saved) => saved,
            Err(err) => {
                self.complain_of(&texts.commands.save, &err);
                return false;
            }
        };
        document.saved = saved.file.draft.clone();
        document.file = saved.file;
        document.is_saved_as(saved.version);
        let first = document.source == Source::New;
        document.source = Source::Record;
        let recovery = document.recovery.take();
        document.recovered = None;
        let subject = document.saved.subject.clone();
        self.discard_recovery(recovery.as_deref());
        self.memories.patients.choose_record(&subject);
        self.read_folder();
        self.say(texts.shell.saved_message(subject));
        self.say_renewed(renewed);
        if first {
            self.lock_open_record();
        }
        true
    }

    /// False when somebody has taken the open record over; a lock that was only lost is taken again.
    pub(super) fn still_holds(&mut self) -> bool {
        let Some(document) = &mut self.document else { return false };
        if document.source != Source::Record || document.lock.as_ref().is_some_and(Lock::is_ours) {
            return true;
        }
        // Ours no more: it must not remove the other one's.
        drop(document.lock.take());
        let subject = document.saved.subject.clone();
        let records = self.session.folder.records();
        if let Ok(lock) = Lock::take(&records, &subject, &self.holder()) {
            self.with_lock(lock);
            return true;
        }
        let holder = held(&records, &subject).ok().flatten();
        self.dialog = Some(Dialog::Lost(Lost { subject, holder }));
        false
    }
}
