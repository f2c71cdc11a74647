//! The values of an analyte that come into question at a stage: typed, computed, or estimated in several ways.

use super::{
    candidate::{Found, computed},
    clearance::{clearance, estimates, measured_clearance},
    count::{counted, share_of},
    deciding::{View, typed},
};
use crate::{
    engine::{
        entry::case::{Place, Read, ReadFinding},
        evidence::{Basis, Candidate, Entry, Needs, Why},
        formula::{clearance::Input, step::Symbol, viral_load, worked::Worked},
        range::{End, Range},
        site::settings::Param,
    },
    quantity::{
        Analyte, Exact,
        analyte::Age,
        component::Of,
        units::{RuntimeUnit as _, copies_per_unit, international_units, si::Ratio, years},
    },
};
use std::str::FromStr as _;

/// Copies per international unit as published: lowest (WHO standard 97/746, Saldanha 2001) and highest (artus).
pub const HBV_FACTORS: (&str, &str) = ("2.63", "8.21");

/// The values of an analyte at this stage. Where there are several, a verdict needs all of them to agree.
pub(crate) fn values<'c, 'd>(view: &View<'c, 'd>, item: usize, analyte: Analyte) -> Found<'c, 'd> {
    let refused = |finding: &ReadFinding<'_>| matches!(finding.read, Read::Refused);
    if analyte.enter_under().is_some() && view.findings(item).iter().any(refused) {
        // What was entered under a computed item is not silently passed over.
        return Err((Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])));
    }
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other analyte is as typed")]
    match analyte {
        Analyte::Age => age(view),
        Analyte::ClearanceEstimated => estimates(view, analyte),
        Analyte::ClearanceMeasured => measured_clearance(view),
        Analyte::Clearance => clearance(view),
        Analyte::HbvDna => hbv(view, item),
        Analyte::LargestLesion => largest(view, item),
        _ => match share_of(analyte) {
            Some(share) => counted(view, item, (analyte, share)),
            None => typed(view, item).map(|found| vec![found]),
        },
    }
}

/// What the values are computed from, and what a report prints beside its whole: asked for even where no rule names it.
pub(crate) const PUT_IN: [&str; 18] = [
    "age",
    "weight",
    "height",
    "white_cells",
    "neutrophils_percent",
    "bands_percent",
    "lymphocytes_percent",
    "monocytes_percent",
    "eosinophils_percent",
    "basophils_percent",
    "nucleated_red_cells",
    "wbc_already_corrected",
    "bilirubin_direct",
    "creatinine",
    "creatinine_clearance_measured",
    "creatinine_clearance_estimated",
    "creatinine_clearance_reported",
    "hbv_dna_units",
];

/// A value of it can rest on results of other analytes.
pub(crate) fn rests_on_others(analyte: Analyte) -> bool {
    let clearances = [Analyte::Clearance, Analyte::ClearanceEstimated, Analyte::ClearanceMeasured];
    clearances.contains(&analyte) || share_of(analyte).is_some()
}

fn age<'c, 'd>(view: &View<'c, 'd>) -> Found<'c, 'd> {
    let missing = || (Why::Missing, Needs::any(vec![Entry::Age]));
    let birth = view.case.birth.as_ref().ok_or_else(missing)?;
    if view.day_missing {
        return Err(view.needs_day());
    }
    // A stage date that is only partly known: the youngest on its first day, the oldest on its last.
    let (low, high) = (birth.years_on(view.first_day()).0, birth.years_on(view.day()).1);
    let [low, high] = [low, high].map(|years| Of::of(years::Unit::year.quantity(Exact::from(years))));
    let age: Input<Age> = Worked::between(Symbol::Age, [&low, &high], years::Unit::year);
    let candidate = computed(Basis::Age, &age).ok_or_else(missing)?;
    Ok(vec![(Candidate { way: None, ..candidate }, None)])
}

/// The largest of all lesions is at least as large as the measurable one, where nobody has entered it.
fn largest<'c, 'd>(view: &View<'c, 'd>, item: usize) -> Found<'c, 'd> {
    let missing = match typed(view, item) {
        Err(missing @ (Why::Missing | Why::NotDone | Why::AfterStage(_), _)) => missing,
        found => return found.map(|found| vec![found]),
    };
    let own = [Analyte::LesionDiameter, Analyte::LesionShortAxis];
    let measurable = own.into_iter().find_map(|other| {
        let (found, finding) = typed(view, view.context.plan.analyte(other)?).ok()?;
        let finding = finding?;
        let canonical = other.canonical()?;
        let size = found.value.as_point()?.value_in(canonical)?;
        let unit = Analyte::LargestLesion.unit(found.unit.ucum)?;
        let low = Analyte::LargestLesion.measured(size, Analyte::LargestLesion.unit(canonical.ucum)?)?;
        let value = Range { low: End::Closed(low), high: End::None };
        let basis = Basis::AtLeastMeasurable(finding.place);
        Some((Candidate { basis, value, unit, ..found }, Some(finding)))
    });
    measurable.map(|found| vec![found]).ok_or(missing)
}

/// HBV DNA in international units becomes copies by the site's factor, or by the range of published factors.
fn hbv<'c, 'd>(view: &View<'c, 'd>, item: usize) -> Found<'c, 'd> {
    let (found, finding) = typed(view, item)?;
    if Analyte::HbvDnaUnits.canonical().is_none_or(|iu| iu.table != found.unit.table) {
        return Ok(vec![(found, finding)]);
    }
    let copies = match &view.context.settings.hbv_copies_per_iu {
        Param::Set(factor) => copies(view, item, [factor, factor], Basis::Copies)?,
        Param::NotSet | Param::None => published_copies(view, item)?,
    };
    Ok(vec![(copies, finding)])
}

/// A result in international units as copies, by the range of published factors.
pub(crate) fn published_copies(view: &View<'_, '_>, item: usize) -> Result<Candidate, (Why, Needs)> {
    let per_unit = |text: &str| {
        Some(copies_per_unit::Unit::copies_per_international_unit.quantity(Exact::from_str(text).ok()?))
    };
    let (Some(low), Some(high)) = (per_unit(HBV_FACTORS.0), per_unit(HBV_FACTORS.1)) else {
        return Err((Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))])));
    };
    copies(view, item, [&low, &high], Basis::CopiesPublishedRange)
}

fn copies(
    view: &View<'_, '_>,
    item: usize,
    factors: [&Ratio; 2],
    basis: fn(Place) -> Basis,
) -> Result<Candidate, (Why, Needs)> {
    let refused = || (Why::Refused, Needs::any(vec![Entry::Finding(view.name(item))]));
    let (found, finding) = typed(view, item)?;
    let place = finding.map(|finding| finding.place).ok_or_else(refused)?;
    let unit = international_units::Unit::unit_per_milliliter;
    let units = Worked::measured(Symbol::InternationalUnits, &found.typed(), unit).ok_or_else(refused)?;
    computed(basis(place), &viral_load::copies(&units, factors)).ok_or_else(refused)
}
