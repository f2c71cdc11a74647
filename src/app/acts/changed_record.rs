//! A record that was changed outside the program, or that cannot be read: what a person is shown of it, and what he
//! then chooses.

use super::state::State;
use crate::{
    app::dialog::Changed,
    model::{Draft, Pin, RecordFile, Signed},
    storage::{self, ActError, Kept, Opened, Saved, Version, draft_differences, lock::Holder},
};
use std::path::Path;

impl State {
    /// Mends a record and opens it.
    pub(super) fn mend(
        &mut self,
        subject: &str,
        mend: impl FnOnce(&Path, &Holder, &Signed) -> Result<Saved, ActError>,
    ) {
        if let Err(err) = mend(&self.session.folder.records(), &self.holder(), &self.signed("")) {
            return self.complain_of(&self.texts().shell.changed_title, &err);
        }
        self.read_folder();
        self.open_record(subject);
    }
}

impl Changed {
    pub(super) fn new(records: &Path, subject: &str, file: &RecordFile, version: Version) -> Self {
        let former = former(records, subject);
        let differences =
            former.as_ref().map_or_else(Vec::new, |(_, former)| draft_differences(former, &file.draft));
        Self {
            subject: subject.to_owned(),
            seen: version.sha256.clone(),
            version: Some(version),
            error: None,
            bound: file.protocol.clone(),
            example: file.example,
            drafts: former.as_ref().map(|(_, former)| (former.clone(), file.draft.clone())),
            former: former.map(|(kept, _)| kept),
            differences,
        }
    }

    /// A file that cannot be read; none when there is no former version to go back to.
    pub(super) fn damaged(records: &Path, subject: &str, error: String) -> Option<Self> {
        let (former, _) = former(records, subject)?;
        let seen = storage::fingerprint(records, subject).ok()?;
        let (subject, former) = (subject.to_owned(), Some(former));
        let differences = Vec::new();
        let error = Some(error);
        Some(Self {
            subject,
            seen,
            version: None,
            error,
            former,
            differences,
            drafts: None,
            bound: Pin::default(),
            example: false,
        })
    }
}

/// The newest former version that is itself whole.
fn former(records: &Path, subject: &str) -> Option<(Kept, Draft)> {
    let versions = storage::versions(records, subject).unwrap_or_default();
    versions.into_iter().find_map(|kept| match kept.open() {
        Ok(Opened::Record { file, integrity, .. }) if integrity != storage::Integrity::Changed => {
            Some((kept, file.draft))
        }
        _ => None,
    })
}
