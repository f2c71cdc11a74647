//! Histories: asked up to a day, with the courses. A day and no course means none.

use super::{
    Memory,
    courses::{self, Place},
    report_rows, row,
};
use crate::{
    app::{
        core::{Page, Spot, View},
        theme::{palette, space},
        widget::{Field, colored, fold_card, fold_line, hint, problem_line, shape, shape_beside, shown_mark},
    },
    engine::{
        Shown,
        verdict::by_history::{Looked, windows},
    },
    model::{Address, Course, CoursePart, Draft, Exposure, Half, HistoryPart, Item, Kind, Side},
};
use eframe::egui::{Label, Rangef, RichText, TextStyle, Ui, vec2};

/// Widths of the name and of the day.
const NAME: Rangef = Rangef { min: 178.0, max: 270.0 };
const DAY: f32 = 112.0;
/// Room for the button that adds a course.
const ADD: f32 = 68.0;

/// A name takes what the others leave: what is found needs less than half of it.
fn name_width(ui: &Ui) -> f32 {
    let rest = ui.available_width() - DAY - ADD - 3.0 * space().small;
    (rest * 0.56).clamp(NAME.min, NAME.max)
}

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let plan = &page.context().plan;
    let items: Vec<&Item> =
        plan.protocol.items.iter().filter(|item| matches!(item.kind, Kind::Exposure)).collect();
    if items.is_empty() {
        return;
    }
    let looked = windows(plan, &page.derived.stages);
    let mut open = memory.is_open("histories", true);
    fold_card(
        ui,
        &texts.histories,
        &mut open,
        |_| {},
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            header(ui, page);
            for item in items {
                let own: Vec<Looked<'_>> =
                    looked.iter().filter(|looked| looked.item == item.id).cloned().collect();
                history(ui, draft, page, memory, (item, &own));
            }
        },
    );
    memory.set_open("histories", open);
}

fn header(ui: &mut Ui, page: &Page<'_>) {
    let texts = &page.texts.screening;
    let weak = palette(ui).weak;
    let name = name_width(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        for (width, text) in
            [(name, &texts.column_history), (DAY, &texts.column_asked), (0.0, &texts.column_found)]
        {
            let width = if width > 0.0 { width } else { ui.available_width() };
            row::cell(ui, width, |ui| {
                ui.add(Label::new(RichText::new(text).small().color(weak)).truncate());
            });
        }
    });
}

fn history(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    (item, looked): (&Item, &[Looked<'_>]),
) {
    let known = draft.exposures.iter().position(|exposure| exposure.kind == item.id);
    let empty = Exposure { kind: item.id.clone(), ..Exposure::default() };
    let mut exposure = known.and_then(|known| draft.exposures.get(known)).cloned().unwrap_or(empty);
    let before = exposure.clone();
    if let Some(why) = report_rows::not_asked(page, item)
        && before.complete_to.is_empty()
        && before.courses.is_empty()
    {
        report_rows::note(ui, page, item, &why);
        return;
    }
    let name = format!("history {}", item.id);
    // What needs a look is unfolded once, and stays so while it is put right.
    let decided = looked.iter().all(|looked| looked.shown <= Shown::SoFar);
    let usual = !exposure.courses.is_empty() && !decided;
    let mut open = memory.is_open(&name, usual);
    line(ui, page, &mut open, (item, looked), &mut exposure);
    for part in [HistoryPart::Whole, HistoryPart::CompleteTo] {
        problem_line(ui, page, Address::history(&item.id, part), None);
    }
    if exposure.courses.len() > before.courses.len() {
        let last = exposure.courses.len() - 1;
        page.go_to(View::Screening, course_field(item, last, CoursePart::Agent));
        open = true;
    }
    if open || usual {
        memory.set_open(&name, open);
    }
    if open {
        ui.indent(&name, |ui| details(ui, page, (item, looked), &mut exposure));
        ui.add_space(space().small);
    } else if memory.open.contains_key(&name) {
        memory.set_open(&name, false);
    }
    if exposure == before {
        return;
    }
    match known.and_then(|known| draft.exposures.get_mut(known)) {
        Some(known) => *known = exposure,
        None => draft.exposures.push(exposure),
    }
}

fn course_field(item: &Item, place: usize, part: CoursePart) -> Spot {
    Address::Course(item.id.clone(), place, part, Half::Whole).into()
}

/// Name, asked up to, and what is known, on one line.
fn line(
    ui: &mut Ui,
    page: &Page<'_>,
    open: &mut bool,
    (item, looked): (&Item, &[Looked<'_>]),
    exposure: &mut Exposure,
) {
    let texts = &page.texts.screening;
    let title = page.reporter.item(&item.id);
    let name = name_width(ui);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        row::cell(ui, name, |ui| {
            fold_line(ui, open, RichText::new(&title), &texts.history_details(&title))
                .on_hover_text(page.language().of(&item.ask));
        });
        let width = DAY;
        ui.allocate_ui(vec2(width, 31.0), |ui| {
            ui.set_min_width(width);
            let asked = Address::history(&item.id, HistoryPart::CompleteTo);
            Field::new(asked, &texts.history_asked(&title))
                .width(width)
                .date()
                .in_table()
                .without_problem()
                .show(ui, page, &mut exposure.complete_to);
        });
        let button = if page.read_only { 0.0 } else { ADD };
        let rest = (ui.available_width() - button - space().small).max(60.0);
        row::cell(ui, rest, |ui| state(ui, page, looked, exposure));
        if !page.read_only {
            let name = format!("{title}: {}", texts.add_course);
            if ui.button(&texts.history_add).accessible_name(name).clicked() {
                exposure.courses.push(Course::default());
            }
        }
    });
}

/// *Courses: 2*, and what the criteria make of it where they do not pass.
fn state(ui: &mut Ui, page: &Page<'_>, looked: &[Looked<'_>], exposure: &Exposure) {
    let texts = &page.texts.screening;
    let worst = looked.iter().map(|looked| looked.shown).max();
    let asked = !exposure.complete_to.trim().is_empty();
    let mut text = match (exposure.courses.len(), asked) {
        (0, false) => texts.history_not_asked.clone(),
        (0, true) => texts.history_none.clone(),
        (count, _) => texts.history_courses(count),
    };
    let Some(worst) = worst else {
        hint(ui, &text);
        return;
    };
    let mark = shown_mark(worst);
    if worst > Shown::SoFar {
        let plan = &page.context().plan;
        let mut of: Vec<&str> = Vec::new();
        for looked in looked.iter().filter(|looked| looked.shown == worst) {
            let id = plan.criteria.get(looked.criterion).map(|known| &*known.id);
            of.extend(id.filter(|id| !of.contains(id)));
        }
        let side = if of.iter().any(|id| id.starts_with('I')) { Side::Inclusion } else { Side::Exclusion };
        let word = page.reporter.of_shown(side, worst);
        let ids = of.join(&page.reporter.words.list_separator);
        text = format!("{text} · {ids} {word}");
    }
    shape(ui, mark);
    let words = if worst <= Shown::SoFar { RichText::new(text) } else { colored(ui, mark, &text) };
    ui.add(Label::new(words.small()).wrap());
}

/// The question, the courses, and a line for each criterion that looks at them.
fn details(ui: &mut Ui, page: &Page<'_>, (item, looked): (&Item, &[Looked<'_>]), exposure: &mut Exposure) {
    let color = palette(ui).weak;
    ui.spacing_mut().item_spacing.y = space().tight;
    ui.add(Label::new(RichText::new(page.language().of(&item.ask)).small().color(color)).wrap());
    let tags: Vec<Spot> =
        (0..exposure.courses.len()).map(|index| course_field(item, index, CoursePart::Tags)).collect();
    let tag = |index: Option<usize>| index.and_then(|index| tags.get(index));
    let mut gone = None;
    for (index, course) in exposure.courses.iter_mut().enumerate() {
        let at = |part| course_field(item, index, part);
        let neighbours = (tag(index.checked_sub(1)), tag(index.checked_add(1)));
        if courses::show(ui, page, &Place { item, index, at: &at, neighbours, looked }, course) {
            gone = Some(index);
        }
        ui.separator();
    }
    if let Some(index) = gone {
        exposure.courses.remove(index);
    }
    for looked in looked {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space().tight;
            shape_beside(ui, shown_mark(looked.shown), &TextStyle::Small);
            ui.add(Label::new(RichText::new(page.reporter.looked(looked)).small()).wrap());
        });
    }
}
