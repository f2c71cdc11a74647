//! How a course lies to a window that reaches back from an anchor.

use super::spell::Spell;
use crate::{
    engine::{
        entry::case::CourseEnd,
        evidence::{Why, clear::Clear},
        moment::{Moment, calendar_length, days_after},
    },
    model::{Edge, Span, Truth},
    quantity::{Exact, Rounding},
};
use jiff::{
    SignedDuration, ToSpan as _,
    civil::{Date, DateTime},
};
use std::cmp::Ordering;

/// How a course lies to a window.
pub(super) struct Within {
    /// Whether it reaches into the window.
    pub(super) inside: Truth,
    /// Whether that hangs on an open end.
    pub(super) on_end: bool,
    /// What else it hangs on.
    pub(super) lacks: Option<Why>,
}

impl Within {
    const fn known(inside: Truth) -> Self {
        Self { inside, on_end: false, lacks: None }
    }
}

/// Whether a course reaches into the window before the anchor. A course that starts after the anchor does not.
///
/// `timed`: the anchor has a clock time of its own. What is known to the minute too is then held against the minute.
/// What went on when somebody asked had begun by then.
pub(super) fn lies_within(
    course: &Spell<'_>,
    span: &Span,
    end: &Edge,
    anchor: &Moment,
    timed: bool,
    asked: Option<&Moment>,
) -> Within {
    if course.unusable {
        return Within { lacks: Some(Why::DatesContradict), ..Within::known(Truth::Unknown) };
    }
    if starts_after(course, anchor) {
        return Within::known(Truth::False);
    }
    let exposure = match (course.end, course.start) {
        (CourseEnd::Ongoing, _) => Moment { first: anchor.last, last: anchor.last },
        (CourseEnd::On(end), _) => end,
        (CourseEnd::NotKnown, Some(start)) => Moment { first: start.first, last: anchor.last },
        (CourseEnd::NotKnown, None) => Moment { first: DateTime::MIN, last: anchor.last },
    };
    // It surely began before the anchor where its start did, or its end.
    let known = match (course.start, course.end) {
        (Some(start), _) => Some(start),
        (None, CourseEnd::On(end)) => Some(end),
        (None, CourseEnd::Ongoing | CourseEnd::NotKnown) => None,
    };
    let mut within = reaches(&exposure, course.half_life, span, end, anchor, timed);
    let went_on = matches!(course.end, CourseEnd::Ongoing)
        && asked.is_some_and(|asked| asked.last.date() <= anchor.first.date());
    if !went_on && !known.is_some_and(|known| is_before(&known, anchor, timed)) {
        within.inside = within.inside.and(Truth::Unknown);
        let same_day = known.and_then(|known| known.date()).filter(|day| *day == anchor.first.date());
        if within.inside == Truth::Unknown && timed {
            within.lacks = same_day.map(Why::ClockTimeNeeded).or(within.lacks);
        }
    }
    within
}

/// Surely not after the anchor: by the day, which counts as before it where the anchor has no clock time of its own.
fn is_before(known: &Moment, anchor: &Moment, timed: bool) -> bool {
    if timed { known.last <= anchor.first } else { known.last.date() <= anchor.first.date() }
}

/// By the minute where both are known to it, otherwise by the day.
pub(super) fn starts_after(course: &Spell<'_>, anchor: &Moment) -> bool {
    course.start.is_some_and(|start| {
        if start.is_time() && anchor.is_time() {
            start.first > anchor.last
        } else {
            start.first.date() > anchor.last.date()
        }
    })
}

/// From which day on a course that ended then surely lies outside.
pub(super) fn clear_from(course: &Spell<'_>, span: &Span, end: &Edge, timed: bool) -> Clear {
    let CourseEnd::On(last) = course.end else {
        return if *span == Span::Ever { Clear::Never } else { Clear::NotKnown };
    };
    if course.unusable {
        return Clear::NotKnown;
    }
    clear_after(&last, course.half_life, span, end, timed)
}

fn clear_after(last: &Moment, half_life: Option<&Exact>, span: &Span, end: &Edge, timed: bool) -> Clear {
    match span {
        Span::Ever => Clear::Never,
        // What lies outside the shortest window lies outside; one that is not known may be shorter still.
        Span::Shorter(spans) => {
            let clear = spans.iter().map(|span| clear_after(last, half_life, span, end, timed));
            clear.min().unwrap_or(Clear::NotKnown)
        }
        Span::Days(_) | Span::Months(_) | Span::Years(_) => {
            let until = calendar_length(span).and_then(|reach| last.last.date().checked_add(reach).ok());
            first_outside(until.unwrap_or(Date::MAX), last, half_life, span, end, timed)
        }
        Span::Hours(_) | Span::HalfLives(_) => {
            let Some(reach) = duration(span, half_life) else { return Clear::NotKnown };
            let until = last.last.checked_add(reach).unwrap_or(DateTime::MAX);
            if last.is_time() {
                return Clear::at(first_minute(until, end));
            }
            first_outside(until.date(), last, half_life, span, end, timed)
        }
    }
}

/// The first day from here on that is surely outside, at any hour where the clock counts. Months have different
/// lengths, so one day more is tried until it is.
fn first_outside(
    from: Date,
    last: &Moment,
    half_life: Option<&Exact>,
    span: &Span,
    end: &Edge,
    timed: bool,
) -> Clear {
    let outside = |at: &Moment, timed| reaches(last, half_life, span, end, at, timed).inside == Truth::False;
    let whole_day = |day: &Date| {
        let day = Moment::day(*day);
        outside(&day, false) && (!timed || outside(&Moment::at(day.first), true))
    };
    (0..=4).map(|later| days_after(from, later)).find(whole_day).map_or(Clear::NotKnown, Clear::From)
}

/// The first whole minute outside a window that ends then; the end itself, where it does not count.
fn first_minute(until: DateTime, end: &Edge) -> DateTime {
    let whole = until.with().second(0).subsec_nanosecond(0).build().unwrap_or(until);
    if whole == until && *end == Edge::Excluded {
        return whole;
    }
    whole.checked_add(1.minute()).unwrap_or(DateTime::MAX)
}

/// Whether an exposure that ended then lies in the window before the anchor.
fn reaches(
    exposure: &Moment,
    half_life: Option<&Exact>,
    span: &Span,
    end: &Edge,
    anchor: &Moment,
    timed: bool,
) -> Within {
    // The earliest that it can have ended against the latest anchor, and the other way round.
    let last = exposure.last.min(anchor.last);
    let extremes = [(exposure.first, anchor.last), (last, anchor.first)];
    let sides = match span {
        Span::Ever => return Within::known(Truth::True),
        Span::Shorter(spans) => {
            let mut inside = Truth::True;
            let mut found: Vec<Within> = Vec::with_capacity(spans.len());
            for span in spans {
                let within = reaches(exposure, half_life, span, end, anchor, timed);
                inside = inside.and(within.inside);
                found.push(within);
            }
            let mut unknown = found.into_iter().filter(|within| !within.inside.is_decided());
            let (on_end, lacks) =
                unknown.next().map_or((false, None), |within| (within.on_end, within.lacks));
            return Within { inside, on_end: on_end && lacks.is_none(), lacks };
        }
        Span::Days(_) => {
            let by_the_clock = timed && exposure.is_time();
            extremes.map(|ends| {
                let side = day_side(ends, span);
                // Less than as many times 24 hours, whatever the text makes of the last day.
                let less = by_the_clock && side == Ordering::Equal && ends.0.time() > ends.1.time();
                if less { Ordering::Greater } else { side }
            })
        }
        Span::Months(_) | Span::Years(_) => extremes.map(|ends| day_side(ends, span)),
        Span::Hours(_) | Span::HalfLives(_) => {
            let Some(reach) = duration(span, half_life) else {
                // What goes on at the anchor lies in a window of any length.
                if exposure.first >= anchor.last {
                    return Within::known(Truth::True);
                }
                return Within { inside: Truth::Unknown, on_end: false, lacks: Some(Why::HalfLifeNotKnown) };
            };
            extremes.map(|(at, anchor)| at.cmp(&anchor.checked_sub(reach).unwrap_or(DateTime::MIN)))
        }
    };
    let truths = sides.map(|side| match (side, end) {
        (Ordering::Greater, _) | (Ordering::Equal, Edge::Included) => Truth::True,
        (Ordering::Less, _) | (Ordering::Equal, Edge::Excluded) => Truth::False,
        (Ordering::Equal, Edge::Open(_)) => Truth::Unknown,
    });
    let inside = Truth::agreement(truths);
    let on_end = inside == Truth::Unknown && sides == [Ordering::Equal; 2];
    Within { inside, on_end, lacks: None }
}

/// On which side of the far end of a window, counted in whole days of the calendar, an exposure lies.
fn day_side((at, anchor): (DateTime, DateTime), window: &Span) -> Ordering {
    let start = calendar_length(window).and_then(|reach| anchor.date().checked_sub(reach).ok());
    at.date().cmp(&start.unwrap_or(Date::MIN))
}

/// A window that is counted by the clock; a part of a second counts as a whole one. One beyond all time is as long as
/// numbers reach.
fn duration(span: &Span, half_life: Option<&Exact>) -> Option<SignedDuration> {
    match span {
        Span::Hours(hours) => Some(SignedDuration::from_hours(i64::from(*hours))),
        Span::HalfLives(times) => {
            let seconds = half_life?.clone() * Exact::from(i64::from(*times));
            let whole = seconds.round(0, Rounding::Down);
            let more = i64::from(whole != seconds);
            let whole = whole.to_i64().and_then(|whole| whole.checked_add(more));
            Some(SignedDuration::from_secs(whole.unwrap_or(i64::MAX)))
        }
        Span::Days(_) | Span::Months(_) | Span::Years(_) | Span::Shorter(_) | Span::Ever => None,
    }
}
