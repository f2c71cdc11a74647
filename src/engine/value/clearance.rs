//! Creatinine clearances that come into question: measured, reported, estimated.

use super::{
    candidate::{Found, candidate, computed, put_in},
    deciding::{View, typed},
    estimate::{Estimates, Inputs},
};
use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::{
            step::{Step, Symbol},
            worked::{Tree, Worked},
        },
        site::settings::{Param, WeightBasis},
    },
    quantity::{
        Analyte, Exact,
        component::Of,
        units::{RuntimeUnit as _, creatinine, length, score, weight},
    },
};

/// How a clearance was computed.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Which clearance.
    pub basis: Basis,
    lines: Vec<Tree>,
}

/// The lines of each clearance, each line from those before it, here or in the work before; one that several share is
/// written once.
pub fn lines_of(work: &[Work]) -> Vec<(Basis, Vec<Step>)> {
    let mut written: Vec<Step> = Vec::new();
    let mut found = Vec::new();
    for one in work {
        let mut steps = Tree::lines(&one.lines);
        steps.retain(|step| !written.contains(step));
        written.extend_from_slice(&steps);
        found.push((one.basis, steps));
    }
    found
}

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
    let value = candidate.value.map(|value| value.as_analyte(analyte));
    let mut found = vec![(Candidate { value, ..candidate }, finding)];
    found.extend(others);
    Ok(found)
}

fn measured<'c, 'd>(view: &View<'c, 'd>) -> Result<(Candidate, Option<&'c ReadFinding<'d>>), (Why, Needs)> {
    let item = view.context.plan.analyte(Analyte::ClearanceMeasured);
    let item = item.ok_or_else(|| (Why::Missing, Needs::default()))?;
    let finding = view.deciding(item)?;
    let found = if let Read::Urine(urine) = &finding.read {
        computed(Basis::Urine(finding.place), urine)
    } else {
        candidate(finding)
    };
    let refused = || (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))]));
    Ok((found.ok_or_else(refused)?, Some(finding)))
}

/// Cockcroft-Gault with the weight that the site has set, or with all three, as a value of this analyte.
pub(crate) fn estimates<'c, 'd>(view: &View<'c, 'd>, analyte: Analyte) -> Found<'c, 'd> {
    let bases = match &view.context.settings.clearance_weight {
        Param::Set(basis) => std::slice::from_ref(basis),
        Param::NotSet | Param::None => &WeightBasis::ALL,
    };
    let inputs = inputs(view)?;
    let settled = bases.len() == 1;
    let estimate = |basis: &WeightBasis| Ok((inputs.estimate(*basis, settled, analyte)?, inputs.finding));
    bases.iter().map(estimate).collect()
}

/// The estimate with every weight that can be had, whichever decides: for a person to see.
pub(crate) fn all_estimates(view: &View<'_, '_>) -> Vec<Candidate> {
    let Ok(inputs) = inputs(view) else { return Vec::new() };
    let analyte = Analyte::ClearanceEstimated;
    WeightBasis::ALL.into_iter().filter_map(|basis| inputs.estimate(basis, true, analyte).ok()).collect()
}

/// The estimates with the weights that were not chosen.
pub(crate) fn other_weights(view: &View<'_, '_>, analyte: Analyte, own: WeightBasis) -> Vec<Candidate> {
    let Ok(inputs) = inputs(view) else { return Vec::new() };
    let others = WeightBasis::ALL.into_iter().filter(|basis| *basis != own);
    others.filter_map(|basis| inputs.estimate(basis, true, analyte).ok()).collect()
}

/// How the measured clearance and every estimate were computed.
pub(crate) fn clearance_work(view: &View<'_, '_>) -> Vec<Work> {
    let finding = view.context.plan.analyte(Analyte::ClearanceMeasured).map(|item| view.deciding(item));
    let mut work = Vec::new();
    if let Some(Ok(finding)) = finding
        && let Read::Urine(urine) = &finding.read
    {
        work.push(Work { basis: Basis::Urine(finding.place), lines: vec![urine.tree().clone()] });
    }
    if let Ok(inputs) = inputs(view) {
        let of = |basis| Some(Work { basis: Basis::Estimated(basis), lines: inputs.lines(basis)? });
        work.extend(WeightBasis::ALL.into_iter().filter_map(of));
    }
    work
}

/// They are asked for by every estimate of a view.
fn inputs<'v, 'c, 'd>(view: &'v View<'c, 'd>) -> Result<&'v Inputs<'c, 'd>, (Why, Needs)> {
    view.renal.get_or_init(|| read_inputs(view)).as_ref().map_err(Clone::clone)
}

fn read_inputs<'c, 'd>(view: &View<'c, 'd>) -> Result<Inputs<'c, 'd>, (Why, Needs)> {
    let plan = &view.context.plan;
    let mut needs = Vec::new();
    let mut worst = None;
    let mut take = |analyte: Analyte| match typed(view, plan.analyte(analyte)?) {
        Ok(found) => Some(found),
        Err((why, more)) => {
            needs.extend(more.entries);
            worst.get_or_insert(why);
            None
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
    let ages = [birth.years_on(first).0, birth.years_on(last).1];
    let [youngest, oldest] = ages.map(|years| Of::of(score::Unit::point.quantity(Exact::from(years))));
    let age = Worked::between(Symbol::Age, [&youngest, &oldest], score::Unit::point);
    let height = plan.analyte(Analyte::Height).and_then(|item| typed(view, item).ok());
    let height = height.map(|(height, _)| height).filter(|height| height.value.as_point().is_some());
    let places = [Some(&creatinine), Some(&weight), height.as_ref()].into_iter().flatten();
    let places = places.filter_map(|typed| typed.basis.place()).collect();
    let not_one = |analyte: Analyte| (Why::BothSides, Needs::any(vec![Entry::Finding(analyte.id().into())]));
    let one = |typed: &Candidate, analyte: Analyte| {
        typed.value.as_point().map(|_| ()).ok_or_else(|| not_one(analyte))
    };
    one(&creatinine, Analyte::Creatinine)?;
    one(&weight, Analyte::Weight)?;
    let creatinine = put_in(Symbol::Creatinine, &creatinine, creatinine::Unit::milligram_per_deciliter)
        .ok_or_else(|| not_one(Analyte::Creatinine))?;
    let weight =
        put_in(Symbol::Weight, &weight, weight::Unit::kilogram).ok_or_else(|| not_one(Analyte::Weight))?;
    let height = height.and_then(|height| put_in(Symbol::Height, &height, length::Unit::centimeter));
    let estimates = Estimates::new(&age, &weight, height.as_ref(), &creatinine, sex);
    Ok(Inputs { finding, places, creatinine, weight, estimates })
}
