//! Which courses of a history a rule counts: by their class, and by their daily dose.

use crate::{
    engine::{
        case::{CourseEnd, ReadCourse},
        evidence::Why,
        plan::{PlanHistory, Window},
    },
    model::Truth,
    quantity::Exact,
};

/// Whether the rule counts this course, and why that is not known.
pub(super) fn counts(
    course: &ReadCourse<'_>,
    window: &Window,
    history: &PlanHistory,
) -> (Truth, Option<Why>) {
    if is_too_long(course, history) && !(window.sought.only.is_empty() && window.unless.is_empty()) {
        return (Truth::Unknown, Some(Why::OneDayOnly));
    }
    let class = of_class(course, window, history);
    let dose = match &window.above {
        None => Truth::True,
        Some(limit) => equivalent(course, history).map_or(Truth::Unknown, |dose| Truth::from(dose > *limit)),
    };
    let why = match (class, dose) {
        (Truth::Unknown, _) => Some(Why::ClassNotKnown),
        (_, Truth::Unknown) => Some(Why::DoseNotKnown),
        _ => None,
    };
    (class.and(dose), why)
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
    (dose * first.clone()).per(own)
}
