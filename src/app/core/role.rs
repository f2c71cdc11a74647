//! The roles of the staff list in words.

use crate::i18n::SettingsTexts;

/// A role by its id; one that another version wrote stands as it is.
pub(crate) fn role_name<'r>(texts: &'r SettingsTexts, role: &'r str) -> &'r str {
    match role {
        "investigator" => &texts.role_investigator,
        "pharmacist" => &texts.role_pharmacist,
        "nurse" => &texts.role_nurse,
        "monitor" => &texts.role_monitor,
        "data_manager" => &texts.role_data_manager,
        _ => role,
    }
}
