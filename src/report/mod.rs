//! Floor 4: one document model, several renderers.
//!
//! A report is a list of [`Block`]s in one language, made from a derived result; [`text`] prints it for people.
//! [`json`] is the same result as plain data for machines: ids, codes and quantities, no sentences.
//!
//! | folder | what it puts into words |
//! |---|---|
//! | `dose` | what to draw, what it delivers, what the certificate says, what is still open |
//! | `evidence` | values against limits, histories in their windows, readings, what came later |
//! | `protocol` | a protocol file: its lists, findings, open questions, versions and how they differ |
//! | [`json`] | all of it as plain data |
//!
//! Flat beside them: the verdict and its headline, problems and places of entries, and the words they share.

mod at_field;
pub mod block;
mod decision;
pub mod dose;
mod evidence;
mod fold;
mod headline;
mod intake;
pub mod json;
mod problem;
pub mod protocol;
mod screening;
pub mod text;
mod verdict;
pub mod visible;
mod vocabulary;
mod words;

pub use crate::engine::verdict::verdict_code;
pub use at_field::{bar_percent, short_limit, short_margin, shown_in};
pub use block::{Block, Calculation, Document, Run};
pub use decision::verdict_of;
pub use dose::{
    asks::figure_name,
    certificate::{certificate, contradictions},
    dose,
    headline::headline as dose_headline,
    readiness::{line_name, line_state, need_text, readiness_line, record_changed},
};
pub use evidence::EvidenceLine;
pub use headline::{Headline, decisive_leaf, headline};
pub use intake::{IntakeOutcome, intake, intake_outcome, question_text, why_text};
pub use json::make::{Detail, make, problem_outcome};
pub use problem::{beside_fix, code_text, problem_text};
pub use protocol::{
    diff::{diff, diff_carried, diff_changes, diff_outcome},
    letter::letter,
    lint::{FindingOutcome, finding_text, lint},
    protocol,
    questions::{questions, questions_outcome},
    review::{review, review_outcome},
    versions::{VersionOutcome, versions},
    what_if::{Flipped, Under, WhatIfReport, what_if_outcome, what_if_summary},
};
pub use screening::{notice_text, screening};
pub use vocabulary::{Vocabulary, vocabulary};
pub use words::{Reporter, capital};
