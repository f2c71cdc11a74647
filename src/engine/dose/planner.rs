//! One level for the lots of an infusion: what to draw, and what stands in the way.

use super::{
    dosing::{DoseAsk, DoseResult, DoseState, LevelDose, Overdose},
    draw::{Draw, RoundingRule, draw},
    result::Way,
    weight::WeightChoice,
};
use crate::{
    engine::{
        entry::weight::Weight,
        formula::{step::Mode, worked::Worked},
        lot::{LotAsk, LotNote, ReadLot},
        protocol::plan::{Name, PlanLevel},
        site::{context::Context, settings::Param},
    },
    quantity::{
        Exact, Rounding,
        component::{CarCells, InBase as _},
        units::{
            RuntimeUnit as _, share,
            si::{Mass, Ratio, Volume},
            volume, weight,
        },
    },
};

/// Built in and not removable: 1.2 × the highest level × weight.
const LEVEL_CEILING: (i64, i64) = (12, 10);
/// Built in and not removable: a HER2 CAR-T patient died after 10¹⁰ cells (Morgan, Mol Ther 2010;18:843).
const ABSOLUTE_CEILING: i64 = 10_000_000_000;
/// Graduations of syringes, mL, the largest first (facts.md 1.6).
const GRADUATIONS: [(i64, i64); 7] = [(1, 1), (1, 2), (2, 10), (1, 10), (5, 100), (2, 100), (1, 100)];
/// Above this weight an unset cap is asked for: the labels that have one have it here.
const USUAL_CAP_KILOGRAMS: i64 = 100;

/// What is the same for every level.
pub(super) struct Planner<'c> {
    pub(super) context: &'c Context,
    pub(super) weight: &'c WeightChoice,
    pub(super) lots: &'c [ReadLot],
    pub(super) available: Option<&'c CarCells>,
    /// A lot is named that is not entered.
    pub(super) lot_missing: bool,
    /// Thawing has begun: whatever stops, no figure is taken away any more.
    pub(super) thaw_begun: bool,
    /// The infusion is over: nothing is left to give.
    pub(super) ended: bool,
}

impl<'c> Planner<'c> {
    /// For a first look: what the lots hold is not asked.
    pub(super) const fn new(context: &'c Context, weight: &'c WeightChoice, lots: &'c [ReadLot]) -> Self {
        Self { context, weight, lots, available: None, lot_missing: false, thaw_begun: false, ended: false }
    }

    pub(super) fn level(&self, place: usize, level: &PlanLevel) -> LevelDose {
        let mut asks = Vec::new();
        let mut provisional: Vec<Name> = Vec::new();
        match self.weight {
            WeightChoice::Missing => asks.push(DoseAsk::Weight),
            WeightChoice::NotUsable(_) => asks.push(DoseAsk::WeightNotUsable),
            WeightChoice::Decided(..) => {}
            WeightChoice::Latest(..) => provisional.push("dosing_weight".into()),
            WeightChoice::Ask(_) => asks.push(DoseAsk::WhichWeight),
        }
        if self.lots.is_empty() || self.lot_missing {
            asks.push(DoseAsk::Lot);
        } else if self.lots.iter().any(|lot| self.asks(lot) || lot.car.is_none())
            || (self.lots.len() > 1 && self.available.is_none())
        {
            asks.push(DoseAsk::LotDetails);
        }
        let mut results = self.results(level, &mut provisional);
        provisional.sort();
        provisional.dedup();
        let state = self.state(&results, asks);
        let off = matches!(state, DoseState::Overdose(_) | DoseState::Underdose).then_some(());
        let finer_step = off.and_then(|()| results.iter().find_map(|result| self.finer_step(result)));
        let all = |result: &DoseResult| self.overdose(result, result.delivered.as_ref()?);
        let overdose = results.iter().find_map(all);
        self.hide(&state, &mut results);
        LevelDose { level: place, state, provisional, results, finer_step, overdose }
    }

    /// A lot without a bag left is in the way only where no other has one.
    fn asks(&self, lot: &ReadLot) -> bool {
        let other = self.lots.iter().any(|lot| !lot.bags.is_empty());
        lot.asks.iter().any(|ask| *ask != LotAsk::NoBag || !other)
    }

    /// One result for each weight and cap that come into question.
    pub(super) fn results(&self, level: &PlanLevel, provisional: &mut Vec<Name>) -> Vec<DoseResult> {
        let weights: &[Weight] = match self.weight {
            WeightChoice::Missing | WeightChoice::NotUsable(_) => &[],
            WeightChoice::Decided(weight, _) | WeightChoice::Latest(weight, _) => {
                std::slice::from_ref(weight)
            }
            WeightChoice::Ask(weights) => weights,
        };
        let mut results = Vec::new();
        for weight in weights {
            let caps = self.caps(weight);
            if caps.len() > 1 {
                provisional.push("weight_cap".into());
            }
            for cap in caps {
                results.push(self.result(level, weight, cap, provisional));
            }
        }
        results
    }

    /// The caps that come into question for a weight; several while the site has set none.
    fn caps(&self, weight: &Weight) -> Vec<Option<Mass>> {
        let usual = weight::Unit::kilogram.quantity(Exact::from(USUAL_CAP_KILOGRAMS));
        match &self.context.settings.weight_cap {
            Param::Set(cap) => vec![Some(cap.clone())],
            Param::NotSet if weight.mass > usual => vec![None, Some(usual)],
            Param::NotSet | Param::None => vec![None],
        }
    }

    /// What stands in the way, the worst first.
    fn state(&self, results: &[DoseResult], mut asks: Vec<DoseAsk>) -> DoseState {
        if self.lots.iter().any(|lot| !lot.certificate_agrees()) {
            return DoseState::CertificateDisagrees;
        }
        let over =
            |result: &DoseResult| self.overdose(result, result.delivered.as_ref().unwrap_or(&result.target));
        if let Some(over) = results.iter().find_map(over) {
            return DoseState::Overdose(over);
        }
        let open = matches!(asks.as_slice(), [] | [DoseAsk::WhichWeight]);
        if open && !self.ended && results.iter().any(|result| self.needs_certificate(result)) {
            asks.push(DoseAsk::CertificateTotal);
        }
        if !asks.is_empty() {
            DoseState::Asks(asks)
        } else if results.iter().any(|result| self.is_underdose(result)) {
            DoseState::Underdose
        } else {
            DoseState::Ready
        }
    }

    /// Where nothing may be drawn, the volumes are taken away; but never once thawing has begun: a number that is hidden
    /// then is computed anew by hand.
    fn hide(&self, state: &DoseState, results: &mut [DoseResult]) {
        let shows_volume = self.context.changed_on_disk.is_none()
            && match state {
                DoseState::Ready | DoseState::Underdose => true,
                DoseState::Asks(asks) => matches!(asks.as_slice(), [DoseAsk::WhichWeight]),
                DoseState::Overdose(_) | DoseState::CertificateDisagrees => false,
            };
        if shows_volume || self.thaw_begun || self.ended {
            return;
        }
        for result in results {
            result.hide_volume();
            if *state == DoseState::CertificateDisagrees {
                // What a contradictory lot holds is as unknown as its concentration.
                result.reach = None;
                result.shortfall = None;
            }
        }
    }

    /// Whether so many cells, given and planned together, are too many.
    fn overdose(&self, result: &DoseResult, delivered: &CarCells) -> Option<Overdose> {
        let absolute = CarCells::count(Exact::from(ABSOLUTE_CEILING));
        if *delivered >= absolute || result.target >= absolute {
            return Some(Overdose::AbsoluteCeiling);
        }
        if *delivered > result.ceiling {
            return Some(Overdose::LevelCeiling);
        }
        let settings = &self.context.settings;
        let deviation = off_target(delivered, &result.target)?;
        let (above, over) = match &settings.tolerance_above {
            Param::Set(above) => (above, Overdose::Tolerance),
            // Outside every sensible setting is decided, whichever the site will choose.
            Param::NotSet => (settings.usual_tolerance.1.as_ref()?, Overdose::UsualTolerance),
            Param::None => return None,
        };
        (deviation > *above).then_some(over)
    }

    /// Where the step of the syringe alone makes it too much or too little: the largest graduation that would not.
    fn finer_step(&self, result: &DoseResult) -> Option<Volume> {
        let own = self.context.settings.rounding_step.value()?;
        let mode = result.rounding.as_ref()?.mode;
        let milliliters = |(numerator, denominator): (i64, i64)| {
            volume::Unit::milliliter.quantity(Exact::ratio(numerator, denominator))
        };
        GRADUATIONS.into_iter().map(milliliters).find(|step| {
            let rule = RoundingRule { step: Some(step.clone()), mode };
            let passes = |drawn: Draw| {
                let delivered = drawn.cells + result.given.clone();
                let over = self.overdose(result, &delivered).is_some();
                let deviation = off_target(&delivered, &result.target);
                let other = DoseResult { delivered: Some(delivered), deviation, ..result.clone() };
                !over && !self.is_underdose(&other)
            };
            step < own && draw(self.lots, &result.to_give, &rule).is_some_and(passes)
        })
    }

    fn is_underdose(&self, result: &DoseResult) -> bool {
        // Nothing drawn is below any tolerance, also where none is set.
        if result.delivered.as_ref().is_some_and(CarCells::is_nothing) {
            return true;
        }
        let settings = &self.context.settings;
        let below = match &settings.tolerance_below {
            Param::Set(below) => Some(below),
            // A lot that is short is a decision, not a rounding.
            Param::NotSet if result.is_short() => return true,
            Param::NotSet => settings.usual_tolerance.0.as_ref(),
            Param::None => return result.is_short(),
        };
        below
            .zip(result.deviation.clone())
            .is_some_and(|(below, deviation)| deviation < times((0, 1)) - below.clone())
    }

    /// `users.md` 1.2: a tenfold slip of the concentration draws very little, or finds the lot short.
    fn needs_certificate(&self, result: &DoseResult) -> bool {
        if self.lots.iter().all(ReadLot::is_guarded) {
            return false;
        }
        let outside = self.lots.iter().any(|lot| lot.notes.contains(&LotNote::OutsideExpected));
        let Some(available) = self.available else { return outside };
        let all = available.clone() + result.given.clone();
        let fivefold = result.target.clone() * times((5, 1));
        outside || all < result.target || fivefold < all
    }

    fn result(
        &self,
        level: &PlanLevel,
        weight: &Weight,
        cap: Option<Mass>,
        provisional: &mut Vec<Name>,
    ) -> DoseResult {
        let caps = (cap.as_ref(), self.context.settings.cell_cap.value());
        let way = Way::new(&level.per_kg, &weight.mass, caps, self.lots, self.ended);
        let dosing_weight = way.weight.value().unwrap_or_default();
        let cells = |of: &Worked<CarCells>| of.value().unwrap_or_else(CarCells::none);
        let highest =
            self.context.plan.levels.last().map(|level| level.per_kg.clone() * dosing_weight.clone());
        let ceiling = highest.unwrap_or_else(CarCells::none) * times(LEVEL_CEILING);
        let mut result = DoseResult {
            weight: weight.clone(),
            dosing_weight,
            cap,
            target: cells(&way.target),
            ceiling: ceiling.min(CarCells::count(Exact::from(ABSOLUTE_CEILING))),
            given: way.infused.as_ref().map_or_else(CarCells::none, cells),
            left: if self.ended { CarCells::none() } else { cells(&way.left) },
            to_give: way.left.clone(),
            rounding: None,
            reach: None,
            shortfall: None,
            draw: None,
            delivered: None,
            per_kg: None,
            per_actual_kg: None,
            deviation: None,
            lines: vec![way.target.tree().clone()],
        };
        if self.ended {
            result.fill_given(&way);
            return result;
        }
        if let Some(available) = self.available {
            let all = available.clone() + result.given.clone();
            let missing = result.target.clone().max(all.clone()) - all.clone();
            result.shortfall = Some(missing);
            result.reach = all.per(result.target.clone()).map(|reach| Ord::min(reach, times((1, 1))));
        }
        let rule = self.rounding(&way, provisional);
        result.fill_draw(&way, self.lots, &rule);
        result.rounding = Some(rule);
        result
    }

    /// The step and mode; where the mode is not set, the sensible ones are tried, and decide where they agree.
    fn rounding(&self, way: &Way, provisional: &mut Vec<Name>) -> RoundingRule {
        let settings = &self.context.settings;
        let Some(step) = settings.rounding_step.value().cloned() else {
            if settings.rounding_step.is_not_set() {
                provisional.push("rounding_step".into());
            }
            return RoundingRule { step: None, mode: Mode::NotRounded };
        };
        let rule = |mode| RoundingRule { step: Some(step.clone()), mode };
        if way.is_capped {
            return rule(Mode::DownForCap);
        }
        match settings.rounding_mode.value() {
            Some(Rounding::HalfUp) => rule(Mode::HalfUp),
            Some(Rounding::HalfEven) => rule(Mode::HalfEven),
            Some(Rounding::Down) => rule(Mode::Down),
            Some(Rounding::Up) => rule(Mode::Up),
            None => {
                let volumes = [Mode::HalfUp, Mode::HalfEven, Mode::Down]
                    .map(|mode| draw(self.lots, &way.left, &rule(mode)).map(|drawn| drawn.volume));
                if let [first, rest @ ..] = &volumes
                    && rest.iter().all(|other| other == first)
                {
                    return rule(Mode::HalfUp);
                }
                provisional.push("rounding_mode".into());
                RoundingRule { step: None, mode: Mode::NotRounded }
            }
        }
    }
}

/// By how much of the target it is off; `None` for a target of nothing.
fn off_target(delivered: &CarCells, target: &CarCells) -> Option<Ratio> {
    (delivered.clone() - target.clone()).per(target.clone())
}

fn times((numerator, denominator): (i64, i64)) -> Ratio {
    share::Unit::one.quantity(Exact::ratio(numerator, denominator))
}
