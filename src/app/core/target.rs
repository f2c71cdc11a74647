//! What a file act works on: the row chosen in the table, or the open patient.

/// What a file act works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// No row is chosen and no patient is open.
    Nothing,
    /// The open patient, as typed.
    Open,
    /// A record of the folder that is not open here.
    Record(String),
    /// A record of the archive.
    Archived(String),
    /// A bundled example that is not open.
    Example(String),
    /// A file of the folder that cannot be worked with.
    Troubled(String),
}
