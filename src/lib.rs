//! CARdose: exact CAR-T doses and exact eligibility verdicts, repeatable by hand.
//!
//! The pharmacist turns a dose level and a body weight into the millilitres to draw from a real product lot. The
//! investigator sees, criterion by criterion, whether a patient may be enrolled. The first protocol is
//! NCT06101082 (anti-HER2 CAR-T, solid tumours); it is a data file, and so is the next one.
//!
//! Intended use: checks arithmetic and rules. It is not an approved medical device; pharmacist and investigator
//! decide.
//!
//! # Three promises
//!
//! 1. *Exact.* A number that decides something is never a binary float: 1.8 mg/dL against 1.5 × 1.2 passes.
//! 2. *Honest.* What is not known is unknown, never passed, failed, zero or defaulted. What the protocol leaves
//!    open is a visible setting of the site with its source.
//! 3. *Repeatable by hand.* Every result carries the inputs as typed, the formula with the numbers put in, the
//!    limit and the source.
//!
//! # The house
//!
//! Six floors; arrows only go down, and a test names the file and line that breaks a wall.
//!
//! | floor | module | what |
//! |---|---|---|
//! | 5 | [`cli`], `app` | the command line, one file per subcommand; the window, one file or folder per view |
//! | 4 | [`report`] | results in words, and as plain data for machines |
//! | 3 | [`storage`], [`i18n`] | files, locks, presets; the words of both languages |
//! | 2 | [`engine`] | pure functions: draft in, everything else out |
//! | 1 | [`model`] | plain data: what was typed, the protocol, the site |
//! | 0 | [`quantity`] | what a number is |
//!
//! A face edits a [`model::Draft`] (text as typed), calls [`engine::derive()`] with an [`engine::Context`], and
//! shows the [`engine::Derived`] through [`report`]. There is no second path to a result.
//!
//! # What is never there
//!
//! - No network, no `unsafe`, no clock and no file below floor 3: `derive` gets the time as an argument.
//! - No unit is guessed: a unit is a row of a closed table, and the dangerous look-alikes are refused by name.
//! - No arithmetic between populations: CAR+ cells and viable cells are different types
//!   ([`quantity::component`]), and only a gated fraction leads from one to the other.
//! - No number in a blocked dose: an overdose or a certificate that contradicts itself carries no volume, until a bag is
//!   thawed: from then on every figure stays, with the stop beside it.
//! - Nothing is ready while a line of the list ([`engine::dose::readiness`]) is open.
//! - No sentence in an engine: ids, quantities and problems only.
//! - No patient data outside the record folder, none in logs, panics or temporary folders.

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod engine;
pub mod i18n;
pub mod model;
pub mod quantity;
pub mod report;
pub mod storage;
