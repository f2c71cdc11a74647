//! The table of patients.

use crate::i18n::catalogue::texts;

texts! {
    /// The table of patients.
    PatientsTexts {
        title,
    }
}
