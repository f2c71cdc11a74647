//! Moving a patient to the version of the protocol that this window judges by: signed, with a reason, in the trail.

use super::{dialog::Dialog, document::Source, state::State};
use crate::{model::Pin, storage::add_change};

impl State {
    /// The pin of the open patient, where it is another protocol, version or content than this window judges by.
    pub(crate) fn bound_elsewhere(&self) -> Option<&Pin> {
        let bound = &self.document.as_ref()?.file.protocol;
        let own = &self.session.plan.protocol;
        let another = |bound: &str, own: &str| !bound.is_empty() && bound != own;
        let elsewhere = another(&bound.id, &own.id)
            || another(&bound.version, &own.version)
            || another(&bound.sha256, &self.session.protocol_hash);
        elsewhere.then_some(bound)
    }

    /// Binds the open record to the version of this window and saves it; all stays as it was where that fails.
    pub(crate) fn rebind(&mut self, reason: &str) {
        if self.session.person.is_empty() {
            self.dialog = Some(Dialog::person());
            return;
        }
        let (signed, pin) = (self.signed(reason), self.pin());
        let Some(document) = self.document.as_mut().filter(|document| document.source == Source::Record)
        else {
            let what = self.texts().protocol.bind_failed.clone();
            return self.complain(&what, &self.texts().shell.read_only);
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

    /// The protocol as it is pinned in a record.
    pub(crate) fn pin(&self) -> Pin {
        let protocol = &self.session.plan.protocol;
        Pin {
            id: protocol.id.clone(),
            version: protocol.version.clone(),
            sha256: self.session.protocol_hash.clone(),
        }
    }
}

fn told(pin: &Pin) -> String {
    [pin.id.as_str(), &pin.version, &pin.sha256].join(" ").trim().to_owned()
}
