//! Exposures in a window before an anchor: washouts.

mod counted;
mod running;
mod spell;
mod sum;
mod window;

use super::{
    entry::case::{CourseEnd, ReadFinding, ReadHistory},
    evidence::{Entry, History, Needs, Why, clear::Clear},
    moment::Moment,
    protocol::plan::{Name, PlanAnchor, PlanKind, Window},
    value::{at::At, deciding::View, values::values},
};
use crate::{
    model::{Edge, Span, Truth},
    quantity::Exact,
};
use spell::Counted;
use std::{rc::Rc, sync::Arc};

/// Whether an exposure lies in the window before any of its anchors. Each time is looked at once.
///
/// Where the site has settled whether the far end counts, the other way is tried too: what it would come to.
pub(crate) fn evaluate(view: &View<'_, '_>, window: &Window) -> (Truth, History) {
    // Most patients have no course of most kinds, and then no end to lie on.
    let read = view.case.histories.get(window.item).and_then(Option::as_ref);
    let end = read.filter(|read| !read.courses.is_empty()).and_then(|_| settled(view, &window.sought.end));
    let Some(end) = end else { return look(view, window, &window.sought.end) };
    let (truth, mut history) = look(view, window, end);
    if history.last.is_some() {
        let (reading, other) = match end {
            Edge::Included => ("excluded", &Edge::Excluded),
            Edge::Excluded | Edge::Open(_) => ("included", &Edge::Included),
        };
        let (other, _) = look(view, window, other);
        history.other_end = (other != truth).then_some((reading, other));
    }
    (truth, history)
}

fn look(view: &View<'_, '_>, window: &Window, end: &Edge) -> (Truth, History) {
    let mut history = History {
        sought: Arc::clone(&window.sought),
        infusion: view.infusion,
        anchors: Vec::with_capacity(window.before.len()),
        course: None,
        last: None,
        equivalent: None,
        adds_up: Vec::new(),
        clear: Clear::Always,
        clear_excluded: Clear::Always,
        lasting: false,
        asked_to: None,
        other_end: None,
        why: None,
        needs: Needs::default(),
    };
    let mut search = Search {
        end,
        truth: Truth::False,
        unknown: None,
        seen: Vec::new(),
        only: window.before.len() == 1,
        history: &mut history,
    };
    for anchor in &window.before {
        match *anchor {
            PlanAnchor::Stage(stage) => {
                let plan = &view.context.plan;
                let name = plan.stages.get(stage).map_or_else(|| Name::from(""), Arc::clone);
                match day_of(view, stage, window.from_first, &name) {
                    Ok(at) => search.look(view, window, &name, &at),
                    Err(reason) => search.take(Err(reason)),
                }
            }
            PlanAnchor::SampleOf(item) => match samples_of(view, item) {
                Ok(samples) => {
                    let name = view.name(item);
                    for at in &*samples {
                        search.look(view, window, &name, at);
                    }
                }
                Err(reason) => search.take(Err(reason)),
            },
        }
    }
    let Search { truth, unknown, .. } = search;
    if truth == Truth::Unknown
        && let Some((why, entry)) = unknown
    {
        history.needs = Needs::any(vec![entry]);
        history.why = Some(why);
    }
    (truth, history)
}

/// Looks before one anchor after the other.
struct Search<'h> {
    /// Whether the far end counts.
    end: &'h Edge,
    truth: Truth,
    /// The first thing that is not known.
    unknown: Option<(Why, Entry)>,
    /// Several anchors can stand for one time.
    seen: Vec<Moment>,
    /// There is one anchor alone.
    only: bool,
    history: &'h mut History,
}

impl Search<'_> {
    fn look(&mut self, view: &View<'_, '_>, window: &Window, name: &Name, at: &At) {
        let day = at.moment.date();
        let anchors = &mut self.history.anchors;
        if !anchors.iter().any(|(known, known_day)| *known_day == day && known == name) {
            anchors.push((Arc::clone(name), day));
        }
        if !self.seen.contains(&at.moment) {
            // A sample can stand for several times, a stage cannot.
            if !self.only || matches!(window.before.as_slice(), [PlanAnchor::SampleOf(_)]) {
                self.seen.push(at.moment);
            }
            let found = before(view, window, self.end, at, self.history);
            self.take(found);
        }
    }

    fn take(&mut self, found: Result<Truth, (Why, Entry)>) {
        match found {
            Ok(found) => self.truth = self.truth.or(found),
            Err(reason) => {
                self.truth = self.truth.or(Truth::Unknown);
                self.unknown.get_or_insert(reason);
            }
        }
    }
}

/// The day of a stage; now, where nobody has set it and it may still be to come.
fn day_of(view: &View<'_, '_>, stage: usize, from_first: bool, name: &Name) -> Result<At, (Why, Entry)> {
    let (case, now) = (view.case, view.context.now);
    let missing = || Err((Why::StageDateNeeded, Entry::StageDate(Arc::clone(name))));
    let infusion = view.infusion_of(stage);
    if case.is_doubtful(stage, infusion) {
        return missing();
    }
    let period = view.context.plan.protocol.stages.get(stage).is_some_and(|own| own.period);
    if from_first && period {
        let own = case.first_days.iter().find(|(known, number, _)| (*known, *number) == (stage, infusion));
        return own.map_or_else(missing, |(.., first)| Ok(At::of(*first, first.first.date() > now.date())));
    }
    match case.stage(stage, infusion) {
        Some(moment) => Ok(At::of(moment, moment.first.date() > now.date())),
        // A later stage has begun, so this one was before it.
        None if case.has_passed(stage, infusion, now) => missing(),
        // No earlier than the stages before it.
        None => {
            let after = case.not_before(stage, infusion).filter(|day| day.last.date() > now.date());
            let moment = after.map_or_else(|| Moment::at(now), |day| Moment::day(day.last.date()));
            Ok(At { moment, timed: false, to_come: true })
        }
    }
}

/// The times that a sample stands for, found once for all windows that reach back from it.
fn samples_of(view: &View<'_, '_>, item: usize) -> Result<Rc<[At]>, (Why, Entry)> {
    let known = view.samples.borrow().iter().find(|(known, _)| *known == item).map(|(_, at)| Rc::clone(at));
    if let Some(known) = known {
        return Ok(known);
    }
    let found: Rc<[At]> = look_for_samples(view, item)?.into();
    view.samples.borrow_mut().push((item, Rc::clone(&found)));
    Ok(found)
}

/// As many as the value stands on.
fn look_for_samples(view: &View<'_, '_>, item: usize) -> Result<Vec<At>, (Why, Entry)> {
    let name = || view.name(item);
    let refused = |(why, needs): (Why, Needs)| {
        let entry = needs.entries.into_iter().next();
        (why, entry.unwrap_or_else(|| Entry::Finding(name())))
    };
    let dated = |finding: &ReadFinding<'_>| finding.when.map(|moment| At::of(moment, false));
    let samples: Option<Vec<At>> = match view.context.plan.items.get(item).map(|item| &item.kind) {
        // A count that is computed stands on the report with the white cells.
        Some(PlanKind::Analyte(analyte)) => {
            let found = values(view, item, *analyte).map_err(refused)?;
            found.into_iter().filter_map(|(_, finding)| finding).map(dated).collect()
        }
        _ => dated(view.deciding(item).map_err(refused)?).map(|at| vec![at]),
    };
    match samples {
        Some(samples) if !samples.is_empty() => Ok(samples),
        _ => Err((Why::Undated, Entry::ReportDate(name()))),
    }
}

/// Whether an exposure lies in the window before this anchor.
fn before(
    view: &View<'_, '_>,
    window: &Window,
    end: &Edge,
    at: &At,
    history: &mut History,
) -> Result<Truth, (Why, Entry)> {
    let entry = || Entry::History(Arc::clone(&window.sought.item));
    let anchor = &at.moment;
    let (Some(read), Some(item)) = (
        view.case.histories.get(window.item).and_then(Option::as_ref),
        view.context.plan.items.get(window.item),
    ) else {
        return Err((Why::NeverAsked, entry()));
    };
    let mut truth = Truth::False;
    let mut unknown: Option<Why> = None;
    let mut last = history.last.and_then(|place| read.courses.get(place)).map(|course| course.end);
    for Counted { spell, counts, why, places } in counted::counted(read, window, &item.history) {
        // What came later is another matter; of a course whose dates cannot be right that is not known.
        if window::starts_after(&spell, anchor) && !spell.unusable {
            continue;
        }
        if spell::ends_later(spell.end, last) {
            last = Some(spell.end);
            history.last = places.first().copied();
        }
        let asked = read.complete_to.as_ref();
        let found = window::lies_within(&spell, &window.sought.span, end, anchor, at.timed, asked);
        let clear = |end: &Edge| window::clear_from(&spell, &window.sought.span, end, at.timed);
        history.clear = history.clear.max(clear(end));
        let open = matches!(end, Edge::Open(_));
        let excluded = clear(if open { &Edge::Excluded } else { end });
        history.clear_excluded = history.clear_excluded.max(excluded);
        let inside = found.inside.and(counts);
        // A disease that goes on, or that is looked back at for years, is nothing to wait for.
        let goes_on = matches!(spell.end, CourseEnd::Ongoing) || matches!(window.sought.span, Span::Years(_));
        history.lasting |= item.history.disease && goes_on && inside == Truth::True;
        if inside != Truth::False && truth != Truth::True {
            history.course = places.first().copied();
            history.equivalent = window.above.as_ref().and_then(|_| {
                places
                    .iter()
                    .map(|place| counted::equivalent(read.courses.get(*place)?, &item.history))
                    .sum::<Option<Exact>>()
            });
            history.adds_up = if places.len() > 1 { places } else { Vec::new() };
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
            let question = match (&window.sought.end, &why) {
                (Edge::Open(question), Why::OnOpenEnd) => Some(Entry::Question(question.as_str().into())),
                _ => None,
            };
            Err((why, question.unwrap_or_else(entry)))
        }
        Truth::False => asked(view, read, at, history).map_err(|why| (why, entry())),
    }
}

/// Whether somebody has asked for the whole window.
fn asked(view: &View<'_, '_>, read: &ReadHistory<'_>, at: &At, history: &mut History) -> Result<Truth, Why> {
    let Some(asked) = read.complete_to else { return Err(Why::NeverAsked) };
    // Asked on a day covers what happened before the sample of that day. A partial date may be its first day.
    let (asked, anchor) = (asked.first.date(), at.moment.last.date());
    if asked < anchor {
        if !at.to_come {
            return Err(Why::NotAskedUpTo(anchor));
        }
        // What was asked before the last stage that has begun is out of date.
        let begun = view.case.last_begun(view.context.now);
        if let Some(begun) = begun.filter(|begun| asked < *begun) {
            return Err(Why::NotAskedUpTo(begun));
        }
        history.asked_to = Some(asked);
    }
    Ok(Truth::False)
}

/// How the site has settled an open end.
fn settled(view: &View<'_, '_>, end: &Edge) -> Option<&'static Edge> {
    let Edge::Open(question) = end else { return None };
    match view.context.settings.reading(question).map(|reading| &**reading) {
        Some("included") => Some(&Edge::Included),
        Some("excluded") => Some(&Edge::Excluded),
        _ => None,
    }
}
