//! The letter to the sponsor with the questions that are still open, in both languages, as a text file.

use super::state::State;
use crate::{
    i18n::Language,
    report::{letter, text},
    storage::{Existing, export_text},
};
use std::path::Path;

impl State {
    /// Writes the letter.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn write_letter(&mut self, path: &Path, replace: bool) -> Result<(), String> {
        let context = self.session.context();
        let protocol = &context.plan.protocol;
        let letters = [Language::English, Language::Chinese].map(|language| {
            let hash = self.session.protocol_hash();
            let document = letter(protocol, hash, &context.site, context.now.date(), language);
            text::render(&document, language.catalogue())
        });
        let existing = if replace { Existing::Replace } else { Existing::Refuse };
        export_text(path, &letters.join("\n\n"), existing).map_err(|err| self.words_of(&err))?;
        self.say(self.texts().protocol.letter_written(path.display()));
        Ok(())
    }
}
