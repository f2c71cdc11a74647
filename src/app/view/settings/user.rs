//! What belongs to this user: it acts at once.

use super::setting_card::choice;
use crate::{
    app::{
        core::{User, ZOOMS},
        theme::space,
        widget::{card, hint},
    },
    i18n::Language,
};
use eframe::egui::{RichText, ThemePreference, Ui};

/// Shows it; returned is what was chosen instead.
pub(super) fn show(ui: &mut Ui, user: &User) -> Option<User> {
    let mut chosen = user.clone();
    let texts = &user.language().window().settings;
    let shell = &user.language().window().shell;
    card(ui, &texts.tab_user, |ui| {
        hint(ui, &texts.user_intro);
        group(ui, &texts.user_language, |ui| {
            for (language, label) in
                [(Language::English, &texts.english), (Language::Chinese, &texts.chinese)]
            {
                if choice(ui, user.language() == language, &texts.user_language, label).clicked() {
                    chosen.set_language(language);
                }
            }
        });
        group(ui, &texts.user_theme, |ui| {
            for (theme, label) in [
                (ThemePreference::Light, &shell.theme_light),
                (ThemePreference::Dark, &shell.theme_dark),
                (ThemePreference::System, &shell.theme_system),
            ] {
                if choice(ui, user.theme == theme, &texts.user_theme, label).clicked() {
                    chosen.theme = theme;
                }
            }
        });
        group(ui, &texts.user_size, |ui| {
            for zoom in ZOOMS {
                let label = texts.per_cent(zoom);
                if choice(ui, user.zoom == zoom, &texts.user_size, &label).clicked() {
                    chosen.zoom = zoom;
                }
            }
        });
    });
    (chosen != *user).then_some(chosen)
}

fn group(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    ui.add_space(space().small);
    ui.label(RichText::new(name).strong());
    ui.horizontal_wrapped(contents);
}
