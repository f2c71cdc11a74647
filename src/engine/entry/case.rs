//! A patient as read: quantities, dates and answers, each still pointing at the text it came from.

use crate::{
    engine::{
        formula::{clearance::Input, worked::Typed},
        moment::{Moment, completed_years, read_moment},
        range::Range,
    },
    model::{Course, Draft, Finding, Infusion, Sex},
    quantity::{Exact, Measured, UnitRow, analyte::ClearanceMeasured},
};
use jiff::{
    Span,
    civil::{Date, DateTime},
};

/// A draft as read. What cannot be read is a problem, and unknown to every rule.
#[derive(Debug)]
pub struct Case<'d> {
    /// What was typed.
    pub draft: &'d Draft,
    /// When it was read.
    pub now: DateTime,
    /// Sex, if recorded.
    pub sex: Option<Sex>,
    /// When the patient was born, as far as known.
    pub birth: Option<Birth>,
    /// Dates of stages: stage, infusion, date.
    pub stages: Vec<(usize, u32, Moment)>,
    /// First days of stages that last days: stage, infusion, day.
    pub first_days: Vec<(usize, u32, Moment)>,
    /// Stages without a date of their own whose day is that of the signed decision: stage, infusion.
    pub decided_stages: Vec<(usize, u32)>,
    /// Stages with a date that cannot be right: unreadable, entered twice, or before an earlier stage.
    pub doubtful_stages: Vec<(usize, u32)>,
    /// Findings of each item, in the order entered.
    pub findings: Vec<Vec<ReadFinding<'d>>>,
    /// Histories of each item.
    pub histories: Vec<Option<ReadHistory<'d>>>,
}

/// The days on which the patient can have been born. Both ends belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Birth {
    /// The earliest.
    pub first: Date,
    /// The latest.
    pub last: Date,
}

/// Where a result stands in the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index into `draft.assessments`.
    pub assessment: usize,
    /// Index into its `results`.
    pub result: usize,
}

/// A result as read.
#[derive(Debug)]
pub struct ReadFinding<'d> {
    /// Where it stands.
    pub place: Place,
    /// What was typed.
    pub finding: &'d Finding,
    /// When it was found.
    pub when: Option<Moment>,
    /// What it says.
    pub read: Read<'d>,
    /// The upper limit of normal printed beside it.
    pub uln: ReadUln,
}

/// An upper limit of normal as read from a report.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadUln {
    /// None is printed: a template may stand in.
    None,
    /// This limit, in this unit.
    Printed(Measured, &'static UnitRow),
    /// It lies outside every usual limit, and nobody has confirmed it.
    Doubtful,
    /// It cannot be read.
    Unreadable,
}

/// What a result says.
#[derive(Debug)]
pub enum Read<'d> {
    /// A quantity.
    Measured(Reading),
    /// A quantity that a person must confirm first.
    Doubtful(Reading),
    /// The clearance of a timed urine collection.
    Urine(Input<ClearanceMeasured>),
    /// `Yes`, `No` or a choice.
    Answer(&'d str),
    /// An answer that contradicts another entry, and that a person must confirm first.
    DoubtfulAnswer(&'d str),
    /// Asked and not known, or never filled in.
    NotKnown,
    /// Not done.
    NotDone,
    /// It cannot be read, or cannot be.
    Refused,
    /// Set aside by a person.
    SetAside,
}

/// A quantity as read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What is known of it.
    pub value: Range<Measured>,
    /// The unit typed.
    pub unit: &'static UnitRow,
    /// The place of its last digit as a power of ten.
    pub last_place: i32,
}

impl Reading {
    /// As it is put into a formula.
    pub const fn typed(&self) -> Typed<'_> {
        Typed { value: &self.value, unit: self.unit, last_place: self.last_place }
    }
}

/// A history as read.
#[derive(Debug)]
pub struct ReadHistory<'d> {
    /// Asked up to here; `None` when never asked.
    pub complete_to: Option<Moment>,
    /// The courses.
    pub courses: Vec<ReadCourse<'d>>,
}

/// A course as read.
#[derive(Debug)]
pub struct ReadCourse<'d> {
    /// What was typed.
    pub course: &'d Course,
    /// First day.
    pub start: Option<Moment>,
    /// Last day.
    pub end: CourseEnd,
    /// Milligrams per day.
    pub per_day: Option<Exact>,
    /// Half-life in seconds.
    pub half_life: Option<Exact>,
    /// Its dates contradict each other, lie after now or before any that can be: whether it counts is not known.
    pub unusable: bool,
}

/// When a course ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CourseEnd {
    /// Still going on.
    Ongoing,
    /// Then.
    On(Moment),
    /// Not known.
    NotKnown,
}

impl Birth {
    /// The lowest and the highest number of completed years on a day.
    pub fn years_on(self, day: Date) -> (i64, i64) {
        (completed_years(self.last, day), completed_years(self.first, day))
    }

    /// From a stated age: so many completed years on a day.
    pub fn stated(years: i64, on: Date) -> Option<Self> {
        let before = |years: i64| on.checked_sub(Span::new().try_years(years).ok()?).ok();
        let (last, first) = (before(years)?, before(years.checked_add(1)?)?.tomorrow().ok()?);
        Some(Self { first, last })
    }

    /// From a date of birth as typed.
    pub fn born(text: &str) -> Option<Self> {
        let moment = read_moment(text).ok()??;
        Some(Self { first: moment.first.date(), last: moment.last.date() })
    }
}

/// An infusion is over once its end is recorded, and has come; one of which only *given* is recorded is.
pub fn is_over(infusion: &Infusion, now: DateTime) -> bool {
    let Some(given) = infusion.given.as_ref().filter(|given| given.is_ended()) else { return false };
    match read_moment(&given.end) {
        Ok(end) => end.is_none_or(|end| end.first <= now),
        Err(_) => false,
    }
}

impl Case<'_> {
    /// A date is typed for the stage, and it cannot be right.
    pub fn is_doubtful(&self, stage: usize, infusion: u32) -> bool {
        self.doubtful_stages.contains(&(stage, infusion))
    }

    /// The date of the last stage before this one, where one has a date: it lies no earlier.
    pub fn not_before(&self, stage: usize, infusion: u32) -> Option<Moment> {
        let before = |(known, number, _): &&(usize, u32, Moment)| {
            *number < infusion || (*number == infusion && *known < stage) || (*number == 1 && *known < stage)
        };
        let doubtful = |(known, number, _): &&(usize, u32, Moment)| !self.is_doubtful(*known, *number);
        self.stages
            .iter()
            .filter(before)
            .filter(doubtful)
            .map(|(.., date)| *date)
            .max_by_key(|date| date.last)
    }

    /// A later stage of the infusion has begun, or the infusion was given, or a later one has begun.
    pub fn has_passed(&self, stage: usize, infusion: u32, now: DateTime) -> bool {
        let later = |(known, number, date): &(usize, u32, Moment)| {
            date.first <= now && ((*known > stage && *number == infusion) || *number > infusion)
        };
        let given = |known: &Infusion| known.number >= infusion && known.given.is_some();
        self.stages.iter().any(later) || self.draft.infusions.iter().any(given)
    }

    /// Later infusions that have a date at a stage, or that are entered and not given yet.
    pub fn later_infusions(&self) -> Vec<u32> {
        let dated = self.stages.iter().map(|(_, infusion, _)| *infusion);
        let doubtful = self.doubtful_stages.iter().map(|(_, infusion)| *infusion);
        let entered = self.draft.infusions.iter().filter(|known| !is_over(known, self.now));
        let all = dated.chain(doubtful).chain(entered.map(|known| known.number));
        let mut found: Vec<u32> = all.filter(|infusion| *infusion > 1).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// An infusion that is over.
    pub fn is_given(&self, infusion: u32) -> bool {
        self.draft.infusions.iter().any(|known| known.number == infusion && is_over(known, self.now))
    }

    /// The day of the last stage that has begun.
    pub fn last_begun(&self, now: DateTime) -> Option<Date> {
        let begun = self.stages.iter().filter(|(.., date)| date.first <= now);
        begun.map(|(.., date)| date.first.date()).max()
    }

    /// The date of a stage of an infusion.
    pub fn stage(&self, stage: usize, infusion: u32) -> Option<Moment> {
        self.stages
            .iter()
            .find(|(known, number, _)| *known == stage && *number == infusion)
            .map(|(.., date)| *date)
    }
}

#[cfg(test)]
mod tests {
    use super::Birth;
    use jiff::civil::date;

    #[test]
    fn a_stated_age_ages() {
        let birth = Birth::stated(58, date(2026, 11, 20)).unwrap();
        assert_eq!(birth, Birth { first: date(1967, 11, 21), last: date(1968, 11, 20) });
        assert_eq!(birth.years_on(date(2026, 11, 20)), (58, 58));
        assert_eq!(birth.years_on(date(2026, 11, 21)), (58, 59));
        assert_eq!(birth.years_on(date(2027, 11, 20)), (59, 59));
    }

    #[test]
    fn a_partial_birth_is_an_interval() {
        let birth = Birth::born("1968").unwrap();
        assert_eq!(birth.years_on(date(2026, 11, 20)), (57, 58));
        assert_eq!(Birth::born("1968-05").unwrap().years_on(date(2026, 11, 20)), (58, 58));
        assert_eq!(Birth::born("5/6/68"), None);
    }
}
