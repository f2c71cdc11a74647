//! Unsaved work survives a crash: it is written beside the records while it is typed, and offered back.

use super::{
    dialog::{Dialog, Offer},
    document::{Document, Source},
    state::State,
};
use crate::storage::recovery::{self, Found, Recovered};
use eframe::egui;
use std::time::Duration;

/// Work is written this long after it began to differ from what is kept, typing or not.
const PAUSE: Duration = Duration::from_secs(2);

impl State {
    /// Once before each frame: the clock's minute, and unsaved work onto the disk.
    pub(crate) fn tick(&mut self, ctx: &egui::Context) {
        self.session.tick();
        let Some(document) = &self.document else { return };
        let kept = document.recovered.as_ref().unwrap_or(&document.saved);
        if document.is_read_only() || *kept == document.file.draft {
            self.unkept_since = None;
            return;
        }
        let now = ctx.input(|input| input.time);
        let since = *self.unkept_since.get_or_insert(now);
        let waited = Duration::try_from_secs_f64(now - since).unwrap_or_default();
        if waited < PAUSE {
            // Nobody may type on: this is the only reason to draw again.
            ctx.request_repaint_after(PAUSE.saturating_sub(waited));
            return;
        }
        self.unkept_since = None;
        self.keep_work();
    }

    /// Writes unsaved work into the recovery folder, or discards it once it is saved or reverted.
    fn keep_work(&mut self) {
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
        let done = crate::storage::folder::create(&records).map_err(|err| self.words_of(&err));
        let done = done.and_then(|()| recovery::write(&records, &work).map_err(|err| self.words_of(&err)));
        if let Err(why) = done {
            let what = self.texts().shell.recovery_title.clone();
            self.complain(&what, &why);
        }
    }

    /// Deletes a recovery file that is no longer needed.
    pub(crate) fn discard_recovery(&mut self, id: Option<&str>) {
        let Some(id) = id else { return };
        if let Err(err) = recovery::discard(&self.session.folder.records(), id) {
            let (what, why) = (self.texts().shell.recovery_title.clone(), self.words_of(&err));
            self.complain(&what, &why);
        }
    }

    /// On the start: work of a run that ended before it was saved.
    pub(crate) fn offer_recovery(&mut self) {
        match recovery::list(&self.session.folder.records(), &self.holder().computer) {
            Ok(found) => {
                let offers: Vec<Offer> = found.into_iter().map(Offer::new).collect();
                if !offers.is_empty() {
                    self.dialog = Some(Dialog::Recovery(offers));
                }
            }
            Err(err) => {
                let (what, why) = (self.texts().shell.recovery_title.clone(), self.words_of(&err));
                self.complain(&what, &why);
            }
        }
    }

    /// Opens recovered work; it is unsaved until a person saves it.
    pub(crate) fn take_recovered(&mut self, work: Recovered) {
        let records = self.session.folder.records();
        let on_disk = work.subject.as_ref().and_then(|subject| {
            let path = crate::storage::record_path(&records, subject).ok()?;
            crate::storage::read_record_file(&path).ok()
        });
        let saved = match on_disk {
            Some(crate::storage::Opened::Record { file, .. }) => Some(file.draft),
            _ => None,
        };
        let source = match (&saved, work.file.example) {
            (Some(_), _) => Source::Record,
            (None, true) => Source::Example,
            (None, false) => Source::New,
        };
        let draft = work.file.draft.clone();
        self.open_document(work.file, source, work.based_on);
        if let Some(document) = &mut self.document {
            document.saved = saved.unwrap_or_default();
            document.recovery = Some(work.id);
            document.recovered = Some(draft);
        }
        if source == Source::Record {
            self.lock_open_record();
        }
    }

    /// The window closes: what is not needed any more goes.
    pub(crate) fn leave(&mut self) {
        self.close_document();
    }
}

impl Offer {
    fn new(found: Found) -> Self {
        match found {
            Found::Left(work) => Self::Work { work, elsewhere: false },
            Found::Elsewhere(work) => Self::Work { work, elsewhere: true },
            Found::Damaged { id, error, .. } => Self::Damaged { id, error: error.to_string() },
        }
    }
}

impl Document {
    /// The draft that would be lost if the program ended now.
    pub(crate) fn unkept(&self) -> bool {
        self.recovered.as_ref().unwrap_or(&self.saved) != &self.file.draft
    }
}
