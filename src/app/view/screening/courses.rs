//! One course of a history: what, from when until when, of which kind, how much, and for how long it acts.

use super::course_amount::{amount, problems};
use crate::{
    app::{
        core::{Page, Spot},
        theme::{palette, space},
        widget::{Answered, Answers, Choose, Field, field_id, hint, problem_line},
    },
    engine::{evidence::Why, verdict::by_history::Looked},
    model::{Course, CoursePart, End, Equivalent, Item, Typed},
    quantity::{
        UnitRow,
        units::{RuntimeUnit as _, daily_dose, time},
    },
};
use eframe::egui::{Align, Button, Layout, RichText, Ui, vec2};

/// What two dates and a button need.
const REST: f32 = 356.0;

/// A course and where it stands.
pub(super) struct Place<'p> {
    pub(super) item: &'p Item,
    /// Its place in the history.
    pub(super) index: usize,
    /// The address of a part of it.
    pub(super) at: &'p dyn Fn(CoursePart) -> Spot,
    /// Classes of the courses before and after, for the arrows.
    pub(super) neighbours: (Option<&'p Spot>, Option<&'p Spot>),
    /// What the criteria make of the history.
    pub(super) looked: &'p [Looked<'p>],
}

/// One course; true when it is to go.
pub(super) fn show(ui: &mut Ui, page: &Page<'_>, place: &Place<'_>, course: &mut Course) -> bool {
    let Place { item, at, .. } = place;
    let gone = head(ui, page, place);
    let doses = !item.equivalents.is_empty();
    ui.spacing_mut().item_spacing.y = space().tight;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        agent(ui, page, place, course);
        start(ui, page, at(CoursePart::Start), course);
        if !doses {
            end(ui, page, at(CoursePart::End), course);
        }
    });
    let half_life = wants_half_life(place, course);
    if doses || half_life {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space().small;
            if doses {
                end(ui, page, at(CoursePart::End), course);
                let units: Vec<&UnitRow> = daily_dose::Unit::ROWS.iter().collect();
                amount(
                    ui,
                    page,
                    &at(CoursePart::PerDay),
                    &page.texts.screening.per_day,
                    &mut course.per_day,
                    &units,
                );
            }
            if half_life {
                let units = [time::Unit::hour.row(), time::Unit::day.row()];
                amount(
                    ui,
                    page,
                    &at(CoursePart::HalfLife),
                    &page.texts.screening.half_life,
                    &mut course.half_life,
                    &units,
                );
            }
        });
    }
    // Beside a field a problem would press the others out of the row.
    for part in [CoursePart::Agent, CoursePart::Start, CoursePart::End] {
        problem_line(ui, page, at(part), None);
    }
    for (part, typed) in
        [(CoursePart::PerDay, &mut course.per_day), (CoursePart::HalfLife, &mut course.half_life)]
    {
        problems(ui, page, &at(part), typed);
    }
    class(ui, page, place, course);
    gone
}

/// *Course 1*, and the way to take it out at the end of the line.
fn head(ui: &mut Ui, page: &Page<'_>, place: &Place<'_>) -> bool {
    let texts = &page.texts.screening;
    let number = place.index + 1;
    let mut gone = false;
    ui.horizontal(|ui| {
        hint(ui, &texts.course_title(number));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = texts.remove_course(page.reporter.item(&place.item.id), number);
            gone = !page.read_only && ui.small_button(&texts.remove).accessible_name(name).clicked();
        });
    });
    gone
}

/// What was given, typed freely or picked from those whose doses are known.
fn agent(ui: &mut Ui, page: &Page<'_>, place: &Place<'_>, course: &mut Course) {
    let Place { item, at, .. } = place;
    let texts = &page.texts.screening;
    let known = !item.equivalents.is_empty();
    let width = if known { 156.0 } else { (ui.available_width() - REST).clamp(146.0, 260.0) };
    let field = Field::new(at(CoursePart::Agent), &texts.agent).width(width).without_problem();
    let response = field.show(ui, page, &mut course.agent);
    if !course.agent.is_empty() {
        response.on_hover_text(&course.agent);
    }
    if !known {
        return;
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        hint(ui, &texts.known_agents);
        ui.add_enabled_ui(!page.read_only, |ui| {
            let names: Vec<&str> =
                item.equivalents.iter().map(|known| page.language().of(&known.agent)).collect();
            let own = item.equivalents.iter().position(|known| is_agent(known, &course.agent));
            let chosen = own.and_then(|own| names.get(own)).copied().unwrap_or_default();
            let id = field_id(&at(CoursePart::Agent).beside("known"));
            let name = texts.known_agents_of(page.reporter.item(&item.id));
            let choose = Choose { id, name: &name, chosen, width: 112.0 };
            let options = names.iter().enumerate().map(|(place, name)| (own == Some(place), *name));
            if let Some(name) = choose.show(ui, options).1.and_then(|picked| names.get(picked)) {
                (*name).clone_into(&mut course.agent);
            }
        });
    });
}

/// An agent by any of its names, in either language.
fn is_agent(known: &Equivalent, typed: &str) -> bool {
    let typed = typed.trim().to_lowercase();
    let words = [&known.agent.en, &known.agent.zh_cn];
    words.into_iter().chain(&known.names).any(|name| name.to_lowercase() == typed)
}

fn start(ui: &mut Ui, page: &Page<'_>, at: Spot, course: &mut Course) {
    let label = &page.texts.screening.course_start;
    Field::new(at, label).width(116.0).date().without_problem().show(ui, page, &mut course.start);
}

fn end(ui: &mut Ui, page: &Page<'_>, at: Spot, course: &mut Course) {
    let texts = &page.texts.screening;
    let before = match &course.end {
        End::On(date) => date.clone(),
        End::Ongoing | End::NotKnown => String::new(),
    };
    let mut date = before.clone();
    Field::new(at, &texts.course_end).width(116.0).date().without_problem().show(ui, page, &mut date);
    if date != before {
        course.end = if date.is_empty() { End::NotKnown } else { End::On(date) };
    }
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let ongoing = course.end == End::Ongoing;
        let state = match course.end {
            End::Ongoing | End::On(_) => " ",
            End::NotKnown => &texts.end_not_known,
        };
        ui.label(RichText::new(state).small().color(palette(ui).weak));
        // A day that is typed is not dropped: only a course without one can be marked as going on.
        let free = !matches!(course.end, End::On(_)) && !page.read_only;
        if ui.add_enabled(free, Button::selectable(ongoing, &texts.ongoing)).clicked() {
            course.end = if ongoing { End::NotKnown } else { End::Ongoing };
        }
    });
}

/// The kind of the course, of those that its history knows.
fn class(ui: &mut Ui, page: &Page<'_>, place: &Place<'_>, course: &mut Course) {
    let Place { item, at, .. } = place;
    let texts = &page.texts.screening;
    let at = at(CoursePart::Tags);
    let words: Vec<&str> = item.classes.iter().map(|class| page.language().of(&class.text)).collect();
    let known = |tag: &String| item.classes.iter().position(|class| class.id == *tag);
    let chosen = course.tags.iter().find_map(known);
    if !words.is_empty() {
        let keyed: Vec<(char, &str)> = ('1'..='9').zip(words.iter().copied()).collect();
        let row = Answers {
            at: &at,
            label: &texts.course_class,
            question: "",
            keyed: &keyed,
            chosen,
            neighbours: place.neighbours,
            width: 56.0,
        };
        ui.spacing_mut().item_spacing = vec2(space().small, space().tight);
        match row.show(ui, page).1 {
            Some(Answered::Chosen(answer)) => {
                course.tags = item.classes.get(answer).map(|class| class.id.clone()).into_iter().collect();
            }
            Some(Answered::Cleared) => course.tags.clear(),
            None => {}
        }
    }
    let others: Vec<&str> =
        course.tags.iter().filter_map(known).skip(1).filter_map(|other| words.get(other)).copied().collect();
    if !others.is_empty() {
        hint(ui, &texts.also_class(others.join(&page.reporter.words.list_separator)));
    }
    problem_line(ui, page, &at, None);
}

/// A half-life is asked for where a criterion hangs on it, and stays where one was typed.
fn wants_half_life(place: &Place<'_>, course: &Course) -> bool {
    let asked = |looked: &Looked<'_>| {
        looked.sentences.iter().any(|(_, history)| {
            history.course == Some(place.index) && history.why == Some(Why::HalfLifeNotKnown)
        })
    };
    course.half_life != Typed::default() || place.looked.iter().any(asked)
}
