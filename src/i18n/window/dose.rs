//! Product and dose.

use crate::i18n::catalogue::texts;

texts! {
    /// Product and dose.
    DoseTexts {
        title,
    }
}
