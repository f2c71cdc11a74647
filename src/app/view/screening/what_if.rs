//! A date to try for a stage: what the program would say of it then. It never touches what is entered.

use super::Memory;
use crate::{
    app::{
        core::{Page, Spot},
        theme::{self, palette, space},
        widget::{Field, Mark, chip, colored, shape, stage_mark},
    },
    engine::{
        Derived, derive,
        evidence::outcome::Outcome,
        moment::{Moment, read_moment},
        problem::{Problem, ProblemCode},
    },
    model::{Address, Draft, Stage, StageDate},
};
use eframe::egui::{Frame, Key, Label, Margin, RichText, Stroke, Ui, vec2};

fn spot(stage: &Stage) -> Spot {
    Spot::own(format!("what if {}", stage.id))
}

/// The field; Escape leaves what was tried.
pub(super) fn field(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, (stage, name): (&Stage, &str)) {
    let label = page.texts.screening.try_date(name);
    let text = memory.what_if.entry(stage.id.clone()).or_default();
    let response =
        Field::new(spot(stage), &label).width(112.0).date().in_table().without_problem().show(ui, page, text);
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Escape)) {
        text.clear();
    }
}

/// What the program would say of the stage on that date, marked as what it is.
pub(super) fn result(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, (stage, name): (&Stage, &str)) {
    let texts = &page.texts.screening;
    let Some(typed) = memory.what_if.get(&stage.id).filter(|typed| !typed.trim().is_empty()) else { return };
    let mut over = false;
    let colors = palette(ui);
    let frame = Frame::new()
        .stroke(Stroke::new(1.5, colors.note))
        .fill(colors.note_fill)
        .corner_radius(theme::small_corner())
        .inner_margin(Margin::from(vec2(space().small, space().tight)));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            chip(ui, Mark::Note, &texts.what_if);
            over = ui.small_button(&texts.what_if_end).clicked();
            ui.add(Label::new(RichText::new(&texts.what_if_hint).small().color(colors.text)).truncate());
        });
        match tried(page, stage, typed) {
            Ok(Some(tried)) => said(ui, page, (stage, name), typed, &tried),
            Ok(None) => {}
            Err(problem) => {
                ui.horizontal_top(|ui| {
                    shape(ui, Mark::Fail);
                    ui.add(Label::new(colored(ui, Mark::Fail, &problem).small()).wrap());
                });
            }
        }
    });
    if over {
        memory.what_if.remove(&stage.id);
        ui.memory_mut(|memory| memory.request_focus(crate::app::widget::field_id(&spot(stage))));
    }
}

/// The verdict there and then, the criteria behind it, and the earliest date.
fn said(ui: &mut Ui, page: &Page<'_>, (stage, name): (&Stage, &str), typed: &str, tried: &Derived) {
    let texts = &page.texts.screening;
    let reporter = &page.reporter;
    let place = page.context().plan.stage(&stage.id);
    let Some(result) = tried.stages.iter().find(|result| Some(result.stage) == place) else { return };
    let date = read_moment(typed).ok().flatten().map_or_else(String::new, |date| reporter.moment(&date));
    let verdict = reporter.stage_verdict(result);
    let mut text = texts.what_if_result(name, date, verdict);
    let wanted = result.rows.iter().map(|row| row.outcome).max().filter(|worst| *worst != Outcome::Pass);
    let criteria: Vec<String> = result
        .rows
        .iter()
        .filter(|row| Some(row.outcome) == wanted)
        .filter_map(|row| page.context().plan.criteria.get(row.criterion))
        .map(|criterion| reporter.criterion(&criterion.id))
        .collect();
    if !criteria.is_empty() {
        let criteria = criteria.join(&reporter.words.list_separator);
        text = texts.what_if_because(text, criteria);
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        shape(ui, stage_mark(result));
        ui.add(Label::new(RichText::new(text).color(palette(ui).text)).wrap());
    });
    if let Some(clear) = reporter.stage_clear(tried, result) {
        ui.label(RichText::new(clear).small().color(palette(ui).text));
    }
}

/// What follows from a copy of the draft with this date; `None` where nothing is typed.
fn tried(page: &Page<'_>, stage: &Stage, typed: &str) -> Result<Option<Derived>, String> {
    let date: Option<Moment> = read_moment(typed).map_err(|problem| {
        page.reporter.problem(&Problem { field: Address::Nowhere, code: ProblemCode::Date(problem) })
    })?;
    Ok(date.map(|_| derive(&with_date(page.draft(), stage, typed), page.context())))
}

fn with_date(draft: &Draft, stage: &Stage, typed: &str) -> Draft {
    let mut draft = draft.clone();
    draft.stages.retain(|entry| entry.stage != stage.id || entry.infusion != 1);
    draft.stages.push(StageDate {
        stage: stage.id.clone(),
        infusion: 1,
        date: typed.to_owned(),
        ..StageDate::default()
    });
    draft
}
