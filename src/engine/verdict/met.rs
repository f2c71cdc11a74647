//! What was met while a rule was evaluated.

/// What was met while a rule was evaluated. Most rules meet nothing of it, and need no second look for it.
#[expect(clippy::struct_excessive_bools, reason = "each may be met or not, whatever the others")]
#[derive(Default)]
pub(crate) struct Met {
    /// An exposure that stands in the way of some day.
    pub(crate) exposure: bool,
    /// A disease that is nothing to wait for.
    pub(crate) lasting: bool,
    /// A question that the site has settled.
    pub(crate) settled: bool,
    /// A comparison that another choice would turn.
    pub(crate) flip: bool,
}
