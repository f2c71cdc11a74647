//! What belongs to a user and not to a patient or a site: language, theme, size of text.

use crate::{app::Start, i18n::Language};
use eframe::egui::{self, ThemePreference};
use serde::{Deserialize, Serialize};

/// Language, theme and size of text; kept by eframe beside the window's place, never with the records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct User {
    chinese: bool,
    pub(crate) theme: ThemePreference,
    /// Size of text in per cent.
    pub(crate) zoom: u16,
}

impl Default for User {
    fn default() -> Self {
        Self { chinese: false, theme: ThemePreference::System, zoom: 100 }
    }
}

/// The sizes of text that can be chosen, in per cent.
pub(crate) const ZOOMS: [u16; 8] = [80, 90, 100, 110, 125, 150, 175, 200];

impl User {
    /// What was kept, or on the first start the language of the system.
    pub(crate) fn read(storage: Option<&dyn eframe::Storage>, start: &Start) -> Self {
        let kept = storage.and_then(|storage| eframe::get_value(storage, eframe::APP_KEY));
        let mut user: Self = kept.unwrap_or_else(|| Self { chinese: system_is_chinese(), ..Self::default() });
        if let Some(language) = start.language {
            user.chinese = language == Language::Chinese;
        }
        if let Some(dark) = start.dark {
            user.theme = if dark { ThemePreference::Dark } else { ThemePreference::Light };
        }
        user
    }

    pub(crate) const fn language(&self) -> Language {
        if self.chinese { Language::Chinese } else { Language::English }
    }

    pub(crate) fn set_language(&mut self, language: Language) {
        self.chinese = language == Language::Chinese;
    }

    /// Light, dark, as the system.
    pub(crate) fn next_theme(&mut self) {
        self.theme = match self.theme {
            ThemePreference::Light => ThemePreference::Dark,
            ThemePreference::Dark => ThemePreference::System,
            ThemePreference::System => ThemePreference::Light,
        };
    }

    pub(crate) fn larger(&mut self) {
        let next = ZOOMS.iter().find(|zoom| **zoom > self.zoom);
        self.zoom = next.copied().unwrap_or(self.zoom);
    }

    pub(crate) fn smaller(&mut self) {
        let next = ZOOMS.iter().rev().find(|zoom| **zoom < self.zoom);
        self.zoom = next.copied().unwrap_or(self.zoom);
    }

    /// Puts theme and size into effect.
    pub(crate) fn apply(&self, ctx: &egui::Context) {
        ctx.set_theme(self.theme);
        ctx.set_zoom_factor(f32::from(self.zoom) / 100.0);
    }
}

fn system_is_chinese() -> bool {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))
        .is_some_and(|value| value.starts_with("zh"))
}
