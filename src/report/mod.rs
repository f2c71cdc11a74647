//! Floor 4: one document model, several renderers.
//!
//! A report is a list of [`Block`]s in one language, made from a derived result; [`text`] prints it for people.
//! [`result`] is the same result as plain data for machines: ids, codes and quantities, no sentences.

mod at_field;
pub mod block;
mod code;
mod decision;
mod diff;
pub mod dose;
mod dose_asks;
mod dose_certificate;
mod dose_code;
mod dose_headline;
mod dose_result;
mod evidence;
mod evidence_result;
mod headline;
mod history;
mod letter;
mod lint;
mod lists;
mod make_result;
mod newer;
mod problem;
mod protocol;
mod questions;
mod readiness;
mod readiness_result;
mod reading;
pub mod result;
mod review;
mod screening;
mod sensitivity;
mod speaker;
mod step;
pub mod text;
mod verdict;
mod versions;
pub mod visible;
mod vocabulary;
mod what_if;
mod windows;
mod words;

pub use crate::engine::verdict::verdict_code;
pub use at_field::{bar_percent, short_limit, short_margin, shown_in};
pub use block::{Block, Document};
pub use decision::verdict_of;
pub use diff::{diff, diff_outcome};
pub use dose::dose;
pub use dose_asks::field_name;
pub use dose_certificate::check_texts;
pub use dose_headline::headline as dose_headline;
pub use headline::{Headline, decisive_leaf, headline};
pub use letter::letter;
pub use lint::{FindingOutcome, finding_text, lint};
pub use make_result::{Detail, make, problem_outcome};
pub use problem::{beside_fix, code_text, problem_text};
pub use protocol::protocol;
pub use questions::{questions, questions_outcome};
pub use readiness::{line_name, line_state, need_text, readiness_line, record_changed};
pub use review::{review, review_outcome};
pub use screening::{notice_text, screening};
pub use versions::{VersionOutcome, versions};
pub use vocabulary::{Vocabulary, vocabulary};
pub use what_if::{Flipped, Under, what_if_outcome, what_if_report, what_if_summary};
pub use words::{Reporter, capital};
