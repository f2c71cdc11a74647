//! Floor 2: pure functions from a draft to everything that follows from it.
//!
//! Invariants: nothing here reads a file, a clock, a language or a screen; nothing here fails: what is wrong with
//! an entry is a [`problem::Problem`], what is not known is unknown to every rule that needs it. Engines return
//! ids, quantities and problems, never sentences.
//!
//! [`derive()`] is the one call that every face makes. A folder uses those below it in this list, never one above:
//!
//! | folder | what it holds |
//! |---|---|
//! | [`lint`] | what a protocol file says about itself that cannot be meant |
//! | [`intake`] | a copied text, read into results, questions and refusals |
//! | [`versions`] | two versions: what differs, what carries over, which one is in force |
//! | [`dose`] | level by weight, the volume to draw, what it delivers, what stands in the way |
//! | [`verdict`] | from truths to outcomes: a row, a stage, a patient; the earliest day |
//! | [`history`] | exposures in a window before an anchor |
//! | [`value`] | which value of an item counts at a stage |
//! | [`evidence`] | what a truth rests on, and what would decide it |
//! | [`lot`] | a certificate read: concentrations, bags, contradictions |
//! | [`entry`] | what was typed, read once |
//! | [`site`] | what the site has set |
//! | [`protocol`] | the protocol, read once |
//! | [`formula`] | each formula once: it computes and prints its own lines |
//!
//! Beside them: what would change for another weight (`weight_curve`) or another version ([`what_if`]).

mod answer_hint;
pub(crate) mod codes;
mod derive;
pub mod dose;
pub mod entry;
pub mod evidence;
pub mod formula;
pub mod history;
pub mod intake;
pub mod lint;
pub mod lot;
pub mod moment;
pub mod notice;
pub(crate) mod notices;
mod plausible;
pub mod problem;
pub mod protocol;
pub mod range;
pub mod site;
pub(crate) mod unit;
pub mod value;
pub mod verdict;
pub mod versions;
pub mod weight_curve;
pub mod what_if;

pub use derive::{Derived, derive};
pub use entry::show_in::show_in;
pub use protocol::{
    only_if::{asked, conditions, latest},
    rules::SEX,
};
pub use site::{
    check::{check_site, parameter_units},
    context::{ChangedOnDisk, Context},
    laboratory::check_laboratory,
};
pub use verdict::{
    deciding_entries::deciding_entries,
    stand::{Shown, Stand},
};
