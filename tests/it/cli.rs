//! The command line, as a person or another program meets it.

mod commands;
mod eval;
pub(crate) mod kit;
mod protocol;
mod schema;
mod seals;
mod system;
