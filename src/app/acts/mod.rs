//! What is done: the only place that changes what the window holds.

mod answers;
mod changed_record;
mod dropped;
mod focus;
mod letter;
mod open_close;
mod rebind;
mod records;
mod recovery;
mod save;
mod settings;
mod state;
mod target;
mod waiting;
mod watch;

pub(crate) use state::State;
