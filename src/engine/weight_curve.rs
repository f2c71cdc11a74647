//! The volume at other weights: the same derivation of the same draft, with another weight typed in.

use super::{
    derive::derive,
    dose::{WeightChoice, dosing::Dosing},
    site::context::Context,
};
use crate::{
    model::{Confirmed, Draft, Infusion, Signed, Typed, Value},
    quantity::{
        Exact, Rounding, display,
        units::{
            RuntimeUnit as _,
            si::{Mass, Volume},
            weight,
        },
    },
};

/// The samples lie this many per cent of the dosing weight apart, from half of it to one and a half.
const STEP_PERCENT: i64 = 4;

/// The volume of one level against the weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Curve {
    /// The level, as its place in the plan.
    pub level: usize,
    /// Weights, and what to draw for each; where nothing may be drawn, there is no point.
    pub points: Vec<(Mass, Volume)>,
    /// The patient's own weight and volume.
    pub here: (Mass, Volume),
}

/// The volume of the infusion at this place against the weight, from half to one and a half of the dosing weight.
///
/// Of the assigned level, or of each while none is. Empty while the weight is open or nothing may be drawn.
pub fn volume_against_weight(draft: &Draft, context: &Context, place: usize) -> Vec<Curve> {
    let derived = derive(draft, context);
    let Some(dosing) = derived.dosings.get(place) else { return Vec::new() };
    let (WeightChoice::Decided(weight, _) | WeightChoice::Latest(weight, _)) = &dosing.weight else {
        return Vec::new();
    };
    let mut curves: Vec<Curve> = volumes(dosing)
        .map(|(level, volume)| Curve {
            level,
            points: Vec::new(),
            here: (weight.mass.clone(), volume.clone()),
        })
        .collect();
    if curves.is_empty() {
        return curves;
    }
    let mut samples: Vec<Mass> = (50 / STEP_PERCENT..=150 / STEP_PERCENT)
        .map(|step| weight.mass.clone() * Exact::ratio(step * STEP_PERCENT, 100))
        .collect();
    samples.push(weight.mass.clone());
    // Where the cap binds, the line bends: that weight is a sample of its own.
    let reach = samples.first().cloned().zip(samples.iter().max().cloned());
    if let (Some(cap), Some((low, high))) = (context.settings.weight_cap.value(), reach)
        && *cap > low
        && *cap < high
    {
        samples.push(cap.clone());
    }
    samples.sort();
    samples.dedup();
    for sample in samples {
        let Some(other) = with_weight(draft, weight.place.assessment, weight.place.result, place, &sample)
        else {
            return Vec::new();
        };
        let derived = derive(&other, context);
        let Some(dosing) = derived.dosings.get(place) else { continue };
        for (level, volume) in volumes(dosing) {
            if let Some(curve) = curves.iter_mut().find(|curve| curve.level == level) {
                curve.points.push((sample.clone(), volume.clone()));
            }
        }
    }
    curves
}

/// Levels that have exactly one volume.
fn volumes(dosing: &Dosing) -> impl Iterator<Item = (usize, &Volume)> {
    let shown =
        dosing.levels.iter().filter(|level| dosing.assigned.is_none_or(|assigned| assigned == level.level));
    shown.filter_map(|level| match level.results.as_slice() {
        [result] => result.draw.as_ref().map(|draw| (level.level, &draw.volume)),
        _ => None,
    })
}

/// The draft with nothing but this weight in its assessments, chosen and confirmed.
fn with_weight(draft: &Draft, assessment: usize, result: usize, place: usize, mass: &Mass) -> Option<Draft> {
    let mut only = draft.assessments.get(assessment)?.clone();
    let mut finding = only.results.get(result)?.clone();
    let value = Value::Quantity(Typed::new(
        &display::plain(&weight::Unit::kilogram.value(mass), 3, Rounding::HalfEven),
        "kg",
    ));
    let confirmed = Confirmed { value: value.clone(), uln: finding.uln.clone(), signed: Signed::default() };
    finding.value = value;
    finding.confirmed = Some(Box::new(confirmed));
    only.results = vec![finding];
    let mut other = Draft { assessments: vec![only], exposures: Vec::new(), ..draft.clone() };
    if other.infusions.is_empty() {
        let lots = other.lots.iter().map(|lot| lot.id.clone()).collect();
        other.infusions.push(Infusion { number: 1, lots, ..Infusion::default() });
    }
    let id = other.assessments.first()?.id;
    other.infusions.get_mut(place)?.weight_from = Some(id);
    Some(other)
}
