//! Absolute counts that come into question: printed, or computed from the white cells and their shares.

use super::{
    candidate::{Found, candidate, computed},
    deciding::{View, typed},
};
use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Entry, Needs, Why},
        formula::{clearance::Input, differential, step::Symbol, worked::Worked},
        moment::Moment,
    },
    model::Truth,
    quantity::{
        Analyte, Exact,
        analyte::{Measurable, NucleatedRedCells, Value, WhiteCells},
        component::InBase,
        units::{RuntimeUnit, cell_density, per_hundred, share},
    },
};

/// The share of the white cells that a count can be computed from.
pub(crate) const fn share_of(count: Analyte) -> Option<Analyte> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "no other analyte is a part of the white cells")]
    match count {
        Analyte::Neutrophils => Some(Analyte::NeutrophilsPercent),
        Analyte::Lymphocytes => Some(Analyte::LymphocytesPercent),
        _ => None,
    }
}

/// The printed absolute count, or the one computed from a differential of a later report.
///
/// In one report the printed count wins. Where nobody can say which report is later, both come into question.
pub(crate) fn counted<'c, 'd>(
    view: &View<'c, 'd>,
    item: usize,
    (analyte, share): (Analyte, Analyte),
) -> Found<'c, 'd> {
    let own = match view.deciding(item) {
        Ok(finding) => Ok(finding),
        Err((why @ (Why::Missing | Why::NotDone), needs)) => Err((why, needs)),
        Err(other) => return Err(other),
    };
    let share = match view.context.plan.analyte(share) {
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
        let mut found = differential(view, item, analyte, (share_item, when))?;
        if when.overlaps(&own_when) {
            found.push(typed(view, item)?);
        }
        return Ok(found);
    }
    differential(view, item, analyte, (share_item, when))
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
    let white_cells: Input<WhiteCells> =
        exactly(whites, Symbol::WhiteCells, cell_density::Unit::giga_per_liter)
            .ok_or_else(|| unusable(Analyte::WhiteCells))?;
    let counted_cells = || match report_of(view, share, Analyte::NucleatedRedCells) {
        Some(finding) => {
            corrected(view, &white_cells, finding).ok_or_else(|| unusable(Analyte::NucleatedRedCells))
        }
        None => Ok((white_cells.clone(), false)),
    };
    let basis = |is_corrected| {
        if is_corrected {
            Basis::CorrectedDifferential(whites.place)
        } else {
            Basis::Differential(whites.place)
        }
    };
    let unit = share::Unit::percent;
    let found = if analyte == Analyte::Lymphocytes {
        let share = exactly(share, Symbol::LymphocyteShare, unit)
            .ok_or_else(|| unusable(Analyte::LymphocytesPercent))?;
        let (white_cells, is_corrected) = counted_cells()?;
        computed(basis(is_corrected), &differential::lymphocytes(&white_cells, &share))
    } else {
        let segments = exactly(share, Symbol::NeutrophilShare, unit)
            .ok_or_else(|| unusable(Analyte::NeutrophilsPercent))?;
        let bands = report_of(view, share, Analyte::BandsPercent).map(|finding| {
            exactly(finding, Symbol::BandShare, unit).ok_or_else(|| unusable(Analyte::BandsPercent))
        });
        let bands = bands.transpose()?;
        let (white_cells, is_corrected) = counted_cells()?;
        computed(basis(is_corrected), &differential::neutrophils(&white_cells, &segments, bands.as_ref()))
    };
    Ok(vec![(found.ok_or_else(missing)?, Some(whites))])
}

/// Nothing is computed from white cells or shares that are only known to be below or above something.
fn exactly<C: Measurable>(
    finding: &ReadFinding<'_>,
    symbol: Symbol,
    unit: impl RuntimeUnit<Quantity = <Value<C> as InBase>::Plain>,
) -> Option<Input<C>>
where
    C::Quantity: InBase,
{
    Worked::exactly(symbol, &candidate(finding)?.typed(), unit)
}

/// The white cells, corrected for nucleated red cells as far as it is known whether the analyser has done so; and
/// whether a correction comes into question at all.
fn corrected(
    view: &View<'_, '_>,
    white_cells: &Input<WhiteCells>,
    nucleated: &ReadFinding<'_>,
) -> Option<(Input<WhiteCells>, bool)> {
    let unit = per_hundred::Unit::per_hundred_white_cells;
    let nucleated: Input<NucleatedRedCells> =
        Worked::measured(Symbol::NucleatedRedCells, &candidate(nucleated)?.typed(), unit)?;
    let from = Value::<NucleatedRedCells>::of(unit.quantity(Exact::from(differential::CORRECT_FROM)));
    let range = nucleated.range()?;
    if range.high.number().is_some_and(|high| *high < from) {
        return Some((white_cells.clone(), false));
    }
    let already = view.context.plan.item("wbc_already_corrected").and_then(|item| view.deciding(item).ok());
    let already = already.map(|finding| &finding.read);
    if matches!(already, Some(Read::Answer("Yes"))) {
        return Some((white_cells.clone(), false));
    }
    let corrected = differential::corrected_white_cells(white_cells, &nucleated);
    // Not known whether corrected already, or whether there are enough to correct for: up to the plain count.
    let surely = matches!(already, Some(Read::Answer("No"))) && range.at_least(&from) == Truth::True;
    Some((if surely { corrected } else { corrected.or_else(white_cells.clone()) }, true))
}
