//! What waits for a person, as the bottom bar counts it.

use crate::engine::notice::Class;

/// What the bottom bar counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Waiting {
    /// Notices of a class.
    Notices(Class),
    /// Entries that must be mended.
    Problems,
}
