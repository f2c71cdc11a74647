//! The counts and shares of one report held against each other.

use super::doubt::{beside, contradict, digits, indices, point, reading};
use crate::{
    engine::{
        entry::case::{Case, ReadFinding, Reading},
        formula::{
            clearance::Input,
            differential,
            step::Symbol,
            worked::{Tree, Worked},
        },
        problem::Problem,
        protocol::plan::Plan,
        range::Range,
    },
    quantity::{
        Analyte, Exact,
        analyte::WhiteCells,
        units::{cell_density, per_hundred, share},
    },
};

/// Shares of the white cells beside the bands, which may be inside the neutrophils.
const SHARES: [Analyte; 5] = [
    Analyte::NeutrophilsPercent,
    Analyte::LymphocytesPercent,
    Analyte::MonocytesPercent,
    Analyte::EosinophilsPercent,
    Analyte::BasophilsPercent,
];

/// Rounded shares of one report may add up to this many per cent.
const SHARES_AT_MOST: i64 = 101;

pub(super) fn check_counts(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    check_sum_of_shares(case, plan, problems);
    for (part, share) in [
        (Analyte::Neutrophils, Analyte::NeutrophilsPercent),
        (Analyte::Lymphocytes, Analyte::LymphocytesPercent),
    ] {
        check_part_of_white_cells(case, plan, part, problems);
        check_part_against_share(case, plan, part, share, problems);
    }
}

/// A part of the white cells above all of them, in one report.
fn check_part_of_white_cells(case: &mut Case<'_>, plan: &Plan, part: Analyte, problems: &mut Vec<Problem>) {
    let (Some(item), Some(canonical)) = (plan.analyte(part), part.canonical()) else { return };
    let value = |finding: &ReadFinding<'_>| point(finding).and_then(|measured| measured.value_in(canonical));
    let doubtful = indices(case, item, |case, finding| {
        let whole = beside(case, plan, Analyte::WhiteCells, finding.place.assessment).and_then(value);
        matches!((value(finding), whole), (Some(part), Some(whole)) if part > whole)
    });
    contradict(case, item, &doubtful, Analyte::WhiteCells, problems);
}

/// A printed absolute count against white cells × share of the same report: the two contradict each other when the
/// rounding intervals of the typed digits do not overlap. The bands may be inside the share or beside it, and the
/// white cells may be corrected for nucleated red cells or not.
fn check_part_against_share(
    case: &mut Case<'_>,
    plan: &Plan,
    part: Analyte,
    share: Analyte,
    problems: &mut Vec<Problem>,
) {
    let Some(item) = plan.analyte(part) else { return };
    let doubtful = indices(case, item, |case, finding| {
        let report = finding.place.assessment;
        let beside = |analyte: Analyte| beside(case, plan, analyte, report).and_then(reading);
        let computed = if part == Analyte::Lymphocytes { lymphocytes(beside) } else { neutrophils(beside) };
        computed.is_some_and(|computed| contradict_each_other(finding, &computed).unwrap_or(false))
    });
    contradict(case, item, &doubtful, share, problems);
}

/// What the typed digits of both can stand for has no value in common.
fn contradict_each_other(printed: &ReadFinding<'_>, computed: &Tree) -> Option<bool> {
    let count = digits(printed)?;
    // What is computed from the digits as typed is one of the values they can stand for.
    if computed
        .value()
        .is_some_and(|computed| count.low.number() <= Some(computed) && Some(computed) <= count.high.number())
    {
        return Some(false);
    }
    let share = computed.near()?;
    let apart = |low: &Range<Exact>, high: &Range<Exact>| Some(low.high.number()? < high.low.number()?);
    Some(apart(&count, &share)? || apart(&share, &count)?)
}

fn neutrophils<'f>(beside: impl Fn(Analyte) -> Option<&'f Reading>) -> Option<Tree> {
    let white_cells = white_cells(&beside)?;
    let unit = share::Unit::percent;
    let segments =
        Worked::exactly(Symbol::NeutrophilShare, &beside(Analyte::NeutrophilsPercent)?.typed(), unit)?;
    let alone = differential::neutrophils(&white_cells, &segments, None);
    let bands = beside(Analyte::BandsPercent);
    let bands = bands.and_then(|bands| Worked::exactly(Symbol::BandShare, &bands.typed(), unit));
    let counted = match bands {
        Some(bands) => alone.or_else(differential::neutrophils(&white_cells, &segments, Some(&bands))),
        None => alone,
    };
    Some(counted.tree().clone())
}

fn lymphocytes<'f>(beside: impl Fn(Analyte) -> Option<&'f Reading>) -> Option<Tree> {
    let share = beside(Analyte::LymphocytesPercent)?;
    let share = Worked::exactly(Symbol::LymphocyteShare, &share.typed(), share::Unit::percent)?;
    Some(differential::lymphocytes(&white_cells(&beside)?, &share).tree().clone())
}

/// Corrected for nucleated red cells, or not.
fn white_cells<'f>(beside: &impl Fn(Analyte) -> Option<&'f Reading>) -> Option<Input<WhiteCells>> {
    let unit = cell_density::Unit::giga_per_liter;
    let white_cells = Worked::exactly(Symbol::WhiteCells, &beside(Analyte::WhiteCells)?.typed(), unit)?;
    let unit = per_hundred::Unit::per_hundred_white_cells;
    let nucleated = beside(Analyte::NucleatedRedCells)
        .and_then(|nucleated| Worked::exactly(Symbol::NucleatedRedCells, &nucleated.typed(), unit));
    Some(match nucleated {
        Some(nucleated) => differential::corrected_white_cells(&white_cells, &nucleated).or_else(white_cells),
        None => white_cells,
    })
}

/// The shares of one report cannot add up to more than everything.
fn check_sum_of_shares(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    let items: Vec<usize> = SHARES.iter().filter_map(|analyte| plan.analyte(*analyte)).collect();
    let per_cent = |finding: &ReadFinding<'_>| {
        let measured = point(finding)?;
        measured.value_in(measured.analyte().canonical()?)
    };
    let exceeds = |report: &usize| {
        let shares = SHARES.iter().filter_map(|analyte| beside(case, plan, *analyte, *report));
        shares.filter_map(per_cent).sum::<Exact>() > Exact::from(SHARES_AT_MOST)
    };
    let reports: Vec<usize> = (0..case.draft.assessments.len()).filter(exceeds).collect();
    let mut doubtful = Vec::new();
    for item in items {
        for index in indices(case, item, |_, finding| reports.contains(&finding.place.assessment)) {
            doubtful.push((item, index));
        }
    }
    for (item, index) in doubtful {
        let own = case.findings.get(item).and_then(|findings| findings.get(index));
        let own = own.map_or("", |finding| finding.finding.of.as_str());
        let other = if own == Analyte::NeutrophilsPercent.id() {
            Analyte::LymphocytesPercent
        } else {
            Analyte::NeutrophilsPercent
        };
        contradict(case, item, &[index], other, problems);
    }
}
