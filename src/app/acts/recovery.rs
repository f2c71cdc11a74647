//! Unsaved work survives a crash: it is written beside the records while it is typed, and offered back.

use super::state::State;
use crate::{
    app::{
        core::Source,
        dialog::{Dialog, Offer, Recovery},
    },
    storage::{
        lock::Lock,
        recovery::{self, Found, Recovered, RecoveryError},
    },
};
use eframe::egui;
use std::time::Duration;

/// Work is written this long after it began to differ from what is kept, typing or not.
pub(super) const PAUSE: Duration = Duration::from_secs(2);
/// After a disk refused it is asked again this much later, in seconds.
pub(super) const REFUSED: f64 = 30.0;

impl State {
    /// Once before each frame: the clock's minute, and unsaved work onto the disk.
    pub(crate) fn tick(&mut self, ctx: &egui::Context) {
        self.session.tick();
        if let Some(wait) = self.session.until_midnight() {
            // A lot may expire while nobody touches the window: one frame a day.
            ctx.request_repaint_after(wait);
        }
        let now = ctx.input(|input| input.time);
        while let Some(err) = self.keeper.failure() {
            self.not_kept(&err, now);
        }
        self.tick_watch(ctx);
        self.tick_settings(ctx, now);
        self.tick_draft(ctx, now);
    }

    fn tick_draft(&mut self, ctx: &egui::Context, now: f64) {
        let Some(document) = &self.document else { return };
        let kept = match &document.recovered {
            Some(kept) => *kept == document.file.draft,
            None => !document.is_changed() && document.recovery.is_none(),
        };
        if document.is_read_only() || kept {
            self.unkept_since = None;
            return;
        }
        let since = *self.unkept_since.get_or_insert(now);
        let left = Duration::try_from_secs_f64(since + PAUSE.as_secs_f64() - now).unwrap_or_default();
        if !left.is_zero() {
            // Nobody may type on: this is the only reason to draw again.
            ctx.request_repaint_after(left);
            return;
        }
        self.unkept_since = None;
        self.keep_work(now);
    }

    /// Writes unsaved work into the recovery folder, or discards it once it is saved or reverted.
    fn keep_work(&mut self, now: f64) {
        let holder = self.holder();
        let records = self.session.folder.records();
        let Some(document) = &mut self.document else { return };
        if !document.is_changed() {
            let id = document.recovery.take();
            document.recovered = None;
            self.discard_recovery(id.as_deref());
            return;
        }
        let id = document.recovery.get_or_insert_with(|| recovery::fresh_id(&holder)).clone();
        let work = Recovered {
            id,
            file: document.file.clone(),
            subject: document.was_saved().then(|| document.saved.subject.clone()),
            based_on: document.version.clone(),
            at: holder.since,
            by: holder.by,
            computer: holder.computer,
        };
        document.recovered = Some(document.file.draft.clone());
        let ready = self.session.prepare().map_err(RecoveryError::from);
        if let Err(err) = ready.and_then(|()| self.keeper.keep(records, work)) {
            self.not_kept(&err, now);
        }
    }

    /// Says that unsaved work is not kept. A save that failed is the graver news; it stays until it is read.
    pub(super) fn not_kept(&mut self, err: &RecoveryError, now: f64) {
        self.try_again_later(err, now);
        if !self.message.as_ref().is_some_and(|message| message.failed) {
            self.complain_of(&self.texts().shell.recovery_title, err);
        }
    }

    /// What could not be written is not kept, whatever was thought when it was handed over.
    fn try_again_later(&mut self, err: &RecoveryError, now: f64) {
        if matches!(err, RecoveryError::Discard { .. }) {
            return;
        }
        if let Some(document) = &mut self.document {
            document.recovered = None;
            self.unkept_since = Some(now + REFUSED);
        }
        self.settings_not_kept(now);
    }

    /// Deletes a recovery file that is no longer needed.
    pub(super) fn discard_recovery(&mut self, id: Option<&str>) {
        let Some(id) = id else { return };
        if let Err(err) = self.keeper.discard(self.session.folder.records(), id) {
            self.complain_of(&self.texts().shell.recovery_title, &err);
        }
    }

    /// On the start: work of a run that ended before it was saved.
    pub(super) fn offer_recovery(&mut self) {
        match recovery::list(&self.session.folder.records(), &self.holder().computer) {
            Ok(found) => {
                let mut offers = Vec::new();
                for found in found {
                    match found {
                        // Saved in the last instant: there is nothing to take back.
                        Found::Left(work) if self.is_on_disk(&work) => self.discard_recovery(Some(&work.id)),
                        Found::Left(_)
                        | Found::Elsewhere(_)
                        | Found::Settings { .. }
                        | Found::Damaged { .. } => {
                            offers.push(Offer::new(found, &self.texts().files));
                        }
                    }
                }
                if !offers.is_empty() && self.dialog.is_none() {
                    self.dialog = Some(Dialog::Recovery(Recovery::new(offers)));
                }
            }
            Err(err) => {
                self.complain_of(&self.texts().shell.recovery_title, &err);
            }
        }
    }

    fn is_on_disk(&self, work: &Recovered) -> bool {
        let subject = work.subject.as_ref().unwrap_or(&work.file.draft.subject);
        self.seen(subject).is_ok_and(|(file, _)| file.draft == work.file.draft)
    }

    /// Opens recovered work; it is unsaved until a person saves it. The file of work from elsewhere is left to the
    /// computer that wrote it, which may be writing it still; what is typed here is kept beside it.
    pub(super) fn take_recovered(&mut self, work: Recovered, elsewhere: bool) {
        let records = self.session.folder.records();
        let saved = work.subject.as_ref().and_then(|subject| Some(self.seen(subject).ok()?.0.draft));
        let source = match (&saved, work.file.example) {
            (Some(_), _) => Source::Record,
            (None, true) => Source::Example,
            (None, false) => Source::New,
        };
        let draft = work.file.draft.clone();
        self.open_document(work.file, source, work.based_on);
        if let Some(document) = &mut self.document {
            document.saved = saved.unwrap_or_default();
            if !elsewhere {
                document.recovery = Some(work.id);
                document.recovered = Some(draft);
            }
        }
        if source != Source::Record {
            return;
        }
        // The lock of the run that ended stands in nobody's way.
        let subject =
            self.document.as_ref().map_or_else(String::new, |document| document.saved.subject.clone());
        if !self.holder_runs(&subject) {
            let reason = self.texts().shell.locked_dead_reason.clone();
            if let Ok(lock) = Lock::take_over(&records, &subject, &self.holder(), &reason) {
                return self.with_lock(lock);
            }
        }
        self.lock_open_record();
    }

    /// The window closes: what is not needed any more goes.
    pub(crate) fn leave(&mut self) {
        self.leave_settings();
        self.close_document();
    }
}
