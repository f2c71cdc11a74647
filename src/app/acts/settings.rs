//! Settings that are typed and not saved: asked about, saved, and kept over a crash like a draft.

use super::{
    recovery::{PAUSE, REFUSED},
    state::State,
};
use crate::{
    app::{
        core::{After, KeptSettings, View, save_settings},
        dialog::Dialog,
    },
    storage::recovery::{RecoveredSettings, RecoveryError, fresh_settings_id},
};
use eframe::egui;
use std::time::Duration;

impl State {
    /// *Save* is of the settings: they are looked at, and something typed there is not saved.
    pub(super) fn saves_settings(&self) -> bool {
        self.view == View::Settings && self.settings_changed()
    }

    /// Something of the site, or of a template, is typed and not saved.
    pub(super) fn settings_changed(&self) -> bool {
        self.memories.settings.is_changed(&self.session)
    }

    /// Saves what is typed in the settings; who works is asked first where nobody has said so.
    pub(super) fn save_settings_signed(&mut self) {
        if self.session.person.is_empty() {
            let what = self.texts().settings.save.clone();
            self.dialog = Some(Dialog::signed_by(what, save_settings()));
        } else {
            self.save_settings();
        }
    }

    /// True when all that is typed in the settings lies on the disk. Otherwise they are shown, with what is wrong.
    pub(super) fn save_settings(&mut self) -> bool {
        let problems = self.memories.settings.all_problems(&self.session);
        if let Some(first) = problems.first() {
            let why = self.texts().settings.unsaved_problems(problems.len());
            self.view = View::Settings;
            self.focus = Some((&first.field).into());
            self.complain(&self.texts().settings.save, &why);
            return false;
        }
        let mut saved = true;
        if let Some((site, reason)) = self.memories.settings.changed_site(&self.session) {
            saved = self.save_site(&site, &reason);
        }
        for laboratory in self.memories.settings.changed_templates(&self.session) {
            saved = saved && self.save_laboratory(&laboratory);
        }
        self.memories.settings.settle(&self.session);
        if !saved {
            self.view = View::Settings;
        }
        saved
    }

    /// Gives up what is typed in the settings.
    pub(super) fn discard_settings(&mut self) {
        self.memories.settings.give_up();
        self.message.take_if(|message| message.failed);
    }

    /// Settings are asked about before the window closes, in their own view.
    pub(super) fn ask_about_settings(&mut self, after: After) {
        self.view = View::Settings;
        self.dialog = Some(Dialog::UnsavedSettings(after));
    }

    /// Once before each frame: unsaved settings onto the disk.
    pub(super) fn tick_settings(&mut self, ctx: &egui::Context, now: f64) {
        let work = self.memories.settings.unsaved_work(&self.session);
        if work == self.kept_settings.work {
            self.kept_settings.since = None;
            return;
        }
        let since = *self.kept_settings.since.get_or_insert(now);
        let left = Duration::try_from_secs_f64(since + PAUSE.as_secs_f64() - now).unwrap_or_default();
        if !left.is_zero() {
            ctx.request_repaint_after(left);
            return;
        }
        self.kept_settings.since = None;
        self.kept_settings.work.clone_from(&work);
        let Some(work) = work else { return self.forget_settings() };
        let holder = self.holder();
        let id = self.kept_settings.id.get_or_insert_with(|| fresh_settings_id(&holder)).clone();
        let kept = RecoveredSettings { id, work, at: holder.since, by: holder.by, computer: holder.computer };
        let ready = self.session.prepare().map_err(RecoveryError::from);
        let records = self.session.folder.records();
        if let Err(err) = ready.and_then(|()| self.keeper.keep_settings(records, kept)) {
            self.not_kept(&err, now);
        }
    }

    /// What could not be written is asked for again later.
    pub(super) fn settings_not_kept(&mut self, now: f64) {
        if self.kept_settings.work.take().is_some() {
            self.kept_settings.since = Some(now + REFUSED);
        }
    }

    /// Deletes the recovery file of settings that are saved or given up.
    fn forget_settings(&mut self) {
        let id = self.kept_settings.id.take();
        self.kept_settings.work = None;
        self.discard_recovery(id.as_deref());
    }

    /// The window closes.
    pub(super) fn leave_settings(&mut self) {
        if !self.settings_changed() {
            self.forget_settings();
        }
    }

    /// Takes up recovered settings; they are unsaved until a person saves them. The file of another computer is left to
    /// it.
    pub(super) fn take_recovered_settings(&mut self, kept: RecoveredSettings, elsewhere: bool) {
        self.memories.settings.take_work(&kept.work, &self.session);
        self.view = View::Settings;
        if !elsewhere {
            self.kept_settings = KeptSettings { id: Some(kept.id), work: Some(kept.work), since: None };
        }
    }
}
