//! Creatinine clearances that come into question: measured, reported, estimated.

use super::{
    candidate::{Found, candidate, computed},
    clearance_inputs::Inputs,
    clearance_steps::{self, Work},
    deciding::{View, typed},
};
use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::{clearance, step::Step},
        range::{End, Range},
        site::settings::{Param, WeightBasis},
    },
    quantity::{Analyte, Measured},
};

/// The measured clearance. A clearance of a report that does not state its method is not one.
pub(crate) fn measured_clearance<'c, 'd>(view: &View<'c, 'd>) -> Found<'c, 'd> {
    against_creatinine(view, measured(view)?, Analyte::ClearanceMeasured)
}

/// Measured if it was, otherwise as reported, otherwise estimated. One that needs a person is not passed over.
pub(crate) fn clearance<'c, 'd>(view: &View<'c, 'd>) -> Found<'c, 'd> {
    let found = match measured(view) {
        Ok(found) => found,
        Err((Why::Missing | Why::NotDone, _)) => {
            let reported = view.context.plan.analyte(Analyte::ClearanceReported);
            match reported.map(|item| typed(view, item)) {
                Some(Ok(found)) => found,
                Some(Err((Why::Missing | Why::NotDone, _))) | None => {
                    return estimates(view, Analyte::Clearance).map_err(or_measured);
                }
                Some(Err(other)) => return Err(other),
            }
        }
        Err(other) => return Err(other),
    };
    against_creatinine(view, found, Analyte::Clearance)
}

/// Whatever an estimate needs, a measured clearance would do instead; alone, where the others are needed together.
/// What they are is still said.
fn or_measured((why, needs): (Why, Needs)) -> (Why, Needs) {
    let mut entries = if needs.jointly { Vec::new() } else { needs.entries };
    entries.push(Entry::Finding(Analyte::ClearanceMeasured.id().into()));
    (why, Needs { entries, jointly: false, together: needs.together })
}

/// A clearance older than the deciding creatinine speaks of another kidney: it and the estimate must agree.
fn against_creatinine<'c, 'd>(
    view: &View<'c, 'd>,
    found: (Candidate, Option<&'c ReadFinding<'d>>),
    analyte: Analyte,
) -> Found<'c, 'd> {
    let creatinine = match view.context.plan.analyte(Analyte::Creatinine) {
        Some(item) => view.latest(item)?.map(|(_, when)| when),
        None => None,
    };
    let when = found.1.and_then(|finding| finding.when);
    let older = when.zip(creatinine).is_some_and(|(own, creatinine)| own.last < creatinine.first);
    let others = if older { estimates(view, analyte)? } else { Vec::new() };
    let (candidate, finding) = found;
    let candidate = retag(&candidate, analyte).ok_or_else(|| (Why::Refused, Needs::default()))?;
    let mut found = vec![(candidate, finding)];
    found.extend(others);
    Ok(found)
}

fn measured<'c, 'd>(view: &View<'c, 'd>) -> Result<(Candidate, Option<&'c ReadFinding<'d>>), (Why, Needs)> {
    let item = view.context.plan.analyte(Analyte::ClearanceMeasured);
    let item = item.ok_or_else(|| (Why::Missing, Needs::default()))?;
    let finding = view.deciding(item)?;
    let found = if let Read::Urine(urine) = &finding.read {
        clearance::clearance_of(urine).and_then(|value| {
            computed(Analyte::ClearanceMeasured, Basis::Urine(finding.place), value.clone(), value)
        })
    } else {
        candidate(finding)
    };
    let refused = || (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))]));
    Ok((found.ok_or_else(refused)?, Some(finding)))
}

/// The same number as another analyte of the same unit table.
fn retag(found: &Candidate, analyte: Analyte) -> Option<Candidate> {
    let end = |end: &End<Measured>| {
        Some(match end {
            End::Closed(value) => End::Closed(analyte.measured(value.value_in(found.unit)?, found.unit)?),
            End::Open(value) => End::Open(analyte.measured(value.value_in(found.unit)?, found.unit)?),
            End::None => End::None,
        })
    };
    let value = Range { low: end(&found.value.low)?, high: end(&found.value.high)? };
    Some(Candidate { value, ..found.clone() })
}

/// Cockcroft-Gault with the weight that the site has set, or with all three, as a value of this analyte.
pub(crate) fn estimates<'c, 'd>(view: &View<'c, 'd>, analyte: Analyte) -> Found<'c, 'd> {
    match &view.context.settings.clearance_weight {
        Param::Set(basis) => estimates_with(view, &[*basis], analyte),
        Param::NotSet | Param::None => estimates_with(view, &ALL_WEIGHTS, analyte),
    }
}

/// The estimate with every weight that can be had, whichever decides: for a person to see.
pub(crate) fn all_estimates(view: &View<'_, '_>) -> Vec<Candidate> {
    let Ok(inputs) = inputs(view) else { return Vec::new() };
    let analyte = Analyte::ClearanceEstimated;
    ALL_WEIGHTS.into_iter().filter_map(|basis| inputs.estimate(basis, true, analyte).ok()).collect()
}

/// The estimates with the weights that were not chosen.
pub(crate) fn other_weights(view: &View<'_, '_>, analyte: Analyte, own: WeightBasis) -> Vec<Candidate> {
    let Ok(inputs) = inputs(view) else { return Vec::new() };
    let others = ALL_WEIGHTS.into_iter().filter(|basis| *basis != own);
    others.filter_map(|basis| inputs.estimate(basis, true, analyte).ok()).collect()
}

/// How the measured clearance and every estimate were computed.
pub(crate) fn clearance_work(view: &View<'_, '_>) -> Vec<Work> {
    let finding = view.context.plan.analyte(Analyte::ClearanceMeasured).map(|item| view.deciding(item));
    let mut work = Vec::new();
    if let Some(Ok(finding)) = finding
        && let Read::Urine(urine) = &finding.read
    {
        work.extend(clearance_steps::measured(finding, urine));
    }
    if let Ok(inputs) = inputs(view) {
        work.extend(ALL_WEIGHTS.into_iter().filter_map(|basis| inputs.work(basis)));
    }
    // A line that several share is written once.
    let mut written: Vec<Step> = Vec::new();
    for one in &mut work {
        one.steps.retain(|step| !written.contains(step));
        written.extend_from_slice(&one.steps);
    }
    work
}

const ALL_WEIGHTS: [WeightBasis; 3] = [WeightBasis::Actual, WeightBasis::Ideal, WeightBasis::Adjusted];

fn estimates_with<'c, 'd>(view: &View<'c, 'd>, bases: &[WeightBasis], analyte: Analyte) -> Found<'c, 'd> {
    let inputs = inputs(view)?;
    let settled = bases.len() == 1;
    let estimate = |basis: &WeightBasis| Ok((inputs.estimate(*basis, settled, analyte)?, inputs.finding));
    bases.iter().map(estimate).collect()
}

/// They are asked for by every estimate of a view.
fn inputs<'v, 'c, 'd>(view: &'v View<'c, 'd>) -> Result<&'v Inputs<'c, 'd>, (Why, Needs)> {
    view.renal.get_or_init(|| read_inputs(view)).as_ref().map_err(Clone::clone)
}

fn read_inputs<'c, 'd>(view: &View<'c, 'd>) -> Result<Inputs<'c, 'd>, (Why, Needs)> {
    let plan = &view.context.plan;
    let mut needs = Vec::new();
    let mut worst = None;
    let mut take = |analyte: Analyte| {
        let found = plan.analyte(analyte).map(|item| typed(view, item));
        match found {
            Some(Ok((candidate, finding))) => Some((candidate, finding)),
            Some(Err((why, more))) => {
                needs.extend(more.entries);
                worst.get_or_insert(why);
                None
            }
            None => None,
        }
    };
    let creatinine = take(Analyte::Creatinine);
    let weight = take(Analyte::Weight);
    if view.case.sex.is_none() {
        needs.push(Entry::Sex);
    }
    if view.case.birth.is_none() {
        needs.push(Entry::Age);
    }
    let (Some((creatinine, finding)), Some((weight, _)), Some(sex), Some(birth)) =
        (creatinine, weight, view.case.sex, view.case.birth)
    else {
        return Err((worst.unwrap_or(Why::Missing), Needs::all(needs)));
    };
    let (first, last) = finding
        .and_then(|finding| finding.when)
        .map_or_else(|| (view.first_day(), view.day()), |when| (when.first.date(), when.last.date()));
    let (youngest, oldest) = (birth.years_on(first).0, birth.years_on(last).1);
    let height = plan.analyte(Analyte::Height).and_then(|item| typed(view, item).ok());
    let tall = height.map(|(height, _)| height);
    let height = tall.as_ref().and_then(|height| height.value.as_point().and_then(clearance::number));
    let as_typed = [Some(creatinine.clone()), Some(weight.clone()), tall];
    let one_value = |found: &Candidate, analyte: Analyte| {
        found
            .value
            .as_point()
            .and_then(clearance::number)
            .ok_or_else(|| (Why::BothSides, Needs::any(vec![Entry::Finding(analyte.id().into())])))
    };
    let creatinine = one_value(&creatinine, Analyte::Creatinine)?;
    let actual = one_value(&weight, Analyte::Weight)?;
    let ages = [oldest, youngest];
    let estimates = clearance::estimates(ages, &actual, height.as_ref(), &creatinine, sex);
    Ok(Inputs { finding, sex, ages, estimates, typed: as_typed })
}
