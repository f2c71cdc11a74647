//! What a file act works on: the row chosen in the table, or the open patient.

use super::state::State;
use crate::{
    app::{
        core::{Source, Target, Told as _, View},
        view::{Chosen, Shelf},
    },
    model::RecordFile,
    storage::{
        self, ARCHIVE, EMBEDDED_PATIENTS, FileKind, FileProblem, Opened, Version,
        folder::{Condition, Entry},
        record_path,
    },
};

impl State {
    /// What a file act would work on now.
    pub(super) fn target(&self) -> Target {
        let chosen = match self.view {
            View::Patients => self.memories.patients.chosen(),
            View::Screening | View::Dose | View::Protocol | View::Settings => None,
        };
        match chosen {
            Some(Chosen::Example(name)) => Target::Example((*name).to_owned()),
            Some(Chosen::File { shelf, name }) => {
                let subject = name.strip_suffix(".ron").unwrap_or(name).to_owned();
                match shelf {
                    // Also where its file is in trouble by now: what is typed here is asked about before it goes.
                    Shelf::Records if self.has_open(&subject) => Target::Open,
                    _ if !self.memories.patients.is_sound(*shelf, name) => Target::Troubled(subject),
                    Shelf::Archive => Target::Archived(subject),
                    Shelf::Records => Target::Record(subject),
                }
            }
            None if self.document.is_some() => Target::Open,
            None => Target::Nothing,
        }
    }

    /// The record of this subject is the open one.
    pub(super) fn has_open(&self, subject: &str) -> bool {
        self.document.as_ref().is_some_and(|document| {
            matches!(document.source, Source::Record | Source::ReadOnly) && document.saved.subject == subject
        })
    }

    /// The subject code of a target, where it has one.
    pub(super) fn subject_of(&self, target: &Target) -> String {
        match target {
            Target::Open => self
                .document
                .as_ref()
                .map_or_else(String::new, |document| document.file.draft.subject.clone()),
            Target::Record(subject) | Target::Archived(subject) | Target::Troubled(subject) => {
                subject.clone()
            }
            Target::Example(_) => self.file_of(target).map(|file| file.draft.subject).unwrap_or_default(),
            Target::Nothing => String::new(),
        }
    }

    /// What a target holds: the open patient as typed, everything else as it lies there.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn file_of(&self, target: &Target) -> Result<RecordFile, String> {
        let nothing = || self.texts().patients.choose_first.clone();
        match target {
            Target::Open => Ok(self.document.as_ref().ok_or_else(nothing)?.file.clone()),
            Target::Record(subject) => Ok(self.seen(subject)?.0),
            Target::Archived(subject) => {
                let folder = self.session.folder.records().join(ARCHIVE);
                Ok(self.inspected(record_path(&folder, subject).map_err(|err| self.words_of(&err))?)?.0)
            }
            Target::Example(name) => {
                let found =
                    EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name.trim_end_matches(".ron") == name);
                match found.ok_or_else(nothing)?.patient().map_err(|err| self.words_of(&err))? {
                    Opened::Record { file, .. } => Ok(*file),
                    Opened::Newer { .. } => Err(nothing()),
                }
            }
            Target::Troubled(_) => Err(self.texts().patients.problem_first.clone()),
            Target::Nothing => Err(nothing()),
        }
    }

    /// A record of the folder as it lies there now.
    ///
    /// # Errors
    ///
    /// In words.
    pub(super) fn seen(&self, subject: &str) -> Result<(RecordFile, Version), String> {
        let path = record_path(&self.session.folder.records(), subject).map_err(|err| self.words_of(&err))?;
        self.inspected(path)
    }

    fn inspected(&self, path: std::path::PathBuf) -> Result<(RecordFile, Version), String> {
        match Entry::new(path).inspect() {
            Condition::Good { file, version, .. } => Ok((*file, version)),
            Condition::Unreadable(err) => Err(self.words_of(&err)),
            Condition::Changed { .. } => {
                let problem = FileProblem::Checksum { kind: FileKind::Record };
                Err(problem.told(&self.texts().files))
            }
            Condition::Newer { schema, .. } => {
                let problem = FileProblem::NewerForm { schema, known: storage::SCHEMA };
                Err(problem.told(&self.texts().files))
            }
            Condition::OtherSubject | Condition::BadName(_) | Condition::Twin => {
                Err(self.texts().patients.problem_first.clone())
            }
        }
    }
}
