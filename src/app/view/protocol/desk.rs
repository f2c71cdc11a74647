//! What every section of the view of the protocol sees.

use crate::{
    app::{
        core::{Form, Lent},
        view::settings::Words,
    },
    i18n::ProtocolTexts,
    model::{Protocol, Site},
};

/// What every section sees.
pub(super) struct Desk<'d> {
    pub(super) lent: &'d Lent<'d>,
    pub(super) form: &'d Form<'d>,
    pub(super) words: Words<'d>,
    pub(super) protocol: &'d Protocol,
    pub(super) site: &'d Site,
    pub(super) texts: &'static ProtocolTexts,
}

impl Desk<'_> {
    pub(super) fn list(&self, parts: &[String]) -> String {
        parts.join(&self.form.reporter.words.list_separator)
    }
}
