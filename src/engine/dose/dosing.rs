//! The dose of an infusion: its levels, what each comes to, and what it delivers.

use super::{
    draw::{Draw, RoundingRule},
    readiness::line::{LineState, ReadinessLine},
    weight::WeightChoice,
};
use crate::{
    engine::{
        entry::weight::Weight,
        formula::{
            step::Step,
            worked::{Tree, Worked},
        },
        lot::{LotAsk, ReadLot},
        notice::Notice,
        protocol::plan::Name,
        site::context::Context,
    },
    quantity::{
        Exact,
        component::{CarCells, CarPositive, DoseLevel, InBase},
        units::{
            RuntimeUnit as _, share,
            si::{Mass, Ratio, Volume},
        },
    },
};
use std::sync::Arc;

/// The dose of one infusion.
#[derive(Clone, Debug, PartialEq)]
pub struct Dosing {
    /// Which infusion; 1 is the first.
    pub infusion: u32,
    /// The assigned level, as its place in the plan.
    pub assigned: Option<usize>,
    /// True when it is over: nothing is left to give.
    pub given: bool,
    /// A bag has been thawed for it, or given in it.
    pub thaw_begun: bool,
    /// Which weight doses.
    pub weight: WeightChoice,
    /// Later or undated weights that differ by more than 10 % from the one that the site's rule has decided on.
    pub other_weights: Vec<Weight>,
    /// The lots used, in order.
    pub lots: Vec<ReadLot>,
    /// CAR+ cells that can be drawn from them; `None` when volumes are missing.
    pub available: Option<CarCells>,
    /// Every level of the protocol, lowest first.
    pub levels: Vec<LevelDose>,
    /// The highest level that the lots can reach, as its place in `levels`; `None` when none or not known.
    pub highest_reachable: Option<usize>,
    /// What a person must look at, stops first; nothing once it has been given.
    pub notices: Vec<Notice>,
    /// Whether it can be given, line by line; nothing once it has been given.
    pub readiness: Vec<ReadinessLine>,
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
    /// Given and planned together are too much, whatever else stands in the way.
    pub overdose: Option<Overdose>,
    /// Where the step of the syringe alone makes it too much or too little: the largest usual graduation that would not.
    pub finer_step: Option<Volume>,
}

/// Whether a dose can be prepared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DoseState {
    /// Within tolerance; where none is set, within the usual ones.
    Ready,
    /// Below tolerance, or short while none is set: a person decides; the number stays.
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
    /// Above every usual tolerance; the site has set none.
    UsualTolerance,
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
    /// Dosing weight after the cap.
    pub dosing_weight: Mass,
    /// The cap that this result assumes.
    pub cap: Option<Mass>,
    /// CAR+ cells to give.
    pub target: CarCells,
    /// The largest number of cells that may be delivered.
    pub ceiling: CarCells,
    /// CAR+ cells infused already.
    pub given: CarCells,
    /// CAR+ cells left to give of the target.
    pub left: CarCells,
    /// The same, with the way it came about.
    pub(super) to_give: Worked<CarCells>,
    /// How the volume was rounded.
    pub(crate) rounding: Option<RoundingRule>,
    /// What was given and what the lots hold, of the target; at most the whole.
    pub reach: Option<Ratio>,
    /// Cells missing.
    pub shortfall: Option<CarCells>,
    /// What to draw; absent where nothing may be drawn.
    pub draw: Option<Draw>,
    /// CAR+ cells delivered, given and planned together.
    pub delivered: Option<CarCells>,
    /// Delivered per kg of dosing weight.
    pub per_kg: Option<DoseLevel<CarPositive>>,
    /// Delivered per kg of actual weight.
    pub per_actual_kg: Option<DoseLevel<CarPositive>>,
    /// Deviation from the target, as a share of it.
    pub deviation: Option<Ratio>,
    /// The calculation, in the order of the work.
    pub(super) lines: Vec<Tree>,
}

impl DoseResult {
    /// The calculation, line by line.
    pub fn steps(&self) -> Vec<Step> {
        Tree::lines(&self.lines)
    }

    /// What is delivered, as a share of the target.
    pub fn delivered_share(&self) -> Option<Ratio> {
        Some(self.deviation.clone()? + share::Unit::one.quantity(Exact::from(1)))
    }

    /// Not all of the target can be reached; false where nobody knows.
    pub(super) fn is_short(&self) -> bool {
        self.shortfall.as_ref().is_some_and(InBase::is_above_zero)
    }
}

impl Dosing {
    /// The level that the result speaks of: the assigned one.
    pub fn assigned_level(&self) -> Option<&LevelDose> {
        self.assigned.and_then(|place| self.levels.get(place))
    }

    /// A lot whose label names another subject: nothing of it may be given to this one.
    pub fn of_other_subject(&self) -> Option<&ReadLot> {
        self.lots.iter().find(|lot| lot.asks.contains(&LotAsk::OtherSubject))
    }

    /// Every line is done: it can be given. Never while no level is assigned, and never once it is over.
    pub fn is_ready(&self) -> bool {
        self.readiness_state() == LineState::Done && !self.given && !self.readiness.is_empty()
    }

    /// As the worst line.
    pub fn readiness_state(&self) -> LineState {
        self.readiness.iter().map(ReadinessLine::state).max().unwrap_or(LineState::Done)
    }

    /// The id of a level.
    pub fn level_id(context: &Context, level: &LevelDose) -> Name {
        context.plan.levels.get(level.level).map_or_else(|| Name::from(""), |level| Arc::clone(&level.id))
    }
}
