//! Which courses of a history a rule counts: by their class, and by their daily dose.

use crate::{
    engine::{
        case::ReadCourse,
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

/// A course of none of the classes that the history knows has not been sorted yet.
fn of_class(course: &ReadCourse<'_>, window: &Window, history: &PlanHistory) -> Truth {
    let tags = &course.course.tags;
    let any_of = |classes: &[String]| tags.iter().any(|tag| classes.contains(tag));
    if window.only.is_empty() && window.unless.is_empty() {
        return Truth::True;
    }
    if any_of(&window.unless) {
        return Truth::False;
    }
    if any_of(&window.only) {
        return Truth::True;
    }
    let sorted = tags.iter().any(|tag| history.classes.iter().any(|class| **class == **tag));
    if !sorted {
        return Truth::Unknown;
    }
    Truth::from(window.only.is_empty())
}

/// The daily dose in milligrams of the first agent of the history's list; as typed where the list is empty.
pub(super) fn equivalent(course: &ReadCourse<'_>, history: &PlanHistory) -> Option<Exact> {
    let dose = course.per_day.clone()?;
    let Some((_, first)) = history.equivalents.first() else { return Some(dose) };
    let agent = course.course.agent.trim().to_lowercase();
    let (_, own) = history.equivalents.iter().find(|(names, _)| names.contains(&agent))?;
    (dose * first.clone()).per(own)
}
