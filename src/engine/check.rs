//! Entries held against each other: a part above its whole, a printed count against its share, lesions.

use super::{
    case::{Case, Read, ReadFinding, Reading},
    check_weight::check_weights,
    count,
    plan::Plan,
    problem::{Problem, ProblemCode},
};
use crate::quantity::{Analyte, Exact, Measured};

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

/// Makes contradicting values doubtful until a person has confirmed them.
pub(crate) fn cross_check(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    check_weights(case, plan, problems);
    check_sum_of_shares(case, plan, problems);
    for (part, share) in [
        (Analyte::Neutrophils, Analyte::NeutrophilsPercent),
        (Analyte::Lymphocytes, Analyte::LymphocytesPercent),
    ] {
        check_part_of_white_cells(case, plan, part, problems);
        check_part_against_share(case, plan, part, share, problems);
    }
    for other in [Analyte::LesionDiameter, Analyte::LesionShortAxis] {
        check_largest_lesion(case, plan, other, problems);
    }
}

pub(super) fn point<'f>(finding: &'f ReadFinding<'_>) -> Option<&'f Measured> {
    reading(finding)?.value.as_point()
}

fn reading<'f>(finding: &'f ReadFinding<'_>) -> Option<&'f Reading> {
    match &finding.read {
        Read::Measured(reading) | Read::Doubtful(reading) => Some(reading),
        Read::Urine(_)
        | Read::Answer(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => None,
    }
}

/// The first usable result of an analyte in the report of another one.
fn beside<'c, 'd>(
    case: &'c Case<'d>,
    plan: &Plan,
    analyte: Analyte,
    report: usize,
) -> Option<&'c ReadFinding<'d>> {
    let findings = case.findings.get(plan.analyte(analyte)?)?;
    findings.iter().find(|finding| finding.place.assessment == report && reading(finding).is_some())
}

/// The values that the typed digits stand for: half a last digit each way, in the first unit of the table.
fn rounding_interval(finding: &ReadFinding<'_>) -> Option<(Exact, Exact)> {
    let reading = reading(finding)?;
    let measured = reading.value.as_point()?;
    let analyte = measured.analyte();
    let canonical = analyte.canonical()?;
    let half = Exact::ratio(1, 2) * Exact::power_of_ten(reading.last_place)?;
    // Both are of one table.
    let half = if reading.unit.index == canonical.index {
        half
    } else {
        analyte.measured(half, reading.unit)?.value_in(canonical)?
    };
    let typed = measured.value_in(canonical)?;
    let low = typed.clone() - half.clone();
    let low = if low.is_positive() { low } else { Exact::from(0) };
    Some((low, typed + half))
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
            .and_then(|nucleated| count::corrected_white_cells(&white.0, &nucleated.1))
            .unwrap_or(white.0);
        let hundred = Exact::from(100);
        let low = lowest_white * share.0 / hundred.clone();
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

/// The largest of all lesions cannot be smaller than the measurable one: of the same visit, or of any where that
/// has none.
fn check_largest_lesion(case: &mut Case<'_>, plan: &Plan, other: Analyte, problems: &mut Vec<Problem>) {
    let (Some(item), Some(others), Some(canonical)) =
        (plan.analyte(Analyte::LargestLesion), plan.analyte(other), other.canonical())
    else {
        return;
    };
    let size = |finding: &ReadFinding<'_>| point(finding).and_then(|measured| measured.value_in(canonical));
    let doubtful = indices(case, item, |case, finding| {
        let Some(largest) = size(finding) else { return false };
        match beside(case, plan, other, finding.place.assessment).and_then(size) {
            Some(measurable) => largest < measurable,
            None => case
                .findings
                .get(others)
                .is_some_and(|findings| findings.iter().filter_map(size).any(|one| largest < one)),
        }
    });
    contradict(case, item, &doubtful, other, problems);
}

/// The places of the findings of an item that a check finds at fault.
fn indices(
    case: &Case<'_>,
    item: usize,
    at_fault: impl Fn(&Case<'_>, &ReadFinding<'_>) -> bool,
) -> Vec<usize> {
    let findings = case.findings.get(item).map_or(&[][..], Vec::as_slice);
    let found = findings.iter().enumerate().filter(|(_, finding)| at_fault(case, finding));
    found.map(|(index, _)| index).collect()
}

fn contradict(
    case: &mut Case<'_>,
    item: usize,
    doubtful: &[usize],
    other: Analyte,
    problems: &mut Vec<Problem>,
) {
    for index in doubtful {
        let code = ProblemCode::Contradicts { other: other.id().to_owned() };
        make_doubtful(case, item, *index, code, problems);
    }
}

pub(super) fn make_doubtful(
    case: &mut Case<'_>,
    item: usize,
    index: usize,
    code: ProblemCode,
    problems: &mut Vec<Problem>,
) {
    let draft = case.draft;
    let Some(finding) = case.findings.get_mut(item).and_then(|findings| findings.get_mut(index)) else {
        return;
    };
    if finding.finding.is_confirmed() {
        return;
    }
    let Read::Measured(reading) = &finding.read else { return };
    finding.read = Read::Doubtful(reading.clone());
    let id = draft.assessments.get(finding.place.assessment).map_or(0, |assessment| assessment.id);
    problems
        .push(Problem { field: format!("assessments[{id}].results[{}].value", finding.finding.of), code });
}
