//! Entries held against each other: a weight that would be ordinary in another unit, a part above its whole.

use super::{
    case::{Case, Read, ReadFinding, Reading},
    plan::Plan,
    problem::{Problem, ProblemCode, WeightHint},
};
use crate::quantity::{
    Analyte, Exact, Measured,
    units::{RuntimeUnit as _, length, weight},
};

/// Makes contradicting values doubtful until a person has confirmed them.
pub(crate) fn cross_check(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    check_weights(case, plan, problems);
    for part in [Analyte::Neutrophils, Analyte::Lymphocytes] {
        check_part_of_white_cells(case, plan, part, problems);
    }
}

/// `users.md` 1.4: 斤 for kilograms doubles the dose and passes every plausible limit.
fn check_weights(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    let (Some(weights), Some(heights)) = (plan.analyte(Analyte::Weight), plan.analyte(Analyte::Height))
    else {
        return;
    };
    let height =
        case.findings.get(heights).and_then(|findings| findings.iter().rev().find_map(height_in_meters));
    let mut doubtful: Vec<(usize, WeightHint)> = Vec::new();
    let mut earlier: Option<Exact> = None;
    let mut order: Vec<(usize, Exact)> = Vec::new();
    if let Some(findings) = case.findings.get(weights) {
        let mut dated: Vec<usize> = (0..findings.len()).collect();
        dated.sort_by_key(|index| findings.get(*index).and_then(|finding| finding.when));
        for index in dated {
            if let Some(kilograms) = findings.get(index).and_then(kilograms) {
                order.push((index, kilograms));
            }
        }
    }
    for (index, kilograms) in order {
        let hint = height.as_ref().and_then(|height| body_mass_hint(&kilograms, height)).or_else(|| {
            let before = earlier.as_ref()?;
            // Both as measured against the earlier one; exactly 20 % is not asked.
            let changed = (kilograms.clone() - before.clone()).abs() > before.clone() * Exact::ratio(1, 5);
            changed.then_some(WeightHint::Changed)
        });
        if let Some(hint) = hint {
            doubtful.push((index, hint));
        }
        earlier = Some(kilograms);
    }
    for (index, hint) in doubtful {
        make_doubtful(case, weights, index, ProblemCode::DoubtfulWeight { hint }, problems);
    }
}

/// Body mass index over 30 and half the weight would be 17 to 28: 斤. Over 40 and in pounds 17 to 32: pounds.
fn body_mass_hint(kilograms: &Exact, meters: &Exact) -> Option<WeightHint> {
    let index = |mass: Exact| mass.per(&(meters.clone() * meters.clone()));
    let actual = index(kilograms.clone())?;
    let between =
        |value: &Exact, low: i64, high: i64| *value >= Exact::from(low) && *value <= Exact::from(high);
    let half = index(kilograms.clone() * Exact::ratio(1, 2))?;
    if actual > Exact::from(30) && between(&half, 17, 28) {
        return Some(WeightHint::Jin);
    }
    let pounds = index(kilograms.clone() * Exact::ratio(45_359_237, 100_000_000))?;
    (actual > Exact::from(40) && between(&pounds, 17, 32)).then_some(WeightHint::Pounds)
}

fn kilograms(finding: &ReadFinding<'_>) -> Option<Exact> {
    match point(finding)? {
        Measured::Weight(weight) => Some(weight::Unit::kilogram.value(weight.quantity())),
        _ => None,
    }
}

fn height_in_meters(finding: &ReadFinding<'_>) -> Option<Exact> {
    match point(finding)? {
        Measured::Height(height) => Some(length::Unit::meter.value(height.quantity())),
        _ => None,
    }
}

fn point<'f>(finding: &'f ReadFinding<'_>) -> Option<&'f Measured> {
    match &finding.read {
        Read::Measured(reading) | Read::Doubtful(reading) => reading.value.as_point(),
        Read::Urine(_)
        | Read::Answer(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => None,
    }
}

/// A part of the white cells above all of them, in one report.
fn check_part_of_white_cells(case: &mut Case<'_>, plan: &Plan, part: Analyte, problems: &mut Vec<Problem>) {
    let (Some(parts), Some(wholes)) = (plan.analyte(part), plan.analyte(Analyte::WhiteCells)) else { return };
    let Some(canonical) = part.canonical() else { return };
    let mut doubtful = Vec::new();
    if let (Some(parts), Some(wholes)) = (case.findings.get(parts), case.findings.get(wholes)) {
        for (index, finding) in parts.iter().enumerate() {
            let whole = wholes.iter().find(|whole| whole.place.assessment == finding.place.assessment);
            let value =
                |finding: &ReadFinding<'_>| point(finding).and_then(|measured| measured.value_in(canonical));
            if let (Some(part), Some(whole)) = (value(finding), whole.and_then(value))
                && part > whole
            {
                doubtful.push(index);
            }
        }
    }
    for index in doubtful {
        let code = ProblemCode::Contradicts { other: Analyte::WhiteCells.id().to_owned() };
        make_doubtful(case, parts, index, code, problems);
    }
}

fn make_doubtful(
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
    if finding.finding.confirmed.is_some() {
        return;
    }
    let reading: Option<Reading> = match &finding.read {
        Read::Measured(reading) => Some(reading.clone()),
        Read::Doubtful(_)
        | Read::Urine(_)
        | Read::Answer(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => None,
    };
    if let Some(reading) = reading {
        finding.read = Read::Doubtful(reading);
        let id = draft.assessments.get(finding.place.assessment).map_or(0, |assessment| assessment.id);
        problems.push(Problem {
            field: format!("assessments[{id}].results[{}].value", finding.finding.of),
            code,
        });
    }
}
