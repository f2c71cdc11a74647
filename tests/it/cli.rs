//! The command line, as a person or another program meets it.

mod commands;
mod eval;
mod exits;
mod items;
pub(crate) mod kit;
mod lines;
mod protocol;
mod read;
mod schema;
mod seals;
mod spelling;
mod spelling_drafts;
mod system;
