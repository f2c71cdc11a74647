//! What every section of the view of the protocol sees.

use crate::{
    app::{
        core::{Act, Wishes},
        view::settings::Words,
    },
    i18n::ProtocolTexts,
    model::{Protocol, Site},
    report::Reporter,
};
use std::cell::RefCell;

/// What every section sees.
pub(super) struct Desk<'d> {
    pub(super) reporter: Reporter<'d>,
    pub(super) words: Words<'d>,
    pub(super) protocol: &'d Protocol,
    pub(super) site: &'d Site,
    pub(super) texts: &'static ProtocolTexts,
    pub(super) acts: RefCell<Vec<Act>>,
    pub(super) wishes: RefCell<Wishes>,
}

impl Desk<'_> {
    pub(super) fn ask(&self, act: Act) {
        self.acts.borrow_mut().push(act);
    }

    pub(super) fn list(&self, parts: &[String]) -> String {
        parts.join(&self.reporter.words.list_separator)
    }
}
