//! Moving a patient to another version of the protocol: signed, with a reason, in the trail.

use super::state::State;
use crate::{
    app::{
        core::{Edition, Source},
        dialog::Dialog,
    },
    model::Pin,
    storage::add_change,
};

impl State {
    /// Binds the open record to the version with this content and saves it; all stays as it was where that fails.
    pub(super) fn rebind(&mut self, hash: &str, reason: &str) {
        if self.session.person.is_empty() {
            self.dialog = Some(Dialog::person());
            return;
        }
        let Some(pin) = self.session.versions.of_hash(hash).map(Edition::pin) else {
            return;
        };
        let signed = self.signed(reason);
        let Some(document) = self.document.as_mut().filter(|document| document.source == Source::Record)
        else {
            return self.complain(&self.texts().protocol.bind_failed, &self.texts().shell.read_only);
        };
        let before = (document.file.protocol.clone(), document.file.trail.clone());
        add_change(&mut document.file.trail, "protocol", &told(&before.0), &told(&pin), &signed);
        document.file.protocol = pin;
        if !self.save_now()
            && let Some(document) = &mut self.document
        {
            (document.file.protocol, document.file.trail) = before;
        }
    }

    /// The version in force, as it is pinned in a record.
    pub(super) fn pin(&self) -> Pin {
        self.session.versions.current().pin()
    }
}

fn told(pin: &Pin) -> String {
    [pin.id.as_str(), &pin.version, &pin.sha256].join(" ").trim().to_owned()
}
