//! What the window is made of, whoever draws it or acts on it: what is open, what can be asked for, what can be said.

pub(crate) mod act;
pub(crate) mod after;
pub(crate) mod answering_field;
pub(crate) mod command;
pub(crate) mod document;
pub(crate) mod fault;
pub(crate) mod file_errors;
pub(crate) mod folder_stamp;
pub(crate) mod kept_settings;
pub(crate) mod message;
pub(crate) mod page;
pub(crate) mod recovery_thread;
pub(crate) mod role;
pub(crate) mod session;
pub(crate) mod start;
pub(crate) mod target;
pub(crate) mod user;
pub(crate) mod versions;
pub(crate) mod view;
pub(crate) mod waiting;
