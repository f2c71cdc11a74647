//! How the window starts.

use crate::{app::View, i18n::Language};
use jiff::{Zoned, civil::DateTime};
use std::path::PathBuf;

/// How the window starts; everything that is absent is as the user left it, or usual.
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// The data folder.
    pub data: Option<PathBuf>,
    /// A patient file, or `example:NAME`.
    pub open: Option<String>,
    /// The view to begin with.
    pub view: Option<View>,
    /// The time to judge at; absent: the clock's.
    pub now: Option<DateTime>,
    /// What tells the time where `now` is absent; absent: the system's clock.
    pub clock: Option<fn() -> Zoned>,
    /// The language.
    pub language: Option<Language>,
    /// The dark theme, or the light one.
    pub dark: Option<bool>,
}
