//! A protocol, read once: ids resolved, limits turned into quantities. Evaluating a patient parses nothing of it.

mod at_stage;
mod read;
mod read_item;
mod read_window;

pub(crate) use crate::engine::unit::read_limit;
pub(crate) use crate::engine::unit::read_unit;
pub(crate) use crate::engine::unit::unit_problem;
pub(crate) use crate::engine::unit::unit_problem_of;
pub use crate::model::Relation;

use crate::{
    engine::{codes::codes, problem::Problem},
    model::{Edge, Id, PeriodEnd, Protocol, Running, Sentence, Sex, Side, Span, sentence::Kind},
    quantity::{
        Analyte, Exact, Measured, UnitRow,
        component::{CarPositive, DoseLevel},
        units::si::Ratio,
    },
};
use read::Reader;
use std::{collections::BTreeMap, sync::Arc};

/// An id that many results share.
pub type Name = Arc<str>;

/// A protocol ready to be evaluated.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The protocol itself.
    pub protocol: Protocol,
    /// Its dose levels, lowest first.
    pub levels: Vec<PlanLevel>,
    /// Its stages in order.
    pub stages: Vec<Name>,
    /// Everything that can be entered.
    pub items: Vec<PlanItem>,
    /// Its criteria in order.
    pub criteria: Vec<PlanCriterion>,
    /// Its groups in order, each with its criteria as places in [`Self::criteria`].
    pub groups: Vec<(Name, Vec<usize>)>,
    /// *Yes* and *no*, as answers that settle.
    pub(crate) yes_and_no: [(Name, bool); 2],
    /// Items by their id.
    index: BTreeMap<Name, usize>,
    /// Items by analyte, sorted.
    analytes: Vec<(Analyte, usize)>,
}

/// A dose level.
#[derive(Clone, Debug)]
pub struct PlanLevel {
    /// `DL1`, ….
    pub id: Name,
    /// CAR+ cells per kilogram.
    pub per_kg: DoseLevel<CarPositive>,
    /// The same as a number.
    pub cells_per_kg: Exact,
}

/// Something that can be entered.
#[derive(Clone, Debug)]
pub struct PlanItem {
    /// Its id.
    pub id: Name,
    /// What it takes.
    pub kind: PlanKind,
    /// What its courses can be; empty for all but histories.
    pub history: PlanHistory,
    /// Answers that do not go away by themselves.
    pub stays: Vec<Name>,
}

/// What the courses of a history can be.
#[derive(Clone, Debug, Default)]
pub struct PlanHistory {
    /// The classes.
    pub classes: Vec<Name>,
    /// Those of them that are of one day only.
    pub one_day: Vec<Name>,
    /// Agents by their names in lower case, each with the dose in milligrams that is worth the first one's.
    pub equivalents: Vec<(Vec<String>, Exact)>,
    /// A course is a disease, not something that was given or done.
    pub disease: bool,
}

/// What an item takes.
#[derive(Clone, Debug)]
pub enum PlanKind {
    /// A quantity.
    Analyte(Analyte),
    /// Yes or no.
    YesNo,
    /// One of these; false beside those that settle nothing.
    Choice(Vec<(Name, bool)>),
    /// A history.
    History,
}

/// A criterion.
#[derive(Clone, Debug)]
pub struct PlanCriterion {
    /// `I8`, `E4`, ….
    pub id: Name,
    /// Inclusion or exclusion.
    pub side: Side,
    /// Its group.
    pub group: Name,
    /// The stages at which it decides, as places in [`Plan::stages`].
    pub stages: Vec<usize>,
    /// A failed value may be put right and measured again.
    pub repeatable: bool,
    /// Which end of a stage that lasts days its windows reach back from.
    pub reaches_from: PeriodEnd,
    /// The later stages at which it looks again, as places in [`Plan::stages`].
    pub looks_again_at: Vec<usize>,
    /// The stage at which the treatment begins to change what it looks at.
    pub changed_by: Option<usize>,
    /// What it says at each of these stages.
    pub tests: Vec<Test>,
}

/// A rule with its ids resolved.
pub type Test = Sentence<Resolved>;

/// The kind of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved;

impl Kind for Resolved {
    type Truth = ();
    type Statement = Check;
    type Part = Name;
    type Question = Arc<Readings>;
}

/// A single statement with its ids resolved.
#[derive(Clone, Debug, PartialEq)]
pub enum Check {
    /// A value against a limit.
    Compare(Compare),
    /// An answer.
    Is(usize, Arc<Asked>),
    /// The recorded sex.
    Sex(Sex),
    /// An exposure in a window.
    Happened(Window),
}

/// The readings of an open question where a rule asks it.
#[derive(Debug, PartialEq, Eq)]
pub struct Readings {
    /// The question.
    pub question: Name,
    /// Its readings, in the order of the sentences.
    pub ids: Vec<Name>,
}

/// A value against a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Compare {
    /// The item.
    pub item: usize,
    /// What it measures.
    pub analyte: Analyte,
    /// How.
    pub relation: Relation,
    /// Against what.
    pub limit: PlanLimit,
}

codes! {
    /// Its stable code.
    pub fn relation_code(Relation), RELATIONS {
        Relation::AtLeast => "at_least",
        Relation::Above => "above",
        Relation::AtMost => "at_most",
        Relation::Below => "below",
    }
}

/// What a value is held against.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanLimit {
    /// A value, with the unit it is written in.
    Value(Measured, &'static UnitRow),
    /// A multiple of the upper limit of normal.
    TimesUln(Ratio),
    /// A site parameter.
    Parameter(Name),
}

/// An exposure in a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Window {
    /// The kind of exposure.
    pub item: usize,
    /// What is looked for, and how far back.
    pub sought: Arc<Sought>,
    /// From where.
    pub before: Vec<PlanAnchor>,
    /// Classes that do not count.
    pub unless: Vec<Id>,
    /// Only days above this dose, in milligrams of the item's first equivalent.
    pub above: Option<Exact>,
    /// Courses of one day that count where enough of them run on.
    pub running: Option<Running>,
    /// Of a stage that lasts days it reaches back from the first day, not from the last.
    pub from_first: bool,
}

/// What a window looks for, as the evidence tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The kind of exposure.
    pub item: Name,
    /// How far it reaches back.
    pub span: Span,
    /// Whether the far end counts; an open end names its question.
    pub end: Edge,
    /// Only courses of these classes count; none: all.
    pub only: Vec<Id>,
}

/// A question, and the answer that makes a sentence hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The item.
    pub item: Name,
    /// The answer.
    pub wanted: Name,
}

/// Where a window starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanAnchor {
    /// A stage.
    Stage(usize),
    /// The sample that decides an item.
    SampleOf(usize),
}

impl Plan {
    /// Reads a protocol; every fault is reported, each with its path in the file.
    pub fn new(protocol: &Protocol) -> Result<Self, Vec<Problem>> {
        let mut reader = Reader {
            protocol,
            problems: Vec::new(),
            parts: Vec::new(),
            items: Vec::new(),
            index: Vec::new(),
            from_first: false,
        };
        reader.read_items();
        let stages: Vec<Name> = protocol.stages.iter().map(|stage| Name::from(stage.id.as_str())).collect();
        let levels = reader.read_levels();
        let criteria = reader.read_criteria();
        reader.read_conditions();
        let Reader { problems, items, .. } = reader;
        if problems.is_empty() {
            Ok(Self {
                protocol: protocol.clone(),
                levels,
                stages,
                yes_and_no: ["Yes", "No"].map(|answer| (answer.into(), true)),
                analytes: analytes(&items),
                groups: groups(protocol, &criteria),
                index: items.iter().enumerate().map(|(place, item)| (Name::clone(&item.id), place)).collect(),
                items,
                criteria,
            })
        } else {
            Err(problems)
        }
    }

    /// The place of an item.
    pub fn item(&self, id: &str) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The place of an item of this analyte, if the protocol asks for it.
    pub fn analyte(&self, analyte: Analyte) -> Option<usize> {
        let found = self.analytes.binary_search_by_key(&analyte, |(known, _)| *known).ok()?;
        self.analytes.get(found).map(|(_, item)| *item)
    }

    /// The place of a stage.
    pub fn stage(&self, id: &str) -> Option<usize> {
        self.stages.iter().position(|stage| &**stage == id)
    }

    /// The place of a level.
    pub fn level(&self, id: &str) -> Option<usize> {
        self.levels.iter().position(|level| &*level.id == id)
    }
}

fn groups(protocol: &Protocol, criteria: &[PlanCriterion]) -> Vec<(Name, Vec<usize>)> {
    let members = |id: &str| {
        let of_group = criteria.iter().enumerate().filter(|(_, criterion)| *criterion.group == *id);
        of_group.map(|(place, _)| place).collect()
    };
    protocol.groups.iter().map(|group| (Name::from(group.id.as_str()), members(&group.id))).collect()
}

fn analytes(items: &[PlanItem]) -> Vec<(Analyte, usize)> {
    let of = |(place, item): (usize, &PlanItem)| match item.kind {
        PlanKind::Analyte(analyte) => Some((analyte, place)),
        PlanKind::YesNo | PlanKind::Choice(_) | PlanKind::History => None,
    };
    let mut found: Vec<(Analyte, usize)> = items.iter().enumerate().filter_map(of).collect();
    found.sort_unstable();
    found
}
