//! A stretch of time in which something was taken: one course, or the days on which the doses of several add up.

use crate::{
    engine::{
        entry::case::{CourseEnd, ReadCourse},
        evidence::Why,
        moment::Moment,
    },
    model::Truth,
    quantity::Exact,
};

/// When something was taken.
#[derive(Clone, Copy)]
pub(super) struct Spell<'c> {
    /// The first time.
    pub(super) start: Option<Moment>,
    /// The last.
    pub(super) end: CourseEnd,
    /// Half-life in seconds.
    pub(super) half_life: Option<&'c Exact>,
    /// Its dates contradict each other or lie after now.
    pub(super) unusable: bool,
}

/// A spell, and whether the rule counts it.
pub(super) struct Counted<'c> {
    pub(super) spell: Spell<'c>,
    pub(super) counts: Truth,
    /// Why that is not known.
    pub(super) why: Option<Why>,
    /// The courses that it is made of, as their places; one, or those whose doses add up.
    pub(super) places: Vec<usize>,
}

impl<'c> Spell<'c> {
    pub(super) const fn of(course: &'c ReadCourse<'_>) -> Self {
        Self {
            start: course.start,
            end: course.end,
            half_life: course.half_life.as_ref(),
            unusable: course.unusable,
        }
    }
}

/// What goes on, or nobody knows how long, ends after everything else.
pub(super) fn ends_later(own: CourseEnd, than: Option<CourseEnd>) -> bool {
    let end = |end: CourseEnd| match end {
        CourseEnd::On(end) => Some(end.last),
        CourseEnd::Ongoing | CourseEnd::NotKnown => None,
    };
    match (end(own), than.map(end)) {
        (_, None) | (None, Some(Some(_))) => true,
        (Some(own), Some(Some(other))) => own > other,
        (_, Some(None)) => false,
    }
}
