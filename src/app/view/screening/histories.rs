//! Histories: asked up to a day, with the courses. A day and no course means none.

use super::{Memory, courses};
use crate::{
    app::{
        page::Page,
        theme::{HEADING, space, text_style},
        widget::{date_field, fold_card, hint, problem_line},
    },
    model::{Course, Draft, Exposure, Item, Kind},
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let items: Vec<&Item> = page
        .context()
        .plan
        .protocol
        .items
        .iter()
        .filter(|item| matches!(item.kind, Kind::Exposure))
        .collect();
    if items.is_empty() {
        return;
    }
    let mut open = memory.is_open("histories", true);
    fold_card(
        ui,
        &texts.histories,
        &mut open,
        |_| {},
        |ui| {
            for item in items {
                history(ui, draft, page, item);
                ui.add_space(space().small);
            }
        },
    );
    memory.set_open("histories", open);
}

fn history(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, item: &Item) {
    let texts = &page.texts.screening;
    let path = format!("exposures[{}]", item.id);
    ui.label(RichText::new(page.reporter.item(&item.id)).text_style(text_style(HEADING)));
    ui.add(eframe::egui::Label::new(RichText::new(page.language().of(&item.ask)).small()).wrap());
    let known = draft.exposures.iter().position(|exposure| exposure.kind == item.id);
    let empty = Exposure { kind: item.id.clone(), ..Exposure::default() };
    let mut exposure = known.and_then(|known| draft.exposures.get(known)).cloned().unwrap_or(empty);
    let before = exposure.clone();
    ui.horizontal_top(|ui| {
        date_field(
            ui,
            page,
            &format!("{path}.complete_to"),
            &texts.asked_up_to,
            130.0,
            &mut exposure.complete_to,
        );
        ui.vertical(|ui| {
            ui.add_space(18.0);
            ui.horizontal(|ui| {
                let name = format!("{}: {}", page.reporter.item(&item.id), texts.add_course);
                if !page.read_only && ui.button(&texts.add_course).accessible_name(name).clicked() {
                    exposure.courses.push(Course::default());
                }
                if exposure.courses.is_empty() {
                    let none = !exposure.complete_to.trim().is_empty();
                    hint(ui, if none { &texts.history_none } else { &texts.history_not_asked });
                }
            });
        });
    });
    problem_line(ui, page, &path, None);
    let mut gone = None;
    for (place, course) in exposure.courses.iter_mut().enumerate() {
        if courses::show(ui, page, &format!("{path}.courses[{place}]"), course) {
            gone = Some(place);
        }
    }
    if let Some(place) = gone {
        exposure.courses.remove(place);
    }
    if exposure == before {
        return;
    }
    match known.and_then(|known| draft.exposures.get_mut(known)) {
        Some(known) => *known = exposure,
        None => draft.exposures.push(exposure),
    }
}
