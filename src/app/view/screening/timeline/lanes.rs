//! What is drawn: one lane for each stage, one for the samples, one for each history that is in the way or has courses.

use crate::{
    app::{
        core::Page,
        view::screening::{
            Memory,
            report_kind::{self, Kind},
            report_rows, reports,
        },
        widget::{Mark, shown_mark},
    },
    engine::{
        evidence::outcome::Outcome,
        moment::{Moment, read_moment},
        verdict::{
            by_history::{Looked, windows},
            stage::StageResult,
        },
    },
    model::{Course, End, Item, Kind as ItemKind},
};
use jiff::civil::Date;

/// How something is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drawn {
    /// A stage: solid with a date, hollow at today without one.
    Stage { dated: bool },
    /// A date that is being tried.
    Tried,
    /// A sample.
    Sample,
    /// A course: from and to are its surest days, and it may reach as far as the outer ones.
    Course { earliest: Option<Date>, latest: Option<Date> },
    /// A window that reaches back to its first day; without one, for ever.
    Window { mark: Mark, endless: bool },
}

/// One mark.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) drawn: Drawn,
    /// Beside it.
    pub(super) short: String,
    /// Everything about it.
    pub(super) text: String,
}

/// One lane.
#[derive(Clone, Debug)]
pub(super) struct Lane {
    pub(super) name: String,
    pub(super) marks: Vec<Place>,
}

/// All of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    pub(super) all: Vec<Lane>,
    /// Days of the stages, and today.
    pub(super) stages: Vec<Date>,
    /// Histories that are not drawn because nothing of them is in the way.
    pub(super) in_order: String,
}

impl Lanes {
    /// Every day that something begins or ends.
    pub(super) fn days(&self) -> Vec<Date> {
        let marks = self.all.iter().flat_map(|lane| &lane.marks);
        marks.flat_map(|mark| [mark.from, mark.to]).chain(self.stages.iter().copied()).collect()
    }
}

pub(super) fn lanes(page: &Page<'_>, memory: &Memory) -> Lanes {
    let plan = &page.context().plan;
    let today = page.context().now.date();
    let mut found = Lanes { stages: vec![today], ..Lanes::default() };
    for result in &page.derived.stages {
        let lane = stage(page, memory, result);
        found.stages.extend(lane.marks.iter().map(|mark| mark.to));
        found.all.push(lane);
    }
    found.all.extend(samples(page, memory));
    let looked = windows(plan, &page.derived.stages);
    let all = memory.is_open("timeline all", false);
    let mut in_order: Vec<String> = Vec::new();
    for item in plan.protocol.items.iter().filter(|item| matches!(item.kind, ItemKind::Exposure)) {
        let own: Vec<&Looked<'_>> = looked.iter().filter(|looked| looked.item == item.id).collect();
        let courses = courses(page, item, today);
        let clear = courses.is_empty() && own.iter().all(|looked| looked.outcome == Outcome::Pass);
        let asked = report_rows::not_asked(page, item).is_none();
        if clear && !(all && asked) {
            in_order.extend((!own.is_empty() && asked).then(|| page.reporter.item(&item.id)));
            continue;
        }
        let windows = own.into_iter().flat_map(|looked| window(page, looked));
        let marks: Vec<Place> = courses.into_iter().chain(windows).collect();
        if marks.is_empty() {
            continue;
        }
        found.all.push(Lane { name: page.reporter.item(&item.id), marks });
    }
    if !in_order.is_empty() {
        found.in_order =
            page.texts.screening.timeline_in_order(in_order.join(&page.reporter.words.list_separator));
    }
    found
}

fn stage(page: &Page<'_>, memory: &Memory, result: &StageResult) -> Lane {
    let texts = &page.texts.screening;
    let id = page.context().plan.stages.get(result.stage).map_or("", |id| id);
    let name = page.reporter.stage(id);
    let day = result.day;
    let text = stage_text(page, result);
    let dated = result.date.is_some();
    let short = if dated { day.to_string() } else { texts.no_stage_date.clone() };
    let mut marks = vec![Place { from: day, to: day, drawn: Drawn::Stage { dated }, short, text }];
    let tried = memory.what_if.get(id).and_then(|typed| read_moment(typed).ok().flatten());
    if let Some(tried) = tried {
        let day = tried.last.date();
        let text = format!("{}{}{name}, {day}", texts.what_if, page.reporter.words.colon);
        marks.push(Place { from: day, to: day, drawn: Drawn::Tried, short: texts.what_if.clone(), text });
    }
    Lane { name, marks }
}

/// *Apheresis, 2026-11-27: not now …, earliest from …*.
pub(super) fn stage_text(page: &Page<'_>, result: &StageResult) -> String {
    let texts = &page.texts.screening;
    let id = page.context().plan.stages.get(result.stage).map_or("", |id| id);
    let date = page.reporter.stage_day(result);
    let verdict = page.reporter.stage_verdict(result);
    let text = texts.timeline_stage(page.reporter.stage(id), date, verdict);
    match page.reporter.stage_clear(page.derived, result) {
        Some(clear) => format!("{text} · {clear}"),
        None => text,
    }
}

/// Collection of what laboratories reported on.
fn samples(page: &Page<'_>, memory: &Memory) -> Option<Lane> {
    let plan = &page.context().plan;
    let marks: Vec<Place> = page
        .draft()
        .assessments
        .iter()
        .filter_map(|assessment| {
            let kinds = report_kind::kinds(plan, assessment, &memory.kinds);
            let day = read_moment(&assessment.when).ok().flatten()?.last.date();
            let title = reports::title(page, assessment, &kinds);
            let text =
                format!("{}{}{title}", page.texts.screening.timeline_samples, page.reporter.words.colon);
            let short = String::new();
            kinds.contains(&Kind::Laboratory).then_some(Place {
                from: day,
                to: day,
                drawn: Drawn::Sample,
                short,
                text,
            })
        })
        .collect();
    let name = page.texts.screening.timeline_samples.clone();
    (!marks.is_empty()).then_some(Lane { name, marks })
}

fn courses(page: &Page<'_>, item: &Item, today: Date) -> Vec<Place> {
    let exposures = page.draft().exposures.iter().filter(|exposure| exposure.kind == item.id);
    exposures
        .flat_map(|exposure| &exposure.courses)
        .filter_map(|course| one_course(page, item, course, today))
        .collect()
}

/// A course; none where it has neither a first nor a last day.
fn one_course(page: &Page<'_>, item: &Item, course: &Course, today: Date) -> Option<Place> {
    let read = |text: &str| read_moment(text).ok().flatten();
    let start = read(&course.start);
    let end = match &course.end {
        End::On(text) => read(text),
        End::Ongoing | End::NotKnown => None,
    };
    let ongoing = course.end == End::Ongoing;
    let first = |moment: Moment| moment.first.date();
    let last = |moment: Moment| moment.last.date();
    // The days that it surely took lie between the latest start and the earliest end.
    let from = start.map(last).or_else(|| end.map(first)).or_else(|| ongoing.then_some(today))?;
    let to = end.map_or(if ongoing { today } else { from }, first).max(from);
    let earliest = start.map(first);
    let latest = match (end, ongoing) {
        (_, true) => None,
        (Some(end), _) => Some(last(end)),
        (None, false) => Some(today.max(to)),
    };
    let short = page.reporter.course_name(&item.id, course);
    let text = course_text(page, item, course);
    Some(Place { from, to, drawn: Drawn::Course { earliest, latest }, short, text })
}

/// *steroids: dexamethasone, 2026-11-01 to ongoing*.
pub(super) fn course_text(page: &Page<'_>, item: &Item, course: &Course) -> String {
    let texts = &page.texts.screening;
    let read = |text: &str| match read_moment(text) {
        Ok(Some(moment)) => page.reporter.moment(&moment),
        _ => text.to_owned(),
    };
    let start =
        if course.start.trim().is_empty() { texts.start_not_known.clone() } else { read(&course.start) };
    let end = match &course.end {
        End::On(text) => read(text),
        End::Ongoing => texts.ongoing.clone(),
        End::NotKnown => texts.end_not_known.clone(),
    };
    texts.timeline_course(
        page.reporter.item(&item.id),
        page.reporter.course_name(&item.id, course),
        start,
        end,
    )
}

fn window(page: &Page<'_>, looked: &Looked<'_>) -> Vec<Place> {
    let mark = shown_mark(looked.shown);
    let id = page
        .context()
        .plan
        .criteria
        .get(looked.criterion)
        .map_or_else(String::new, |known| known.id.to_string());
    let text = page.reporter.looked(looked);
    let of = |(from, to): (Option<Date>, Date)| Place {
        from: from.unwrap_or(to),
        to,
        drawn: Drawn::Window { mark, endless: from.is_none() },
        short: id.clone(),
        text: text.clone(),
    };
    looked.reaches().into_iter().map(of).collect()
}
