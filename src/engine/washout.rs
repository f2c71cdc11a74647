//! Exposures in a window before an anchor: washouts.

use super::{
    case::{CourseEnd, ReadCourse, ReadFinding},
    evidence::{Entry, Evidence, History, Needs, Node, Why},
    moment::{Moment, days_after, days_between},
    plan::{Name, PlanAnchor, PlanKind, Window},
    values::values,
    view::View,
};
use crate::model::{Edge, Span, Truth};
use jiff::civil::Date;
use std::sync::Arc;

/// From when a window is surely clear: nothing in it, a day, or no day that is known.
type Clear = Option<Option<Date>>;

/// Whether an exposure lies in the window before any of its anchors. Each time is looked at once.
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
    let mut clear: Clear = None;
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
        for (name, moment) in moments {
            let day = moment.date();
            if !history.anchors.iter().any(|known| *known == (Arc::clone(&name), day)) {
                history.anchors.push((name, day));
            }
            if !seen.contains(&moment) {
                seen.push(moment);
                take(before(view, window, &moment, &mut history, &mut clear));
            }
        }
    }
    history.clear_from = clear.flatten();
    if truth == Truth::Unknown
        && let Some((why, entry)) = unknown
    {
        history.needs = Needs::any(vec![entry]);
        history.why = Some(why);
    }
    Evidence { truth, node: Node::Happened(Box::new(history)) }
}

/// The times that an anchor stands for: a stage has one, a sample as many as its value stands on.
fn anchors_of(view: &View<'_, '_>, anchor: PlanAnchor) -> Result<Vec<(Name, Moment)>, (Why, Entry)> {
    match anchor {
        PlanAnchor::Stage(stage) => {
            let name = view.context.plan.stages.get(stage).map_or_else(|| Name::from(""), Arc::clone);
            match view.case.stage(stage, view.infusion) {
                Some(date) => Ok(vec![(name, date)]),
                None => Err((Why::NoStageDate, Entry::StageDate(name))),
            }
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
            let dated = samples.iter().map(|finding| finding.when.map(|when| (name(), when)));
            let dated: Option<Vec<(Name, Moment)>> = dated.collect();
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
    anchor: &Moment,
    history: &mut History,
    clear: &mut Clear,
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
        let found = lies_within(course, &window.span, settled(view, &window.end), anchor);
        open_end |= found.on_end;
        if found.inside != Truth::False {
            history.course = Some(index);
            // Once no day is known, none is: an ongoing course is not forgotten beside one that has ended.
            *clear = Some(match *clear {
                None => found.clear_from,
                Some(known) => known.zip(found.clear_from).map(|(one, other)| one.max(other)),
            });
        }
        truth = truth.or(found.inside);
    }
    // Daily doses are not compared, and only whole days are counted.
    if truth != Truth::False && (window.above.is_some() || days_of(&window.span).is_none()) {
        return Err((Why::NotComputed, entry_of_course));
    }
    match truth {
        Truth::True => Ok(Truth::True),
        Truth::Unknown => {
            let question = match &window.end {
                Edge::Open(question) if open_end => Some(Entry::Question(question.as_str().into())),
                Edge::Open(_) | Edge::Included | Edge::Excluded => None,
            };
            let why = if question.is_some() { Why::OnOpenEnd } else { Why::PartialDate };
            Err((why, question.unwrap_or(entry_of_course)))
        }
        Truth::False => match read.complete_to {
            None => Err((Why::NeverAsked, entry_of_course)),
            // Asked on a day covers what happened before the sample of that day. A partial date may be its first day.
            Some(asked) if asked.first.date() < anchor.last.date() => {
                Err((Why::NotAskedUpTo(anchor.last.date()), entry_of_course))
            }
            Some(_) => Ok(Truth::False),
        },
    }
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

/// How a course lies to a window.
struct Within {
    /// Whether it reaches into the window.
    inside: Truth,
    /// Whether that hangs on an open end.
    on_end: bool,
    /// From when it surely does not.
    clear_from: Option<Date>,
}

fn lies_within(course: &ReadCourse<'_>, span: &Span, end: &Edge, anchor: &Moment) -> Within {
    let within = |inside| Within { inside, on_end: false, clear_from: None };
    if course.unusable {
        return within(Truth::Unknown);
    }
    // A course that starts after the anchor is another matter: by the minute where both are known to it.
    let starts_after = course.start.is_some_and(|start| {
        if start.is_time() && anchor.is_time() {
            start.first > anchor.last
        } else {
            start.first.date() > anchor.last.date()
        }
    });
    if starts_after {
        return within(Truth::False);
    }
    let (earliest, latest) = match (course.end, course.start) {
        (CourseEnd::Ongoing, _) => (anchor.last.date(), anchor.last.date()),
        (CourseEnd::On(end), _) => (end.first.date(), end.last.date()),
        (CourseEnd::NotKnown, Some(start)) => (start.first.date(), anchor.last.date()),
        (CourseEnd::NotKnown, None) => (Date::MIN, anchor.last.date()),
    };
    // It surely began before the anchor where its start did, or its end.
    let possible_start = match (course.start, course.end) {
        (Some(start), _) => start.last.date() <= anchor.first.date(),
        (None, CourseEnd::On(end)) => end.last.date() <= anchor.first.date(),
        (None, CourseEnd::Ongoing | CourseEnd::NotKnown) => false,
    };
    let Some(days) = days_of(span) else {
        return within(Truth::Unknown);
    };
    let Some(days) = days else {
        return within(if possible_start { Truth::True } else { Truth::Unknown });
    };
    let inside = |last: Date, anchor: Date| match (days_between(last, anchor).cmp(&days), end) {
        (std::cmp::Ordering::Less, _) | (std::cmp::Ordering::Equal, Edge::Included) => Truth::True,
        (std::cmp::Ordering::Greater, _) | (std::cmp::Ordering::Equal, Edge::Excluded) => Truth::False,
        (std::cmp::Ordering::Equal, Edge::Open(_)) => Truth::Unknown,
    };
    let truths =
        [inside(earliest, anchor.last.date()), inside(latest.min(anchor.last.date()), anchor.first.date())];
    let truth = Truth::agreement(truths);
    let on_end = earliest == latest && anchor.date().is_some() && truth == Truth::Unknown;
    let truth = if possible_start { truth } else { truth.and(Truth::Unknown) };
    let clear = match (course.end, end) {
        (CourseEnd::On(_), Edge::Excluded) => Some(days_after(latest, days)),
        (CourseEnd::On(_), _) => Some(days_after(latest, days + 1)),
        (CourseEnd::Ongoing | CourseEnd::NotKnown, _) => None,
    };
    Within { inside: truth, on_end, clear_from: clear }
}

/// The window in whole days: `Some(None)` for any time before, `None` for what is not computed here.
#[expect(clippy::option_option, reason = "no window, an endless one, and one in days are three things")]
fn days_of(span: &Span) -> Option<Option<i64>> {
    match span {
        Span::Days(days) => Some(Some(i64::from(*days))),
        Span::Ever => Some(None),
        Span::Hours(_) | Span::Months(_) | Span::Years(_) | Span::HalfLives(_) | Span::Shorter(_) => None,
    }
}
