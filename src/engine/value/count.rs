//! Absolute counts that come into question: printed, or computed from the white cells and their shares.

use super::{
    candidate::{Found, candidate},
    deciding::{View, typed},
};
use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::differential,
        moment::Moment,
        range::{End, Range},
    },
    quantity::{Analyte, Exact},
};

/// What is known of a number that cannot be below zero; `None`: no upper end.
#[derive(Clone)]
struct Span {
    low: Exact,
    high: Option<Exact>,
}

/// The printed absolute count, or the one computed from a differential of a later report.
///
/// In one report the printed count wins. Where nobody can say which report is later, both come into question.
pub(crate) fn counted<'c, 'd>(
    view: &View<'c, 'd>,
    item: usize,
    analyte: Analyte,
    shares: &[Analyte],
) -> Found<'c, 'd> {
    let own = match view.deciding(item) {
        Ok(finding) => Ok(finding),
        Err((why @ (Why::Missing | Why::NotDone), needs)) => Err((why, needs)),
        Err(other) => return Err(other),
    };
    let share = match shares.first().and_then(|share| view.context.plan.analyte(*share)) {
        Some(share) => view.latest(share)?.map(|(finding, when)| (share, finding, when)),
        None => None,
    };
    let Some((share_item, share, when)) = share else {
        return match own {
            Ok(_) => typed(view, item).map(|found| vec![found]),
            Err((_, needs)) => Err((Why::Missing, needs)),
        };
    };
    if let Ok(own) = own {
        let own_when = own.when.unwrap_or(when);
        let same_report = own.place.assessment == share.place.assessment;
        if same_report || when.last < own_when.first || report_of(view, share, Analyte::WhiteCells).is_none()
        {
            return typed(view, item).map(|found| vec![found]);
        }
        let mut found = differential(view, item, analyte, shares, (share_item, when))?;
        if when.overlaps(&own_when) {
            found.push(typed(view, item)?);
        }
        return Ok(found);
    }
    differential(view, item, analyte, shares, (share_item, when))
}

/// The result of an analyte in the report of another one, unless it was set aside or not done.
fn report_of<'c, 'd>(
    view: &View<'c, 'd>,
    beside: &ReadFinding<'_>,
    analyte: Analyte,
) -> Option<&'c ReadFinding<'d>> {
    let findings = view.findings(view.context.plan.analyte(analyte)?);
    findings.iter().find(|finding| {
        let there = !matches!(finding.read, Read::SetAside | Read::NotDone | Read::NotKnown);
        there && finding.place.assessment == beside.place.assessment
    })
}

/// White cells × share of the report with the latest share. Whatever of it is there and cannot be used leaves the
/// count unknown.
fn differential<'c, 'd>(
    view: &View<'c, 'd>,
    item: usize,
    analyte: Analyte,
    shares: &[Analyte],
    (share_item, when): (usize, Moment),
) -> Found<'c, 'd> {
    let missing = || (Why::Missing, Needs::any(vec![Entry::Finding(view.name(item))]));
    let unusable = |analyte: Analyte| {
        let entries = vec![Entry::Finding(analyte.id().into()), Entry::Finding(view.name(item))];
        (Why::Refused, Needs::any(entries))
    };
    let share = view.deciding(share_item)?;
    let whites = report_of(view, share, Analyte::WhiteCells).ok_or_else(missing)?;
    // White cells of a later report without their shares: this differential is no longer the latest blood count.
    let whites_item = view.context.plan.analyte(Analyte::WhiteCells).ok_or_else(missing)?;
    if view.latest(whites_item)?.is_some_and(|(_, latest)| latest.first > when.last) {
        return Err(missing());
    }
    // Nothing is computed from white cells or shares that are only known to be below or above something.
    let exactly = |finding| span(finding).filter(|span| span.high.as_ref() == Some(&span.low));
    let white_cells = exactly(whites).ok_or_else(|| unusable(Analyte::WhiteCells))?;
    let hundredth = |finding| exactly(finding).map(|span: Span| span.times(&Exact::ratio(1, 100)));
    let own = hundredth(share).ok_or_else(|| unusable(share_analyte(shares)))?;
    let mut part = own;
    for bands in shares.iter().skip(1) {
        if let Some(finding) = report_of(view, share, *bands) {
            // Bands that are printed apart are not inside the neutrophils (facts.md 2.5).
            part = part.plus(&hundredth(finding).ok_or_else(|| unusable(*bands))?);
        }
    }
    let (white_cells, corrected) = match report_of(view, share, Analyte::NucleatedRedCells) {
        Some(finding) => {
            let nucleated = span(finding).ok_or_else(|| unusable(Analyte::NucleatedRedCells))?;
            corrected(view, &white_cells, &nucleated).ok_or_else(|| unusable(Analyte::NucleatedRedCells))?
        }
        None => (white_cells, false),
    };
    let basis = if corrected {
        Basis::CorrectedDifferential(whites.place)
    } else {
        Basis::Differential(whites.place)
    };
    let high = white_cells.high.as_ref().zip(part.high);
    let value = Span {
        low: differential::absolute(&white_cells.low, &[part.low]),
        high: high.map(|(white, share)| differential::absolute(white, &[share])),
    };
    Ok(vec![(made(analyte, basis, value).ok_or_else(missing)?, Some(whites))])
}

fn share_analyte(shares: &[Analyte]) -> Analyte {
    shares.first().copied().unwrap_or(Analyte::NeutrophilsPercent)
}

/// The white cells, corrected for nucleated red cells as far as it is known whether the analyser has done so; and
/// whether a correction comes into question at all.
fn corrected(view: &View<'_, '_>, white_cells: &Span, nucleated: &Span) -> Option<(Span, bool)> {
    let from = Exact::from(differential::CORRECT_FROM);
    if nucleated.high.as_ref().is_some_and(|high| *high < from) {
        return Some((white_cells.clone(), false));
    }
    let already = view.context.plan.item("wbc_already_corrected").and_then(|item| view.deciding(item).ok());
    let already = already.map(|finding| &finding.read);
    if matches!(already, Some(Read::Answer("Yes"))) {
        return Some((white_cells.clone(), false));
    }
    let low = match &nucleated.high {
        Some(high) => differential::corrected_white_cells(&white_cells.low, high)?,
        None => Exact::from(0),
    };
    // Not known whether corrected already, or whether there are enough to correct for: up to the plain count.
    let surely = matches!(already, Some(Read::Answer("No"))) && nucleated.low >= from;
    let high = match &white_cells.high {
        Some(high) if surely => Some(differential::corrected_white_cells(high, &nucleated.low)?),
        other => other.clone(),
    };
    Some((Span { low, high }, true))
}

impl Span {
    fn times(&self, factor: &Exact) -> Self {
        Self { low: &self.low * factor, high: self.high.as_ref().map(|high| high * factor) }
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            low: &self.low + &other.low,
            high: self.high.as_ref().zip(other.high.as_ref()).map(|(one, two)| one + two),
        }
    }
}

/// What a usable result leaves possible, in the first unit of its table.
fn span(finding: &ReadFinding<'_>) -> Option<Span> {
    let value = candidate(finding)?.value;
    let end = |end: &End<crate::quantity::Measured>| match end {
        End::Closed(value) | End::Open(value) => value.value_in(value.analyte().canonical()?),
        End::None => None,
    };
    Some(Span { low: end(&value.low)?, high: end(&value.high) })
}

fn made(analyte: Analyte, basis: Basis, span: Span) -> Option<Candidate> {
    let unit = analyte.canonical()?;
    let low = End::Closed(analyte.measured(span.low, unit)?);
    let high = match span.high {
        Some(high) => End::Closed(analyte.measured(high, unit)?),
        None => End::None,
    };
    Some(Candidate { basis, value: Range { low, high }, unit, last_place: 0, inputs: None })
}
