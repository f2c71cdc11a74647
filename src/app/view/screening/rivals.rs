//! Two results of one item at the same time: neither decides until a person says which one stands.

use super::row::Row;
use crate::{
    app::core::Page,
    engine::{
        evidence::{Found, Why},
        moment::{Moment, read_moment},
    },
    model::{Assessment, Finding, Value},
};

/// Another result of the same time stands against this one, and nobody has settled it.
pub(super) fn has_rival(page: &Page<'_>, row: &Row<'_>, finding: &Finding) -> bool {
    let (Some(own), true) = (row.place, may_count(finding)) else { return false };
    let reports = &page.draft().assessments;
    let Some(when) = reports.get(row.assessment).and_then(moment) else { return false };
    let rival = reports.iter().enumerate().any(|(at, report)| {
        let same_time = moment(report).is_some_and(|other| other.overlaps(&when));
        let others = report.results.iter().enumerate();
        let mut others = others.filter(|(place, _)| (at, *place) != (row.assessment, own));
        same_time && others.any(|(_, other)| other.of == row.item.id && may_count(other))
    });
    rival && is_unsettled(page, &row.item.id)
}

/// A sentence about the item that counts is unknown because of it.
fn is_unsettled(page: &Page<'_>, item: &str) -> bool {
    let mut rows = page.derived.stages.iter().flat_map(|stage| &stage.rows);
    let unsettled = |found: &Found| match found {
        Found::Compare(_) | Found::Answer(_) => {
            **found.item() == *item && found.why() == Some(&Why::SameTime)
        }
        Found::Happened(_) => false,
    };
    rows.any(|row| row.evidence.statements().any(unsettled))
}

fn may_count(finding: &Finding) -> bool {
    finding.set_aside.is_empty() && !matches!(finding.value, Value::NotKnown | Value::NotDone(_))
}

fn moment(report: &Assessment) -> Option<Moment> {
    read_moment(&report.when).ok().flatten()
}
