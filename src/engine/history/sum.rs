//! Doses of one day add up: the days on which several courses together are above a rule's dose, and none alone.

use super::{
    counted::equivalent,
    spell::{Counted, Spell},
};
use crate::{
    engine::{
        entry::case::{CourseEnd, ReadCourse},
        evidence::Why,
        moment::{Moment, days_after},
        protocol::plan::PlanHistory,
    },
    model::Truth,
    quantity::Exact,
};
use jiff::civil::Date;

/// A course that may add to the dose of a day.
struct Part<'c, 'd> {
    place: usize,
    course: &'c ReadCourse<'d>,
    class: Truth,
    /// As the history's first agent; none where it is not known.
    dose: Option<Exact>,
    /// The days on which it surely was taken.
    sure: Option<(Date, Date)>,
    /// Those on which it may have been.
    possible: (Date, Date),
}

/// What the courses come to on the days between two changes.
#[derive(Clone, Default)]
struct Day {
    low: Exact,
    high: Exact,
    /// So many of them are above the dose alone, or may be: they count by themselves.
    surely_alone: usize,
    perhaps_alone: usize,
}

/// The spells in which only the sum is above `limit`; `classes` says of each course whether its class counts.
pub(super) fn sums<'c>(
    courses: &'c [ReadCourse<'_>],
    classes: &[Truth],
    history: &PlanHistory,
    limit: &Exact,
    asked: Option<Date>,
) -> Vec<Counted<'c>> {
    let parts: Vec<Part<'_, '_>> = courses
        .iter()
        .zip(classes)
        .enumerate()
        .filter(|(_, (_, class))| **class != Truth::False)
        .map(|(place, (course, class))| Part {
            place,
            course,
            class: *class,
            dose: equivalent(course, history),
            sure: sure_days(course, asked),
            possible: possible_days(course),
        })
        .collect();
    if parts.len() < 2 {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut day = Day::default();
    let changes = changes(&parts, limit);
    for pair in changes.chunk_by(|one, other| one.0 == other.0).collect::<Vec<_>>().windows(2) {
        let [now, next] = pair else { continue };
        for (_, change) in *now {
            change.apply(&mut day);
        }
        let (Some((first, _)), Some((after, _))) = (now.first(), next.first()) else { continue };
        let sure = day.low > *limit && day.surely_alone == 0;
        let perhaps = day.low <= *limit && day.high > *limit && day.perhaps_alone == 0;
        if sure || perhaps {
            found.push(spell(&parts, (*first, days_after(*after, -1)), sure));
        }
    }
    found
}

/// Something that changes the sum from a day on.
enum Change<'p> {
    Low(&'p Exact, bool),
    High(&'p Exact, bool),
    SurelyAlone(bool),
    PerhapsAlone(bool),
    /// Nothing; a day to look up to.
    End,
}

impl Change<'_> {
    fn apply(&self, day: &mut Day) {
        let add = |sum: &mut Exact, dose: &Exact, more: bool| {
            *sum = if more { &*sum + dose } else { &*sum - dose };
        };
        let count = |count: &mut usize, more: bool| {
            *count = if more { count.saturating_add(1) } else { count.saturating_sub(1) };
        };
        match self {
            Self::Low(dose, more) => add(&mut day.low, dose, *more),
            Self::High(dose, more) => add(&mut day.high, dose, *more),
            Self::SurelyAlone(more) => count(&mut day.surely_alone, *more),
            Self::PerhapsAlone(more) => count(&mut day.perhaps_alone, *more),
            Self::End => {}
        }
    }
}

/// Every change, by its day.
fn changes<'p>(parts: &'p [Part<'_, '_>], limit: &Exact) -> Vec<(Date, Change<'p>)> {
    let mut found: Vec<(Date, Change<'p>)> = vec![(Date::MAX, Change::End)];
    for part in parts {
        let (first, last) = part.possible;
        let after = |last: Date| days_after(last, 1);
        let alone = part.dose.as_ref().is_none_or(|dose| dose > limit);
        if alone {
            found.push((first, Change::PerhapsAlone(true)));
            found.push((after(last), Change::PerhapsAlone(false)));
        }
        let Some(dose) = &part.dose else { continue };
        found.push((first, Change::High(dose, true)));
        found.push((after(last), Change::High(dose, false)));
        if let Some((first, last)) = part.sure.filter(|_| part.class == Truth::True) {
            found.push((first, Change::Low(dose, true)));
            found.push((after(last), Change::Low(dose, false)));
            if alone {
                found.push((first, Change::SurelyAlone(true)));
                found.push((after(last), Change::SurelyAlone(false)));
            }
        }
    }
    found.sort_by_key(|(day, _)| *day);
    found
}

/// The days from the first to the last of these, both included, as a spell of all courses that add up on them.
fn spell<'c>(parts: &[Part<'c, '_>], (first, last): (Date, Date), sure: bool) -> Counted<'c> {
    let on = |(from, to): (Date, Date)| from <= first && last <= to;
    let own = |part: &&Part<'_, '_>| {
        if sure { part.class == Truth::True && part.sure.is_some_and(on) } else { on(part.possible) }
    };
    let parts: Vec<&Part<'_, '_>> = parts.iter().filter(own).collect();
    let starts = parts.iter().filter_map(|part| part.course.start);
    let start = to_the_minute(starts, first).unwrap_or_else(|| Moment::day(first));
    let ends = parts.iter().filter_map(|part| match part.course.end {
        CourseEnd::On(end) => Some(end),
        CourseEnd::Ongoing | CourseEnd::NotKnown => None,
    });
    let end = match to_the_minute(ends, last) {
        Some(end) => CourseEnd::On(end),
        None if last < days_after(Date::MAX, -1) => CourseEnd::On(Moment::day(last)),
        None if sure => CourseEnd::Ongoing,
        None => CourseEnd::NotKnown,
    };
    let why = parts.iter().any(|part| part.class == Truth::Unknown).then_some(Why::ClassNotKnown);
    Counted {
        spell: Spell {
            start: (first > Date::MIN).then_some(start),
            end,
            half_life: None,
            unusable: parts.iter().any(|part| part.course.unusable),
        },
        counts: if sure { Truth::True } else { Truth::Unknown },
        why: if sure { None } else { why.or(Some(Why::PartialDate)) },
        places: parts.iter().map(|part| part.place).collect(),
    }
}

/// The latest of the times on this day that are known to the minute.
fn to_the_minute(times: impl Iterator<Item = Moment>, day: Date) -> Option<Moment> {
    times.filter(|time| time.is_time() && time.date() == Some(day)).max()
}

fn possible_days(course: &ReadCourse<'_>) -> (Date, Date) {
    if course.unusable {
        return (Date::MIN, Date::MAX);
    }
    let first = course.start.map_or(Date::MIN, |start| start.first.date());
    let last = match course.end {
        CourseEnd::On(end) => end.last.date(),
        CourseEnd::Ongoing | CourseEnd::NotKnown => Date::MAX,
    };
    (first, last)
}

/// None for a course whose dates leave every day open. What went on when somebody asked was taken on that day.
fn sure_days(course: &ReadCourse<'_>, asked: Option<Date>) -> Option<(Date, Date)> {
    if course.unusable {
        return None;
    }
    let start = course.start.map(|start| start.last.date());
    let (first, last) = match course.end {
        CourseEnd::Ongoing => (start.or(asked)?, Date::MAX),
        CourseEnd::On(end) => (start.or_else(|| end.date())?, end.first.date()),
        CourseEnd::NotKnown => {
            (start.filter(|_| course.start.is_some_and(|start| start.date().is_some()))?, start?)
        }
    };
    (first <= last).then_some((first, last))
}
