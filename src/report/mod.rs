//! Floor 4: one document model, several renderers.
//!
//! A report is a list of [`Block`]s in one language, made from a derived result; [`text`] prints it for people.
//! [`result`] is the same result as plain data for machines: ids, codes and quantities, no sentences.

mod at_field;
pub mod block;
mod decision;
pub mod dose;
mod evidence;
mod headline;
mod intake;
mod problem;
mod protocol;
mod screening;
pub mod text;
mod verdict;
pub mod visible;
mod vocabulary;
mod words;

pub use crate::engine::verdict::verdict_code;
pub use at_field::{bar_percent, short_limit, short_margin, shown_in};
pub use block::{Block, Document};
pub use decision::verdict_of;
pub use dose::asks::field_name;
pub use dose::certificate::check_texts;
pub use dose::dose;
pub use dose::headline::headline as dose_headline;
pub use dose::readiness::line_name;
pub use dose::readiness::line_state;
pub use dose::readiness::need_text;
pub use dose::readiness::readiness_line;
pub use dose::readiness::record_changed;
pub use headline::{Headline, decisive_leaf, headline};
pub use intake::{IntakeOutcome, intake, intake_outcome, question_text, why_text};
pub use json::make::Detail;
pub use json::make::make;
pub use json::make::problem_outcome;
pub use problem::{beside_fix, code_text, problem_text};
pub use protocol::diff::diff;
pub use protocol::diff::diff_outcome;
pub use protocol::letter::letter;
pub use protocol::lint::FindingOutcome;
pub use protocol::lint::finding_text;
pub use protocol::lint::lint;
pub use protocol::protocol;
pub use protocol::questions::questions;
pub use protocol::questions::questions_outcome;
pub use protocol::review::review;
pub use protocol::review::review_outcome;
pub use protocol::versions::VersionOutcome;
pub use protocol::versions::versions;
pub use protocol::what_if::Flipped;
pub use protocol::what_if::Under;
pub use protocol::what_if::what_if_outcome;
pub use protocol::what_if::what_if_report;
pub use protocol::what_if::what_if_summary;
pub use screening::{notice_text, screening};
pub use vocabulary::{Vocabulary, vocabulary};
pub use words::{Reporter, capital};
