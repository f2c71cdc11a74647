//! Floor 2: pure functions from a draft to everything that follows from it.
//!
//! Invariants: nothing here reads a file, a clock, a language or a screen; nothing here fails: what is wrong with
//! an entry is a [`problem::Problem`], what is not known is unknown to every rule that needs it. Engines return
//! ids, quantities and problems, never sentences.
//!
//! [`derive()`] is the one call that every face makes. It reads the draft ([`read`]), evaluates the criteria at
//! their stages ([`verdict`], [`evidence`]) and computes the doses ([`dose`]).
//!
//! A text that somebody copied is read into results, questions and refusals ([`intake`]).
//!
//! A protocol file by itself is looked through ([`lint`]), taken apart for review ([`review`]) and asked for what is
//! open ([`register`]); two versions are compared ([`diff`]), with what a site's settings are still good for
//! ([`carry`]) and what a patient would come to ([`what_if`]).

mod answer_hint;
mod asked;
pub mod carry;
pub mod case;
mod check;
pub mod clearing;
pub(crate) mod codes;
pub mod context;
pub mod count;
mod criteria;
mod decide;
pub mod decision;
mod derive;
pub mod diff;
pub mod dose;
pub mod evidence;
pub mod in_force;
pub mod intake;
pub mod judged;
mod laboratory_check;
pub mod lint;
pub mod lot;
pub mod moment;
pub mod near;
mod needs;
pub mod newer;
pub mod notice;
pub mod plan;
mod plausible;
pub mod problem;
pub mod questions;
pub mod range;
pub mod read;
mod read_patient;
mod read_result;
mod read_stages;
pub mod register;
pub mod renal;
pub mod renal_steps;
pub mod review;
pub mod rules;
pub mod sensitivity;
pub mod settings;
mod show_in;
mod site_check;
mod stand;
pub mod standing;
pub mod step;
mod uln;
pub mod values;
mod values_count;
mod values_renal;
pub mod verdict;
mod view;
pub mod washout;
pub mod what_if;
pub mod windows;

pub use asked::{asked, conditions, latest};
pub use context::{ChangedOnDisk, Context};
pub use criteria::SEX;
pub use decide::deciding_entries;
pub use derive::{Derived, derive};
pub use laboratory_check::check_laboratory;
pub use show_in::show_in;
pub use site_check::{check_site, parameter_units};
pub use stand::{Shown, Stand};
