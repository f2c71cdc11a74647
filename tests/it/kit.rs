//! What the tests share: the example patient, changed by calls; the example site, settled by calls; and what follows.

mod change;
mod judged;
mod patient;
pub(crate) mod rules;
mod site;
mod words;

pub(crate) use judged::{Judged, codes, derived, judged, result_of};
pub(crate) use patient::{Patient, amount, base, confirm, eligible, example, result, weighing};
pub(crate) use site::{
    BARE, CONTEXT, Settled, bare_site, context, context_of, laboratories, now, protocol, site,
};
pub(crate) use words::{
    LANGUAGES, cells, dosed, first_line, one_line, problems, reporter, screened, sentence, under,
};

use cardose::quantity::Exact;

/// The day of the eligible example's blood sample; the screening date is a day later.
pub(crate) const SAMPLE_DAY: &str = "2026-11-19";
/// The same with its clock time.
pub(crate) const SAMPLE: &str = "2026-11-19T08:10";

pub(crate) fn x(text: &str) -> Exact {
    text.parse().unwrap()
}

/// Says why a test does nothing here; `scripts/test` counts these lines.
pub(crate) fn skip(reason: &str) {
    println!("skipped: {reason}");
}
