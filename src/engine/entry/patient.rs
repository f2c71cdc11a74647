//! Reads what is known of the patient beside results: age and histories.

use super::{
    case::{Birth, Case, CourseEnd, ReadCourse, ReadHistory},
    read::Reader,
};
use crate::{
    engine::{
        moment::Moment,
        problem::{EntryKind, ProblemCode, none_of, suggest},
        protocol::plan::{Name, PlanKind},
        unit::read_amount,
    },
    model::{self, Address, Age, Course, CoursePart, Exposure, Half, HistoryPart, PatientPart, Typed},
    quantity::{
        Exact, Style, read_number,
        units::{RuntimeUnit, daily_dose, time},
    },
};

/// Nobody in a trial is older, in completed years.
const OLDEST: i64 = 120;

impl Reader<'_> {
    /// The days on which the patient can have been born.
    ///
    /// A date of birth that cannot be read, or that contradicts the stated age, leaves the age unknown.
    pub(crate) fn read_age(&mut self, age: &Age) -> Option<Birth> {
        let stated = self.read_stated_age(age);
        if age.birth.trim().is_empty() {
            return stated;
        }
        self.past(&age.birth, || Address::Patient(PatientPart::Birth))?;
        let born = Birth::born(&age.birth)?;
        if born.years_on(self.now.date()).0 > OLDEST {
            self.problem(Address::Patient(PatientPart::Birth), ProblemCode::NotWholeYears);
            return None;
        }
        if stated.is_some_and(|stated| stated.first > born.last || born.first > stated.last) {
            let other = Address::Patient(PatientPart::Years);
            self.problem(Address::Patient(PatientPart::Birth), ProblemCode::Conflicts { other });
            return None;
        }
        Some(born)
    }

    fn read_stated_age(&mut self, age: &Age) -> Option<Birth> {
        if age.years.trim().is_empty() {
            return None;
        }
        let on = self.moment(&age.years_on, || Address::Patient(PatientPart::YearsOn));
        let years = match read_number(&age.years, Style::Plain) {
            Ok(number) => number.value.to_i64().filter(|years| (0..=OLDEST).contains(years)),
            Err(problem) => {
                self.problem(Address::Patient(PatientPart::Years), ProblemCode::Number(problem));
                return None;
            }
        };
        let Some(years) = years else {
            self.problem(Address::Patient(PatientPart::Years), ProblemCode::NotWholeYears);
            return None;
        };
        let Some(on) = on else {
            if age.years_on.trim().is_empty() && age.birth.trim().is_empty() {
                self.problem(Address::Patient(PatientPart::YearsOn), ProblemCode::DateMissing);
            }
            return None;
        };
        let (early, late) = (Birth::stated(years, on.first.date())?, Birth::stated(years, on.last.date())?);
        Some(Birth { first: early.first, last: late.last })
    }

    pub(crate) fn read_exposure<'d>(&mut self, exposure: &'d Exposure, case: &mut Case<'d>) {
        let at = |part| Address::history(&exposure.kind, part);
        let Some(item) = self.plan.item(&exposure.kind) else {
            let known = self.plan.items.iter().filter(|item| matches!(item.kind, PlanKind::History));
            let suggestion = suggest(&exposure.kind, known.map(|item| &*item.id)).map(str::to_owned);
            // Histories of criteria that this protocol version does not ask for are kept and not judged.
            if suggestion.is_some() {
                self.problem(
                    at(HistoryPart::Whole),
                    ProblemCode::UnknownId { id: exposure.kind.clone(), suggestion },
                );
            }
            return;
        };
        if !matches!(self.plan.items.get(item).map(|item| &item.kind), Some(PlanKind::History)) {
            self.problem(at(HistoryPart::Whole), ProblemCode::WrongKind { expected: EntryKind::History });
            return;
        }
        // Nobody can have been asked up to a day that is still to come: such a date counts as never asked.
        let complete_to = self.past(&exposure.complete_to, || at(HistoryPart::CompleteTo));
        let mut courses = Vec::with_capacity(exposure.courses.len());
        let classes: &[Name] = self.plan.items.get(item).map_or(&[], |item| &item.history.classes);
        for (index, course) in exposure.courses.iter().enumerate() {
            let at = |part| Address::Course(exposure.kind.clone(), index, part, Half::Whole);
            courses.push(self.read_course(&at, course, classes));
        }
        if let Some(history) = case.histories.get_mut(item) {
            // A second history of one kind is a problem; what stands in it still counts, and both must be complete.
            let earlier = history.take();
            if earlier.is_some() {
                self.problem(at(HistoryPart::Whole), ProblemCode::Duplicate);
            }
            *history = Some(match earlier {
                None => ReadHistory { complete_to, courses },
                Some(mut earlier) => {
                    earlier.complete_to =
                        earlier.complete_to.zip(complete_to).map(|(one, other)| one.min(other));
                    earlier.courses.append(&mut courses);
                    earlier
                }
            });
        }
    }

    fn read_course<'d>(
        &mut self,
        at: &dyn Fn(CoursePart) -> Address,
        course: &'d Course,
        classes: &[Name],
    ) -> ReadCourse<'d> {
        let known = self.problems.len();
        let start = self.moment(&course.start, || at(CoursePart::Start));
        let end = match &course.end {
            model::End::Ongoing => CourseEnd::Ongoing,
            model::End::NotKnown => CourseEnd::NotKnown,
            model::End::On(text) => {
                self.moment(text, || at(CoursePart::End)).map_or(CourseEnd::NotKnown, CourseEnd::On)
            }
        };
        let too_early = self.problems.iter().skip(known).any(|problem| problem.code.is_too_early());
        let future = start.is_some_and(|start| start.first > self.now);
        if future {
            self.problem(at(CoursePart::Start), ProblemCode::DateInFuture);
        }
        let ends_first = ends_before_it_starts(start, end);
        if ends_first {
            let other = at(CoursePart::Start);
            self.problem(at(CoursePart::End), ProblemCode::Conflicts { other });
        }
        for tag in course.tags.iter().filter(|tag| !classes.iter().any(|class| **class == ***tag)) {
            let code = none_of(tag, classes.iter().map(|class| &**class));
            self.problem(at(CoursePart::Tags), code);
        }
        let per_day =
            self.read_positive(&course.per_day, daily_dose::Unit::milligram, &|| at(CoursePart::PerDay));
        let half_life =
            self.read_positive(&course.half_life, time::Unit::second, &|| at(CoursePart::HalfLife));
        // A date that lies after now, or before any that can be, may be a slip for one in a window.
        let unusable = future || ends_first || too_early;
        ReadCourse { course, start, end, per_day, half_life, unusable }
    }

    /// A plain number above zero with a unit of the table, in this unit of it.
    fn read_positive<U: RuntimeUnit>(
        &mut self,
        typed: &Typed,
        in_unit: U,
        field: &dyn Fn() -> Address,
    ) -> Option<Exact> {
        if typed.is_empty() {
            return None;
        }
        let (number, unit) = match read_amount::<U>(typed) {
            Ok(read) => read?,
            Err((half, code)) => {
                self.problem(field().half(half), code);
                return None;
            }
        };
        if !number.is_positive() {
            self.problem(field().value(), ProblemCode::NotPositive);
            return None;
        }
        Some(in_unit.value(&unit.quantity(number)))
    }
}

fn ends_before_it_starts(start: Option<Moment>, end: CourseEnd) -> bool {
    match (start, end) {
        (Some(start), CourseEnd::On(end)) => end.last < start.first,
        _ => false,
    }
}
