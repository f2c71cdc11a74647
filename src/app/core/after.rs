//! What comes after unsaved work has been dealt with.

use super::target::Target;

/// What comes after unsaved work has been dealt with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum After {
    New,
    OpenRecord(String),
    OpenExample(String),
    OpenPath(std::path::PathBuf),
    Import(std::path::PathBuf),
    Dropped(Vec<std::path::PathBuf>),
    Duplicate(Target),
    ReadAgain,
    Archive,
    Close,
    Quit,
}
