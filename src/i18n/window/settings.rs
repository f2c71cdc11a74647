//! Settings of the site and of the user.

use crate::i18n::catalogue::texts;

texts! {
    /// Settings of the site and of the user.
    SettingsTexts {
        title,
    }
}
