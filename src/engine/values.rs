//! The values of an analyte that come into question at a stage: typed, computed, or estimated in several ways.

use super::{
    case::{Read, ReadFinding},
    count,
    evidence::{Basis, Candidate, Entry, Needs, Why},
    range::{End, Range},
    renal,
    settings::{Param, WeightBasis},
    view::View,
};
use crate::quantity::{Analyte, Exact, Measured, UnitRow};

/// Copies per international unit as published: lowest (WHO standard 97/746, Saldanha 2001) and highest (artus).
pub const HBV_FACTORS: (&str, &str) = ("2.63", "8.21");

/// The values, each with the result it stands on.
pub(crate) type Values<'c, 'd> = Vec<(Candidate, Option<&'c ReadFinding<'d>>)>;
type Found<'c, 'd> = Result<Values<'c, 'd>, (Why, Needs)>;

/// The values of an analyte at this stage. Where there are several, a verdict needs all of them to agree.
pub(crate) fn values<'c, 'd>(view: &View<'c, 'd>, item: usize, analyte: Analyte) -> Found<'c, 'd> {
    match analyte {
        Analyte::Age => age(view),
        Analyte::ClearanceEstimated => estimates(view),
        Analyte::ClearanceMeasured => measured_clearance(view, item).map(|found| vec![found]),
        Analyte::Clearance => clearance(view),
        Analyte::Neutrophils => {
            counted(view, item, analyte, &[Analyte::NeutrophilsPercent, Analyte::BandsPercent])
        }
        Analyte::Lymphocytes => counted(view, item, analyte, &[Analyte::LymphocytesPercent]),
        Analyte::HbvDna => hbv(view, item),
        _ => typed(view, item).map(|found| vec![found]),
    }
}

fn typed<'c, 'd>(
    view: &View<'c, 'd>,
    item: usize,
) -> Result<(Candidate, Option<&'c ReadFinding<'d>>), (Why, Needs)> {
    let finding = view.deciding(item)?;
    candidate(finding)
        .map(|candidate| (candidate, Some(finding)))
        .ok_or_else(|| (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])))
}

/// The candidate that a typed quantity is.
pub(crate) fn candidate(finding: &ReadFinding<'_>) -> Option<Candidate> {
    match &finding.read {
        Read::Measured(reading) => Some(Candidate {
            basis: Basis::Finding(finding.place),
            value: reading.value.clone(),
            unit: reading.unit,
            last_place: reading.last_place,
        }),
        Read::Doubtful(_)
        | Read::Urine(_)
        | Read::Answer(_)
        | Read::NotKnown
        | Read::NotDone
        | Read::Refused
        | Read::SetAside => None,
    }
}

fn computed(analyte: Analyte, basis: Basis, low: Exact, high: Exact) -> Option<Candidate> {
    let unit = analyte.canonical()?;
    let value = Range::between(analyte.measured(low, unit)?, analyte.measured(high, unit)?);
    Some(Candidate { basis, value, unit, last_place: 0 })
}

fn age<'c, 'd>(view: &View<'c, 'd>) -> Found<'c, 'd> {
    let missing = || (Why::Missing, Needs::any(vec![Entry::Age]));
    let (low, high) = view.case.birth.as_ref().ok_or_else(missing)?.years_on(view.day());
    let candidate =
        computed(Analyte::Age, Basis::Age, Exact::from(low), Exact::from(high)).ok_or_else(missing)?;
    Ok(vec![(candidate, None)])
}

/// HBV DNA in international units becomes copies by the site's factor, or by the range of published factors.
fn hbv<'c, 'd>(view: &View<'c, 'd>, item: usize) -> Found<'c, 'd> {
    let (found, finding) = typed(view, item)?;
    let refused = || (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))]));
    let place = finding.map(|finding| finding.place).ok_or_else(refused)?;
    let Some(iu) = Analyte::HbvDnaUnits.canonical().filter(|iu| iu.table == found.unit.table) else {
        return Ok(vec![(found, finding)]);
    };
    let copies = Analyte::HbvDna.canonical().ok_or_else(refused)?;
    let (basis, low, high) = match &view.context.settings.hbv_copies_per_iu {
        Param::Set(factor) => (Basis::Copies(place), factor.clone(), factor.clone()),
        Param::NotSet | Param::None => {
            let factor = |text: &str| text.parse::<Exact>().map_err(|_err| refused());
            (Basis::CopiesPublishedRange(place), factor(HBV_FACTORS.0)?, factor(HBV_FACTORS.1)?)
        }
    };
    let times = |end: &End<Measured>, factor: &Exact| match end {
        End::Closed(value) => in_copies(value, iu, factor, copies).map_or(End::None, End::Closed),
        End::Open(value) => in_copies(value, iu, factor, copies).map_or(End::None, End::Open),
        End::None => End::None,
    };
    let value = Range { low: times(&found.value.low, &low), high: times(&found.value.high, &high) };
    Ok(vec![(Candidate { basis, value, unit: copies, last_place: 0 }, finding)])
}

fn in_copies(value: &Measured, iu: &UnitRow, factor: &Exact, copies: &UnitRow) -> Option<Measured> {
    Analyte::HbvDna.measured(value.value_in(iu)? * factor.clone(), copies)
}

/// The printed absolute count, or the one computed from a later differential.
fn counted<'c, 'd>(view: &View<'c, 'd>, item: usize, analyte: Analyte, shares: &[Analyte]) -> Found<'c, 'd> {
    match view.deciding(item) {
        Ok(_) => typed(view, item).map(|found| vec![found]),
        Err((Why::Missing | Why::NotDone, needs)) => {
            differential(view, analyte, shares).ok_or((Why::Missing, needs))
        }
        Err(other) => Err(other),
    }
}

fn differential<'c, 'd>(view: &View<'c, 'd>, analyte: Analyte, shares: &[Analyte]) -> Option<Values<'c, 'd>> {
    let plan = &view.context.plan;
    let whites = view.deciding(plan.analyte(Analyte::WhiteCells)?).ok()?;
    let same_report = |analyte: Analyte| {
        let findings = view.findings(plan.analyte(analyte)?);
        findings.iter().find(|finding| finding.place.assessment == whites.place.assessment)
    };
    let canonical = analyte.canonical()?;
    let white_cells = point(whites, canonical)?;
    let mut parts = Vec::new();
    for (index, share) in shares.iter().enumerate() {
        match same_report(*share) {
            Some(finding) => parts.push(share_of_one(finding)?),
            // The bands may be inside the neutrophils; the neutrophils may not be missing.
            None if index > 0 => {}
            None => return None,
        }
    }
    let value = |white_cells: &Exact| count::absolute(white_cells, &parts);
    let plain = value(&white_cells);
    let made = |basis, low, high| computed(analyte, basis, low, high).map(|made| vec![(made, Some(whites))]);
    let nucleated = same_report(Analyte::NucleatedRedCells).and_then(per_hundred);
    match nucleated.filter(|number| *number >= Exact::from(count::CORRECT_FROM)) {
        None => made(Basis::Differential(whites.place), plain.clone(), plain),
        Some(nucleated) => {
            let corrected = value(&count::corrected_white_cells(&white_cells, &nucleated)?);
            let already = plan.item("wbc_already_corrected").and_then(|item| view.deciding(item).ok());
            match already.map(|finding| &finding.read) {
                Some(Read::Answer("Yes")) => made(Basis::Differential(whites.place), plain.clone(), plain),
                Some(Read::Answer("No")) => {
                    made(Basis::CorrectedDifferential(whites.place), corrected.clone(), corrected)
                }
                // Nobody has said whether the analyser has corrected already: anything between is possible.
                _ => made(Basis::CorrectedDifferential(whites.place), corrected, plain),
            }
        }
    }
}

fn point(finding: &ReadFinding<'_>, unit: &UnitRow) -> Option<Exact> {
    let found = candidate(finding)?;
    let canonical = found.value.as_point()?.analyte().canonical()?;
    // The whole and the part are counted in the same table.
    (canonical.table == unit.table).then(|| found.value.as_point()?.value_in(canonical)).flatten()
}

fn share_of_one(finding: &ReadFinding<'_>) -> Option<Exact> {
    let found = candidate(finding)?;
    let value = found.value.as_point()?;
    Some(value.value_in(value.analyte().canonical()?)? / Exact::from(100))
}

fn per_hundred(finding: &ReadFinding<'_>) -> Option<Exact> {
    let found = candidate(finding)?;
    let value = found.value.as_point()?;
    value.value_in(value.analyte().canonical()?)
}

fn measured_clearance<'c, 'd>(
    view: &View<'c, 'd>,
    item: usize,
) -> Result<(Candidate, Option<&'c ReadFinding<'d>>), (Why, Needs)> {
    let own = view.deciding(item);
    if let Ok(finding) = &own {
        let found = match &finding.read {
            Read::Urine(urine) => {
                let numbers = [&urine.urine, &urine.volume, &urine.plasma, &urine.time].map(renal::number);
                let [Some(urine), Some(volume), Some(plasma), Some(time)] = numbers else {
                    return Err((Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])));
                };
                let clearance = renal::measured_clearance(&urine, &volume, &plasma, &time);
                clearance.and_then(|value| {
                    computed(Analyte::ClearanceMeasured, Basis::Urine(finding.place), value.clone(), value)
                })
            }
            _ => candidate(finding),
        };
        let found = found.ok_or_else(|| (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])))?;
        return Ok((found, Some(*finding)));
    }
    // A clearance that the laboratory reports from its own timed collection is a measured one.
    let reported =
        view.context.plan.analyte(Analyte::ClearanceReported).and_then(|item| typed(view, item).ok());
    if let Some((found, finding)) = reported {
        let converted = retag(&found, Analyte::ClearanceMeasured);
        return converted
            .map(|candidate| (candidate, finding))
            .ok_or_else(|| (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])));
    }
    Err(own.err().unwrap_or((Why::Missing, Needs::default())))
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

/// Measured if it was, otherwise estimated.
fn clearance<'c, 'd>(view: &View<'c, 'd>) -> Found<'c, 'd> {
    let own = view.context.plan.analyte(Analyte::ClearanceMeasured);
    let found = match own.map(|item| measured_clearance(view, item)) {
        Some(Ok(found)) => vec![found],
        // A measured value that needs a person is not passed over in favour of an estimate.
        Some(Err((why, needs))) if !matches!(why, Why::Missing | Why::NotDone) => return Err((why, needs)),
        Some(Err(_)) | None => estimates(view)?,
    };
    let refused = || (Why::Refused, Needs::default());
    found
        .into_iter()
        .map(|(candidate, finding)| Ok((retag(&candidate, Analyte::Clearance).ok_or_else(refused)?, finding)))
        .collect()
}

/// Cockcroft-Gault with the weight that the site has set, or with all three.
pub(crate) fn estimates<'c, 'd>(view: &View<'c, 'd>) -> Found<'c, 'd> {
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
    let when = finding.and_then(|finding| finding.when).map_or(view.day(), |when| when.first.date());
    let (youngest, oldest) = birth.years_on(when);
    let height = plan.analyte(Analyte::Height).and_then(|item| typed(view, item).ok());
    let height = height.and_then(|(height, _)| height.value.as_point().and_then(renal::number));
    let one_value = |found: &Candidate, analyte: Analyte| {
        found
            .value
            .as_point()
            .and_then(renal::number)
            .ok_or_else(|| (Why::BothSides, Needs::any(vec![Entry::Finding(analyte.id().into())])))
    };
    let creatinine = one_value(&creatinine, Analyte::Creatinine)?;
    let actual = one_value(&weight, Analyte::Weight)?;
    let bases: &[WeightBasis] = match &view.context.settings.clearance_weight {
        Param::Set(WeightBasis::Actual) => &[WeightBasis::Actual],
        Param::Set(WeightBasis::Ideal) => &[WeightBasis::Ideal],
        Param::Set(WeightBasis::Adjusted) => &[WeightBasis::Adjusted],
        Param::NotSet | Param::None => &[WeightBasis::Actual, WeightBasis::Ideal, WeightBasis::Adjusted],
    };
    let mut found = Vec::new();
    for basis in bases {
        let kilograms = renal::weight_of(*basis, &actual, height.as_ref(), sex)
            .ok_or_else(|| (Why::Missing, Needs::any(vec![Entry::Finding(Analyte::Height.id().into())])))?;
        let at = |age: i64| renal::cockcroft_gault(&Exact::from(age), &kilograms, &creatinine, sex);
        let candidate = match (at(oldest), at(youngest)) {
            (Some(low), Some(high)) => {
                computed(Analyte::ClearanceEstimated, Basis::Estimated(*basis), low, high)
            }
            _ => None,
        };
        found.push((candidate.ok_or_else(|| (Why::NotComputed, Needs::default()))?, finding));
    }
    Ok(found)
}
