//! Whom an upper limit is for.

use crate::{
    engine::{entry::case::Birth, site::context::Context},
    model::Sex,
};

/// What the templates need to know of the patient.
pub(crate) struct Patient<'c> {
    pub(crate) context: &'c Context,
    pub(crate) sex: Option<Sex>,
    pub(crate) birth: Option<Birth>,
    pub(crate) laboratories: &'c [Option<&'c str>],
}

impl Patient<'_> {
    pub(crate) fn laboratory_of(&self, assessment: usize) -> Option<&str> {
        self.laboratories.get(assessment).copied().flatten()
    }
}
