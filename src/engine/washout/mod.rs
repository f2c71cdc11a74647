//! Exposures in a window before an anchor: washouts.

mod counted;
mod window;

use super::{
    case::{CourseEnd, ReadCourse, ReadFinding, ReadHistory},
    evidence::{Entry, Evidence, History, Needs, Node, Why},
    moment::Moment,
    plan::{Name, PlanAnchor, PlanKind, Window},
    values::values,
    view::View,
};
use crate::model::{Edge, Truth};
use jiff::civil::Date;
use std::sync::Arc;

/// From when an exposure stands in the way no more. The greater is the later.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clear {
    /// No exposure is known that stands in the way of any day.
    #[default]
    Always,
    /// From this day on.
    From(Date),
    /// It has an end, and nobody knows when.
    NotKnown,
    /// It never ends.
    Never,
}

/// Whether an exposure lies in the window before any of its anchors. Each time is looked at once.
pub(crate) fn evaluate(view: &View<'_, '_>, window: &Window) -> Evidence {
    let mut history = History {
        item: view.name(window.item),
        span: Arc::clone(&window.span),
        end: Arc::clone(&window.end),
        anchors: Vec::new(),
        course: None,
        last: None,
        equivalent: None,
        clear: Clear::Always,
        asked_to: None,
        why: None,
        needs: Needs::default(),
    };
    let mut truth = Truth::False;
    let mut unknown: Option<(Why, Entry)> = None;
    let mut seen: Vec<Moment> = Vec::new();
    let mut take = |found: Result<Truth, (Why, Entry)>| match found {
        Ok(found) => truth = truth.or(found),
        Err(reason) => {
            truth = truth.or(Truth::Unknown);
            unknown.get_or_insert(reason);
        }
    };
    for anchor in &window.before {
        let moments = match anchors_of(view, *anchor) {
            Ok(moments) => moments,
            Err(reason) => {
                take(Err(reason));
                continue;
            }
        };
        for (name, at) in moments {
            let day = at.moment.date();
            if !history.anchors.iter().any(|known| *known == (Arc::clone(&name), day)) {
                history.anchors.push((name, day));
            }
            if !seen.contains(&at.moment) {
                seen.push(at.moment);
                take(before(view, window, &at, &mut history));
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

/// Where a window starts and reaches back from.
struct At {
    moment: Moment,
    /// The day is still to come, or nobody has set it: what is known so far counts, to be asked again on the day.
    to_come: bool,
}

/// The times that an anchor stands for: a stage has one, a sample as many as its value stands on.
fn anchors_of(view: &View<'_, '_>, anchor: PlanAnchor) -> Result<Vec<(Name, At)>, (Why, Entry)> {
    match anchor {
        PlanAnchor::Stage(stage) => {
            let name = view.context.plan.stages.get(stage).map_or_else(|| Name::from(""), Arc::clone);
            let now = view.context.now;
            let at = view.case.stage(stage, view.infusion).map_or_else(
                || At { moment: Moment::at(now), to_come: true },
                |moment| At { moment, to_come: moment.first > now },
            );
            Ok(vec![(name, at)])
        }
        PlanAnchor::SampleOf(item) => {
            let name = || view.name(item);
            let refused = |(why, needs): (Why, Needs)| {
                let entry = needs.entries.into_iter().next();
                (why, entry.unwrap_or_else(|| Entry::Finding(name())))
            };
            let samples: Vec<&ReadFinding<'_>> =
                match view.context.plan.items.get(item).map(|item| &item.kind) {
                    // A count that is computed stands on the report with the white cells.
                    Some(PlanKind::Analyte(analyte)) => {
                        let found = values(view, item, *analyte).map_err(refused)?;
                        found.into_iter().filter_map(|(_, finding)| finding).collect()
                    }
                    _ => vec![view.deciding(item).map_err(refused)?],
                };
            let at = |moment| (name(), At { moment, to_come: false });
            let dated: Option<Vec<(Name, At)>> = samples.iter().map(|finding| finding.when.map(at)).collect();
            match dated {
                Some(moments) if !moments.is_empty() => Ok(moments),
                _ => Err((Why::Undated, Entry::ReportDate(name()))),
            }
        }
    }
}

/// Whether an exposure lies in the window before this anchor.
fn before(
    view: &View<'_, '_>,
    window: &Window,
    at: &At,
    history: &mut History,
) -> Result<Truth, (Why, Entry)> {
    let entry = || Entry::History(Arc::clone(&history.item));
    let anchor = &at.moment;
    let (Some(read), Some(item)) = (
        view.case.histories.get(window.item).and_then(Option::as_ref),
        view.context.plan.items.get(window.item),
    ) else {
        return Err((Why::NeverAsked, entry()));
    };
    let entry_of_course = entry();
    // Most patients have no course of most kinds.
    let end = if read.courses.is_empty() { &*window.end } else { settled(view, &window.end) };
    let mut truth = Truth::False;
    let mut unknown: Option<Why> = None;
    for (index, course) in read.courses.iter().enumerate() {
        let (counts, why) = counted::counts(course, window, &item.history);
        if counts == Truth::False || window::starts_after(course, anchor) {
            continue;
        }
        if history.last.is_none_or(|last| ends_later(course, read.courses.get(last))) {
            history.last = Some(index);
        }
        let found = window::lies_within(course, &window.span, end, anchor);
        history.clear = history.clear.max(window::clear_from(course, &window.span, end));
        let inside = found.inside.and(counts);
        if inside != Truth::False && truth != Truth::True {
            history.course = Some(index);
            history.equivalent =
                window.above.as_ref().and_then(|_| counted::equivalent(course, &item.history));
        }
        if inside == Truth::Unknown {
            let open = if found.on_end { Some(Why::OnOpenEnd) } else { found.lacks };
            let why = if found.inside == Truth::True { why } else { open.or(why) };
            unknown.get_or_insert_with(|| why.unwrap_or(Why::PartialDate));
        }
        truth = truth.or(inside);
    }
    match truth {
        Truth::True => Ok(Truth::True),
        Truth::Unknown => {
            let why = unknown.unwrap_or(Why::PartialDate);
            let question = match (&*window.end, &why) {
                (Edge::Open(question), Why::OnOpenEnd) => Some(Entry::Question(question.as_str().into())),
                _ => None,
            };
            Err((why, question.unwrap_or(entry_of_course)))
        }
        Truth::False => asked(read, at, history).map_err(|why| (why, entry_of_course)),
    }
}

/// A course that goes on, or nobody knows how long, ends after every other.
fn ends_later(course: &ReadCourse<'_>, than: Option<&ReadCourse<'_>>) -> bool {
    let end = |course: &ReadCourse<'_>| match course.end {
        CourseEnd::On(end) => Some(end.last),
        CourseEnd::Ongoing | CourseEnd::NotKnown => None,
    };
    match (end(course), than.map(end)) {
        (Some(own), Some(Some(other))) => own > other,
        (None, Some(Some(_))) => true,
        _ => false,
    }
}

/// Whether somebody has asked for the whole window.
fn asked(read: &ReadHistory<'_>, at: &At, history: &mut History) -> Result<Truth, Why> {
    let Some(asked) = read.complete_to else { return Err(Why::NeverAsked) };
    // Asked on a day covers what happened before the sample of that day. A partial date may be its first day.
    let (asked, anchor) = (asked.first.date(), at.moment.last.date());
    if asked < anchor {
        if !at.to_come {
            return Err(Why::NotAskedUpTo(anchor));
        }
        history.asked_to = Some(asked);
    }
    Ok(Truth::False)
}

/// An open end that the site has settled is no longer open.
fn settled<'w>(view: &View<'_, '_>, end: &'w Edge) -> &'w Edge {
    match end {
        Edge::Open(question) => match view.context.settings.reading(question).map(|reading| &**reading) {
            Some("included") => &Edge::Included,
            Some("excluded") => &Edge::Excluded,
            _ => end,
        },
        Edge::Included | Edge::Excluded => end,
    }
}
