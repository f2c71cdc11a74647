//! Files that are dropped on the window.

use super::{open_close::is_in, state::State};
use crate::{
    app::core::{After, Message},
    storage::{self, Opened},
};
use std::path::PathBuf;

impl State {
    /// Takes dropped files in. Of several the first good one is opened, and the message says how many were left alone:
    /// one patient is open at a time, and nothing is saved that nobody has looked at.
    pub(crate) fn take_dropped(&mut self, paths: Vec<PathBuf>) {
        if paths.is_empty() {
            return;
        }
        if self.is_pasting() {
            return self.memories.screening.ask_before_dropping();
        }
        // What was asked before is answered with no.
        self.dialog = None;
        if paths.iter().all(|path| path.as_os_str().is_empty()) {
            let texts = self.texts();
            return self.complain(&texts.commands.open, &texts.shell.no_path);
        }
        self.unless_unsaved(After::Dropped(paths));
    }

    /// Opens the first good one of files that were dropped, and says how many were left alone.
    pub(super) fn open_dropped(&mut self, paths: &[PathBuf]) {
        let texts = &self.texts().shell;
        let others = paths.len().saturating_sub(1);
        let [first, ..] = paths else { return };
        if others == 0 {
            return self.open_path(first);
        }
        let readable = |path: &&PathBuf| matches!(storage::read_record_file(path), Ok(Opened::Record { .. }));
        let Some(good) = paths.iter().find(readable) else {
            let error =
                storage::read_record_file(first).err().map_or_else(String::new, |err| self.words_of(&err));
            return self.complain(&self.texts().commands.import, &texts.dropped_none(paths.len(), error));
        };
        self.message = None;
        self.open_path(good);
        let message = self.message.take();
        let failed = message.as_ref().is_some_and(|message| message.failed);
        let message = message.map_or_else(String::new, |message| message.text);
        let text = texts.dropped_one(message, others);
        self.message = Some(Message { text: text.trim().to_owned(), failed });
    }

    /// It would only be said that nothing of it can be read: what is open need not be asked about.
    pub(super) fn is_unreadable(&self, after: &After) -> bool {
        let paths = match after {
            After::Import(path) | After::OpenPath(path) => std::slice::from_ref(path),
            After::Dropped(paths) => paths,
            After::New
            | After::OpenRecord(_)
            | After::OpenExample(_)
            | After::Duplicate(_)
            | After::ReadAgain
            | After::Archive
            | After::Close
            | After::Quit => return false,
        };
        let records = self.session.folder.records();
        !paths.is_empty()
            && paths.iter().all(|path| !is_in(path, &records) && storage::read_record_file(path).is_err())
    }
}
