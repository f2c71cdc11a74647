//! Reads a protocol file; every fault is reported with its path.

use super::{
    Asked, Check, Compare, Name, PlanCriterion, PlanItem, PlanKind, PlanLevel, PlanLimit, Readings, Relation,
    Resolved, Test,
    at_stage::{Lost, at_stage, lost},
    read_limit,
};
use crate::{
    engine::problem::{EntryKind, Problem, ProblemCode, none_of, suggest},
    model::{
        Address, Ambiguity, Id, Limit, PeriodEnd, Protocol, Rule, Side, Statement, Written,
        sentence::{Connective, Says},
    },
    quantity::{
        Style,
        component::DoseLevel,
        read_number,
        units::{RuntimeUnit as _, per_mass, score},
    },
};

use std::sync::Arc;

pub(super) fn find(index: &[(Name, usize)], id: &str) -> Option<usize> {
    index
        .binary_search_by(|(name, _)| (**name).cmp(id))
        .ok()
        .and_then(|place| index.get(place))
        .map(|(_, item)| *item)
}

pub(super) struct Reader<'p> {
    pub(super) protocol: &'p Protocol,
    pub(super) problems: Vec<Problem>,
    pub(super) parts: Vec<String>,
    pub(super) items: Vec<PlanItem>,
    pub(super) index: Vec<(Name, usize)>,
    /// The windows of the criterion that is being read reach back from the first day of a stage that lasts days.
    pub(super) from_first: bool,
}

impl Reader<'_> {
    pub(super) fn problem(&mut self, field: impl Into<String>, code: ProblemCode) {
        self.problems.push(Problem { field: Address::File(field.into()), code });
    }

    pub(super) fn unknown<'k>(
        &mut self,
        field: impl Into<String>,
        id: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let suggestion = suggest(id, known).map(str::to_owned);
        self.problem(field, ProblemCode::UnknownId { id: id.to_owned(), suggestion });
    }

    pub(super) fn read_levels(&mut self) -> Vec<PlanLevel> {
        let mut levels: Vec<PlanLevel> = Vec::new();
        for (place, level) in self.protocol.levels.iter().enumerate() {
            if self.protocol.levels.iter().take(place).any(|other| other.id == level.id) {
                self.problem(format!("levels[{}]", level.id), ProblemCode::Duplicate);
            }
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
        // The ceiling and the highest level in reach hang on the order, the file's order on nobody.
        levels.sort_by(|one, other| one.cells_per_kg.cmp(&other.cells_per_kg));
        levels
    }

    pub(super) fn read_criteria(&mut self) -> Vec<PlanCriterion> {
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
            self.from_first = criterion.reaches_from == PeriodEnd::First;
            if let Some(test) = self.read_rule(&format!("criteria[{id}].rule"), &criterion.rule) {
                let (side, repeatable) = (criterion.kind, criterion.repeatable);
                let field = |name: &str| format!("criteria[{id}].{name}");
                let looks_again_at =
                    self.later_stages(&field("looks_again_at"), &stages, &criterion.looks_again_at);
                let changed_by =
                    self.later_stages(&field("changed_by"), &[], criterion.changed_by.as_slice());
                let tests = self.read_tests(&id, side, &test, &stages);
                criteria.push(PlanCriterion {
                    id,
                    side,
                    group,
                    stages,
                    repeatable,
                    reaches_from: criterion.reaches_from,
                    looks_again_at,
                    changed_by: changed_by.first().copied(),
                    tests,
                });
            }
        }
        criteria
    }

    /// Stages by their ids; one at which the criterion decides, or that comes before the first of these, is refused.
    fn later_stages(&mut self, field: &str, decides: &[usize], ids: &[Id]) -> Vec<usize> {
        let first = decides.iter().min().copied();
        let mut found = Vec::new();
        for id in ids {
            match self.stage(id) {
                Some(place) if !decides.contains(&place) && first.is_none_or(|first| first < place) => {
                    found.push(place);
                }
                Some(_) => {
                    let later = self.protocol.stages.iter().enumerate().filter(|(place, _)| {
                        !decides.contains(place) && first.is_none_or(|first| first < *place)
                    });
                    let code = none_of(id, later.map(|(_, stage)| stage.id.as_str()));
                    self.problem(field, code);
                }
                None => self.unknown_stage(field.to_owned(), id),
            }
        }
        found
    }

    /// The rule at each stage. What is left nowhere would never be noticed, so it is refused.
    fn read_tests(&mut self, id: &Name, side: Side, test: &Test, stages: &[usize]) -> Vec<Test> {
        let name = |protocol: &Protocol, stage: usize| {
            protocol.stages.get(stage).map_or_else(String::new, |stage| stage.id.clone())
        };
        let mut tests = Vec::new();
        for stage in stages {
            let Some(test) = at_stage(test, side, *stage, stages) else {
                let code = ProblemCode::DecidesNothing { stage: name(self.protocol, *stage) };
                self.problem(format!("criteria[{id}].stages"), code);
                continue;
            };
            tests.push(test);
        }
        for lost in lost(test, &tests) {
            let what = match lost {
                Lost::Part(part) => part.to_string(),
                Lost::Window(item, stage) => {
                    let item = self.items.get(item).map_or("", |item| &*item.id);
                    format!("{item}, {}", name(self.protocol, stage))
                }
            };
            self.problem(format!("criteria[{id}].rule"), ProblemCode::NeverLookedAt { what });
        }
        tests
    }

    pub(super) fn stage(&self, id: &str) -> Option<usize> {
        self.protocol.stages.iter().position(|stage| stage.id == id)
    }

    pub(super) fn unknown_stage(&mut self, field: String, id: &str) {
        self.unknown(field, id, self.protocol.stages.iter().map(|stage| stage.id.as_str()));
    }

    pub(super) fn read_rule(&mut self, field: &str, rule: &Rule) -> Option<Test> {
        let (connective, rules) = match rule.says() {
            Says::Single(statement) => return self.read_statement(field, statement).map(Test::of),
            Says::Joined(connective, rules) => (connective, rules),
        };
        let own = self.read_connective(field, connective, rules.len());
        let inside = rule.part_id().map_or_else(|| field.to_owned(), |id| format!("{field}.{id}"));
        // Every rule is read even after a fault, so that all faults are reported at once.
        let tests: Vec<Option<Test>> = rules.iter().map(|rule| self.read_rule(&inside, rule)).collect();
        Some(Test::joined(own, tests.into_iter().collect::<Option<_>>()?))
    }

    fn read_connective(
        &mut self,
        field: &str,
        connective: &Connective<Written>,
        rules: usize,
    ) -> Connective<Resolved> {
        // An empty list would hold, or fail, for every patient.
        if rules == 0 && connective.is_list() {
            self.problem(field, ProblemCode::TooFew { at_least: 1 });
        }
        if let Connective::Part(id) = connective {
            if self.parts.contains(id) {
                self.problem(format!("{field}.{id}"), ProblemCode::Duplicate);
            }
            self.parts.push(id.clone());
        }
        if let Connective::Readings(Ambiguity { question, readings }) = connective {
            self.question(field, question);
            if rules < 2 {
                self.problem(field, ProblemCode::TooFew { at_least: 2 });
            }
            for (place, reading) in readings.iter().enumerate() {
                if readings.iter().take(place).any(|known| known.id == reading.id) {
                    self.problem(format!("{field}.{}", reading.id), ProblemCode::Duplicate);
                }
            }
        }
        let name = |id: &Id| Name::from(id.as_str());
        connective.convert(name, |asked| {
            let ids = asked.readings.iter().map(|reading| name(&reading.id)).collect();
            Arc::new(Readings { question: name(&asked.question), ids })
        })
    }

    fn read_statement(&mut self, field: &str, statement: &Statement) -> Option<Check> {
        Some(match statement {
            Statement::Compare(id, relation, limit) => {
                Check::Compare(self.read_compare(field, id, *relation, limit)?)
            }
            Statement::Is(id, answer) => self.read_is(field, id, answer)?,
            Statement::Sex(sex) => Check::Sex(*sex),
            Statement::Happened(happened) => Check::Happened(self.read_window(field, happened)?),
        })
    }

    pub(super) fn question(&mut self, field: &str, id: &str) {
        let known = self.protocol.questions.iter().map(|question| question.id.as_str());
        if !known.clone().any(|question| question == id) {
            self.unknown(field, id, known);
        }
    }

    fn read_is(&mut self, field: &str, id: &str, answer: &str) -> Option<Check> {
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
        let item_name = self.items.get(item).map_or_else(|| Name::from(""), |item| Arc::clone(&item.id));
        Some(Check::Is(item, Arc::new(Asked { item: item_name, wanted: answer.into() })))
    }

    fn read_compare(&mut self, field: &str, id: &str, relation: Relation, limit: &Limit) -> Option<Compare> {
        let item = self.item(field, id)?;
        let Some(PlanKind::Analyte(analyte)) = self.items.get(item).map(|item| &item.kind) else {
            self.problem(field, ProblemCode::WrongKind { expected: EntryKind::Quantity });
            return None;
        };
        let analyte = *analyte;
        let limit = match limit {
            Limit::Parameter(id) => PlanLimit::Parameter(id.as_str().into()),
            Limit::TimesUln(factor) => match read_number(factor, Style::Plain) {
                Ok(number) if number.value.is_positive() => {
                    PlanLimit::TimesUln(score::Unit::point.quantity(number.value))
                }
                Ok(_) => {
                    self.problem(field, ProblemCode::NotPositive);
                    return None;
                }
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
        Some(Compare { item, analyte, relation, limit })
    }
}
