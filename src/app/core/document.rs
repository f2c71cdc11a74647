//! The open patient: the record, what is saved of it, what follows from it, and the way back.

use super::versions::{Edition, Versions};
use crate::{
    engine::{ChangedOnDisk, Context, Derived, derive},
    i18n::Language,
    model::{Draft, RecordFile},
    report::Reporter,
    storage::{
        FileStamp, Version,
        lock::{Holder, Lock},
    },
};
use eframe::egui::util::undoer::{Settings, Undoer};

/// Where a document came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// Never saved in the record folder.
    New,
    /// A record of the folder, and its lock is ours.
    Record,
    /// A record of the folder that somebody else holds, or that is put away: it is only looked at.
    ReadOnly,
    /// A bundled example; what is typed into it is never saved under its name.
    Example,
}

/// The open patient.
pub(crate) struct Document {
    /// The record; its draft is what is edited.
    pub(crate) file: RecordFile,
    pub(crate) source: Source,
    /// The draft as it lies on the disk, or as it was opened.
    pub(crate) saved: Draft,
    /// What the next save must still find.
    pub(crate) version: Option<Version>,
    /// How the record lay on the disk when it was last looked at.
    pub(crate) stamp: Option<FileStamp>,
    /// The record on the disk is no longer that version.
    pub(crate) changed_on_disk: Option<ChangedOnDisk>,
    /// It was written by hand and never saved by the program.
    pub(crate) by_hand: bool,
    pub(crate) lock: Option<Lock>,
    /// Who has the record that is only looked at here.
    pub(crate) held: Option<Holder>,
    /// The recovery file that holds unsaved work, once there is one.
    pub(crate) recovery: Option<String>,
    /// The draft that the recovery file holds.
    pub(crate) recovered: Option<Draft>,
    history: Undoer<Draft>,
    shown: Shown,
}

/// A draft, what it rests on, and what follows from it.
pub(crate) struct Shown {
    pub(crate) draft: Draft,
    pub(crate) context: Context,
    /// SHA-256 of the version of the protocol that judges it.
    pub(crate) protocol_hash: String,
    pub(crate) derived: Derived,
}

impl Shown {
    fn new(draft: Draft, edition: &Edition, changed_on_disk: Option<ChangedOnDisk>) -> Self {
        let context = edition.context.with_changed_on_disk(changed_on_disk);
        let derived = derive(&draft, &context);
        Self { draft, context, protocol_hash: edition.hash.clone(), derived }
    }

    /// Puts it into words.
    pub(crate) fn reporter(&self, language: Language, example: bool) -> Reporter<'_> {
        Reporter {
            draft: &self.draft,
            context: &self.context,
            language,
            words: language.catalogue(),
            protocol_hash: &self.protocol_hash,
            example,
        }
    }
}

impl Document {
    pub(crate) fn new(
        file: RecordFile,
        source: Source,
        version: Option<Version>,
        versions: &Versions,
    ) -> Self {
        let draft = file.draft.clone();
        let shown = Shown::new(draft.clone(), versions.judge(&file.protocol, file.example), None);
        let mut history = Undoer::with_settings(Settings { max_undos: 1000, ..Settings::default() });
        history.add_undo(&draft);
        Self {
            saved: draft,
            shown,
            file,
            source,
            version,
            stamp: None,
            changed_on_disk: None,
            by_hand: false,
            lock: None,
            held: None,
            recovery: None,
            recovered: None,
            history,
        }
    }

    /// What the views show; of the draft as it was when [`Document::settle`] was called.
    pub(crate) const fn shown(&self) -> &Shown {
        &self.shown
    }

    /// What the views show, and the draft that they edit.
    pub(crate) fn parts(&mut self) -> (&mut Draft, &Shown) {
        (&mut self.file.draft, &self.shown)
    }

    /// Derives again if draft, protocol, site or minute are others. `quiet`: no text field is being typed in, so that a state
    /// worth going back to is reached.
    pub(crate) fn settle(&mut self, versions: &Versions, quiet: bool) {
        if quiet {
            // A draft that is another than the last state makes what was undone unreachable; `add_undo` alone would
            // leave it to a later redo.
            if !self.history.has_redo(&self.file.draft) {
                self.history.redo(&self.file.draft);
            }
            self.history.add_undo(&self.file.draft);
        }
        let edition = versions.judge(&self.file.protocol, self.file.example);
        let context = &edition.context;
        let same = self.shown.context.now == context.now
            && self.shown.protocol_hash == edition.hash
            && std::sync::Arc::ptr_eq(&self.shown.context.site, &context.site)
            && std::sync::Arc::ptr_eq(&self.shown.context.laboratories, &context.laboratories);
        let same = same && self.shown.context.changed_on_disk == self.changed_on_disk;
        if !same || self.shown.draft != self.file.draft {
            self.shown = Shown::new(self.file.draft.clone(), edition, self.changed_on_disk.clone());
        }
    }

    /// This version lies on the disk now, by our own hand.
    pub(crate) fn is_saved_as(&mut self, version: Version) {
        self.version = Some(version);
        self.stamp = None;
        self.changed_on_disk = None;
        self.by_hand = false;
    }

    /// It was opened from the record folder or saved there: somebody else may write it, too.
    pub(crate) const fn lies_on_the_disk(&self) -> bool {
        matches!(self.source, Source::Record | Source::ReadOnly) && self.was_saved()
    }

    /// Something is typed that is not on the disk.
    pub(crate) fn is_changed(&self) -> bool {
        self.file.draft != self.saved
    }

    /// A record that a save would overwrite exists, or none needs to.
    pub(crate) const fn was_saved(&self) -> bool {
        self.version.is_some()
    }

    pub(crate) const fn is_read_only(&self) -> bool {
        matches!(self.source, Source::ReadOnly)
    }

    pub(crate) fn can_undo(&self) -> bool {
        self.history.has_undo(&self.file.draft)
    }

    pub(crate) fn can_redo(&self) -> bool {
        self.history.has_redo(&self.file.draft)
    }

    /// Takes the last change back; false when there is none.
    pub(crate) fn undo(&mut self) -> bool {
        let before = self.history.undo(&self.file.draft).cloned();
        self.take(before)
    }

    /// Makes it again; false when there is none.
    pub(crate) fn redo(&mut self) -> bool {
        let after = self.history.redo(&self.file.draft).cloned();
        self.take(after)
    }

    /// Back to what is saved; can be undone.
    pub(crate) fn revert(&mut self) {
        self.history.add_undo(&self.file.draft);
        self.file.draft = self.saved.clone();
    }

    fn take(&mut self, draft: Option<Draft>) -> bool {
        let found = draft.is_some();
        if let Some(draft) = draft {
            self.file.draft = draft;
        }
        found
    }
}
