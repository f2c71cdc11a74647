//! The dose: dose level × dosing weight, the volume to draw, what it delivers, and what stands in the way.
//!
//! Overdose is a stop: no millilitres. Underdose is a decision: the number stays.

use super::{
    case::Case,
    context::Context,
    draw::{Draw, RoundingRule, available, draw},
    lot::{CheckedFigure, LotNote, ReadLot, check, per_ml, read_lot},
    plan::{Name, PlanLevel},
    problem::{Problem, ProblemCode, suggest},
    settings::Param,
    step::{Formula, Mode, Step, Symbol, Term},
    weight::{Weight, WeightChoice, dosing_weight},
};
use crate::{
    model::{Draft, Infusion},
    quantity::{
        Exact, Rounding,
        component::{CarPositive, Cells},
        units::{RuntimeUnit as _, weight},
    },
};
use num_traits::Zero as _;
use std::sync::Arc;

/// The dose of one infusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Dosing {
    /// Which infusion; 1 is the first.
    pub infusion: u32,
    /// The assigned level, as its place in the plan.
    pub assigned: Option<usize>,
    /// True when it has already been given.
    pub given: bool,
    /// Which weight doses.
    pub weight: WeightChoice,
    /// The lots used, in order.
    pub lots: Vec<ReadLot>,
    /// CAR+ cells that can be drawn from them; `None` when volumes are missing.
    pub available: Option<Exact>,
    /// Every level of the protocol, lowest first.
    pub levels: Vec<LevelDose>,
    /// The highest level that the lots can reach, as its place in `levels`; `None` when none or not known.
    pub highest_reachable: Option<usize>,
}

/// One level for these lots.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelDose {
    /// Its place in the plan.
    pub level: usize,
    /// Whether it can be prepared.
    pub state: DoseState,
    /// Parameters that are not set and that the number depends on.
    pub provisional: Vec<Name>,
    /// One result; several while a choice of weight or cap is open.
    pub results: Vec<DoseResult>,
}

/// Whether a dose can be prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoseState {
    /// Within tolerance, or no tolerance is set.
    Ready,
    /// Below tolerance: a person decides; the number stays.
    Underdose,
    /// Above tolerance or ceiling: no millilitres.
    Overdose(Overdose),
    /// Something must be entered or decided first: no millilitres, unless several weights are shown to choose from.
    Asks(Vec<DoseAsk>),
    /// The certificate contradicts itself: no millilitres.
    CertificateDisagrees,
}

/// Why a dose is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overdose {
    /// Above the site's tolerance.
    Tolerance,
    /// Above 1.2 × the highest level × weight.
    LevelCeiling,
    /// At or above 10¹⁰ cells.
    AbsoluteCeiling,
}

/// What must be entered or decided first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoseAsk {
    /// A weight.
    Weight,
    /// The weight must be confirmed or mended.
    WeightNotUsable,
    /// Which of several weights.
    WhichWeight,
    /// A lot.
    Lot,
    /// Something about the lot.
    LotDetails,
    /// The certificate's total of CAR+ cells: little of the lot is drawn, or it is short.
    CertificateTotal,
}

/// One result for one weight and cap.
#[derive(Clone, Debug, PartialEq)]
pub struct DoseResult {
    /// The weight.
    pub weight: Weight,
    /// Dosing weight after the cap, kg.
    pub dosing_kilograms: Exact,
    /// The cap that this result assumes, kg.
    pub cap: Option<Exact>,
    /// CAR+ cells to give.
    pub target: Exact,
    /// The largest number of cells that may be delivered.
    pub ceiling: Exact,
    /// What the lots hold of the target, per cent; at most 100.
    pub reach_percent: Option<Exact>,
    /// Cells missing.
    pub shortfall: Option<Exact>,
    /// What to draw; absent where nothing may be drawn.
    pub draw: Option<Draw>,
    /// CAR+ cells delivered.
    pub delivered: Option<Exact>,
    /// Delivered per kg of dosing weight.
    pub per_kg: Option<Exact>,
    /// Delivered per kg of actual weight.
    pub per_actual_kg: Option<Exact>,
    /// Deviation from the target, per cent.
    pub deviation: Option<Exact>,
    /// The calculation, line by line.
    pub steps: Vec<Step>,
}

/// Built in and not removable: 1.2 × the highest level × weight.
const LEVEL_CEILING: (i64, i64) = (12, 10);
/// Built in and not removable: a HER2 CAR-T patient died after 10¹⁰ cells (Morgan, Mol Ther 2010;18:843).
const ABSOLUTE_CEILING: i64 = 10_000_000_000;
/// Above this weight an unset cap is asked for: the labels that have one have it here.
const USUAL_CAP_KILOGRAMS: i64 = 100;

/// The dose of every infusion; of a first one if lots are entered and no infusion is.
pub(crate) fn dosings(
    draft: &Draft,
    case: &Case<'_>,
    context: &Context,
    problems: &mut Vec<Problem>,
) -> Vec<Dosing> {
    let first;
    let infusions: &[Infusion] = if draft.infusions.is_empty() && !draft.lots.is_empty() {
        let lots = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        first = [Infusion { number: 1, lots, ..Infusion::default() }];
        &first
    } else {
        &draft.infusions
    };
    duplicates(draft, problems);
    infusions.iter().map(|infusion| dosing(infusion, case, context, problems)).collect()
}

/// Lists are searched by id: the second of the same id would be lost without a word.
fn duplicates(draft: &Draft, problems: &mut Vec<Problem>) {
    let mut seen: Vec<String> = Vec::new();
    let mut field = |field: String| {
        if seen.contains(&field) {
            problems.push(Problem { field, code: ProblemCode::Duplicate });
        } else {
            seen.push(field);
        }
    };
    for lot in &draft.lots {
        field(format!("lots[{}]", lot.id));
        for bag in &lot.bags {
            field(format!("lots[{}].bags[{}]", lot.id, bag.number));
        }
    }
    for infusion in &draft.infusions {
        field(format!("infusions[{}]", infusion.number));
    }
}

fn dosing(infusion: &Infusion, case: &Case<'_>, context: &Context, problems: &mut Vec<Problem>) -> Dosing {
    let draft = case.draft;
    let path = format!("infusions[{}]", infusion.number);
    let assigned = infusion.level.as_ref().and_then(|id| {
        let place = context.plan.level(id);
        if place.is_none() {
            let known = context.plan.levels.iter().map(|level| &*level.id);
            let suggestion = suggest(id, known).map(str::to_owned);
            let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
            problems.push(Problem { field: format!("{path}.level"), code });
        }
        place
    });
    let mut lots = Vec::new();
    for (place, id) in infusion.lots.iter().enumerate() {
        if infusion.lots.iter().take(place).any(|other| other == id) {
            problems.push(Problem { field: format!("{path}.lots"), code: ProblemCode::Duplicate });
            continue;
        }
        match draft.lots.iter().position(|lot| lot.id == *id) {
            Some(index) => {
                if let Some(lot) = draft.lots.get(index) {
                    lots.push(read_lot(lot, index, &draft.subject, context, problems));
                }
            }
            None => {
                let suggestion = suggest(id, draft.lots.iter().map(|lot| lot.id.as_str())).map(str::to_owned);
                let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
                problems.push(Problem { field: format!("{path}.lots"), code });
            }
        }
    }
    let weight = dosing_weight(case, context, infusion);
    let available = available(&lots);
    check_stated_volume(draft, context, &weight, &mut lots, problems);
    let planner = Planner { context, weight: &weight, lots: &lots, available: available.as_ref() };
    let levels: Vec<LevelDose> =
        context.plan.levels.iter().enumerate().map(|(place, level)| planner.level(place, level)).collect();
    let reaches = |level: &LevelDose| {
        !level.results.is_empty()
            && level.results.iter().all(|result| result.shortfall.as_ref().is_some_and(Exact::is_zero))
    };
    let highest_reachable = levels.iter().rposition(reaches);
    let given = infusion.given.is_some();
    Dosing { infusion: infusion.number, assigned, given, weight, lots, available, levels, highest_reachable }
}

/// The manufacturer's own volume to infuse against ours, for the level it was printed for.
fn check_stated_volume(
    draft: &Draft,
    context: &Context,
    weight: &WeightChoice,
    lots: &mut [ReadLot],
    problems: &mut Vec<Problem>,
) {
    let [lot] = lots else { return };
    let Some(typed) = draft.lots.get(lot.index).filter(|lot| !lot.certificate_volume.is_empty()) else {
        return;
    };
    let mut fields = super::lot_fields::Fields { lot: typed, problems };
    let Some(stated) = fields.volume(&typed.certificate_volume, "certificate_volume") else { return };
    let place = context.plan.level(&typed.certificate_level);
    if place.is_none() && !typed.certificate_level.is_empty() {
        let known = context.plan.levels.iter().map(|level| &*level.id);
        let id = typed.certificate_level.clone();
        let suggestion = suggest(&id, known).map(str::to_owned);
        let code = ProblemCode::UnknownId { id, suggestion };
        problems.push(Problem { field: format!("lots[{}].certificate_level", typed.id), code });
    }
    let level = place.and_then(|place| context.plan.levels.get(place));
    let (Some(level), Some(car), WeightChoice::Decided(weight, _) | WeightChoice::Latest(weight, _)) =
        (level, &lot.car, weight)
    else {
        return;
    };
    let cap = context.settings.weight_cap.value().unwrap_or(&weight.kilograms);
    let dosing = weight.kilograms.clone().min(cap.clone());
    let mut target = level.cells_per_kg.clone() * dosing;
    if let Some(cell_cap) = context.settings.cell_cap.value() {
        target = target.min(cell_cap.clone());
    }
    if let Some(computed) = target.per(&per_ml(car)) {
        lot.checks.push(check(CheckedFigure::Volume, stated, computed, "mL"));
        lot.notes.retain(|note| *note != LotNote::Unguarded);
    }
}

struct Planner<'c> {
    context: &'c Context,
    weight: &'c WeightChoice,
    lots: &'c [ReadLot],
    available: Option<&'c Exact>,
}

impl Planner<'_> {
    fn level(&self, place: usize, level: &PlanLevel) -> LevelDose {
        let mut asks = Vec::new();
        let mut provisional: Vec<Name> = Vec::new();
        let weights: Vec<&Weight> = match self.weight {
            WeightChoice::Missing => {
                asks.push(DoseAsk::Weight);
                Vec::new()
            }
            WeightChoice::NotUsable(_) => {
                asks.push(DoseAsk::WeightNotUsable);
                Vec::new()
            }
            WeightChoice::Decided(weight, _) => vec![weight],
            WeightChoice::Latest(weight, _) => {
                provisional.push("dosing_weight".into());
                vec![weight]
            }
            WeightChoice::Ask(weights) => {
                asks.push(DoseAsk::WhichWeight);
                weights.iter().collect()
            }
        };
        if self.lots.is_empty() {
            asks.push(DoseAsk::Lot);
        } else if self.lots.iter().any(|lot| !lot.asks.is_empty() || lot.car.is_none())
            || (self.lots.len() > 1 && self.available.is_none())
        {
            asks.push(DoseAsk::LotDetails);
        }
        let mut results = Vec::new();
        for weight in weights {
            let caps: Vec<Option<Exact>> = match &self.context.settings.weight_cap {
                Param::Set(cap) => vec![Some(cap.clone())],
                Param::NotSet if weight.kilograms > Exact::from(USUAL_CAP_KILOGRAMS) => {
                    provisional.push("weight_cap".into());
                    vec![None, Some(Exact::from(USUAL_CAP_KILOGRAMS))]
                }
                Param::NotSet | Param::None => vec![None],
            };
            for cap in caps {
                results.push(self.result(level, weight, cap, &mut provisional));
            }
        }
        provisional.sort();
        provisional.dedup();
        let state = self.state(&mut results, asks);
        LevelDose { level: place, state, provisional, results }
    }

    /// What stands in the way, the worst first; where nothing may be drawn, the volumes are taken away.
    fn state(&self, results: &mut [DoseResult], mut asks: Vec<DoseAsk>) -> DoseState {
        let state = if self.lots.iter().any(|lot| !lot.certificate_agrees()) {
            DoseState::CertificateDisagrees
        } else if let Some(over) = results.iter().find_map(|result| self.overdose(result)) {
            DoseState::Overdose(over)
        } else {
            let open = matches!(asks.as_slice(), [] | [DoseAsk::WhichWeight]);
            if open && results.iter().any(|result| self.needs_certificate(result)) {
                asks.push(DoseAsk::CertificateTotal);
            }
            if !asks.is_empty() {
                DoseState::Asks(asks)
            } else if results.iter().any(|result| self.is_underdose(result)) {
                DoseState::Underdose
            } else {
                DoseState::Ready
            }
        };
        let shows_volume = match &state {
            DoseState::Ready | DoseState::Underdose => true,
            DoseState::Asks(asks) => matches!(asks.as_slice(), [DoseAsk::WhichWeight]),
            DoseState::Overdose(_) | DoseState::CertificateDisagrees => false,
        };
        if !shows_volume {
            for result in results {
                result.hide_volume();
            }
        }
        state
    }

    fn overdose(&self, result: &DoseResult) -> Option<Overdose> {
        let absolute = Exact::from(ABSOLUTE_CEILING);
        let delivered = result.delivered.as_ref().unwrap_or(&result.target);
        if *delivered >= absolute || result.target >= absolute {
            return Some(Overdose::AbsoluteCeiling);
        }
        if *delivered > result.ceiling {
            return Some(Overdose::LevelCeiling);
        }
        let above = self.context.settings.tolerance_above.value()?;
        let deviation = result.deviation.as_ref()?;
        (deviation > above).then_some(Overdose::Tolerance)
    }

    fn is_underdose(&self, result: &DoseResult) -> bool {
        let below = self.context.settings.tolerance_below.value();
        match (below, &result.deviation) {
            (Some(below), Some(deviation)) => *deviation < -below.clone(),
            _ => false,
        }
    }

    /// `users.md` 1.2: a tenfold slip of the concentration draws very little, or finds the lot short.
    fn needs_certificate(&self, result: &DoseResult) -> bool {
        if self.lots.iter().all(ReadLot::is_guarded) {
            return false;
        }
        let outside = self.lots.iter().any(|lot| lot.notes.contains(&LotNote::OutsideExpected));
        let Some(available) = self.available else { return outside };
        outside || *available < result.target || result.target.clone() * Exact::from(5) < *available
    }

    fn result(
        &self,
        level: &PlanLevel,
        weight: &Weight,
        cap: Option<Exact>,
        provisional: &mut Vec<Name>,
    ) -> DoseResult {
        let settings = &self.context.settings;
        let mut steps = Vec::new();
        let mut capped = false;
        let mut dosing = weight.kilograms.clone();
        if let Some(cap) = cap.as_ref().filter(|cap| weight.kilograms > **cap) {
            capped = true;
            dosing = cap.clone();
            steps.push(Step {
                quantity: Symbol::DosingWeight,
                formula: Formula::CappedWeight,
                terms: vec![
                    Term::new(Symbol::Weight, weight.kilograms.clone(), "kg"),
                    Term::new(Symbol::WeightCap, cap.clone(), "kg"),
                ],
                result: Term::new(Symbol::DosingWeight, dosing.clone(), "kg"),
            });
        }
        let mass = weight::Unit::kilogram.quantity(dosing.clone());
        let cells: Cells<CarPositive> = level.per_kg.clone() * mass;
        let mut target = cells.number();
        steps.push(Step {
            quantity: Symbol::TargetCells,
            formula: Formula::Target,
            terms: vec![
                Term::new(Symbol::DoseLevel, level.cells_per_kg.clone(), "/kg"),
                Term::new(Symbol::DosingWeight, dosing.clone(), "kg"),
            ],
            result: Term::new(Symbol::TargetCells, target.clone(), "cells"),
        });
        if let Some(cell_cap) = settings.cell_cap.value().filter(|cell_cap| target > **cell_cap) {
            capped = true;
            steps.push(Step {
                quantity: Symbol::TargetCells,
                formula: Formula::CappedTarget,
                terms: vec![
                    Term::new(Symbol::TargetCells, target.clone(), "cells"),
                    Term::new(Symbol::CellCap, cell_cap.clone(), "cells"),
                ],
                result: Term::new(Symbol::TargetCells, cell_cap.clone(), "cells"),
            });
            target = cell_cap.clone();
        }
        let highest =
            self.context.plan.levels.last().map_or_else(Exact::zero, |level| level.cells_per_kg.clone());
        let (numerator, denominator) = LEVEL_CEILING;
        let ceiling = (Exact::ratio(numerator, denominator) * highest * dosing.clone())
            .min(Exact::from(ABSOLUTE_CEILING));
        let shortfall =
            self.available.map(|available| (target.clone() - available.clone()).max(Exact::zero()));
        let reach_percent = self.available.and_then(|available| {
            let reach = (available.clone() * Exact::from(100)).per(&target)?;
            Some(reach.min(Exact::from(100)))
        });
        let mut result = DoseResult {
            weight: weight.clone(),
            dosing_kilograms: dosing,
            cap,
            target,
            ceiling,
            reach_percent,
            shortfall,
            draw: None,
            delivered: None,
            per_kg: None,
            per_actual_kg: None,
            deviation: None,
            steps,
        };
        let rule = self.rounding(&result.target, capped, provisional);
        result.fill_draw(self.lots, &rule);
        result
    }

    /// The step and mode; where the mode is not set, the sensible ones are tried, and decide where they agree.
    fn rounding(&self, target: &Exact, capped: bool, provisional: &mut Vec<Name>) -> RoundingRule {
        let settings = &self.context.settings;
        let Some(step) = settings.rounding_step.value().cloned() else {
            if settings.rounding_step.is_not_set() {
                provisional.push("rounding_step".into());
            }
            return RoundingRule { step: None, mode: Mode::NotRounded };
        };
        let rule = |mode| RoundingRule { step: Some(step.clone()), mode };
        if capped {
            return rule(Mode::DownForCap);
        }
        match settings.rounding_mode.value() {
            Some(Rounding::HalfUp) => rule(Mode::HalfUp),
            Some(Rounding::HalfEven) => rule(Mode::HalfEven),
            Some(Rounding::Down) => rule(Mode::Down),
            Some(Rounding::Up) => rule(Mode::Up),
            None => {
                let volumes = [Mode::HalfUp, Mode::HalfEven, Mode::Down]
                    .map(|mode| draw(self.lots, target, &rule(mode)).map(|drawn| drawn.volume));
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

impl DoseResult {
    fn fill_draw(&mut self, lots: &[ReadLot], rule: &RoundingRule) {
        if lots.iter().any(|lot| lot.car.is_none()) {
            return;
        }
        let Some(drawn) = draw(lots, &self.target, rule) else { return };
        let delivered = drawn.cells.clone();
        let hundred = Exact::from(100);
        let per_kg = delivered.per(&self.dosing_kilograms);
        let per_actual = delivered.per(&self.weight.kilograms);
        let deviation = ((delivered.clone() - self.target.clone()) * hundred).per(&self.target);
        for lot in lots {
            self.steps.extend(lot.steps.iter().cloned());
        }
        let term = Term::new;
        let concentration = lots.first().and_then(|lot| lot.car.as_ref()).map(per_ml).unwrap_or_default();
        let one_concentration =
            lots.len() == 1 && lots.iter().flat_map(|lot| &lot.bags).all(|bag| bag.per_ml == concentration);
        let target = || term(Symbol::TargetCells, self.target.clone(), "cells");
        let short = self.shortfall.as_ref().is_some_and(Exact::is_positive);
        if one_concentration && !short {
            self.steps.push(Step {
                quantity: Symbol::Volume,
                formula: Formula::Volume,
                terms: vec![target(), term(Symbol::CarConcentration, concentration.clone(), "/mL")],
                result: term(Symbol::Volume, drawn.calculated.clone(), "mL"),
            });
        }
        if let Some(step) = &rule.step {
            self.steps.push(Step {
                quantity: Symbol::DrawnVolume,
                formula: Formula::Rounded(rule.mode),
                terms: vec![
                    term(Symbol::Volume, drawn.calculated.clone(), "mL"),
                    term(Symbol::RoundingStep, step.clone(), "mL"),
                ],
                result: term(Symbol::DrawnVolume, drawn.volume.clone(), "mL"),
            });
        }
        let delivered_term = || term(Symbol::DeliveredCells, delivered.clone(), "cells");
        if one_concentration {
            self.steps.push(Step {
                quantity: Symbol::DeliveredCells,
                formula: Formula::Delivered,
                terms: vec![
                    term(Symbol::DrawnVolume, drawn.volume.clone(), "mL"),
                    term(Symbol::CarConcentration, concentration, "/mL"),
                ],
                result: delivered_term(),
            });
        } else {
            self.steps.push(Step {
                quantity: Symbol::DeliveredCells,
                formula: Formula::DeliveredFromBags,
                terms: drawn
                    .bags
                    .iter()
                    .map(|bag| {
                        let per_ml = lots
                            .get(bag.lot)
                            .and_then(|lot| lot.bags.iter().find(|read| read.index == bag.bag));
                        let per_ml = per_ml.map_or_else(Exact::zero, |read| read.per_ml.clone());
                        term(Symbol::BagCells, bag.volume.clone() * per_ml, "cells")
                    })
                    .collect(),
                result: delivered_term(),
            });
        }
        if let Some(per_kg) = &per_kg {
            self.steps.push(Step {
                quantity: Symbol::DeliveredPerKg,
                formula: Formula::PerKg,
                terms: vec![
                    delivered_term(),
                    term(Symbol::DosingWeight, self.dosing_kilograms.clone(), "kg"),
                ],
                result: term(Symbol::DeliveredPerKg, per_kg.clone(), "/kg"),
            });
        }
        if let Some(deviation) = &deviation {
            self.steps.push(Step {
                quantity: Symbol::Deviation,
                formula: Formula::Deviation,
                terms: vec![delivered_term(), target()],
                result: term(Symbol::Deviation, deviation.clone(), "%"),
            });
        }
        self.per_kg = per_kg;
        self.per_actual_kg = per_actual;
        self.deviation = deviation;
        self.delivered = Some(delivered);
        self.draw = Some(drawn);
    }

    /// Takes every volume away; the target and what the lot holds stay.
    fn hide_volume(&mut self) {
        self.draw = None;
        self.delivered = None;
        self.per_kg = None;
        self.per_actual_kg = None;
        self.deviation = None;
        self.steps.retain(|step| matches!(step.quantity, Symbol::DosingWeight | Symbol::TargetCells));
    }
}

impl Dosing {
    /// The level that the result speaks of: the assigned one.
    pub fn assigned_level(&self) -> Option<&LevelDose> {
        self.assigned.and_then(|place| self.levels.get(place))
    }

    /// The id of a level.
    pub fn level_id(context: &Context, level: &LevelDose) -> Name {
        context.plan.levels.get(level.level).map_or_else(|| Name::from(""), |level| Arc::clone(&level.id))
    }
}
