//! What the window is made of, whoever draws it or acts on it: what is open, what can be asked for, what can be said.

mod act;
mod after;
pub(crate) mod answering_field;
mod command;
mod document;
mod fault;
mod file_errors;
mod folder_stamp;
mod form;
mod kept_settings;
mod lent;
mod message;
mod page;
mod recovery_thread;
mod role;
mod session;
mod spot;
mod start;
mod target;
mod user;
mod versions;
mod view;
mod waiting;

pub use start::Start;
pub use view::View;
pub(crate) use {
    act::Act,
    after::After,
    command::{Command, REDO},
    document::{Document, Source},
    fault::Fault,
    file_errors::Told,
    form::{Form, Wishes},
    kept_settings::{KeptSettings, save_settings},
    lent::Lent,
    message::Message,
    page::Page,
    recovery_thread::Keeper,
    role::role_name,
    session::{Clock, Session},
    spot::Spot,
    target::Target,
    user::{User, ZOOMS},
    versions::{Edition, Versions},
    waiting::Waiting,
};
