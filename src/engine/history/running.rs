//! Courses of one day on days running: from how many on they count as one that goes on.

use crate::{
    engine::{
        entry::case::{CourseEnd, ReadCourse},
        moment::days_between,
    },
    model::{Running, Truth},
};
use jiff::civil::Date;

/// A course of one day: the days on which it can have been.
struct Single {
    place: usize,
    first: Date,
    last: Date,
}

/// Of each course, whether it is of the class and runs on for long enough.
///
/// Where the day of one is only partly known, it may be what makes the others run on: unknown, as far as they are many
/// enough at all.
pub(super) fn running(courses: &[ReadCourse<'_>], running: &Running) -> Vec<Truth> {
    let mut found = vec![Truth::False; courses.len()];
    let own = courses.iter().enumerate().filter(|(_, course)| course.course.tags.contains(&running.class));
    let mut singles: Vec<Single> = own.map(|(place, course)| single(place, course)).collect();
    singles.sort_by_key(|single| (single.first, single.last));
    let known = |single: &&Single| single.first == single.last;
    for (runs, truth) in
        [(runs(singles.iter()), Truth::Unknown), (runs(singles.iter().filter(known)), Truth::True)]
    {
        for run in runs.iter().filter(|run| is_long(run, running.days)) {
            for single in run {
                if let Some(own) = found.get_mut(single.place) {
                    *own = truth;
                }
            }
        }
    }
    found
}

/// Those between which no day is left free.
fn runs<'s>(singles: impl Iterator<Item = &'s Single>) -> Vec<Vec<&'s Single>> {
    let mut runs: Vec<Vec<&Single>> = Vec::new();
    let mut reached = Date::MIN;
    for single in singles {
        match runs.last_mut().filter(|_| days_between(reached, single.first) <= 1) {
            Some(run) => run.push(single),
            None => runs.push(vec![single]),
        }
        reached = reached.max(single.last);
    }
    runs
}

/// So many days need as many doses.
fn is_long(run: &[&Single], days: u32) -> bool {
    let first = run.iter().map(|single| single.first).min();
    let last = run.iter().map(|single| single.last).max();
    let reach = first.zip(last).map_or(0, |(first, last)| days_between(first, last) + 1);
    reach >= i64::from(days) && u32::try_from(run.len()).is_ok_and(|doses| doses >= days)
}

fn single(place: usize, course: &ReadCourse<'_>) -> Single {
    let end = match course.end {
        CourseEnd::On(end) => Some(end),
        CourseEnd::Ongoing | CourseEnd::NotKnown => None,
    };
    let first = course.start.or(end).map_or(Date::MIN, |start| start.first.date());
    let last = end.or(course.start).map_or(Date::MAX, |end| end.last.date());
    if course.unusable {
        return Single { place, first: Date::MIN, last: Date::MAX };
    }
    Single { place, first, last: last.max(first) }
}
