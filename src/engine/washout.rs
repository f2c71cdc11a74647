//! Exposures in a window before an anchor: washouts.

use super::{
    case::{CourseEnd, ReadCourse},
    evidence::{Entry, Evidence, History, Needs, Node, Why},
    moment::{Moment, days_after, days_between},
    plan::{Name, PlanAnchor, Window},
    view::View,
};
use crate::model::{Edge, Span, Truth};
use jiff::civil::Date;
use std::sync::Arc;

/// Whether an exposure lies in the window before any of its anchors.
pub(crate) fn evaluate(view: &View<'_, '_>, window: &Window) -> Evidence {
    let item = view.name(window.item);
    let mut history = History {
        item: Arc::clone(&item),
        span: window.span.clone(),
        end: window.end.clone(),
        anchors: Vec::new(),
        course: None,
        clear_from: None,
        why: None,
        needs: Needs::default(),
    };
    let mut truth = Truth::False;
    let mut unknown: Option<(Why, Entry)> = None;
    for anchor in &window.before {
        let found = match anchor_of(view, *anchor) {
            Ok((name, moment)) => {
                let day = moment.date();
                if !history.anchors.iter().any(|known| *known == (Arc::clone(&name), day)) {
                    history.anchors.push((name, day));
                }
                before(view, window, &moment, &mut history)
            }
            Err(found) => Err(found),
        };
        match found {
            Ok(Truth::True) => truth = Truth::True,
            Ok(Truth::False) => {}
            Ok(Truth::Unknown) => {
                truth = truth.or(Truth::Unknown);
                unknown.get_or_insert((Why::PartialDate, Entry::History(Arc::clone(&item))));
            }
            Err(reason) => {
                truth = truth.or(Truth::Unknown);
                unknown.get_or_insert(reason);
            }
        }
    }
    if truth == Truth::Unknown
        && let Some((why, entry)) = unknown
    {
        history.needs = Needs::any(vec![entry]);
        history.why = Some(why);
    }
    Evidence { truth, node: Node::Happened(Box::new(history)) }
}

fn anchor_of(view: &View<'_, '_>, anchor: PlanAnchor) -> Result<(Name, Moment), (Why, Entry)> {
    match anchor {
        PlanAnchor::Stage(stage) => {
            let name = view.context.plan.stages.get(stage).map_or_else(|| Name::from(""), Arc::clone);
            match view.case.stage(stage, view.infusion) {
                Some(date) => Ok((name, date)),
                None => Err((Why::NoStageDate, Entry::StageDate(name))),
            }
        }
        PlanAnchor::SampleOf(item) => match view.deciding(item) {
            Ok(finding) => match finding.when {
                Some(when) => Ok((view.name(item), when)),
                None => Err((Why::Undated, Entry::ReportDate(view.name(item)))),
            },
            Err((why, _)) => Err((why, Entry::Finding(view.name(item)))),
        },
    }
}

/// Whether an exposure lies in the window before this anchor.
fn before(
    view: &View<'_, '_>,
    window: &Window,
    anchor: &Moment,
    history: &mut History,
) -> Result<Truth, (Why, Entry)> {
    let entry = || Entry::History(Arc::clone(&history.item));
    let Some(read) = view.case.histories.get(window.item).and_then(Option::as_ref) else {
        return Err((Why::NeverAsked, entry()));
    };
    let mut truth = Truth::False;
    let mut open_end = false;
    let entry_of_course = entry();
    for (index, course) in read.courses.iter().enumerate() {
        if course.course.tags.iter().any(|tag| window.unless.contains(tag)) {
            continue;
        }
        let (inside, on_end, clear_from) =
            lies_within(course, &window.span, &settled(view, &window.end), anchor);
        open_end |= on_end;
        if inside != Truth::False {
            history.course = Some(index);
            history.clear_from = history.clear_from.max(clear_from);
        }
        truth = truth.or(inside);
    }
    match truth {
        Truth::True => Ok(Truth::True),
        Truth::Unknown => {
            let question = match &window.end {
                Edge::Open(question) if open_end => Some(Entry::Question(question.as_str().into())),
                _ => None,
            };
            let why = if question.is_some() { Why::OnOpenEnd } else { Why::PartialDate };
            Err((why, question.unwrap_or(entry_of_course)))
        }
        Truth::False => match read.complete_to {
            None => Err((Why::NeverAsked, entry_of_course)),
            // Asked on a day covers what happened before the sample of that day.
            Some(asked) if asked.last.date() < anchor.last.date() => {
                Err((Why::NotAskedUpTo(anchor.last.date()), entry_of_course))
            }
            Some(_) => Ok(Truth::False),
        },
    }
}

/// An open end that the site has settled is no longer open.
fn settled(view: &View<'_, '_>, end: &Edge) -> Edge {
    match end {
        Edge::Open(question) => match view.context.settings.reading(question).map(|reading| &**reading) {
            Some("included") => Edge::Included,
            Some("excluded") => Edge::Excluded,
            _ => end.clone(),
        },
        Edge::Included | Edge::Excluded => end.clone(),
    }
}

/// Whether the course reaches into the window; whether that hangs on an open end; from when it surely does not.
fn lies_within(
    course: &ReadCourse<'_>,
    span: &Span,
    end: &Edge,
    anchor: &Moment,
) -> (Truth, bool, Option<Date>) {
    // A course that starts after the anchor is another matter.
    if course.start.is_some_and(|start| start.first.date() > anchor.last.date()) {
        return (Truth::False, false, None);
    }
    let (earliest, latest) = match (course.end, course.start) {
        (CourseEnd::Ongoing, _) => (anchor.last.date(), anchor.last.date()),
        (CourseEnd::On(end), _) => (end.first.date(), end.last.date()),
        (CourseEnd::NotKnown, Some(start)) => (start.first.date(), anchor.last.date()),
        (CourseEnd::NotKnown, None) => (Date::MIN, anchor.last.date()),
    };
    let possible_start = course.start.is_none_or(|start| start.last.date() <= anchor.first.date());
    let Some(days) = days_of(span) else {
        return (Truth::Unknown, false, None);
    };
    let Some(days) = days else {
        return (if possible_start { Truth::True } else { Truth::Unknown }, false, None);
    };
    let inside = |last: Date, anchor: Date| match (days_between(last, anchor).cmp(&days), end) {
        (std::cmp::Ordering::Less, _) | (std::cmp::Ordering::Equal, Edge::Included) => Truth::True,
        (std::cmp::Ordering::Greater, _) | (std::cmp::Ordering::Equal, Edge::Excluded) => Truth::False,
        (std::cmp::Ordering::Equal, Edge::Open(_)) => Truth::Unknown,
    };
    let truths =
        [inside(earliest, anchor.last.date()), inside(latest.min(anchor.last.date()), anchor.first.date())];
    let truth = Truth::agreement(truths);
    let truth = if possible_start { truth } else { truth.and(Truth::Unknown) };
    let on_end = earliest == latest && anchor.date().is_some() && truth == Truth::Unknown;
    let clear = match (course.end, end) {
        (CourseEnd::On(_), Edge::Excluded) => Some(days_after(latest, days)),
        (CourseEnd::On(_), _) => Some(days_after(latest, days + 1)),
        (CourseEnd::Ongoing | CourseEnd::NotKnown, _) => None,
    };
    (truth, on_end, clear)
}

/// The window in whole days: `Some(None)` for any time before, `None` for what is not computed here.
fn days_of(span: &Span) -> Option<Option<i64>> {
    match span {
        Span::Days(days) => Some(Some(i64::from(*days))),
        Span::Ever => Some(None),
        Span::Hours(_) | Span::Months(_) | Span::Years(_) | Span::HalfLives(_) | Span::Shorter(_) => None,
    }
}
