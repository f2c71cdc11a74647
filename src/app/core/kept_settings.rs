//! What is kept of settings that are typed and not saved.

use super::spot::Spot;
use crate::storage::recovery::SettingsWork;

/// What lies in the recovery folder of the settings being edited.
#[derive(Debug, Default)]
pub(crate) struct KeptSettings {
    /// The recovery file, once there is one.
    pub(crate) id: Option<String>,
    /// What it holds.
    pub(crate) work: Option<SettingsWork>,
    /// When the settings began to differ from it, in seconds of the window.
    pub(crate) since: Option<f64>,
}

/// The button that *Save* is in the settings, while it waits for who works.
pub(crate) fn save_settings() -> Spot {
    Spot::own("save all settings")
}
