//! The stages: when they are, what the program says of each, a date to try, and what the investigator decides.

use super::{Memory, decisions, headline::stage_mark, row, timeline, what_if};
use crate::{
    app::{
        page::Page,
        theme::{palette, space},
        widget::{colored, date_cell, fold_card, fold_line, problem_line, shape},
    },
    engine::verdict::StageResult,
    i18n::fill,
    model::{Draft, Stage, StageDate},
};
use eframe::egui::{Align, Label, Layout, Rangef, RichText, Ui, vec2};

/// Widths that the name may have, and of a date.
const NAME: Rangef = Rangef { min: 150.0, max: 228.0 };
const DATE: f32 = 112.0;
/// The sign that folds, with its gap.
const FOLD: f32 = 20.0;
/// The least that the verdict takes.
const VERDICT: f32 = 120.0;

fn name_width(ui: &Ui) -> f32 {
    let rest = ui.available_width() - 2.0 * DATE - 3.0 * space().small - VERDICT;
    rest.clamp(NAME.min, NAME.max)
}

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let mut open = memory.is_open("stages", true);
    fold_card(
        ui,
        &texts.stages,
        &mut open,
        |_| {},
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            header(ui, page);
            for (place, stage) in page.context().plan.protocol.stages.iter().enumerate() {
                let result = page.derived.stages.iter().find(|result| result.stage == place);
                one(ui, draft, page, memory, (stage, result));
            }
            timeline::show(ui, page, memory);
        },
    );
    memory.set_open("stages", open);
}

fn header(ui: &mut Ui, page: &Page<'_>) {
    let texts = &page.texts.screening;
    let weak = palette(ui).weak;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        for (width, text) in [
            (name_width(ui), &texts.column_stage),
            (DATE, &texts.column_date),
            (DATE, &texts.column_try),
            (0.0, &texts.column_stage_verdict),
        ] {
            let width = if width > 0.0 { width } else { ui.available_width() };
            let size = vec2(width, 18.0);
            ui.allocate_ui(size, |ui| {
                ui.set_min_size(size);
                ui.add(Label::new(RichText::new(text).small().color(weak)).truncate());
            });
        }
    });
}

fn one(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    (stage, result): (&Stage, Option<&StageResult>),
) {
    let texts = &page.texts.screening;
    let name = page.reporter.stage(&stage.id);
    let key = format!("decision {}", stage.id);
    let mut open = memory.is_open(&key, false);
    let path = format!("stages[{} 1].date", stage.id);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        let wide = name_width(ui);
        let spoken = fill(&texts.decision, &[("stage", name.clone())]);
        row::cell(ui, wide, |ui| {
            fold_line(ui, &mut open, RichText::new(&name), &spoken).on_hover_text(&spoken);
        });
        ui.allocate_ui(vec2(DATE, 31.0), |ui| {
            ui.set_min_width(DATE);
            date(ui, draft, page, (&path, &name), stage);
        });
        ui.allocate_ui(vec2(DATE, 31.0), |ui| {
            ui.set_min_width(DATE);
            what_if::field(ui, page, memory, (stage, &name));
        });
        let rest = ui.available_width();
        row::cell(ui, rest, |ui| {
            if let Some(result) = result {
                let mark = stage_mark(result);
                shape(ui, mark);
                let full = page.reporter.stage_verdict(result);
                let text = colored(ui, mark, page.reporter.stage_short(result));
                ui.add(Label::new(text).truncate()).on_hover_text(full);
            }
        });
    });
    memory.set_open(&key, open);
    for path in [path.as_str(), path.trim_end_matches(".date")] {
        problem_line(ui, page, path, None);
    }
    let Some(result) = result else { return };
    state(ui, page, draft, (stage, result));
    what_if::result(ui, page, memory, (stage, &name));
    if open {
        ui.indent(&key, |ui| decisions::panel(ui, draft, page, (stage, &name, result)));
        ui.add_space(space().small);
    }
}

/// From when no washout is in the way, and what is decided.
fn state(ui: &mut Ui, page: &Page<'_>, draft: &Draft, (stage, result): (&Stage, &StageResult)) {
    let weak = palette(ui).weak;
    let line = vec2(ui.available_width(), 0.0);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Min), |ui| {
        // Under the name, past the sign that folds.
        ui.add_space(FOLD);
        let clear = page.reporter.stage_clear(page.derived, result);
        let decided = decisions::state(page, draft, stage);
        let text = [clear, Some(decided)].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        ui.add(Label::new(RichText::new(text).small().color(weak)).wrap());
    });
    decisions::outdated(ui, page, draft, (stage, result));
}

/// The date of a stage of the first infusion.
fn date(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, (path, name): (&str, &str), stage: &Stage) {
    let known = draft.stages.iter().position(|entry| entry.stage == stage.id && entry.infusion == 1);
    let before = known.and_then(|known| draft.stages.get(known));
    let before = before.map_or_else(String::new, |entry| entry.date.clone());
    let mut date = before.clone();
    date_cell(ui, page, path, name, DATE, &mut date);
    // What is only looked at is not changed.
    if date == before {
        return;
    }
    match known {
        Some(known) if date.is_empty() => {
            draft.stages.remove(known);
        }
        Some(known) => {
            if let Some(entry) = draft.stages.get_mut(known) {
                entry.date = date;
            }
        }
        None => draft.stages.push(StageDate { stage: stage.id.clone(), infusion: 1, date }),
    }
}
