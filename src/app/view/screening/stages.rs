//! The stages: when they are, what the program says of each, a date to try, and what the investigator decides.

use super::{
    Memory,
    decisions::{self, At},
    row, timeline, what_if,
};
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::{Field, colored, fold_card, fold_line, hint, problem_line, shape, stage_mark},
    },
    engine::verdict::stage::{DayFrom, StageResult},
    model::{Address, Draft, PeriodEnd, Stage, StageDate, StagePart},
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
            let stages = page.context().plan.protocol.stages.iter().enumerate();
            for (place, stage) in stages.clone() {
                let result = page.derived.stages.iter().find(|result| result.stage == place);
                one(ui, draft, page, memory, (stage, 1, result));
            }
            for infusion in later_infusions(draft) {
                later_title(ui, page, infusion);
                for (place, stage) in stages.clone().filter(|(_, stage)| stage.again_per_infusion) {
                    let own = |result: &&StageResult| (result.stage, result.infusion) == (place, infusion);
                    one(ui, draft, page, memory, (stage, infusion, page.derived.later.iter().find(own)));
                }
            }
            timeline::show(ui, page, memory);
        },
    );
    memory.set_open("stages", open);
}

/// Infusions after the first that the draft knows of.
fn later_infusions(draft: &Draft) -> Vec<u32> {
    let entered = draft.infusions.iter().map(|infusion| infusion.number);
    let all = entered.chain(draft.stages.iter().map(|entry| entry.infusion));
    let mut found: Vec<u32> = all.filter(|infusion| *infusion > 1).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// *Infusion 2*, and that it is judged as the criteria are written.
fn later_title(ui: &mut Ui, page: &Page<'_>, infusion: u32) {
    ui.add_space(space().small);
    let title = page.texts.screening.later_infusion(infusion);
    ui.label(RichText::new(title).strong());
    hint(ui, &page.reporter.words.later_as_written);
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
    (stage, infusion, result): (&Stage, u32, Option<&StageResult>),
) {
    let texts = &page.texts.screening;
    let name = page.reporter.stage_of(&stage.id, infusion);
    let at = At { stage, infusion, name: &name };
    // The title over a later infusion has its number.
    let shown = page.reporter.stage(&stage.id);
    let key = format!("decision {} {infusion}", stage.id);
    let mut open = memory.is_open(&key, false);
    let field = |part| Address::stage(&stage.id, infusion, part);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        let wide = name_width(ui);
        let spoken = texts.decision(&name);
        row::cell(ui, wide, |ui| {
            fold_line(ui, &mut open, RichText::new(&shown), &spoken).on_hover_text(&spoken);
        });
        ui.allocate_ui(vec2(DATE, 31.0), |ui| {
            ui.set_min_width(DATE);
            date(ui, draft, page, (field(StagePart::Date), &name), at, |entry| &mut entry.date);
        });
        ui.allocate_ui(vec2(DATE, 31.0), |ui| {
            ui.set_min_width(DATE);
            if infusion == 1 {
                what_if::field(ui, page, memory, (stage, &name));
            }
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
    if stage.period && counts_first_days(page) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space().small;
            let label = format!("{name}{}{}", page.reporter.words.colon, texts.first_day);
            row::cell(ui, name_width(ui), |ui| {
                ui.add_space(FOLD);
                let text = RichText::new(&texts.first_day).small().color(palette(ui).weak);
                ui.add(Label::new(text).truncate());
            });
            date(ui, draft, page, (field(StagePart::First), &label), at, |entry| &mut entry.first);
        });
    }
    for part in [StagePart::Date, StagePart::First, StagePart::Whole] {
        problem_line(ui, page, field(part), None);
    }
    let Some(result) = result else { return };
    state(ui, page, draft, (at, result));
    if infusion == 1 {
        what_if::result(ui, page, memory, (stage, &name));
    }
    if open {
        ui.indent(&key, |ui| decisions::panel(ui, draft, page, (at, result)));
        ui.add_space(space().small);
    }
}

/// Some criterion reaches back from the first day of a stage that lasts days.
fn counts_first_days(page: &Page<'_>) -> bool {
    page.context().plan.criteria.iter().any(|criterion| criterion.reaches_from == PeriodEnd::First)
}

/// From when no washout is in the way, and what is decided.
fn state(ui: &mut Ui, page: &Page<'_>, draft: &Draft, (at, result): (At<'_>, &StageResult)) {
    let weak = palette(ui).weak;
    let line = vec2(ui.available_width(), 0.0);
    ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Min), |ui| {
        // Under the name, past the sign that folds.
        ui.add_space(FOLD);
        let clear = page.reporter.stage_clear(page.derived, result);
        let decided = decisions::state(page, draft, at);
        let day = (result.day_from != DayFrom::Date).then(|| page.reporter.stage_day(result));
        let sooner = result.from_by.iter().map(|hang| page.reporter.hang(hang));
        let told = [day, clear].into_iter().flatten().chain(sooner).chain([decided]);
        let text = told.collect::<Vec<_>>().join(" · ");
        ui.add(Label::new(RichText::new(text).small().color(weak)).wrap());
    });
    decisions::outdated(ui, page, draft, (at, result));
}

/// A date of a stage of an infusion.
fn date(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    (field, label): (Address, &str),
    at: At<'_>,
    part: fn(&mut StageDate) -> &mut String,
) {
    let own = |entry: &StageDate| entry.stage == at.stage.id && entry.infusion == at.infusion;
    let known = draft.stages.iter().position(own);
    let mut entry = known.and_then(|known| draft.stages.get(known)).cloned().unwrap_or_else(|| StageDate {
        stage: at.stage.id.clone(),
        infusion: at.infusion,
        ..StageDate::default()
    });
    let before = part(&mut entry).clone();
    Field::new(field, label).width(DATE).date().in_table().without_problem().show(ui, page, part(&mut entry));
    // What is only looked at is not changed.
    if *part(&mut entry) == before {
        return;
    }
    let empty = entry.date.is_empty() && entry.first.is_empty();
    match known {
        // The row of a later infusion stays while its date is typed anew.
        Some(known) if empty && at.infusion == 1 => {
            draft.stages.remove(known);
        }
        Some(known) => {
            if let Some(own) = draft.stages.get_mut(known) {
                *own = entry;
            }
        }
        None => draft.stages.push(entry),
    }
}
