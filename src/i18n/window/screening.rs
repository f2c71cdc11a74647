//! Reports, results and criteria.

use crate::i18n::catalogue::texts;

texts! {
    /// Reports, results and criteria.
    ScreeningTexts {
        title,
    }
}
