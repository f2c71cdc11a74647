//! The folders inside a record folder.

/// The folder, inside the record folder, that holds archived records.
pub const ARCHIVE: &str = "archive";

/// The folder, inside a record folder or beside a site file, that keeps former versions.
pub const HISTORY: &str = "history";

/// The folder, inside the record folder, that holds unsaved work.
pub const RECOVERY: &str = "recovery";
