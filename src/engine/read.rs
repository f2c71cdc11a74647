//! The only place where text becomes quantities: draft in, case and problems out. It cannot fail.

use super::{
    case::{Birth, Case, CourseEnd, Place, Read, ReadCourse, ReadFinding, ReadHistory, Reading, Urine},
    check::cross_check,
    moment::{Moment, read_moment},
    plan::{Plan, PlanKind, read_unit, unit_problem},
    plausible::size_problem,
    problem::{EntryKind, Problem, ProblemCode, suggest},
    range::{End, Range},
};
use crate::{
    model::{self, Age, Assessment, Draft, Exposure, Finding, Typed, Value},
    quantity::{Analyte, Comparator, Measured, Number, Style, UnitRow, read_number},
};

/// Reads a draft.
pub fn read_case<'d>(draft: &'d Draft, plan: &Plan, laboratories: &[&str]) -> (Case<'d>, Vec<Problem>) {
    let mut reader = Reader { plan, laboratories, problems: Vec::new() };
    let mut case = Case {
        draft,
        sex: draft.sex,
        birth: reader.read_age(&draft.age),
        stages: reader.read_stages(draft),
        findings: plan.items.iter().map(|_| Vec::new()).collect(),
        histories: plan.items.iter().map(|_| None).collect(),
    };
    for (index, assessment) in draft.assessments.iter().enumerate() {
        reader.read_assessment(index, assessment, &mut case);
    }
    for exposure in &draft.exposures {
        reader.read_exposure(exposure, &mut case);
    }
    cross_check(&mut case, plan, &mut reader.problems);
    (case, reader.problems)
}

struct Reader<'p> {
    plan: &'p Plan,
    laboratories: &'p [&'p str],
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn problem(&mut self, field: String, code: ProblemCode) {
        self.problems.push(Problem { field, code });
    }

    fn moment(&mut self, text: &str, field: impl Fn() -> String) -> Option<Moment> {
        match read_moment(text) {
            Ok(moment) => moment,
            Err(problem) => {
                self.problem(field(), ProblemCode::Date(problem));
                None
            }
        }
    }

    fn read_age(&mut self, age: &Age) -> Option<Birth> {
        if self.moment(&age.birth, || "age.birth".to_owned()).is_some() {
            return Birth::born(&age.birth);
        }
        if age.years.trim().is_empty() {
            return None;
        }
        let on = self.moment(&age.years_on, || "age.years_on".to_owned());
        let years = match read_number(&age.years, Style::Plain) {
            Ok(number) => number.value.to_i64().filter(|years| (0..=120).contains(years)),
            Err(problem) => {
                self.problem("age.years".to_owned(), ProblemCode::Number(problem));
                return None;
            }
        };
        let Some(years) = years else {
            self.problem("age.years".to_owned(), ProblemCode::NotWholeYears);
            return None;
        };
        match on {
            Some(on) => {
                let (early, late) =
                    (Birth::stated(years, on.first.date())?, Birth::stated(years, on.last.date())?);
                Some(Birth { first: early.first, last: late.last })
            }
            None => {
                if age.years_on.trim().is_empty() {
                    self.problem("age.years_on".to_owned(), ProblemCode::DateMissing);
                }
                None
            }
        }
    }

    fn read_stages(&mut self, draft: &Draft) -> Vec<(usize, u32, Moment)> {
        let mut stages: Vec<(usize, u32, Moment)> = Vec::new();
        for entry in &draft.stages {
            let field = || format!("stages[{} {}]", entry.stage, entry.infusion);
            let Some(stage) = self.plan.stage(&entry.stage) else {
                let known = self.plan.stages.iter().map(|stage| &**stage);
                let suggestion = suggest(&entry.stage, known).map(str::to_owned);
                self.problem(field(), ProblemCode::UnknownId { id: entry.stage.clone(), suggestion });
                continue;
            };
            if stages.iter().any(|(known, infusion, _)| *known == stage && *infusion == entry.infusion) {
                self.problem(field(), ProblemCode::Duplicate);
                continue;
            }
            if let Some(date) = self.moment(&entry.date, || format!("{}.date", field())) {
                stages.push((stage, entry.infusion, date));
            }
        }
        stages
    }

    fn read_assessment<'d>(&mut self, index: usize, assessment: &'d Assessment, case: &mut Case<'d>) {
        let path = || format!("assessments[{}]", assessment.id);
        let when = self.moment(&assessment.when, || format!("{}.when", path()));
        if assessment.when.trim().is_empty() && !assessment.results.is_empty() {
            self.problem(format!("{}.when", path()), ProblemCode::DateMissing);
        }
        if let Some(laboratory) = &assessment.laboratory
            && !self.laboratories.contains(&laboratory.as_str())
        {
            let suggestion = suggest(laboratory, self.laboratories.iter().copied()).map(str::to_owned);
            let code = ProblemCode::UnknownId { id: laboratory.clone(), suggestion };
            self.problem(format!("{}.laboratory", path()), code);
        }
        for (result, finding) in assessment.results.iter().enumerate() {
            let field = || format!("{}.results[{}]", path(), finding.of);
            let Some(item) = self.plan.item(&finding.of) else {
                let known = self.plan.items.iter().map(|item| &*item.id);
                let suggestion = suggest(&finding.of, known).map(str::to_owned);
                self.problem(field(), ProblemCode::UnknownId { id: finding.of.clone(), suggestion });
                continue;
            };
            let Some(kind) = self.plan.items.get(item).map(|item| &item.kind) else { continue };
            let read = self.read_finding(finding, kind, &field);
            if let Some(findings) = case.findings.get_mut(item) {
                let twice = findings.iter().any(|other: &ReadFinding<'_>| other.place.assessment == index);
                if twice && finding.set_aside.is_empty() {
                    self.problem(field(), ProblemCode::Duplicate);
                }
                findings.push(ReadFinding {
                    place: Place { assessment: index, result },
                    finding,
                    when,
                    read,
                });
            }
        }
    }

    fn read_finding<'d>(
        &mut self,
        finding: &'d Finding,
        kind: &PlanKind,
        field: &dyn Fn() -> String,
    ) -> Read<'d> {
        let read = match (&finding.value, kind) {
            (Value::NotKnown, _) => Read::NotKnown,
            (Value::NotDone(_), _) => Read::NotDone,
            (Value::Yes, PlanKind::YesNo) => Read::Answer("Yes"),
            (Value::No, PlanKind::YesNo) => Read::Answer("No"),
            (Value::Choice(id), PlanKind::Choice(answers)) => {
                if answers.iter().any(|(known, _)| **known == **id) {
                    Read::Answer(id)
                } else {
                    let suggestion =
                        suggest(id, answers.iter().map(|(known, _)| &**known)).map(str::to_owned);
                    self.problem(field(), ProblemCode::UnknownId { id: id.clone(), suggestion });
                    Read::Refused
                }
            }
            (Value::Choice(id), PlanKind::Analyte(Analyte::HbvDna)) if id == "not_detected" => {
                none_detected(Analyte::HbvDna).map_or(Read::Refused, Read::Measured)
            }
            (Value::Counted(count), PlanKind::Analyte(analyte)) => {
                let typed = Typed::new(&count.to_string(), analyte.canonical().map_or("", |row| row.ucum));
                self.read_quantity(&typed, *analyte, finding, field)
            }
            (Value::Quantity(typed), PlanKind::Analyte(analyte)) => {
                self.read_quantity(typed, *analyte, finding, field)
            }
            (Value::Urine { urine, volume, time, plasma }, PlanKind::Analyte(Analyte::ClearanceMeasured)) => {
                let part = |reader: &mut Self, typed: &Typed, analyte, name: &str| {
                    reader.read_part(typed, analyte, || format!("{}.{name}", field()))
                };
                let urine = part(self, urine, Analyte::UrineCreatinine, "urine");
                let volume = part(self, volume, Analyte::UrineVolume, "volume");
                let time = part(self, time, Analyte::CollectionTime, "time");
                let plasma = part(self, plasma, Analyte::Creatinine, "plasma");
                match (urine, volume, time, plasma) {
                    (Some(urine), Some(volume), Some(time), Some(plasma)) => {
                        Read::Urine(Box::new(Urine { urine, volume, time, plasma }))
                    }
                    _ => Read::Refused,
                }
            }
            (_, kind) => {
                self.problem(field(), ProblemCode::WrongKind { expected: expected(kind) });
                Read::Refused
            }
        };
        if finding.set_aside.trim().is_empty() { read } else { Read::SetAside }
    }

    fn read_quantity<'d>(
        &mut self,
        typed: &Typed,
        analyte: Analyte,
        finding: &Finding,
        field: &dyn Fn() -> String,
    ) -> Read<'d> {
        if typed.is_empty() {
            return Read::NotKnown;
        }
        let analyte = in_international_units(analyte, &typed.unit);
        let (number, unit) = match read_typed(typed, analyte, Style::Laboratory) {
            Ok(read) => read,
            Err((part, code)) => {
                self.problem(format!("{}.{part}", field()), code);
                return Read::Refused;
            }
        };
        let Some(measured) = analyte.measured(number.value.clone(), unit) else { return Read::Refused };
        let reading =
            Reading { value: range(&number, measured.clone()), unit, last_place: number.last_place };
        let whole = analyte != Analyte::Ecog || number.value.is_integer();
        match size_problem(&measured, &number.value, unit) {
            None if whole => Read::Measured(reading),
            None => {
                self.problem(
                    format!("{}.value", field()),
                    ProblemCode::WrongKind { expected: EntryKind::Counted },
                );
                Read::Refused
            }
            Some(code) if code.can_be_confirmed() => {
                if finding.confirmed.is_some() {
                    return Read::Measured(reading);
                }
                self.problem(format!("{}.value", field()), code);
                Read::Doubtful(reading)
            }
            Some(code) => {
                self.problem(format!("{}.value", field()), code);
                Read::Refused
            }
        }
    }

    /// A part of a urine collection: a plain number above zero.
    fn read_part(&mut self, typed: &Typed, analyte: Analyte, field: impl Fn() -> String) -> Option<Measured> {
        let (number, unit) = match read_typed(typed, analyte, Style::Plain) {
            Ok(read) => read,
            Err((part, code)) => {
                self.problem(format!("{}.{part}", field()), code);
                return None;
            }
        };
        let measured = analyte.measured(number.value.clone(), unit)?;
        if !number.value.is_positive() {
            self.problem(field(), ProblemCode::NotPositive);
            return None;
        }
        if let Some(code) = size_problem(&measured, &number.value, unit) {
            let confirmable = code.can_be_confirmed();
            self.problem(field(), code);
            return confirmable.then_some(measured);
        }
        Some(measured)
    }

    fn read_exposure<'d>(&mut self, exposure: &'d Exposure, case: &mut Case<'d>) {
        let path = format!("exposures[{}]", exposure.kind);
        let Some(item) = self.plan.item(&exposure.kind) else {
            let known = self.plan.items.iter().filter(|item| matches!(item.kind, PlanKind::History));
            let suggestion = suggest(&exposure.kind, known.map(|item| &*item.id)).map(str::to_owned);
            // Histories of criteria that this protocol version does not ask for are kept and not judged.
            if suggestion.is_some() {
                self.problem(path, ProblemCode::UnknownId { id: exposure.kind.clone(), suggestion });
            }
            return;
        };
        if !matches!(self.plan.items.get(item).map(|item| &item.kind), Some(PlanKind::History)) {
            self.problem(path, ProblemCode::WrongKind { expected: EntryKind::History });
            return;
        }
        let complete_to = self.moment(&exposure.complete_to, || format!("{path}.complete_to"));
        let mut courses = Vec::new();
        for (index, course) in exposure.courses.iter().enumerate() {
            let start = self.moment(&course.start, || format!("{path}.courses[{index}].start"));
            let end = match &course.end {
                model::End::Ongoing => CourseEnd::Ongoing,
                model::End::NotKnown => CourseEnd::NotKnown,
                model::End::On(text) => self
                    .moment(text, || format!("{path}.courses[{index}].end"))
                    .map_or(CourseEnd::NotKnown, CourseEnd::On),
            };
            courses.push(ReadCourse { course, start, end });
        }
        if let Some(history) = case.histories.get_mut(item) {
            if history.is_some() {
                self.problem(path, ProblemCode::Duplicate);
                return;
            }
            *history = Some(ReadHistory { complete_to, courses });
        }
    }
}

/// HBV DNA is reported in copies or in international units; they meet only through the assay's factor.
fn in_international_units(analyte: Analyte, unit: &str) -> Analyte {
    let units = analyte == Analyte::HbvDna && Analyte::HbvDnaUnits.unit(unit).is_some();
    if units { Analyte::HbvDnaUnits } else { analyte }
}

fn read_typed(
    typed: &Typed,
    analyte: Analyte,
    style: Style,
) -> Result<(Number, &'static UnitRow), (&'static str, ProblemCode)> {
    let number =
        read_number(&typed.value, style).map_err(|problem| ("value", ProblemCode::Number(problem)))?;
    let unit = if analyte == Analyte::HbvDna && analyte.unit(&typed.unit).is_none() {
        Err(unit_problem(&typed.unit, analyte.units(), analyte.refusal(&typed.unit)))
    } else {
        read_unit(analyte, &typed.unit)
    };
    Ok((number, unit.map_err(|code| ("unit", code))?))
}

/// What a printed result leaves possible. A laboratory value has no lower end below zero.
fn range(number: &Number, measured: Measured) -> Range<Measured> {
    let zero = End::Closed(measured.times(&crate::quantity::Exact::from(0)));
    match number.comparator {
        Comparator::Equal => Range::point(measured),
        Comparator::Below => Range { low: zero, high: End::Open(measured) },
        Comparator::AtMost => Range { low: zero, high: End::Closed(measured) },
        Comparator::Above => Range { low: End::Open(measured), high: End::None },
        Comparator::AtLeast => Range { low: End::Closed(measured), high: End::None },
    }
}

/// *Not detected* counts as zero copies.
fn none_detected(analyte: Analyte) -> Option<Reading> {
    let unit = analyte.canonical()?;
    let value = Range::point(analyte.measured(crate::quantity::Exact::from(0), unit)?);
    Some(Reading { value, unit, last_place: 0 })
}

const fn expected(kind: &PlanKind) -> EntryKind {
    match kind {
        PlanKind::Analyte(Analyte::Ecog) => EntryKind::Counted,
        PlanKind::Analyte(_) => EntryKind::Quantity,
        PlanKind::YesNo => EntryKind::YesNo,
        PlanKind::Choice(_) => EntryKind::Choice,
        PlanKind::History => EntryKind::History,
    }
}
