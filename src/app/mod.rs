//! Floor 5: the window.
//!
//! One document is open at a time. Views read what [`derive`](crate::engine::derive()) made of the draft and edit
//! its text; discrete acts are [`Command`](core::Command)s, done in one place ([`acts`]) after the frame.
//! Nothing is computed here that the engines could compute, and nothing clinical is kept outside the draft.

mod acts;
mod core;
mod dialog;
mod shell;
mod theme;
mod view;
mod widget;

pub use self::{
    core::{Start, View},
    shell::window::{App, run},
};
