//! What the site has set, the laboratories it works with, and what is still open there.

pub(crate) mod check;
pub mod context;
pub(crate) mod laboratory;
pub mod open_questions;
mod param;
pub mod settings;
