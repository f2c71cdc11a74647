//! One row of a report as it is shown: value, unit, interval as printed, limit, margin, verdict.

use super::{
    memory::Memory,
    row::{HEIGHT, MENU, Row, cell, is_aside, keep_reason, tall_cell, units},
    row_menu,
    row_verdict::{bar, verdict},
    row_words,
};
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::{Answered, Answers, Choose, Field, Mark, Unit, field_id, lead_to, small_chip},
    },
    engine::verdict::by_result::Judged,
    model::{Answer, Finding, Kind as ItemKind, ResultPart, Typed, Value},
    quantity::Analyte,
};
use eframe::egui::{
    Color32, Event, Galley, Key, Label, Modifiers, RichText, TextFormat, TextStyle, Ui, text::LayoutJob, vec2,
};
use std::sync::Arc;

/// A field is this much narrower than it is told, for its frame.
const FRAME: f32 = 12.0;

/// Shows the row and what stands under it; true when the result is to go.
pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    judged: &[Judged<'_>],
    row: &Row<'_>,
    finding: &mut Finding,
) -> bool {
    let at = row_words::at(page, judged, row, finding);
    let mut gone = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        let color = if at.is_passive() || is_aside(finding) { palette(ui).weak } else { palette(ui).text };
        let name = label(ui, row.widths.name, &row.name, color);
        // Two lines of a long name keep their distance from the next row's.
        let height = HEIGHT.max(name.size().y + space().tight);
        tall_cell(ui, vec2(row.widths.name, height), |ui| {
            ui.add(Label::new(name)).on_hover_text(page.language().of(&row.item.ask));
        });
        entry(ui, page, memory, row, finding);
        if !matches!(finding.value, Value::NotDone(_)) {
            if is_aside(finding) {
                let wide = row.widths.bar + space().tight + row.widths.verdict;
                cell(ui, wide, |ui| {
                    small_chip(ui, Mark::Decide, &page.texts.screening.set_aside);
                });
            } else {
                cell(ui, row.widths.bar, |ui| bar(ui, page, &at));
                cell(ui, row.widths.verdict, |ui| verdict(ui, page, &at));
            }
        }
        cell(ui, MENU, |ui| gone = row_menu::show(ui, page, memory, row, finding));
    });
    row_words::under(ui, page, memory, row, &at, finding);
    gone
}

/// A name on one line, or in small letters on two.
fn label(ui: &Ui, width: f32, name: &str, color: Color32) -> Arc<Galley> {
    let body = TextStyle::Body.resolve(ui.style());
    let fits = ui.painter().layout_no_wrap(name.to_owned(), body.clone(), color).size().x <= width;
    let font_id = if fits { body } else { TextStyle::Small.resolve(ui.style()) };
    let format = TextFormat { font_id, color, ..TextFormat::default() };
    let mut job = LayoutJob::single_section(name.to_owned(), format);
    job.wrap.max_width = width;
    job.wrap.max_rows = 2;
    ui.painter().layout_job(job)
}

/// What is typed or chosen.
fn entry(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, row: &Row<'_>, finding: &mut Finding) {
    let widths = row.widths;
    let gap = space().tight;
    let not_done = if let Value::NotDone(reason) = &finding.value { Some(reason.clone()) } else { None };
    let interval = if widths.interval > 0.0 { widths.interval + gap } else { 0.0 };
    let number = matches!(row.item.kind, ItemKind::Analyte) && row.analyte != Some(Analyte::Ecog);
    let wide = match not_done {
        Some(_) if number => widths.value,
        Some(_) => widths.value + gap + widths.unit,
        None => widths.value + gap + widths.unit + interval,
    };
    typed(ui, page, memory, row, (wide, finding));
    let Some(before) = not_done else { return };
    if let Value::NotDone(reason) = &mut finding.value {
        let all = widths.value + gap + widths.unit + interval + gap + widths.bar + gap + widths.verdict;
        cell(ui, all - wide - gap, |ui| why_not_done(ui, page, row, reason));
    } else {
        // A result that comes in after all takes the place; why it was not done stays as a note.
        keep_reason(page, &mut finding.note, &before);
    }
}

fn why_not_done(ui: &mut Ui, page: &Page<'_>, row: &Row<'_>, reason: &mut String) {
    ui.label(RichText::new(&page.texts.screening.not_done).color(palette(ui).unknown));
    let width = ui.available_width();
    Field::new(
        row.at(ResultPart::Value).beside("reason"),
        &format!("{}: {}", row.name, page.texts.shell.reason),
    )
    .in_table()
    .hint(&page.texts.shell.reason)
    .width(width)
    .show(ui, page, reason);
}

fn typed(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    row: &Row<'_>,
    (wide, finding): (f32, &mut Finding),
) {
    match (&row.item.kind, row.analyte) {
        (ItemKind::Choice(_), _) => cell(ui, wide, |ui| choice(ui, page, memory, row, (wide, finding))),
        (_, Some(Analyte::Ecog)) if !matches!(finding.value, Value::Quantity(_)) => {
            cell(ui, wide, |ui| score(ui, page, memory, row, finding));
        }
        (_, Some(analyte)) => {
            if matches!(finding.value, Value::Choice(_)) {
                cell(ui, wide, |ui| {
                    ui.label(&page.reporter.words.not_detected);
                });
            } else {
                quantity(ui, page, memory, row, (analyte, finding));
            }
        }
        (_, None) => cell(ui, wide, |_| {}),
    }
}

/// Number, unit and the interval as printed.
fn quantity(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    row: &Row<'_>,
    (analyte, finding): (Analyte, &mut Finding),
) {
    let name = row.name.as_str();
    let before = match &finding.value {
        Value::Quantity(typed) => Some(typed.clone()),
        Value::Yes
        | Value::No
        | Value::NotKnown
        | Value::Choice(_)
        | Value::NotDone(_)
        | Value::Counted(_)
        | Value::Urine { .. } => None,
    };
    let before = before.unwrap_or_else(|| Typed::new("", row.unit.unwrap_or_default()));
    let (mut typed, limit_before) = (before.clone(), finding.uln.value.clone());
    // A second result of the same item has fields of its own; its problems are those of the first.
    let (whole, value) = (row.at(ResultPart::Whole), row.at(ResultPart::Value));
    if memory.takes_next() {
        ui.memory_mut(|memory| memory.request_focus(field_id(&value)));
    }
    cell(ui, row.widths.value, |ui| {
        let field = Field::new(&value, name).in_table().without_problem().right();
        let field = if is_aside(finding) { field.aside() } else { field };
        let response = field.width(row.widths.value + FRAME).show(ui, page, &mut typed.value);
        // The key is used up: the next field would take it for its own.
        memory.next =
            response.lost_focus() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    });
    if matches!(finding.value, Value::NotDone(_)) {
        if !typed.value.is_empty() {
            finding.value = Value::Quantity(typed);
        }
        return;
    }
    cell(ui, row.widths.unit, |ui| {
        let (units, width) = (units(analyte), row.widths.unit);
        Unit { at: &whole, label: name, units: &units, width, fixed: true }.show(ui, page, &mut typed.unit);
    });
    if row.widths.interval > 0.0 {
        cell(ui, row.widths.interval, |ui| {
            let label = format!("{name}: {}", page.texts.screening.column_interval);
            Field::new(row.at(ResultPart::Uln), &label)
                .in_table()
                .without_problem()
                .width(row.widths.interval + FRAME)
                .show(ui, page, &mut finding.uln.value);
        });
    }
    let limit_typed = finding.uln.value != limit_before && finding.value == Value::NotKnown;
    if typed != before || limit_typed {
        finding.value = Value::Quantity(typed);
    }
}

/// Negative, positive, …: a button and a key each.
fn choice(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    row: &Row<'_>,
    (width, finding): (f32, &mut Finding),
) {
    let name = row.name.as_str();
    let ItemKind::Choice(known) = &row.item.kind else { return };
    let words: Vec<(char, &str)> =
        "123456789".chars().zip(known.iter().map(|answer| page.language().of(&answer.text))).collect();
    let given = |answer: &Answer| matches!(&finding.value, Value::Choice(id) if answer.id == *id);
    let chosen = known.iter().position(given);
    let current = chosen.and_then(|place| words.get(place)).map(|(_, word)| *word);
    let at = row.at(ResultPart::Whole);
    let id = field_id(&at.beside("choice"));
    let choose = Choose { id, name, chosen: current.unwrap_or_default(), width };
    let options = words
        .iter()
        .enumerate()
        .map(|(place, (key, word))| (chosen == Some(place), format!("{key}  {word}")));
    let (response, picked) = ui.add_enabled_ui(!page.read_only, |ui| choose.show(ui, options)).inner;
    if let Some(answer) = picked.and_then(|place| known.get(place)) {
        finding.value = Value::Choice(answer.id.clone());
    }
    if page.takes_focus(&at) {
        lead_to(&response);
    }
    if memory.takes_next() {
        response.request_focus();
    }
    if response.has_focus() && !page.read_only {
        let typed = ui.input(|input| {
            input.events.iter().find_map(|event| {
                let Event::Text(text) = event else { return None };
                words.iter().position(|(key, _)| text.chars().eq(std::iter::once(*key)))
            })
        });
        if let Some(answer) = typed.and_then(|place| known.get(place)) {
            finding.value = Value::Choice(answer.id.clone());
        }
    }
}

/// A score from 0 to 5.
fn score(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, row: &Row<'_>, finding: &mut Finding) {
    let name = row.name.as_str();
    let answers = [('0', "0"), ('1', "1"), ('2', "2"), ('3', "3"), ('4', "4"), ('5', "5")];
    let chosen = if let Value::Counted(count) = finding.value { usize::try_from(count).ok() } else { None };
    let score = Answers {
        at: &row.at(ResultPart::Value),
        label: "",
        question: "",
        keyed: &answers,
        chosen,
        neighbours: (None, None),
        width: 0.0,
    };
    let (response, answered) = score.show(ui, page);
    if memory.takes_next() {
        response.request_focus();
    }
    response.accessible_name(name);
    match answered {
        Some(Answered::Chosen(place)) => {
            finding.value = Value::Counted(u32::try_from(place).unwrap_or_default());
        }
        Some(Answered::Cleared) => finding.value = Value::NotKnown,
        None => {}
    }
}
