//! What every section of the view of settings sees.

use super::site_words::Words;
use crate::{
    app::core::{Form, Session, Spot, View},
    i18n::SettingsTexts,
};

/// What every section sees.
pub(super) struct Desk<'d> {
    pub(super) form: &'d Form<'d>,
    pub(super) words: Words<'d>,
    pub(super) session: &'d Session,
    pub(super) texts: &'static SettingsTexts,
}

/// Leads to the field of a parameter or a question.
pub(super) fn go_to(form: &Form<'_>, at: impl Into<Spot>) {
    form.go_to(View::Settings, at);
}
