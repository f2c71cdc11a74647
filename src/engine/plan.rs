//! A protocol, read once: ids resolved, limits turned into quantities. Evaluating a patient parses nothing of it.

use super::problem::{EntryKind, Problem, ProblemCode, suggest};
use crate::{
    model::{Anchor, Edge, Id, Kind, Limit, Protocol, Rule, Side, Span, Typed},
    quantity::{
        Analyte, Exact, Measured, Style, UnitRow,
        component::{CarPositive, DoseLevel},
        read_number,
        units::{RuntimeUnit as _, per_mass},
    },
};
use std::sync::Arc;

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
    /// Items by id, sorted.
    index: Vec<(Name, usize)>,
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
    /// What it says.
    pub test: Test,
}

/// A rule with its ids resolved.
#[derive(Clone, Debug)]
pub enum Test {
    /// A value against a limit.
    Compare(Compare),
    /// An answer.
    Is(usize, Name),
    /// A part with an id of its own.
    Part(Name, Box<Self>),
    /// An exposure in a window.
    Happened(Window),
    /// Every one holds.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// If, then, otherwise.
    When(Box<[Self; 3]>),
    /// Always holds.
    Holds,
    /// The ways to read it.
    Readings(Name, Vec<(Name, Self)>),
}

/// A value against a limit.
#[derive(Clone, Debug)]
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

/// How a value is held against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At or above; the limit itself holds.
    AtLeast,
    /// Above; the limit itself does not hold.
    Above,
    /// At or below; the limit itself holds.
    AtMost,
    /// Below; the limit itself does not hold.
    Below,
}

/// What a value is held against.
#[derive(Clone, Debug)]
pub enum PlanLimit {
    /// A value, with the unit it is written in.
    Value(Measured, &'static UnitRow),
    /// A multiple of the upper limit of normal.
    TimesUln(Exact),
    /// A site parameter.
    Parameter(Name),
}

/// An exposure in a window.
#[derive(Clone, Debug)]
pub struct Window {
    /// The kind of exposure.
    pub item: usize,
    /// How far it reaches back.
    pub span: Span,
    /// From where.
    pub before: Vec<PlanAnchor>,
    /// Whether the far end counts; an open end names its question.
    pub end: Edge,
    /// Tags that do not count.
    pub unless: Vec<Id>,
    /// Only above this daily dose.
    pub above: Option<Typed>,
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
        let mut reader = Reader { protocol, problems: Vec::new(), items: Vec::new(), index: Vec::new() };
        reader.read_items();
        let stages: Vec<Name> = protocol.stages.iter().map(|stage| Name::from(stage.id.as_str())).collect();
        let levels = reader.read_levels();
        let criteria = reader.read_criteria();
        let Reader { problems, items, index, .. } = reader;
        if problems.is_empty() {
            Ok(Self { protocol: protocol.clone(), levels, stages, items, criteria, index })
        } else {
            Err(problems)
        }
    }

    /// The place of an item.
    pub fn item(&self, id: &str) -> Option<usize> {
        find(&self.index, id)
    }

    /// The place of an item of this analyte, if the protocol asks for it.
    pub fn analyte(&self, analyte: Analyte) -> Option<usize> {
        self.item(analyte.id())
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

fn find(index: &[(Name, usize)], id: &str) -> Option<usize> {
    index
        .binary_search_by(|(name, _)| (**name).cmp(id))
        .ok()
        .and_then(|place| index.get(place))
        .map(|(_, item)| *item)
}

struct Reader<'p> {
    protocol: &'p Protocol,
    problems: Vec<Problem>,
    items: Vec<PlanItem>,
    index: Vec<(Name, usize)>,
}

impl Reader<'_> {
    fn problem(&mut self, field: impl Into<String>, code: ProblemCode) {
        self.problems.push(Problem { field: field.into(), code });
    }

    fn unknown<'k>(&mut self, field: impl Into<String>, id: &str, known: impl Iterator<Item = &'k str>) {
        let suggestion = suggest(id, known).map(str::to_owned);
        self.problem(field, ProblemCode::UnknownId { id: id.to_owned(), suggestion });
    }

    fn read_items(&mut self) {
        for item in &self.protocol.items {
            let kind = match &item.kind {
                Kind::YesNo => PlanKind::YesNo,
                Kind::Exposure => PlanKind::History,
                Kind::Choice(answers) => PlanKind::Choice(
                    answers.iter().map(|answer| (Name::from(answer.id.as_str()), answer.decides)).collect(),
                ),
                Kind::Analyte => match Analyte::from_id(&item.id) {
                    Some(analyte) => PlanKind::Analyte(analyte),
                    None => {
                        let known = Analyte::ALL.iter().map(|analyte| analyte.id());
                        self.unknown(format!("items[{}].id", item.id), &item.id, known);
                        continue;
                    }
                },
            };
            let id = Name::from(item.id.as_str());
            match self.index.binary_search_by(|(name, _)| name.cmp(&id)) {
                Ok(_) => self.problem(format!("items[{id}]"), ProblemCode::Duplicate),
                Err(place) => {
                    self.index.insert(place, (Arc::clone(&id), self.items.len()));
                    self.items.push(PlanItem { id, kind });
                }
            }
        }
    }

    fn read_levels(&mut self) -> Vec<PlanLevel> {
        let mut levels = Vec::new();
        for level in &self.protocol.levels {
            let field = format!("levels[{}].per_kg", level.id);
            let Some(unit) = per_mass::Unit::parse(&level.per_kg.unit) else {
                let accepted = per_mass::Unit::ROWS.iter().map(|row| row.ucum).collect();
                let unit = level.per_kg.unit.clone();
                self.problem(field, ProblemCode::UnitUnknown { unit, accepted, suggestion: None });
                continue;
            };
            match read_number(&level.per_kg.value, Style::Plain) {
                Ok(number) if number.value.is_positive() => {
                    let per_kg = DoseLevel::of(unit.quantity(number.value));
                    let cells_per_kg = per_mass::Unit::PerKilogram.value(per_kg.quantity());
                    levels.push(PlanLevel { id: level.id.as_str().into(), per_kg, cells_per_kg });
                }
                Ok(_) => self.problem(field, ProblemCode::NotPositive),
                Err(problem) => self.problem(field, ProblemCode::ProtocolNumber(problem)),
            }
        }
        levels
    }

    fn read_criteria(&mut self) -> Vec<PlanCriterion> {
        let mut criteria: Vec<PlanCriterion> = Vec::new();
        for criterion in &self.protocol.criteria {
            let id = Name::from(criterion.id.as_str());
            if criteria.iter().any(|other| other.id == id) {
                self.problem(format!("criteria[{id}]"), ProblemCode::Duplicate);
            }
            let mut stages = Vec::new();
            for stage in &criterion.stages {
                match self.stage(stage) {
                    Some(place) => stages.push(place),
                    None => self.unknown_stage(format!("criteria[{id}].stages"), stage),
                }
            }
            if !self.protocol.groups.iter().any(|group| group.id == criterion.group) {
                let known = self.protocol.groups.iter().map(|group| group.id.as_str());
                self.unknown(format!("criteria[{id}].group"), &criterion.group, known);
            }
            let group = Name::from(criterion.group.as_str());
            if let Some(test) = self.read_rule(&format!("criteria[{id}].rule"), &criterion.rule) {
                let (side, repeatable) = (criterion.kind, criterion.repeatable);
                criteria.push(PlanCriterion { id, side, group, stages, repeatable, test });
            }
        }
        criteria
    }

    fn stage(&self, id: &str) -> Option<usize> {
        self.protocol.stages.iter().position(|stage| stage.id == id)
    }

    fn unknown_stage(&mut self, field: String, id: &str) {
        self.unknown(field, id, self.protocol.stages.iter().map(|stage| stage.id.as_str()));
    }

    fn item(&mut self, field: &str, id: &str) -> Option<usize> {
        let place = find(&self.index, id);
        if place.is_none() {
            let known: Vec<Name> = self.index.iter().map(|(name, _)| Arc::clone(name)).collect();
            self.unknown(field, id, known.iter().map(|name| &**name));
        }
        place
    }

    fn read_rule(&mut self, field: &str, rule: &Rule) -> Option<Test> {
        Some(match rule {
            Rule::AtLeast(id, limit) => self.read_compare(field, id, Relation::AtLeast, limit)?,
            Rule::Above(id, limit) => self.read_compare(field, id, Relation::Above, limit)?,
            Rule::AtMost(id, limit) => self.read_compare(field, id, Relation::AtMost, limit)?,
            Rule::Below(id, limit) => self.read_compare(field, id, Relation::Below, limit)?,
            Rule::Is(id, answer) => self.read_is(field, id, answer)?,
            Rule::Part(id, rule) => {
                Test::Part(id.as_str().into(), Box::new(self.read_rule(&format!("{field}.{id}"), rule)?))
            }
            Rule::Happened { what, window, before, end, unless, above } => {
                let item = self.item(field, what)?;
                if !matches!(self.items.get(item).map(|item| &item.kind), Some(PlanKind::History)) {
                    self.problem(field, ProblemCode::WrongKind { expected: EntryKind::History });
                }
                let before = before.iter().filter_map(|anchor| self.read_anchor(field, anchor)).collect();
                let (span, end) = (window.clone(), end.clone());
                let (unless, above) = (unless.clone(), above.clone());
                Test::Happened(Window { item, span, before, end, unless, above })
            }
            Rule::All(rules) => Test::All(self.read_rules(field, rules)?),
            Rule::Any(rules) => Test::Any(self.read_rules(field, rules)?),
            Rule::Not(rule) => Test::Not(Box::new(self.read_rule(field, rule)?)),
            Rule::When(condition, then, otherwise) => Test::When(Box::new([
                self.read_rule(field, condition)?,
                self.read_rule(field, then)?,
                self.read_rule(field, otherwise)?,
            ])),
            Rule::Holds => Test::Holds,
            Rule::Readings { question, of } => {
                if !self.protocol.questions.iter().any(|known| known.id == *question) {
                    let known = self.protocol.questions.iter().map(|question| question.id.as_str());
                    self.unknown(field, question, known);
                }
                let mut readings = Vec::new();
                for reading in of {
                    readings.push((reading.id.as_str().into(), self.read_rule(field, &reading.rule)?));
                }
                Test::Readings(question.as_str().into(), readings)
            }
        })
    }

    fn read_rules(&mut self, field: &str, rules: &[Rule]) -> Option<Vec<Test>> {
        // Every rule is read even after a fault, so that all faults are reported at once.
        let tests: Vec<Option<Test>> = rules.iter().map(|rule| self.read_rule(field, rule)).collect();
        tests.into_iter().collect()
    }

    fn read_anchor(&mut self, field: &str, anchor: &Anchor) -> Option<PlanAnchor> {
        match anchor {
            Anchor::SampleOf(id) => self.item(field, id).map(PlanAnchor::SampleOf),
            Anchor::Stage(id) => {
                let place = self.stage(id);
                if place.is_none() {
                    self.unknown_stage(field.to_owned(), id);
                }
                place.map(PlanAnchor::Stage)
            }
        }
    }

    fn read_is(&mut self, field: &str, id: &str, answer: &str) -> Option<Test> {
        let item = self.item(field, id)?;
        let known: Vec<Name> = match self.items.get(item).map(|item| &item.kind) {
            Some(PlanKind::YesNo) => vec!["Yes".into(), "No".into()],
            Some(PlanKind::Choice(answers)) => answers.iter().map(|(id, _)| Arc::clone(id)).collect(),
            Some(PlanKind::Analyte(_) | PlanKind::History) | None => {
                self.problem(field, ProblemCode::WrongKind { expected: EntryKind::Choice });
                return None;
            }
        };
        if !known.iter().any(|name| &**name == answer) {
            self.unknown(field, answer, known.iter().map(|name| &**name));
        }
        Some(Test::Is(item, answer.into()))
    }

    fn read_compare(&mut self, field: &str, id: &str, relation: Relation, limit: &Limit) -> Option<Test> {
        let item = self.item(field, id)?;
        let Some(PlanKind::Analyte(analyte)) = self.items.get(item).map(|item| &item.kind) else {
            self.problem(field, ProblemCode::WrongKind { expected: EntryKind::Quantity });
            return None;
        };
        let analyte = *analyte;
        let limit = match limit {
            Limit::Parameter(id) => PlanLimit::Parameter(id.as_str().into()),
            Limit::TimesUln(factor) => match read_number(factor, Style::Plain) {
                Ok(number) => PlanLimit::TimesUln(number.value),
                Err(problem) => {
                    self.problem(field, ProblemCode::ProtocolNumber(problem));
                    return None;
                }
            },
            Limit::Value(typed) => match read_limit(analyte, typed) {
                Ok((measured, unit)) => PlanLimit::Value(measured, unit),
                Err(code) => {
                    self.problem(field, code);
                    return None;
                }
            },
        };
        Some(Test::Compare(Compare { item, analyte, relation, limit }))
    }
}

/// A value with its unit, of this analyte.
pub(crate) fn read_limit(
    analyte: Analyte,
    typed: &Typed,
) -> Result<(Measured, &'static UnitRow), ProblemCode> {
    let number = read_number(&typed.value, Style::Plain).map_err(ProblemCode::ProtocolNumber)?;
    let unit = read_unit(analyte, &typed.unit)?;
    let measured = analyte
        .measured(number.value, unit)
        .ok_or(ProblemCode::WrongKind { expected: EntryKind::Quantity })?;
    Ok((measured, unit))
}

/// The unit of this analyte that is spelled so.
pub(crate) fn read_unit(analyte: Analyte, text: &str) -> Result<&'static UnitRow, ProblemCode> {
    if let Some(unit) = analyte.unit(text) {
        return Ok(unit);
    }
    Err(unit_problem(text, analyte.units(), analyte.refusal(text)))
}

/// Why a unit is not taken.
pub(crate) fn unit_problem(
    text: &str,
    rows: &'static [UnitRow],
    refusal: Option<crate::quantity::Refusal>,
) -> ProblemCode {
    let mut accepted: Vec<&'static str> = Vec::new();
    for row in rows {
        if !accepted.contains(&row.symbol) {
            accepted.push(row.symbol);
        }
    }
    let unit = text.trim().to_owned();
    if unit.is_empty() {
        return ProblemCode::UnitMissing { accepted };
    }
    if let Some(why) = refusal {
        return ProblemCode::UnitRefused { unit, why, accepted };
    }
    let spellings =
        rows.iter().flat_map(|row| [row.symbol, row.ucum].into_iter().chain(row.spellings.iter().copied()));
    let suggestion = suggest(&unit, spellings).and_then(|near| {
        rows.iter()
            .find(|row| row.symbol == near || row.ucum == near || row.spellings.contains(&near))
            .map(|row| row.symbol)
    });
    ProblemCode::UnitUnknown { unit, accepted, suggestion }
}
