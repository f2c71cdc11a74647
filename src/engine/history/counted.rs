//! Which courses of a history a rule counts: by their class, and by their daily dose.

use super::{
    running::running,
    spell::{Counted, Spell},
    sum::sums,
};
use crate::{
    engine::{
        entry::case::{CourseEnd, ReadCourse, ReadHistory},
        evidence::Why,
        protocol::plan::{PlanHistory, Window},
    },
    model::Truth,
    quantity::Exact,
};

/// Everything of a history that a rule counts, or may: its courses, and the days on which only their sum is above its
/// dose. What it does not count is left out.
pub(super) fn counted<'c>(
    read: &'c ReadHistory<'_>,
    window: &Window,
    history: &PlanHistory,
) -> Vec<Counted<'c>> {
    let courses = &read.courses;
    let runs = window.running.as_ref().map(|own| running(courses, own));
    let of_run =
        |place: usize| runs.as_ref().and_then(|runs| runs.get(place)).copied().unwrap_or(Truth::False);
    let classes: Vec<(Truth, Option<Why>)> = courses
        .iter()
        .enumerate()
        .map(|(place, course)| class(course, window, history, of_run(place)))
        .collect();
    let own = |(place, (course, (class, why))): (usize, (&'c ReadCourse<'_>, &(Truth, Option<Why>)))| {
        let dose = match &window.above {
            None => Truth::True,
            Some(limit) => {
                equivalent(course, history).map_or(Truth::Unknown, |dose| Truth::from(dose > *limit))
            }
        };
        let why = match (class, dose) {
            (Truth::Unknown, _) => why.clone(),
            (_, Truth::Unknown) => Some(Why::DoseNotKnown),
            _ => None,
        };
        let counts = class.and(dose);
        (counts != Truth::False).then(|| Counted {
            spell: Spell::of(course),
            counts,
            why,
            places: vec![place],
        })
    };
    let mut found: Vec<Counted<'_>> = courses.iter().zip(&classes).enumerate().filter_map(own).collect();
    if let Some(limit) = window.above.as_ref().filter(|_| courses.len() > 1) {
        let classes: Vec<Truth> = classes.into_iter().map(|(class, _)| class).collect();
        let asked = read.complete_to.map(|asked| asked.last.date());
        found.extend(sums(courses, &classes, history, limit, asked));
    }
    found
}

/// Whether the rule counts courses of this class, and why that is not known.
fn class(
    course: &ReadCourse<'_>,
    window: &Window,
    history: &PlanHistory,
    runs_on: Truth,
) -> (Truth, Option<Why>) {
    if is_too_long(course, history) && !(window.sought.only.is_empty() && window.unless.is_empty()) {
        return (Truth::Unknown, Some(Why::OneDayOnly));
    }
    let class = of_class(course, window, history);
    let why = |class: Truth| if class.is_decided() { None } else { Some(Why::ClassNotKnown) };
    if class != Truth::True && runs_on != Truth::False {
        return (runs_on, (runs_on == Truth::Unknown).then_some(Why::PartialDate));
    }
    (class, why(class))
}

/// A course of none of the classes that the history knows has not been sorted yet. Of several, one that the rule names
/// is enough; where the rule excepts some, all must agree.
fn of_class(course: &ReadCourse<'_>, window: &Window, history: &PlanHistory) -> Truth {
    if window.sought.only.is_empty() && window.unless.is_empty() {
        return Truth::True;
    }
    let counts = |tag: &String| {
        let known = history.classes.iter().any(|class| **class == **tag);
        let named = window.sought.only.is_empty() || window.sought.only.contains(tag);
        if known { Truth::from(named && !window.unless.contains(tag)) } else { Truth::Unknown }
    };
    match course.course.tags.as_slice() {
        [] => Truth::Unknown,
        tags if window.unless.is_empty() => Truth::any(tags.iter().map(counts)),
        tags => Truth::agreement(tags.iter().map(counts)),
    }
}

/// The course is of a class of one day, and its dates do not say that it was one.
fn is_too_long(course: &ReadCourse<'_>, history: &PlanHistory) -> bool {
    let one_day = |tag: &String| history.one_day.iter().any(|class| **class == **tag);
    if !course.course.tags.iter().any(one_day) {
        return false;
    }
    let first = course.start.and_then(|start| start.date());
    let last = match course.end {
        CourseEnd::On(end) => end.date(),
        CourseEnd::Ongoing | CourseEnd::NotKnown => None,
    };
    last.is_none() || first.is_some_and(|first| Some(first) != last)
}

/// The daily dose in milligrams of the first agent of the history's list; as typed where the list is empty.
pub(super) fn equivalent(course: &ReadCourse<'_>, history: &PlanHistory) -> Option<Exact> {
    let dose = course.per_day.clone()?;
    let Some((_, first)) = history.equivalents.first() else { return Some(dose) };
    let agent = course.course.agent.trim().to_lowercase();
    let (_, own) = history.equivalents.iter().find(|(names, _)| names.contains(&agent))?;
    (dose * first).per(own)
}
