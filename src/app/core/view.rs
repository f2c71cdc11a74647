//! The views of the window.

/// A view of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The table of patients.
    Patients,
    /// Reports, results, criteria.
    Screening,
    /// Product and dose.
    Dose,
    /// Criteria, levels, parameters, questions, versions.
    Protocol,
    /// Site, laboratories, staff, user.
    Settings,
}

impl View {
    /// One of the open patient.
    pub(crate) const fn is_of_patient(self) -> bool {
        matches!(self, Self::Screening | Self::Dose)
    }
}
