//! The table: headers that sort, and a row for each file.

use super::{
    Chosen,
    list::{Cell, List, cell, header, row_height},
    memory::Memory,
    order::Column,
    row::{Class, Row, Summary},
};
use crate::{
    app::{
        core::{Act, Lent, Source},
        theme::{self, palette, space},
        widget::paint,
    },
    i18n::{Language, PatientsTexts},
};
use eframe::egui::{
    FocusDirection, Id, Key, Modifiers, Rect, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2, pos2, vec2,
};

/// Where each column begins, as a share of the width.
const STARTS: [f32; 6] = [0.0, 0.24, 0.36, 0.72, 0.88, 1.0];

/// The id of the table, for the focus.
fn table_id() -> Id {
    Id::unique("patients table")
}

impl Memory {
    /// The focus goes into the table, to its first row where none is chosen.
    pub(super) fn enter_table(&mut self, ctx: &eframe::egui::Context) {
        ctx.memory_mut(|memory| {
            memory.request_focus(table_id());
            // The arrow that led here leads no further.
            memory.move_focus(FocusDirection::None);
        });
        self.reveal = true;
        self.choose_one = true;
    }
}

pub(super) fn show(
    ui: &mut Ui,
    lent: &Lent<'_>,
    memory: &mut Memory,
    order: &[usize],
    height: f32,
    acts: &mut Vec<Act>,
) {
    let language = lent.language();
    let texts = &language.window().patients;
    let colors = palette(ui);
    headers(ui, memory, texts);
    let shelf = memory.shelf();
    // Arrows begin to move as long as nothing else has the focus.
    let idle = ui.memory(|memory| memory.focused().is_none()) && !lent.asking;
    let arrow = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    if idle && (arrow(Key::ArrowDown) || arrow(Key::ArrowUp)) {
        memory.enter_table(ui.ctx());
    }
    let choose_one = std::mem::take(&mut memory.choose_one);
    let rows = &memory.pile(shelf).rows;
    let at = |shown: usize| order.get(shown).and_then(|place| rows.get(*place));
    let chosen = match &memory.chosen {
        Some(Chosen::File { shelf: its, name }) if *its == shelf => {
            (0..order.len()).find(|shown| at(*shown).is_some_and(|row| row.entry.file_name == *name))
        }
        _ => None,
    };
    let archive = shelf == super::Shelf::Archive;
    let name = if archive { &texts.table_archived } else { &texts.table };
    let list = List {
        id: table_id(),
        name,
        count: order.len(),
        height: height - row_height() - space().tight,
        chosen,
        reveal: memory.reveal,
    };
    let open = open_here(lent);
    let frame = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), list.height));
    ui.painter().rect_filled(frame, theme::small_corner(), colors.panel);
    let answer = list.show(ui, |ui, rect, shown| match at(shown) {
        Some(row) => {
            paint_row(ui, rect.with_max_x(frame.right()), row, open.as_ref().filter(|_| !archive), language)
        }
        None => String::new(),
    });
    ui.painter().rect_stroke(
        frame,
        theme::small_corner(),
        Stroke::new(1.0, if answer.response.has_focus() { colors.primary } else { colors.border }),
        StrokeKind::Outside,
    );
    if order.is_empty() && !memory.search.trim().is_empty() {
        let at = Rect::from_min_size(frame.min + vec2(12.0, 8.0), vec2(frame.width() - 24.0, 24.0));
        cell(ui, at, &texts.no_match, &Cell { color: colors.weak, style: TextStyle::Body });
    }
    ui.add_space(space().tight);
    let visible: Vec<usize> = answer.visible.clone().filter_map(|shown| order.get(shown).copied()).collect();
    memory.want(&visible);
    let name_of = |shown: usize| at(shown).map(|row| row.entry.file_name.clone());
    let first = (choose_one && chosen.is_none()).then_some(0);
    let choose = answer.choose.or(answer.open).or(first).and_then(name_of);
    if let Some(row) = answer.open.and_then(at)
        && !archive
        && !row.is_stranger()
    {
        acts.push(Act::OpenRecord(row.entry.subject.clone()));
    }
    memory.reveal = false;
    if let Some(name) = choose {
        memory.chosen = Some(Chosen::File { shelf, name });
    }
}

fn headers(ui: &mut Ui, memory: &mut Memory, texts: &PatientsTexts) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), row_height()), Sense::hover());
    for (place, column) in Column::ALL.into_iter().enumerate() {
        let sort = &mut memory.sort;
        let down = (sort.column == column).then_some(sort.down);
        let text = column.name(texts);
        let name = match down {
            None => text.to_owned(),
            Some(false) => texts.sorted_up(text),
            Some(true) => texts.sorted_down(text),
        };
        let id = Id::unique(("patients header", place));
        if header(ui, part(rect, place), id, text, &name, down) {
            *sort = sort.clicked(column);
        }
    }
}

/// One column of a row.
fn part(rect: Rect, place: usize) -> Rect {
    let at = |place: usize| {
        let share = STARTS.get(place).copied().unwrap_or(1.0);
        rect.left() + rect.width() * share
    };
    Rect::from_x_y_ranges(at(place)..=at(place + 1) - 4.0, rect.y_range())
}

/// The record that is open, and whether it holds unsaved work.
struct OpenHere {
    subject: String,
    unsaved: bool,
}

fn open_here(lent: &Lent<'_>) -> Option<OpenHere> {
    let document = lent.document?;
    matches!(document.source, Source::Record | Source::ReadOnly)
        .then(|| OpenHere { subject: document.saved.subject.clone(), unsaved: document.is_changed() })
}

fn paint_row(ui: &Ui, rect: Rect, row: &Row, open: Option<&OpenHere>, language: Language) -> String {
    let texts = &language.window().patients;
    let colors = palette(ui);
    let inner = |place: usize| {
        let part = part(rect, place);
        part.with_min_x(part.left() + 8.0)
    };
    let body = |color| Cell { color, style: TextStyle::Body };
    let class = row.class();
    let subject = if row.trouble().is_some() { &row.entry.file_name } else { &row.entry.subject };
    let open = open.filter(|open| open.subject == row.entry.subject);
    let state = match open {
        Some(open) if open.unsaved => Some(&texts.not_saved_here),
        Some(_) => Some(&texts.open_here),
        None => row.summary().filter(|summary| summary.by_hand).map(|_| &texts.by_hand),
    };
    let named = match state {
        Some(state) => language.catalogue().parenthesis(subject, state),
        None => subject.clone(),
    };
    cell(ui, inner(0), &named, &body(if open.is_some() { colors.primary } else { colors.text }));
    let level = row.summary().and_then(|summary| summary.level.clone()).unwrap_or_default();
    cell(ui, inner(1), &level, &body(colors.text));
    let word = verdict_cell(ui, inner(2), row.summary(), class, language);
    let changed = row.found.as_ref().and_then(|found| found.changed);
    let changed = changed.map(|at| at.strftime("%Y-%m-%d %H:%M").to_string()).unwrap_or_default();
    cell(ui, inner(3), &changed, &body(colors.weak));
    let revision = row.revision().map(|revision| revision.to_string()).unwrap_or_default();
    cell(ui, inner(4), &revision, &body(colors.weak));
    let parts = [named, level, word, changed];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The verdict with its shape; returned are its words.
pub(super) fn verdict_cell(
    ui: &Ui,
    rect: Rect,
    summary: Option<&Summary>,
    class: Class,
    language: Language,
) -> String {
    let colors = palette(ui);
    let word = verdict(summary, class, language);
    let mut color = colors.weak;
    if let Some(mark) = class.mark() {
        let center = pos2(rect.left() + 8.0, rect.center().y);
        let ground;
        (color, ground) = mark.colors(colors);
        paint(ui.painter(), Rect::from_center_size(center, Vec2::splat(14.0)), mark, color, ground);
    }
    cell(ui, rect.with_min_x(rect.left() + 22.0), &word, &Cell { color, style: TextStyle::Body });
    word
}

/// The words of the verdict column.
fn verdict(summary: Option<&Summary>, class: Class, language: Language) -> String {
    let texts = &language.window().patients;
    match summary.and_then(|summary| summary.from) {
        Some(day) if class == Class::NotNow => {
            let date = match language {
                Language::English => day.to_string(),
                Language::Chinese => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
            };
            texts.not_now_from(date)
        }
        _ => class.word(texts).to_owned(),
    }
}
