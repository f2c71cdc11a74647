//! Reports, results and criteria.

use crate::i18n::catalogue::texts;

texts! {
    /// Reports, results and criteria.
    ScreeningTexts {
        title, headline_missing, headline_because, stands_at_least, stands_above, stands_at_most,
        stands_below,
    }
}
