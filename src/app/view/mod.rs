//! The views, one file or folder for each.

use super::core::View;
pub(super) mod dose;
pub(super) mod patients;
pub(super) mod protocol;
pub(super) mod screening;
pub(super) mod settings;

pub(crate) use patients::{Chosen, Shelf};

/// What the views remember beside the draft; forgotten when the window closes.
#[derive(Default)]
pub(super) struct Memories {
    pub(super) patients: patients::Memory,
    pub(super) screening: screening::Memory,
    pub(super) dose: dose::Memory,
    pub(super) protocol: protocol::Memory,
    pub(super) settings: settings::Memory,
    /// How many patients have been opened.
    pub(super) patient: u64,
}

impl Memories {
    /// Puts the focus into the view's search field.
    pub(super) fn find(&mut self, view: View) {
        match view {
            View::Patients => self.patients.find(),
            View::Screening => self.screening.find(),
            View::Settings => self.settings.find(),
            View::Protocol => self.protocol.find(),
            View::Dose => {}
        }
    }

    /// Another patient is open: what was remembered of the former one no longer fits.
    pub(super) fn another_patient(&mut self) {
        self.patient = self.patient.wrapping_add(1);
        self.screening = screening::Memory::default();
        self.dose = dose::Memory::default();
        self.protocol.another_patient();
    }
}
