//! Weights held against the height and against each other: 斤 or pounds typed as kilograms, a sudden change.

use super::doubt::{make_doubtful, point};
use crate::{
    engine::{
        entry::case::{Case, Read, ReadFinding},
        problem::{Problem, ProblemCode, WeightHint},
        protocol::plan::Plan,
    },
    quantity::{
        Analyte, Exact, Measured,
        units::{RuntimeUnit as _, length, weight},
    },
};

/// A body mass index from the first to the second, both included, is not asked about.
const BODY_MASS: (i64, i64) = (15, 40);

/// `users.md` 1.4: 斤 for kilograms doubles the dose and passes every plausible limit.
pub(super) fn check_weights(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    let (Some(weights), Some(heights)) = (plan.analyte(Analyte::Weight), plan.analyte(Analyte::Height))
    else {
        return;
    };
    let height = case.findings.get(heights).and_then(|findings| latest_height(findings));
    let mut order: Vec<(usize, Exact, bool, bool)> = Vec::new();
    if let Some(findings) = case.findings.get(weights) {
        let mut dated: Vec<usize> = (0..findings.len()).collect();
        dated.sort_by_key(|index| findings.get(*index).and_then(|finding| finding.when));
        for index in dated {
            let Some(finding) = findings.get(index) else { continue };
            if let Some(kilograms) = kilograms(finding) {
                order.push((index, kilograms, finding.finding.is_confirmed(), is_in_pounds(finding)));
            }
        }
    }
    let mut doubtful: Vec<(usize, WeightHint)> = Vec::new();
    let mut earlier: Option<Exact> = None;
    for (index, kilograms, confirmed, pounds) in order {
        let by_height = height.as_ref().and_then(|height| body_mass_hint(&kilograms, height, pounds));
        let hint = by_height.or_else(|| {
            let before = earlier.as_ref()?;
            // Both as measured against the earlier one; exactly 20 % is not asked.
            let changed = (&kilograms - before).abs() > before * Exact::ratio(1, 5);
            changed.then_some(WeightHint::Changed)
        });
        match hint.filter(|_| !confirmed) {
            // A doubtful weight is no measure for the next one.
            Some(hint) => doubtful.push((index, hint)),
            None => earlier = Some(kilograms),
        }
    }
    for (index, hint) in doubtful {
        make_doubtful(case, weights, index, ProblemCode::DoubtfulWeight { hint }, problems);
    }
}

/// Body mass index over 30 and half the weight would be 17 to 28: 斤. Over 40 and in pounds 17 to 32: pounds. Typed in
/// pounds, below 15, and in kilograms 17 to 32: kilograms. Otherwise below 15 or above 40: asked all the same.
fn body_mass_hint(kilograms: &Exact, meters: &Exact, in_pounds: bool) -> Option<WeightHint> {
    let index = |mass: Exact| mass.per(&(meters * meters));
    let actual = index(kilograms.clone())?;
    let between =
        |value: &Exact, low: i64, high: i64| *value >= Exact::from(low) && *value <= Exact::from(high);
    let (low, high) = BODY_MASS;
    let half = index(kilograms * Exact::ratio(1, 2))?;
    let pound = Exact::ratio(45_359_237, 100_000_000);
    let pounds = index(kilograms * &pound)?;
    let digits = index(kilograms.per(&pound)?)?;
    let jin = actual > Exact::from(30) && between(&half, 17, 28);
    let pounds = !in_pounds && actual > Exact::from(40) && between(&pounds, 17, 32);
    match (jin, pounds) {
        (true, true) => Some(WeightHint::JinOrPounds),
        (true, false) => Some(WeightHint::Jin),
        (false, true) => Some(WeightHint::Pounds),
        (false, false) if in_pounds && actual < Exact::from(low) && between(&digits, 17, 32) => {
            Some(WeightHint::Kilograms)
        }
        (false, false) => (!between(&actual, low, high)).then_some(WeightHint::BodyMass),
    }
}

fn is_in_pounds(finding: &ReadFinding<'_>) -> bool {
    let (Read::Measured(reading) | Read::Doubtful(reading)) = &finding.read else { return false };
    reading.unit.symbol == weight::Unit::pound.row().symbol
}

fn kilograms(finding: &ReadFinding<'_>) -> Option<Exact> {
    let Measured::Weight(weight) = point(finding)? else { return None };
    Some(weight::Unit::kilogram.value(weight.quantity()))
}

/// The latest by date; of several of one time the last entered.
fn latest_height(findings: &[ReadFinding<'_>]) -> Option<Exact> {
    let dated = findings.iter().filter_map(|finding| Some((finding.when, height_in_meters(finding)?)));
    dated.max_by_key(|(when, _)| *when).map(|(_, height)| height)
}

fn height_in_meters(finding: &ReadFinding<'_>) -> Option<Exact> {
    let Measured::Height(height) = point(finding)? else { return None };
    Some(length::Unit::meter.value(height.quantity()))
}
