//! The eligible example, changed as a line of a table says.

use crate::kit::{Patient as _, Settled as _, base, laboratories, now, site};
use cardose::{
    engine::{Context, derive, verdict::Outcome},
    model::{Draft, Protocol, Signed},
    report::{Detail, make},
};

/// The example site, with these questions answered otherwise; an empty answer leaves the question open.
pub(super) fn context(protocol: &Protocol, readings: &[(&str, &str)]) -> Context {
    let site = readings.iter().fold(site(), |site, (question, reading)| site.reading(question, reading));
    Context::new(protocol, &site, &laboratories(), now()).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

pub(super) fn changed(change: &str) -> Draft {
    base().changed(change)
}

pub(super) fn judge(change: &str, context: &Context, id: &str) -> Outcome {
    changed(change).judged_in(context).worst(id)
}

pub(super) fn signed(by: &str, at: &str) -> Signed {
    Signed { by: by.into(), at: at.into(), reason: String::new() }
}

/// The result as plain data.
pub(super) fn json(draft: &Draft, context: &Context) -> serde_json::Value {
    serde_json::to_value(make(draft, &derive(draft, context), context, "", Detail::Full)).unwrap()
}
