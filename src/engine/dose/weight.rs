//! Which weight doses. Nothing is silently chosen: one weight is that one; two that differ are shown.

use crate::{
    engine::{
        entry::{
            case::{Case, Place, Read, ReadFinding, Reading},
            weight::Weight,
        },
        moment::{Moment, read_moment},
        site::{context::Context, settings::Param},
    },
    model::Infusion,
    quantity::{Analyte, Exact, Measured},
};
use jiff::civil::{Date, DateTime};

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
    /// Several that differ by more than 10 %, or that were taken at one time; somebody must decide.
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

/// A usable weight, and whether a person has confirmed it.
struct Usable {
    weight: Weight,
    confirmed: bool,
}

/// Which weight doses this infusion, and the later or undated weights that differ from it by more than 10 % though the
/// site's rule has decided.
pub(crate) fn dosing_weight(
    case: &Case<'_>,
    context: &Context,
    infusion: &Infusion,
    thaw_begun: bool,
) -> (WeightChoice, Vec<Weight>) {
    let (weights, unusable) = usable(case, context, thaw_begun);
    // No figure is taken away any more: the usable ones dose, and the list asks for the other.
    let unusable = if thaw_begun && !weights.is_empty() { Vec::new() } else { unusable };
    if let Some(chosen) = infusion.weight_from {
        let is_chosen = |place: &Place| {
            case.draft.assessments.get(place.assessment).is_some_and(|assessment| assessment.id == chosen)
        };
        let known = weights.iter().find(|found| is_chosen(&found.weight.place));
        let choice = if let Some(found) = known {
            WeightChoice::Decided(found.weight.clone(), DecidedBy::Person)
        } else {
            let own = unusable.into_iter().find(is_chosen);
            own.map_or(WeightChoice::Missing, WeightChoice::NotUsable)
        };
        return (choice, Vec::new());
    }
    // A weight that cannot be used may be the one that matters: it is mended before anything is computed.
    if let Some(place) = unusable.last() {
        return (WeightChoice::NotUsable(*place), Vec::new());
    }
    if let Param::Set(stage) = context.settings.dosing_weight
        && let Some(date) = case.stage(stage, infusion.number)
    {
        let before =
            weights.iter().rev().find(|found| found.weight.when.is_some_and(|when| when.first <= date.last));
        if let Some(found) = before {
            return match of_its_time(&weights, found) {
                Ok(weight) => {
                    let others = others(&weights, weight);
                    (WeightChoice::Decided(weight.clone(), DecidedBy::Stage(stage)), others)
                }
                Err(ask) => (WeightChoice::Ask(ask), Vec::new()),
            };
        }
    }
    (choose(&weights), Vec::new())
}

/// When an infusion is planned: its start, or the date of its stage.
pub(super) fn planned(case: &Case<'_>, context: &Context, infusion: &Infusion) -> Option<Moment> {
    let start = read_moment(&infusion.start).ok().flatten();
    let last = context.plan.stages.len().checked_sub(1);
    start.or_else(|| case.stage(last?, infusion.number))
}

/// The day of an infusion; today where none is planned.
pub(super) fn day_of(case: &Case<'_>, context: &Context, infusion: &Infusion) -> Date {
    planned(case, context, infusion).map_or(context.now, |moment| moment.last).date()
}

/// The earliest moment at which a lot can still be given: the planned start, or now.
pub(super) fn used_at(case: &Case<'_>, context: &Context, infusion: &Infusion) -> DateTime {
    planned(case, context, infusion).map_or(context.now, |moment| moment.first.max(context.now))
}

/// Every weight that was entered.
pub(super) fn weights<'c, 'd>(case: &'c Case<'d>, context: &Context) -> &'c [ReadFinding<'d>] {
    let item = context.plan.analyte(Analyte::Weight);
    item.and_then(|item| case.findings.get(item)).map_or(&[][..], Vec::as_slice)
}

/// The weights that can be used, by date.
pub(super) fn usable_weights(case: &Case<'_>, context: &Context) -> Vec<Weight> {
    usable(case, context, false).0.into_iter().map(|usable| usable.weight).collect()
}

/// The weights that can be used, by date, and the places of those that cannot. Once thawing has begun a doubtful one is
/// used where there is no other.
fn usable(case: &Case<'_>, context: &Context, thaw_begun: bool) -> (Vec<Usable>, Vec<Place>) {
    let (mut weights, mut doubtful) = (Vec::new(), Vec::new());
    let mut unusable = Vec::new();
    for finding in self::weights(case, context) {
        let point = |reading: &Reading| {
            let Some(Measured::Weight(found)) = reading.value.as_point() else { return None };
            let weight = Weight { place: finding.place, when: finding.when, mass: found.quantity().clone() };
            Some(Usable { weight, confirmed: finding.finding.is_confirmed() })
        };
        match &finding.read {
            Read::Measured(reading) => match point(reading) {
                Some(found) => weights.push(found),
                None => unusable.push(finding.place),
            },
            Read::Doubtful(reading) => {
                unusable.push(finding.place);
                doubtful.extend(point(reading));
            }
            Read::Refused => unusable.push(finding.place),
            Read::Urine(_)
            | Read::Answer(_)
            | Read::DoubtfulAnswer(_)
            | Read::NotKnown
            | Read::NotDone
            | Read::SetAside => {}
        }
    }
    if thaw_begun && weights.is_empty() {
        weights = doubtful;
    }
    weights.sort_by_key(|found| found.weight.when);
    (weights, unusable)
}

/// Of different weights of one time none is the later: the only one that a person has confirmed, or all of them.
fn of_its_time<'w>(weights: &'w [Usable], chosen: &'w Usable) -> Result<&'w Weight, Vec<Weight>> {
    let at_once = |found: &&Usable| {
        let overlaps =
            found.weight.when.zip(chosen.weight.when).is_some_and(|(one, other)| one.overlaps(&other));
        overlaps || std::ptr::eq(*found, chosen)
    };
    let of_that_time: Vec<&Usable> = weights.iter().filter(at_once).collect();
    if of_that_time.iter().all(|found| found.weight.mass == chosen.weight.mass) {
        return Ok(&chosen.weight);
    }
    let mut confirmed = of_that_time.iter().filter(|found| found.confirmed);
    match (confirmed.next(), confirmed.next()) {
        (Some(only), None) => Ok(&only.weight),
        _ => Err(of_that_time.iter().map(|found| found.weight.clone()).collect()),
    }
}

/// The later or undated weights that differ from this one by more than 10 %.
fn others(weights: &[Usable], chosen: &Weight) -> Vec<Weight> {
    let later =
        |weight: &Weight| weight.when.is_none_or(|when| chosen.when.is_none_or(|own| when.first > own.last));
    let differing = |weight: &&Weight| later(weight) && changed(chosen, weight);
    weights.iter().map(|found| &found.weight).filter(differing).cloned().collect()
}

/// By more than 10 % of the earlier one: 70 to 63.0 kg is exactly 10 % and not asked, 63 to 70 kg is 11 % and is.
pub(super) fn changed(earlier: &Weight, later: &Weight) -> bool {
    let (low, high) = ((&earlier.mass).min(&later.mass), (&earlier.mass).max(&later.mass));
    (high.clone() - low.clone()) * Exact::from(10) > earlier.mass
}

fn choose(weights: &[Usable]) -> WeightChoice {
    let [.., latest] = weights else { return WeightChoice::Missing };
    let all = || weights.iter().map(|found| found.weight.clone()).collect();
    if weights.len() == 1 {
        return WeightChoice::Decided(latest.weight.clone(), DecidedBy::Only);
    }
    if weights.iter().all(|found| found.weight.mass == latest.weight.mass) {
        return WeightChoice::Decided(latest.weight.clone(), DecidedBy::AllEqual);
    }
    let differs = weights.iter().enumerate().any(|(place, earlier)| {
        weights.iter().skip(place + 1).any(|later| changed(&earlier.weight, &later.weight))
    });
    match of_its_time(weights, latest) {
        Ok(latest) if !differs => WeightChoice::Latest(latest.clone(), all()),
        _ => WeightChoice::Ask(all()),
    }
}
