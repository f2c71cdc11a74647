//! The counts and shares of one report held against each other.

use super::doubt::{beside, contradict, indices, point, rounding_interval};
use crate::{
    engine::{
        entry::case::{Case, ReadFinding},
        formula::differential,
        problem::Problem,
        protocol::plan::Plan,
    },
    quantity::{Analyte, Exact},
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
        let printed = |analyte: Analyte| beside(case, plan, analyte, report).and_then(rounding_interval);
        let (Some(count), Some(white), Some(share)) =
            (rounding_interval(finding), printed(Analyte::WhiteCells), printed(share))
        else {
            return false;
        };
        let mut highest_share = share.1;
        if part == Analyte::Neutrophils
            && let Some(bands) = printed(Analyte::BandsPercent)
        {
            highest_share += bands.1;
        }
        let lowest_white = printed(Analyte::NucleatedRedCells)
            .and_then(|nucleated| differential::corrected_white_cells(&white.0, &nucleated.1))
            .unwrap_or(white.0);
        let hundred = Exact::from(100);
        let low = lowest_white * share.0 / &hundred;
        let high = white.1 * highest_share / hundred;
        count.1 < low || count.0 > high
    });
    contradict(case, item, &doubtful, share, problems);
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
