//! Errors of files in the language of the window: what, where, what was expected, how to mend it. What the system
//! says stays in its own words.

use crate::{
    i18n::FileTexts,
    storage::{
        ActError, Expected, FileError, FileKind, FileProblem, LONGEST, NotAFile, NotWritable, Place, SCHEMA,
        SaveError, SettingsError, SubjectError,
        durable::{Step, WriteError},
        lock::LockError,
        recovery::RecoveryError,
    },
};
use std::{io, path::Path};

/// An error that can be told in either language.
pub(crate) trait Told {
    /// What went wrong, and what to do about it.
    fn told(&self, texts: &FileTexts) -> String;
}

impl Told for FileError {
    fn told(&self, texts: &FileTexts) -> String {
        let problem = self.problem.told(texts);
        match self.place {
            None => texts.at_whole(&self.name, problem),
            Some(Place { line, column }) => texts.at_place(&self.name, line, column, problem),
        }
    }
}

impl Told for FileProblem {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::System(error) if error.kind() == io::ErrorKind::NotFound => texts.not_found.clone(),
            Self::System(error) => texts.system(error),
            Self::TooLarge { bytes, limit } => texts.too_large(bytes, limit),
            Self::NotText => texts.not_text.clone(),
            Self::Checksum { kind } => {
                let mend = match kind {
                    FileKind::Record => &texts.mend_record,
                    FileKind::Site | FileKind::Laboratory => &texts.mend_settings,
                    FileKind::Protocol => &texts.mend_protocol,
                    FileKind::Recovery => &texts.mend_recovery,
                };
                texts.checksum(mend)
            }
            Self::BrokeDown => texts.broke_down.clone(),
            Self::Vanished => texts.vanished.clone(),
            Self::NotAFile { what } => {
                let what = match what {
                    NotAFile::Folder => &texts.a_folder,
                    NotAFile::Pipe => &texts.a_pipe,
                    NotAFile::Socket => &texts.a_socket,
                    NotAFile::Device => &texts.a_device,
                };
                texts.not_a_file(what)
            }
            Self::NewerForm { schema, known } => texts.newer_form(schema, known),
            Self::NoSuchForm { schema, known } => texts.no_such_form(schema, known),
            Self::UnknownField { field: name, outer, expected, suggestion } => {
                let field = field(texts, name, outer.as_deref());
                let mend = mend(texts, suggestion.as_deref(), expected);
                texts.unknown_field(field, mend)
            }
            Self::UnknownChoice { outer: _, expected, suggestion } => {
                texts.unknown_choice(mend(texts, suggestion.as_deref(), expected))
            }
            Self::MissingField { field: name, outer } => {
                texts.missing_field(field(texts, name, outer.as_deref()))
            }
            Self::TwiceField { field: name, outer } => {
                texts.twice_field(field(texts, name, outer.as_deref()))
            }
            Self::Form { expected } => texts.form(form(texts, expected)),
        }
    }
}

fn field(texts: &FileTexts, name: &str, outer: Option<&str>) -> String {
    outer.map_or_else(|| texts.field_alone(name), |outer| texts.field_in(name, outer))
}

fn mend(texts: &FileTexts, suggestion: Option<&str>, expected: &[String]) -> String {
    match (suggestion, expected) {
        (Some(name), _) => texts.did_you_mean(name),
        (None, []) => texts.choose_none.clone(),
        (None, names) => {
            let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
            texts.choose_from(names.join(", "))
        }
    }
}

fn form<'t>(texts: &'t FileTexts, expected: &'t Expected) -> &'t str {
    match expected {
        Expected::More => &texts.form_end,
        Expected::List => &texts.form_list,
        Expected::ListEnd => &texts.form_list_end,
        Expected::Attribute => &texts.form_attribute,
        Expected::Boolean => &texts.form_boolean,
        Expected::Comma => &texts.form_comma,
        Expected::Whole => &texts.form_whole,
        Expected::Range => &texts.form_range,
        Expected::Colon => &texts.form_colon,
        Expected::Close => &texts.form_close,
        Expected::Open => &texts.form_open,
        Expected::TwoBrackets => &texts.form_two_brackets,
        Expected::Text => &texts.form_text,
        Expected::TextEnd => &texts.form_text_end,
        Expected::Word => &texts.form_word,
        Expected::Escape => &texts.form_escape,
        Expected::Extension => &texts.form_extension,
        Expected::CommentEnd => &texts.form_comment,
        Expected::Nothing => &texts.form_nothing,
        Expected::Shallower => &texts.form_nesting,
        Expected::Named(what) => what,
        Expected::Else => &texts.form_other,
    }
}

impl Told for WriteError {
    fn told(&self, texts: &FileTexts) -> String {
        let step = step(texts, self.step);
        let advice = match self.step {
            Step::Link => &texts.advice_link,
            Step::FlushFolder => &texts.advice_after,
            Step::Create | Step::Write | Step::Flush | Step::Rename => &texts.advice_before,
        };
        texts.write(shown(&self.path), step, &self.source, advice)
    }
}

fn step(texts: &FileTexts, step: Step) -> &str {
    match step {
        Step::Link => &texts.step_link,
        Step::Create => &texts.step_create,
        Step::Write => &texts.step_write,
        Step::Flush => &texts.step_flush,
        Step::Rename => &texts.step_rename,
        Step::FlushFolder => &texts.step_flush_folder,
    }
}

impl Told for NotWritable {
    fn told(&self, texts: &FileTexts) -> String {
        texts.not_writable.clone()
    }
}

impl Told for SaveError {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::Subject(error) => error.told(texts),
            Self::Twin { other } => texts.save_twin(other),
            Self::Exists { name } => texts.save_exists(name),
            Self::Gone { name } => texts.save_gone(name),
            Self::Conflict { name, seen, found } => texts.save_conflict(name, seen, found),
            Self::Changed { name } => texts.save_changed(name),
            Self::Newer { name, schema } => texts.save_newer(name, schema),
            Self::Archived { name } => texts.save_archived(name),
            Self::OtherSubject { name } => texts.save_other_subject(name),
            Self::Unreadable(error) => texts.save_unreadable(error.told(texts)),
            Self::Busy => texts.busy.clone(),
            Self::Form { schema } => save_form(texts, *schema),
            Self::LastRevision => texts.last_revision.clone(),
            Self::NotRepeatable => texts.not_repeatable.clone(),
            Self::Text(error) => error.told(texts),
            Self::NotKept(WriteError { path, step: failed, source }) => {
                texts.not_kept(shown(path), step(texts, *failed), source)
            }
            Self::Write(error) => error.told(texts),
        }
    }
}

impl Told for ActError {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::Subject(error) => error.told(texts),
            Self::Lock(error) => error.told(texts),
            Self::Save(error) => error.told(texts),
            Self::Write(error) => error.told(texts),
            Self::File(error) => error.told(texts),
            Self::NotThere { name } => texts.not_there(name),
            Self::Taken { name } => texts.taken(name),
            Self::HistoryTaken => texts.history_taken.clone(),
            Self::NotChanged { name } => texts.not_changed(name),
            Self::KeptChanged { name } => texts.kept_changed(name),
            Self::Meanwhile { name } => texts.meanwhile(name),
            Self::RecordFolder { path } => texts.record_folder(shown(path)),
            Self::Move { path, source } => texts.move_failed(shown(path), source),
        }
    }
}

impl Told for LockError {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::Held(holder) => {
                let since = holder.since.replace('T', " ");
                texts.lock_held(&holder.by, &holder.computer, since)
            }
            Self::Unknown(error) => texts.lock_unknown(error.told(texts)),
            Self::NoReason => texts.lock_no_reason.clone(),
            Self::Subject(error) => error.told(texts),
            Self::Text(error) => error.told(texts),
            Self::Write(error) => error.told(texts),
            Self::System { path, source } => texts.lock_system(shown(path), source),
        }
    }
}

impl Told for SubjectError {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::Empty => texts.subject_empty.clone(),
            Self::TooLong { length } => texts.subject_too_long(length, LONGEST),
            Self::Character { position } => texts.subject_character(position),
            Self::Start => texts.subject_start.clone(),
            Self::End => texts.subject_end.clone(),
            Self::Device => texts.subject_device.clone(),
        }
    }
}

impl Told for SettingsError {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::Id => texts.laboratory_id.clone(),
            Self::Form { schema } => save_form(texts, *schema),
            Self::Exists { name } => texts.settings_exists(name),
            Self::Gone { name } => texts.settings_gone(name),
            Self::Conflict { name } => texts.settings_conflict(name),
            Self::Unreadable(error) => texts.save_unreadable(error.told(texts)),
            Self::Busy => texts.busy.clone(),
            Self::NotRepeatable => texts.not_repeatable.clone(),
            Self::Text(error) => error.told(texts),
            Self::Keep(error) => error.told(texts),
            Self::Write(error) => error.told(texts),
        }
    }
}

impl Told for RecoveryError {
    fn told(&self, texts: &FileTexts) -> String {
        match self {
            Self::Id => texts.recovery_id.clone(),
            Self::Folder(error) => texts.recovery_not_kept(error.told(texts)),
            Self::Died => texts.recovery_not_kept(&texts.recovery_died),
            Self::Text(error) => error.told(texts),
            Self::Write(error) => texts.recovery_not_kept(error.told(texts)),
            Self::Discard { path, source } => texts.recovery_discard(shown(path), source),
        }
    }
}

fn save_form(texts: &FileTexts, schema: u32) -> String {
    texts.save_form(schema, SCHEMA)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::Told;
    use crate::{
        i18n::Language,
        storage::{
            ActError, Expected, FileError, FileProblem, Place, SaveError, SettingsError, SubjectError,
            durable::{Step, WriteError},
            lock::{Holder, LockError},
            recovery::RecoveryError,
        },
    };
    use std::{io, path::PathBuf};

    fn errors() -> Vec<Box<dyn Told>> {
        let name = || "S-01.ron".to_owned();
        let refused = || io::Error::from(io::ErrorKind::PermissionDenied);
        let path = || PathBuf::from("S-01.ron");
        let holder = Holder {
            by: "p1".to_owned(),
            computer: "PC-7".to_owned(),
            program: String::new(),
            since: "2026-11-22T09:00".to_owned(),
        };
        let place = Some(Place { line: 3, column: 7 });
        let form = Box::new(FileProblem::Form { expected: Expected::Comma });
        vec![
            Box::new(FileError { name: name(), place, problem: form }),
            Box::new(FileError::whole("S-01.ron", FileProblem::System(refused()))),
            Box::new(SaveError::Conflict { name: name(), seen: 3, found: 4 }),
            Box::new(SaveError::Archived { name: name() }),
            Box::new(ActError::Move { path: path(), source: refused() }),
            Box::new(LockError::Held(Box::new(holder))),
            Box::new(SubjectError::Character { position: 2 }),
            Box::new(SettingsError::Conflict { name: name() }),
            Box::new(RecoveryError::Write(WriteError { step: Step::Flush, path: path(), source: refused() })),
        ]
    }

    /// Nothing stays open, and what a person needs to find the place stands in both languages.
    #[test]
    fn both_languages_say_where_and_what() {
        let needed = [
            &["S-01.ron", "3", "7"][..],
            &["S-01.ron", "ermission"],
            &["S-01.ron", "3", "4"],
            &["S-01.ron"],
            &["S-01.ron", "ermission"],
            &["p1", "PC-7", "2026-11-22 09:00"],
            &["2"],
            &["S-01.ron"],
            &["S-01.ron", "ermission"],
        ];
        for (error, needed) in errors().iter().zip(needed) {
            let english = error.told(&Language::English.window().files);
            let chinese = error.told(&Language::Chinese.window().files);
            for part in needed {
                assert!(english.contains(part) && chinese.contains(part), "{part}: {english} {chinese}");
            }
            assert!(!english.contains(['{', '}']) && !chinese.contains(['{', '}']), "{english} {chinese}");
            let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
            assert!(
                chinese.chars().any(is_chinese) && !english.chars().any(is_chinese),
                "{english} {chinese}"
            );
        }
    }
}
