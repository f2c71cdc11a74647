//! Floor 5: the window.
//!
//! One document is open at a time. Views read what [`derive`](crate::engine::derive()) made of the draft and edit
//! its text; discrete acts are [`command::Command`]s, done in one place ([`state`]) after the frame. Nothing is
//! computed here that the engines could compute, and nothing clinical is kept outside the draft.

mod act;
mod by_hand;
mod command;
mod dialog;
mod document;
mod dropped;
mod fault;
mod files;
mod keeper;
mod letter;
mod options;
mod page;
mod rebind;
mod records;
mod recover;
mod role;
mod saving;
mod session;
mod settings_work;
mod shell;
mod stamp;
mod state;
mod target;
mod theme;
mod user;
mod versions;
mod view;
mod waiting;
mod watch;
mod widget;
mod window;
mod wishes;
mod words;

pub use options::Start;
pub use view::View;
pub use window::{App, run};
