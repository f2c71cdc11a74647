//! What a view of a patient sees: a form, and what follows from the draft.

use super::form::Form;
use crate::engine::Derived;
use std::ops::Deref;

/// What a view of a patient sees beside the draft that it edits.
///
/// The result is of the draft as it was before this frame; a change is drawn in the next one, at once.
pub(crate) struct Page<'p> {
    pub(crate) form: Form<'p>,
    /// What follows from the draft.
    pub(crate) derived: &'p Derived,
    /// How many patients have been opened: what is remembered of one does not fit the next.
    pub(crate) patient: u64,
}

impl<'p> Deref for Page<'p> {
    type Target = Form<'p>;

    fn deref(&self) -> &Form<'p> {
        &self.form
    }
}
