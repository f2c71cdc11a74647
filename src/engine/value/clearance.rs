//! Creatinine clearances that come into question: measured, reported, estimated.

use super::{
    candidate::{Found, candidate, computed},
    deciding::{View, typed},
    estimate::{Estimates, Inputs, Lacking},
};
use crate::{
    engine::{
        entry::case::{Read, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::{
            clearance::Input,
            step::{Step, Symbol},
            worked::{Tree, Worked},
        },
        site::settings::{Param, WeightBasis},
    },
    quantity::{
        Analyte, Exact,
        analyte::{Measurable, Value},
        component::{InBase, Of},
        units::{RuntimeUnit, creatinine, length, score, weight},
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
    let inputs = inputs(view);
    let settled = bases.len() == 1;
    let estimate = |basis: &WeightBasis| Ok((inputs.estimate(*basis, settled, analyte)?, inputs.finding));
    bases.iter().map(estimate).collect()
}

/// The estimate with every weight that can be had, whichever decides: for a person to see.
pub(crate) fn all_estimates(view: &View<'_, '_>) -> Vec<Candidate> {
    let inputs = inputs(view);
    let analyte = Analyte::ClearanceEstimated;
    WeightBasis::ALL.into_iter().filter_map(|basis| inputs.estimate(basis, true, analyte).ok()).collect()
}

/// The estimates with the weights that were not chosen.
pub(crate) fn other_weights(view: &View<'_, '_>, analyte: Analyte, own: WeightBasis) -> Vec<Candidate> {
    let inputs = inputs(view);
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
    let inputs = inputs(view);
    let of = |basis| Some(Work { basis: Basis::Estimated(basis), lines: inputs.lines(basis)? });
    work.extend(WeightBasis::ALL.into_iter().filter_map(of));
    work
}

/// They are asked for by every estimate of a view.
fn inputs<'v, 'c, 'd>(view: &'v View<'c, 'd>) -> &'v Inputs<'c, 'd> {
    view.renal.get_or_init(|| read_inputs(view))
}

fn read_inputs<'c, 'd>(view: &View<'c, 'd>) -> Inputs<'c, 'd> {
    let mut lacking = Lacking::new();
    // A value that is only known to be below or above something is not put in.
    let mut take = |symbol: Symbol, analyte: Analyte| {
        let found = view.context.plan.analyte(analyte).map(|item| typed(view, item));
        let found = found.unwrap_or_else(|| Err((Why::Missing, Needs::default())));
        let (why, entries) = match found {
            Ok(found) if found.0.value.as_point().is_some() => return Some(found),
            Ok(_) => (Why::BothSides, vec![Entry::Finding(analyte.id().into())]),
            Err((why, needs)) => (why, needs.entries),
        };
        lacking.push((symbol, why, entries));
        None
    };
    let (creatinine, finding) = take(Symbol::Creatinine, Analyte::Creatinine).unzip();
    let weight = take(Symbol::Weight, Analyte::Weight).map(|(weight, _)| weight);
    let (sex, birth) = (view.case.sex, view.case.birth);
    let finding = finding.flatten();
    let height = take(Symbol::Height, Analyte::Height).map(|(height, _)| height);
    if sex.is_none() {
        lacking.extend([Symbol::SexFactor, Symbol::IdealBase].map(|it| (it, Why::Missing, vec![Entry::Sex])));
    }
    let (first, last) = finding
        .and_then(|finding| finding.when)
        .map_or_else(|| (view.first_day(), view.day()), |when| (when.first.date(), when.last.date()));
    let years = |years| Of::of(score::Unit::point.quantity(Exact::from(years)));
    let age = if let Some(birth) = birth {
        let [youngest, oldest] = [birth.years_on(first).0, birth.years_on(last).1].map(years);
        Worked::between(Symbol::Age, [&youngest, &oldest], score::Unit::point)
    } else {
        lacking.push((Symbol::Age, Why::Missing, vec![Entry::Age]));
        Worked::missing(Symbol::Age, score::Unit::point)
    };
    let places = [&creatinine, &weight, &height].into_iter().flatten();
    let places = places.filter_map(|typed| typed.basis.place()).collect();
    let creatinine = or_missing(Symbol::Creatinine, creatinine, creatinine::Unit::milligram_per_deciliter);
    let weight = or_missing(Symbol::Weight, weight, weight::Unit::kilogram);
    let height = or_missing(Symbol::Height, height, length::Unit::centimeter);
    let estimates = Estimates::new(&age, &weight, &height, &creatinine, sex);
    Inputs { finding, places, creatinine, weight, estimates, lacking }
}

fn or_missing<C: Measurable>(
    symbol: Symbol,
    typed: Option<Candidate>,
    unit: impl RuntimeUnit<Quantity = <Value<C> as InBase>::Plain>,
) -> Input<C>
where
    C::Quantity: InBase,
{
    typed
        .and_then(|found| Worked::measured(symbol, &found.typed(), unit))
        .unwrap_or_else(|| Worked::missing(symbol, unit))
}
