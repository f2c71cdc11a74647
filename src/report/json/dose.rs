//! Doses as plain data.

use super::{
    code::{FORMULAS, formula_code, symbol_code, symbols},
    dose_code::{
        ASKS, DOSE_STATES, FIGURES, OVERDOSES, WEIGHTS, ask_code, dose_state_code, figure_code,
        overdose_code, weight_code,
    },
    quantity::Quantity,
    readiness::{LineOutcome, line_outcome},
};
use crate::{
    engine::{
        Context,
        dose::{
            BagDraw, Draw,
            dosing::{DoseResult, DoseState, Dosing, LevelDose},
        },
        formula::step::{Step, Term},
        lot::{LotAsk, ReadLot},
    },
    model::{Draft, Lot},
    quantity::{
        component::{CarPositive, DoseLevel, InBase as _},
        display::Displayed as _,
    },
    report::words::Reporter,
};
use schemars::JsonSchema;
use serde::Serialize;

/// The dose of one infusion.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DoseOutcome<'r> {
    /// 1 is the first.
    pub infusion: u32,
    /// The assigned level.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assigned: Option<&'r str>,
    /// Already given.
    pub given: bool,
    /// Which weight doses.
    #[schemars(extend("enum" = WEIGHTS))]
    pub weight: &'static str,
    /// CAR+ cells that can be drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub available: Option<Quantity>,
    /// The highest level that the product reaches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub highest_reachable: Option<&'r str>,
    /// What the lots ask for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lot_asks: Vec<String>,
    /// The certificate's figures against each other.
    pub certificate: Vec<CheckOutcome>,
    /// Every level.
    pub levels: Vec<LevelOutcome<'r>>,
    /// Every line of `readiness` is done: it can be given. Never once it is over.
    pub ready: bool,
    /// Whether it can be given, line by line; empty once it is over.
    pub readiness: Vec<LineOutcome>,
    /// A bag has been thawed for it, or given in it: no figure is taken away any more.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub thaw_begun: bool,
}

/// Two figures of a certificate.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CheckOutcome {
    /// Which figure.
    #[schemars(extend("enum" = FIGURES))]
    pub figure: &'static str,
    /// They differ by at most 2 %.
    pub agrees: bool,
    /// By how much, per cent.
    pub differs_percent: String,
}

/// One level.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LevelOutcome<'r> {
    /// Its id.
    pub level: &'r str,
    /// Whether it can be prepared; whether it can be given, `readiness` says.
    #[schemars(extend("enum" = DOSE_STATES))]
    pub state: &'static str,
    /// What is asked for, or why it is an overdose.
    #[schemars(extend("x-kinds" = [OVERDOSES, ASKS].concat()))]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub because: Vec<&'static str>,
    /// Parameters not set that the number depends on; not empty: provisional, not for administration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub provisional: Vec<String>,
    /// One result; several while a weight or a cap is open.
    pub results: Vec<ResultOutcome>,
    /// Where the step of the syringe alone makes it too much or too little: the largest usual step that would not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub finer_step: Option<Quantity>,
}

/// One result.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ResultOutcome {
    /// Dosing weight after the cap.
    pub dosing_weight: Quantity,
    /// CAR+ cells to give.
    pub target: Quantity,
    /// What was infused and what the lots hold of the target, per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reach: Option<Quantity>,
    /// CAR+ cells infused already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub infused: Option<Quantity>,
    /// CAR+ cells left to give of the target, where something was infused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub left_to_give: Option<Quantity>,
    /// Cells missing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shortfall: Option<Quantity>,
    /// Volume before rounding; absent where nothing may be drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calculated_volume: Option<Quantity>,
    /// Volume to draw; absent where nothing may be drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<Quantity>,
    /// CAR+ cells delivered, infused and planned together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered: Option<Quantity>,
    /// Per kg of dosing weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_kg: Option<Quantity>,
    /// Per kg of actual weight.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_actual_kg: Option<Quantity>,
    /// Deviation from the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deviation: Option<Quantity>,
    /// Per bag.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bags: Vec<BagOutcome>,
    /// The calculation, line by line.
    pub steps: Vec<StepOutcome>,
}

/// What is drawn from a bag.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BagOutcome {
    /// The lot.
    pub lot: String,
    /// The bag.
    pub bag: String,
    /// Volume to draw.
    pub volume: Quantity,
    /// What it was filled with.
    pub fill: Quantity,
    /// What stays in the bag, its hold-up included.
    pub left: Quantity,
    /// Given whole: all that it was filled with.
    pub whole: bool,
}

/// A line of the calculation.
#[derive(Debug, Serialize, JsonSchema)]
pub struct StepOutcome {
    /// What the line computes.
    #[schemars(extend("enum" = symbols()))]
    pub quantity: String,
    /// The lot of the bag that the line is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lot: Option<String>,
    /// The bag that the line is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bag: Option<String>,
    /// The formula.
    #[schemars(extend("enum" = FORMULAS))]
    pub formula: String,
    /// The numbers put in.
    pub terms: Vec<TermOutcome>,
    /// What comes out.
    pub result: Quantity,
}

/// A number put in.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TermOutcome {
    /// What it is.
    #[schemars(extend("enum" = symbols()))]
    pub symbol: String,
    /// The number.
    pub value: Quantity,
}

/// The doses as plain data.
pub(crate) fn doses<'r>(
    dosings: &'r [Dosing],
    (draft, context): (&Draft, &'r Context),
    reporter: &Reporter<'_>,
) -> Vec<DoseOutcome<'r>> {
    let level_id = |level: &LevelDose| context.plan.levels.get(level.level).map_or("", |level| &*level.id);
    let one = |dosing: &'r Dosing| DoseOutcome {
        infusion: dosing.infusion,
        assigned: dosing.assigned_level().map(level_id),
        given: dosing.given,
        weight: weight_code(&dosing.weight),
        available: dosing.available.as_ref().map(Quantity::of),
        highest_reachable: dosing.highest_reachable.and_then(|place| dosing.levels.get(place)).map(level_id),
        lot_asks: dosing
            .lots
            .iter()
            .flat_map(|lot| lot.asks.iter().map(|ask| lot_ask(ask, draft.lots.get(lot.index))))
            .collect(),
        certificate: dosing.lots.iter().flat_map(checks).collect(),
        levels: dosing
            .levels
            .iter()
            .map(|level| LevelOutcome {
                level: level_id(level),
                state: dose_state_code(&level.state),
                because: because(&level.state),
                provisional: level.provisional.iter().map(ToString::to_string).collect(),
                results: level.results.iter().map(|result| result_outcome(result, dosing, draft)).collect(),
                finer_step: level.finer_step.as_ref().map(Quantity::of),
            })
            .collect(),
        ready: dosing.is_ready(),
        readiness: dosing.readiness.iter().map(|line| line_outcome(reporter, dosing, line)).collect(),
        thaw_begun: dosing.thaw_begun,
    };
    dosings.iter().map(one).collect()
}

fn checks(lot: &ReadLot) -> impl Iterator<Item = CheckOutcome> + '_ {
    lot.checks.iter().map(|check| CheckOutcome {
        figure: figure_code(check.what),
        agrees: check.agrees,
        differs_percent: check.differs.displayed().significant(15),
    })
}

/// What is asked for, or why it is an overdose.
fn because(state: &DoseState) -> Vec<&'static str> {
    match state {
        DoseState::Ready | DoseState::Underdose | DoseState::CertificateDisagrees => Vec::new(),
        DoseState::Overdose(over) => vec![overdose_code(*over)],
        DoseState::Asks(asks) => asks.iter().map(|ask| ask_code(*ask)).collect(),
    }
}

fn lot_ask(ask: &LotAsk, lot: Option<&Lot>) -> String {
    match ask {
        LotAsk::Bag(bag, field) => {
            let bag = lot.and_then(|lot| lot.bags.get(*bag)).map_or("", |bag| bag.number.as_str());
            format!("field:bags[{bag}].{field}")
        }
        LotAsk::Convention => "convention".to_owned(),
        LotAsk::Field(field) => format!("field:{field}"),
        LotAsk::NoCarCells(field) => format!("no_car_cells:{field}"),
        LotAsk::Confirm(field) => format!("confirm:{field}"),
        LotAsk::Basis => "basis".to_owned(),
        LotAsk::OtherSubject => "other_subject".to_owned(),
        LotAsk::NoBag => "no_bag".to_owned(),
        LotAsk::Mend => "mend".to_owned(),
        LotAsk::PlannedFor(infusion) => format!("planned_for:{infusion}"),
    }
}

fn result_outcome(result: &DoseResult, dosing: &Dosing, draft: &Draft) -> ResultOutcome {
    let per_kg = |level: &DoseLevel<CarPositive>| Quantity::new(&level.cells_per_kilogram(), "cells/kg");
    let draw = result.draw.as_ref();
    ResultOutcome {
        dosing_weight: Quantity::of(&result.dosing_weight),
        target: Quantity::of(&result.target),
        reach: result.reach.as_ref().map(Quantity::of),
        infused: result.given.is_above_zero().then(|| Quantity::of(&result.given)),
        left_to_give: result.given.is_above_zero().then(|| Quantity::of(&result.left)),
        shortfall: result.shortfall.as_ref().map(Quantity::of),
        calculated_volume: draw.map(|draw| Quantity::of(&draw.calculated)),
        volume: draw.map(|draw| Quantity::of(&draw.volume)),
        delivered: result.delivered.as_ref().map(Quantity::of),
        per_kg: result.per_kg.as_ref().map(per_kg),
        per_actual_kg: result.per_actual_kg.as_ref().map(per_kg),
        deviation: result.deviation.as_ref().map(Quantity::of),
        bags: draw.map(|draw| bags(draw, dosing, draft)).unwrap_or_default(),
        steps: result.steps().iter().map(|line| step(line, draft)).collect(),
    }
}

fn bags(draw: &Draw, dosing: &Dosing, draft: &Draft) -> Vec<BagOutcome> {
    let one = |bag: &BagDraw| {
        let lot = dosing.lots.get(bag.lot).and_then(|lot| draft.lots.get(lot.index));
        BagOutcome {
            lot: lot.map(|lot| lot.id.clone()).unwrap_or_default(),
            bag: lot.and_then(|lot| lot.bags.get(bag.bag)).map(|bag| bag.number.clone()).unwrap_or_default(),
            volume: Quantity::of(&bag.volume),
            fill: Quantity::of(&bag.fill),
            left: Quantity::of(&bag.left),
            whole: bag.whole,
        }
    };
    draw.bags.iter().map(one).collect()
}

pub(super) fn step(step: &Step, draft: &Draft) -> StepOutcome {
    let lot = step.bag.and_then(|(lot, bag)| Some((draft.lots.get(lot)?, bag)));
    let term = |term: &Term| TermOutcome {
        symbol: symbol_code(term.symbol).to_owned(),
        value: Quantity::new(&term.value, term.unit),
    };
    StepOutcome {
        lot: lot.map(|(lot, _)| lot.id.clone()),
        bag: lot.and_then(|(lot, bag)| lot.bags.get(bag)).map(|bag| bag.number.clone()),
        quantity: symbol_code(step.quantity).to_owned(),
        formula: formula_code(step.formula).to_owned(),
        terms: step.terms.iter().map(term).collect(),
        result: Quantity::new(&step.result.value, step.result.unit),
    }
}
