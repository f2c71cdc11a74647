//! What a dialogue was answered with is done.

use super::state::State;
use crate::{
    app::{
        core::{After, Document, Target},
        dialog::{Answer, Dialog, Offer, PathUse, SubjectUse},
    },
    storage::{self, check_subject},
};
use std::path::PathBuf;

impl State {
    /// Does what the open dialogue was answered with. It stays where that is refused, or where more is to be answered.
    pub(crate) fn answer(&mut self, answer: Answer) {
        // Taken out, so that what is done may open another one.
        let Some(mut dialog) = self.dialog.take() else { return };
        if answer.is_signed() && self.session.person.is_empty() {
            self.dialog = Some(Dialog::person_before(dialog));
            return;
        }
        let goes_on = !matches!(answer, Answer::Nothing);
        let refused = self.done(answer).err();
        if let Dialog::Person(person) = &mut dialog {
            // Back to what could not go on without, chosen or not.
            self.dialog = person.then.take().map(|dialog| *dialog);
            return;
        }
        let more = matches!(&dialog, Dialog::Recovery(recovery) if goes_on && !recovery.is_empty());
        if (more || refused.is_some()) && self.dialog.is_none() {
            dialog.begin_again(refused);
            self.dialog = Some(dialog);
        }
    }

    fn done(&mut self, answer: Answer) -> Result<(), String> {
        match answer {
            Answer::SaveFirst(after) => self.save_then(Some(after)),
            Answer::Discard(after) => self.discard_then(after),
            Answer::SaveSettingsFirst(after) => {
                if self.save_settings() {
                    self.unless_unsaved(after);
                }
            }
            Answer::DiscardSettings(after) => {
                self.discard_settings();
                self.unless_unsaved(after);
            }
            Answer::SaveAs(subject) => {
                self.dialog = Some(Dialog::subject(SubjectUse::SaveAs, Target::Open, subject, None));
            }
            Answer::Path { path_use, of, path, replace } => self.use_path(path_use, &of, path, replace)?,
            Answer::Subject { subject_use, of, subject, then } => {
                self.use_subject(subject_use, &of, &subject)?;
                if let Some(after) = then {
                    self.go_on(after);
                }
            }
            Answer::LookAt(subject) => self.open_read_only(&subject),
            Answer::TakeOver { subject, reason } => self.take_over(&subject, &reason),
            Answer::TakeChanged { subject, version } => {
                self.mend(&subject, |records, holder, signed| {
                    storage::take_changed(records, &subject, &version, holder, signed)
                });
            }
            Answer::Restore { subject, former, seen } => {
                self.mend(&subject, |records, holder, signed| {
                    storage::restore_version(records, &subject, &former, Some(&seen), holder, signed)
                });
            }
            Answer::TakeBack(Offer::Work { work, elsewhere }) => self.take_recovered(*work, elsewhere),
            Answer::TakeBack(Offer::Settings { work, elsewhere }) => {
                self.take_recovered_settings(*work, elsewhere);
            }
            Answer::Nothing | Answer::TakeBack(Offer::Damaged { .. }) => {}
            Answer::DiscardOffer(offer) => self.discard_recovery(Some(offer.id())),
            Answer::Works { person, signs } => {
                self.session.person = person;
                self.again = signs;
            }
        }
        Ok(())
    }

    /// A copy is made of what is saved. Everything else takes the draft with it once it is done; where it cannot be
    /// done, or asks on, what is typed stays.
    fn discard_then(&mut self, after: After) {
        if matches!(after, After::Duplicate(_)) {
            self.with_document(Document::revert);
        }
        let patient = self.memories.patient;
        self.go_on(after);
        let failed = self.message.as_ref().is_some_and(|message| message.failed);
        if self.memories.patient == patient && self.dialog.is_none() && !failed {
            self.with_document(Document::revert);
        }
    }

    fn use_path(
        &mut self,
        path_use: PathUse,
        of: &Target,
        path: PathBuf,
        replace: bool,
    ) -> Result<(), String> {
        let texts = &self.texts().shell;
        match path_use {
            PathUse::Open | PathUse::Import if !path.is_file() => {
                return Err(texts.no_such_file(path.display()));
            }
            PathUse::Open => self.unless_unsaved(After::OpenPath(path)),
            PathUse::Import => self.unless_unsaved(After::Import(path)),
            PathUse::Export | PathUse::Letter if !replace && path.is_file() => {
                return Err(texts.exists(path.display()));
            }
            PathUse::Export => self.export(of, &path, replace)?,
            PathUse::Letter => self.write_letter(&path, replace)?,
        }
        Ok(())
    }

    fn use_subject(&mut self, subject_use: SubjectUse, of: &Target, subject: &str) -> Result<(), String> {
        check_subject(subject).map_err(|err| self.words_of(&err))?;
        match subject_use {
            SubjectUse::SaveAs => self.save_as(subject),
            SubjectUse::Rename => self.rename(of, subject),
            SubjectUse::RenameAndSave => {
                self.rename(of, subject)?;
                if self.save_now() {
                    return Ok(());
                }
                Err(self.message.as_ref().map_or_else(String::new, |message| message.text.clone()))
            }
            SubjectUse::Duplicate => self.duplicate(of, subject),
        }
    }
}
