//! The bundled examples: read only, marked EXAMPLE, each with what it shows.

use super::{
    Chosen, Memory,
    list::{Cell, List, cell, row_height},
    row::Class,
    table::verdict_cell,
};
use crate::{
    app::{
        core::Act,
        theme::{self, palette, space},
        widget::{Mark, chip, triangle},
    },
    i18n::{Language, PatientsTexts},
    storage::EMBEDDED_PATIENTS,
};
use eframe::egui::{Id, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

pub(super) fn show(
    ui: &mut Ui,
    language: Language,
    memory: &mut Memory,
    unfolded: bool,
    acts: &mut Vec<Act>,
) {
    let texts = &language.window().patients;
    let open = memory.examples_open.unwrap_or(unfolded);
    ui.add_space(space().tight);
    ui.horizontal(|ui| {
        chip(ui, Mark::Note, &language.window().shell.example);
        if toggle(ui, open, &texts.examples(EMBEDDED_PATIENTS.len())) {
            memory.examples_open = Some(!open);
        }
    });
    if !open {
        return;
    }
    ui.add_space(space().tight);
    let chosen = EMBEDDED_PATIENTS
        .iter()
        .position(|embedded| memory.chosen == Some(Chosen::Example(name(embedded.name))));
    let list = List {
        id: Id::unique("examples"),
        name: &texts.examples_table,
        count: EMBEDDED_PATIENTS.len(),
        height: row_height() * 8.0,
        chosen,
        reveal: false,
    };
    let answer = list.show(ui, |ui, rect, place| row(ui, rect, memory, place, language));
    let at = |place: usize| EMBEDDED_PATIENTS.get(place).map(|embedded| name(embedded.name));
    if let Some(name) = answer.choose.and_then(at) {
        memory.chosen = Some(Chosen::Example(name));
    }
    if let Some(name) = answer.open.and_then(at) {
        acts.push(Act::OpenExample(name.to_owned()));
    }
}

fn name(file: &'static str) -> &'static str {
    file.strip_suffix(".ron").unwrap_or(file)
}

fn row(ui: &Ui, rect: Rect, memory: &Memory, place: usize, language: Language) -> String {
    let texts = &language.window().patients;
    let colors = palette(ui);
    let summary = memory.examples.get(place).and_then(Option::as_ref);
    let class = summary.map_or(Class::Reading, |summary| summary.verdict.into());
    let file = EMBEDDED_PATIENTS.get(place).map_or("", |embedded| name(embedded.name));
    let subject = summary.map_or("", |summary| summary.subject.as_str());
    let about = description(texts, file);
    let part = |from: f32, to: f32| {
        let at = |share: f32| rect.left() + 8.0 + (rect.width() - 8.0) * share;
        Rect::from_x_y_ranges(at(from)..=at(to), rect.y_range())
    };
    let body = |color| Cell { color, style: TextStyle::Body };
    cell(ui, part(0.0, 0.16), subject, &body(colors.text));
    cell(ui, part(0.16, 0.64), about, &body(colors.weak));
    let word = verdict_cell(ui, part(0.64, 1.0), summary, class, language);
    [subject, about, &word].join(", ")
}

fn description<'t>(texts: &'t PatientsTexts, file: &str) -> &'t str {
    match file {
        "eligible" => &texts.example_eligible,
        "platelets-low" => &texts.example_platelets_low,
        "incomplete" => &texts.example_incomplete,
        "on-every-limit" => &texts.example_on_every_limit,
        "gilbert" => &texts.example_gilbert,
        "transfusion" => &texts.example_transfusion,
        "short-lot" => &texts.example_short_lot,
        "follow-up" => &texts.example_follow_up,
        _ => "",
    }
}

/// A heading that folds what stands under it.
fn toggle(ui: &mut Ui, open: bool, text: &str) -> bool {
    let font = TextStyle::Body.resolve(ui.style());
    let color = palette(ui).text;
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let size = vec2(galley.size().x + 24.0, row_height());
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, text));
    if response.has_focus() || response.hovered() {
        let stroke = Stroke::new(1.5, palette(ui).primary);
        ui.painter().rect_stroke(rect, theme::small_corner(), stroke, StrokeKind::Inside);
    }
    let sign = Rect::from_min_size(rect.min, vec2(16.0, rect.height()));
    triangle(ui.painter(), sign, open, palette(ui).weak);
    let at = pos2(rect.left() + 20.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color);
    response.clicked()
}
