//! Which weight doses. Nothing is silently chosen: one weight is that one; two that differ are shown.

use crate::{
    engine::{
        case::{Case, Place, Read},
        context::Context,
        moment::Moment,
        settings::Param,
    },
    model::Infusion,
    quantity::{
        Analyte, Exact, Measured,
        units::{RuntimeUnit as _, weight},
    },
};

/// A weight that comes into question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Where it stands.
    pub place: Place,
    /// When it was measured.
    pub when: Option<Moment>,
    /// Kilograms.
    pub kilograms: Exact,
}

/// Which weight doses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightChoice {
    /// There is none.
    Missing,
    /// There is one that a person must confirm or mend first.
    NotUsable(Place),
    /// This one.
    Decided(Weight, DecidedBy),
    /// The latest of several within 10 %; provisional, because the site has not set which.
    Latest(Weight, Vec<Weight>),
    /// Several that differ by more than 10 %; somebody must decide.
    Ask(Vec<Weight>),
}

/// Why a weight is the one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    /// There is only one.
    Only,
    /// A person chose it for this infusion.
    Person,
    /// The site has set the stage at which the dosing weight is measured.
    Stage(usize),
    /// Several, all the same.
    AllEqual,
}

/// Which weight doses this infusion.
pub(crate) fn dosing_weight(case: &Case<'_>, context: &Context, infusion: &Infusion) -> WeightChoice {
    let Some(item) = context.plan.analyte(Analyte::Weight) else { return WeightChoice::Missing };
    let findings = case.findings.get(item).map_or(&[][..], Vec::as_slice);
    let mut weights = Vec::new();
    let mut unusable = None;
    for finding in findings {
        match &finding.read {
            Read::Measured(reading) => {
                if let Some(Measured::Weight(found)) = reading.value.as_point() {
                    let kilograms = weight::Unit::kilogram.value(found.quantity());
                    weights.push(Weight { place: finding.place, when: finding.when, kilograms });
                } else {
                    unusable = Some(finding.place);
                }
            }
            Read::Doubtful(_) | Read::Refused => unusable = Some(finding.place),
            Read::Urine(_) | Read::Answer(_) | Read::NotKnown | Read::NotDone | Read::SetAside => {}
        }
    }
    weights.sort_by_key(|weight| weight.when);
    if let Some(chosen) = infusion.weight_from {
        let is_chosen = |place: &Place| {
            case.draft.assessments.get(place.assessment).is_some_and(|assessment| assessment.id == chosen)
        };
        if let Some(weight) = weights.iter().find(|weight| is_chosen(&weight.place)) {
            return WeightChoice::Decided(weight.clone(), DecidedBy::Person);
        }
        return unusable.filter(is_chosen).map_or(WeightChoice::Missing, WeightChoice::NotUsable);
    }
    // A weight that cannot be used may be the one that matters: it is mended before anything is computed.
    if let Some(place) = unusable {
        return WeightChoice::NotUsable(place);
    }
    if let Param::Set(stage) = context.settings.dosing_weight
        && let Some(date) = case.stage(stage, infusion.number)
    {
        let before =
            weights.iter().rev().find(|weight| weight.when.is_some_and(|when| when.first <= date.last));
        if let Some(weight) = before {
            return WeightChoice::Decided(weight.clone(), DecidedBy::Stage(stage));
        }
    }
    choose(weights)
}

fn choose(weights: Vec<Weight>) -> WeightChoice {
    let [.., latest] = weights.as_slice() else { return WeightChoice::Missing };
    if weights.len() == 1 {
        return WeightChoice::Decided(latest.clone(), DecidedBy::Only);
    }
    if weights.iter().all(|weight| weight.kilograms == latest.kilograms) {
        return WeightChoice::Decided(latest.clone(), DecidedBy::AllEqual);
    }
    // Against the earlier weight: 70 to 63.0 kg is exactly 10 % and not asked, 63 to 70 kg is 11 % and is.
    let differs = weights.iter().enumerate().any(|(place, earlier)| {
        weights.iter().skip(place + 1).any(|later| {
            let change = (later.kilograms.clone() - earlier.kilograms.clone()).abs();
            change * Exact::from(10) > earlier.kilograms.clone()
        })
    });
    if differs {
        WeightChoice::Ask(weights)
    } else {
        let latest = latest.clone();
        WeightChoice::Latest(latest, weights)
    }
}
