//! Files written by hand work, and the window says which of them lie under a result.

use super::state::State;
use crate::{
    app::core::document::Document,
    i18n::fill,
    storage::{
        folder::{Condition, Entry},
        record_path,
    },
};

impl State {
    /// The record of this subject was written by hand, as it lies there.
    pub(crate) fn lies_there_by_hand(&self, subject: &str) -> bool {
        let condition =
            record_path(&self.session.folder.records(), subject).map(|path| Entry::new(path).inspect());
        matches!(condition, Ok(Condition::Good { by_hand: true, .. }))
    }

    /// That the record just opened was written by hand.
    pub(crate) fn note_by_hand(&mut self, by_hand: bool) {
        if let Some(document) = &mut self.document {
            document.by_hand = by_hand;
        }
    }

    /// Which files under the result of the open patient were written by hand, in words; of an example only its own.
    pub(crate) fn by_hand(&self, document: &Document) -> Option<String> {
        let words = self.language().catalogue();
        let mut names = Vec::new();
        if document.by_hand {
            names.push(format!("{}.ron", document.file.draft.subject.trim()));
        }
        if !document.file.example {
            names.extend(self.session.by_hand(&document.file.protocol).into_iter().map(str::to_owned));
        }
        let file = names.join(&words.list_separator);
        (!names.is_empty()).then(|| fill(&words.written_by_hand, &[("file", file)]))
    }
}
