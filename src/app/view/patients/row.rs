//! One row of the table: a file of the folder, and what was found in it.

use crate::{
    app::{
        core::{Told as _, Versions},
        widget::Mark,
    },
    engine::{derive, verdict::Verdict},
    i18n::{FileTexts, PatientsTexts, ShellTexts},
    model::{Draft, RecordFile},
    storage::{
        FileError, SubjectError, Version,
        folder::{Condition, Entry},
        versions,
    },
};
use jiff::civil::{Date, DateTime};
use std::time::SystemTime;

/// A file of the folder.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) entry: Entry,
    /// Nothing until the background has read it.
    pub(super) found: Option<Found>,
}

/// What was found in a file.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) stamp: Option<Stamp>,
    /// When the file was written, local civil time.
    pub(super) changed: Option<DateTime>,
    pub(super) what: What,
}

/// What a file holds.
#[derive(Debug)]
pub(super) enum What {
    Patient(Summary),
    Trouble(Trouble),
}

/// What the table shows of a patient.
#[derive(Clone, Debug)]
pub(super) struct Summary {
    pub(super) subject: String,
    pub(super) level: Option<String>,
    pub(super) verdict: Verdict,
    pub(super) from: Option<Date>,
    pub(super) revision: u32,
    pub(super) by_hand: bool,
}

/// Why a file is not evaluated.
#[derive(Debug)]
pub(super) enum Trouble {
    Changed {
        revision: u32,
    },
    Newer(u32),
    OtherSubject,
    BadName(SubjectError),
    Twin,
    Unreadable {
        error: FileError,
        /// A former version lies in the history.
        former: bool,
    },
    Stranger,
}

/// Tells that a file was written again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    twin: bool,
    bytes: u64,
    written: SystemTime,
}

/// What rows are told apart by: the words of the verdict column, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Trouble(u8),
    NotEligible,
    NotNow,
    Incomplete,
    Eligible,
    Reading,
}

impl Class {
    pub(super) const ALL: [Self; 12] = [
        Self::Trouble(0),
        Self::Trouble(1),
        Self::Trouble(2),
        Self::Trouble(3),
        Self::Trouble(4),
        Self::Trouble(5),
        Self::Trouble(6),
        Self::NotEligible,
        Self::NotNow,
        Self::Incomplete,
        Self::Eligible,
        Self::Reading,
    ];

    /// The word for it.
    pub(super) fn word(self, texts: &PatientsTexts) -> &str {
        match self {
            Self::Trouble(0) => &texts.trouble_changed,
            Self::Trouble(1) => &texts.trouble_unreadable,
            Self::Trouble(2) => &texts.trouble_newer,
            Self::Trouble(3) => &texts.trouble_other_subject,
            Self::Trouble(4) => &texts.trouble_bad_name,
            Self::Trouble(5) => &texts.trouble_twin,
            Self::Trouble(_) => &texts.trouble_stranger,
            Self::NotEligible => &texts.not_eligible,
            Self::NotNow => &texts.not_now,
            Self::Incomplete => &texts.incomplete,
            Self::Eligible => &texts.eligible,
            Self::Reading => &texts.reading,
        }
    }

    /// The shape for it; none while it is being read.
    pub(super) const fn mark(self) -> Option<Mark> {
        match self {
            // A file that is not this program's is no fault of a patient's.
            Self::Trouble(6) => Some(Mark::Note),
            Self::Trouble(_) => Some(Mark::Decide),
            Self::NotEligible => Some(Mark::Fail),
            Self::NotNow => Some(Mark::Wait),
            Self::Incomplete => Some(Mark::Unknown),
            Self::Eligible => Some(Mark::Pass),
            Self::Reading => None,
        }
    }
}

impl From<Verdict> for Class {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Eligible => Self::Eligible,
            Verdict::NotEligible => Self::NotEligible,
            Verdict::NotNow => Self::NotNow,
            Verdict::Incomplete => Self::Incomplete,
        }
    }
}

impl Trouble {
    const fn class(&self) -> Class {
        Class::Trouble(match self {
            Self::Changed { .. } => 0,
            Self::Unreadable { .. } => 1,
            Self::Newer(_) => 2,
            Self::OtherSubject => 3,
            Self::BadName(_) => 4,
            Self::Twin => 5,
            Self::Stranger => 6,
        })
    }

    /// What is wrong and what to do about it.
    pub(super) fn words(&self, file: &str, texts: Texts<'_>) -> String {
        let Texts { patients, shell, files } = texts;
        match self {
            Self::Changed { .. } => patients.changed_help(file),
            Self::Newer(schema) => shell.newer_file(file, schema),
            Self::OtherSubject => shell.other_subject(file),
            Self::BadName(problem) => format!("{} {}", shell.bad_name(file), problem.told(files)),
            Self::Twin => shell.twin(file),
            Self::Unreadable { error, .. } => error.told(files),
            Self::Stranger => patients.stranger_help(file),
        }
    }
}

/// The texts that a problem is told with.
#[derive(Clone, Copy)]
pub(super) struct Texts<'t> {
    pub(super) patients: &'t PatientsTexts,
    pub(super) shell: &'t ShellTexts,
    pub(super) files: &'t FileTexts,
}

impl Row {
    pub(super) const fn new(entry: Entry) -> Self {
        Self { entry, found: None }
    }

    pub(super) const fn summary(&self) -> Option<&Summary> {
        match &self.found {
            Some(Found { what: What::Patient(summary), .. }) => Some(summary),
            _ => None,
        }
    }

    pub(super) const fn trouble(&self) -> Option<&Trouble> {
        match &self.found {
            Some(Found { what: What::Trouble(trouble), .. }) => Some(trouble),
            _ => None,
        }
    }

    pub(super) const fn is_stranger(&self) -> bool {
        matches!(self.trouble(), Some(Trouble::Stranger))
    }

    pub(super) fn class(&self) -> Class {
        match &self.found {
            None => Class::Reading,
            Some(Found { what: What::Patient(summary), .. }) => summary.verdict.into(),
            Some(Found { what: What::Trouble(trouble), .. }) => trouble.class(),
        }
    }

    pub(super) fn revision(&self) -> Option<u32> {
        match (self.summary(), self.trouble()) {
            (Some(summary), _) => Some(summary.revision),
            (_, Some(Trouble::Changed { revision })) => Some(*revision),
            _ => None,
        }
    }
}

/// Size and time of a file, and the time in local civil time.
pub(super) fn stamp(entry: &Entry) -> (Option<Stamp>, Option<DateTime>) {
    let Ok(found) = std::fs::metadata(&entry.path) else { return (None, None) };
    let Ok(written) = found.modified() else { return (None, None) };
    let at = jiff::Timestamp::try_from(written).ok();
    let at = at.map(|at| at.to_zoned(jiff::tz::TimeZone::system()).datetime());
    (Some(Stamp { twin: entry.twin, bytes: found.len(), written }), at)
}

/// Reads a file and derives its verdict.
pub(super) fn look(entry: &Entry, versions: &Versions) -> What {
    match entry.inspect() {
        Condition::Good { file, by_hand, version } => {
            What::Patient(summary(&file, &version, by_hand, versions))
        }
        Condition::Changed { version, .. } => What::Trouble(Trouble::Changed { revision: version.revision }),
        Condition::Newer { schema, .. } => What::Trouble(Trouble::Newer(schema)),
        Condition::OtherSubject => What::Trouble(Trouble::OtherSubject),
        Condition::BadName(problem) => What::Trouble(Trouble::BadName(problem)),
        Condition::Twin => What::Trouble(Trouble::Twin),
        Condition::Unreadable(error) => {
            What::Trouble(Trouble::Unreadable { error, former: has_former(entry) })
        }
    }
}

/// Something can be restored in place of it.
fn has_former(entry: &Entry) -> bool {
    let folder = entry.path.parent();
    let kept = folder.and_then(|folder| versions(folder, &entry.subject).ok()).unwrap_or_default();
    kept.iter().any(|kept| kept.revision.is_some())
}

/// What the table shows of a patient file, judged by the version of the protocol that it is bound to.
pub(super) fn summary(file: &RecordFile, version: &Version, by_hand: bool, versions: &Versions) -> Summary {
    let judge = versions.judge(&file.protocol, file.example);
    let overall = derive(&file.draft, &judge.context).overall;
    Summary {
        subject: file.draft.subject.clone(),
        level: level(&file.draft),
        verdict: overall.verdict,
        from: overall.from,
        revision: version.revision,
        by_hand,
    }
}

/// The level assigned last.
fn level(draft: &Draft) -> Option<String> {
    draft.infusions.iter().rev().find_map(|infusion| infusion.level.clone())
}
