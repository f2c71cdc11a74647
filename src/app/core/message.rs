//! What is said at the bottom of the window, or over its view.

/// A line of the bottom bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) text: String,
    /// Something could not be done.
    pub(crate) failed: bool,
}
