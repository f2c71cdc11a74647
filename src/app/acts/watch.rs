//! The open record and the site's files are watched: what somebody else has written is noticed on coming back to the
//! window, every few seconds, and before a result is copied.

use super::state::State;
use crate::{
    app::core::{After, Document, Source},
    engine::ChangedOnDisk,
    storage::{
        self, ActError, FileProblem, FileStamp, Opened, fingerprint,
        folder::{Condition, Entry},
        lock::{Lock, held},
        record_path,
    },
};
use eframe::egui;
use std::time::Duration;

/// So often the disk is looked at while a record is open.
const PACE: Duration = Duration::from_secs(3);

impl State {
    /// Once before each frame: the record and the site as they lie on the disk, every few seconds.
    pub(super) fn tick_watch(&mut self, ctx: &egui::Context) {
        if !self.document.as_ref().is_some_and(Document::lies_on_the_disk) {
            self.watched = None;
            return;
        }
        let now = Duration::try_from_secs_f64(ctx.input(|input| input.time)).unwrap_or_default();
        let due = self.watched.map_or(now, |last| last + PACE);
        let left = due.saturating_sub(now);
        if !left.is_zero() {
            return ctx.request_repaint_after(left);
        }
        self.watched = Some(now);
        ctx.request_repaint_after(PACE);
        self.refresh_site();
        self.watch_record(false);
    }

    /// Looks whether the open record is still the one that was opened or saved. Unless it is `thorough`, a file that
    /// looks the same is not read.
    pub(super) fn watch_record(&mut self, thorough: bool) {
        let records = self.session.folder.records();
        let own_time = self.session.now().strftime("%H:%M").to_string();
        let Some(document) = self.document.as_mut().filter(|document| document.lies_on_the_disk()) else {
            return;
        };
        // While the folder is gone nothing is known of the record.
        let (None, Some(version)) = (&self.session.gone, &document.version) else { return };
        let subject = &document.saved.subject;
        let Ok(path) = record_path(&records, subject) else { return };
        let stamp = FileStamp::of(&path);
        if !thorough && stamp.is_some() && stamp == document.stamp {
            return;
        }
        let found = fingerprint(&records, subject);
        // What could not be read is looked at again.
        document.stamp = stamp.filter(|_| found.is_ok());
        match found {
            Ok(found) if found == version.sha256 => {
                document.changed_on_disk = None;
                return;
            }
            // The system refused to read it this time; nothing is known.
            Err(ActError::File(error))
                if !error.is_not_found() && matches!(*error.problem, FileProblem::System(_)) =>
            {
                return;
            }
            Ok(_) | Err(_) => {}
        }
        let by = who_wrote(document, &path, &records);
        let first = document.changed_on_disk.as_ref().map(|known| known.at.clone());
        let at = document.stamp.and_then(time_of).or(first).unwrap_or(own_time);
        document.changed_on_disk = Some(ChangedOnDisk { at, by });
    }

    /// Reads the open record again. What is typed and not saved is asked about first.
    pub(super) fn ask_to_read_again(&mut self) {
        self.unless_unsaved(After::ReadAgain);
    }

    /// Shows the record as it lies on the disk; where that cannot be read, what is open stays.
    pub(super) fn read_record_again(&mut self) {
        let Some(document) = &self.document else { return };
        let (subject, source, view) = (document.saved.subject.clone(), document.source, self.view);
        let Ok(path) = record_path(&self.session.folder.records(), &subject) else { return };
        if let Condition::Unreadable(error) = Entry::new(path).inspect() {
            return self.complain_of(&self.texts().commands.read_again, &error);
        }
        if source == Source::ReadOnly {
            self.open_read_only(&subject);
        } else {
            self.close_document();
            self.open_record(&subject);
        }
        if self.document.is_some() {
            self.view = view;
        }
    }
}

/// Who has written it: whoever signed the newest line of its trail, else whoever has it open.
fn who_wrote(document: &Document, path: &std::path::Path, records: &std::path::Path) -> String {
    if let Ok(Opened::Record { file, .. }) = storage::read_record_file(path)
        && file.trail.len() > document.file.trail.len()
        && let Some(line) = file.trail.last()
    {
        return line.by.clone();
    }
    if document.lock.as_ref().is_some_and(Lock::is_ours) {
        return String::new();
    }
    let holder = held(records, &document.saved.subject).ok().flatten();
    holder.map(|holder| holder.by).unwrap_or_default()
}

fn time_of(stamp: FileStamp) -> Option<String> {
    let at = jiff::Timestamp::try_from(stamp.written?).ok()?;
    Some(at.to_zoned(jiff::tz::TimeZone::system()).strftime("%H:%M").to_string())
}
