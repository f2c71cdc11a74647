//! Floor 3: words. Typed catalogues in English and Simplified Chinese; a missing placeholder does not compile.
//!
//! The engines return ids, quantities and problems; sentences are made from these texts. Names of criteria, items
//! and questions come from the protocol file, in the same two languages.

mod catalogue;
mod language;
mod number;
mod window;

pub use catalogue::{
    Catalogue, CommandTexts, DoseTexts, FileTexts, PatientsTexts, ProtocolTexts, ScreeningTexts,
    SettingsTexts, ShellTexts,
};
pub use language::Language;
pub use number::{Digits, beside_cells, cells, dose_level, grouped_number, millions_in_words, number};
pub use window::Window;
