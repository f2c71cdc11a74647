//! The lines of a pasted block: what each was read as, and what becomes of it.

use super::{
    paste_entry::{Entry, Preview},
    paste_take::{State, shown},
    report_kind::{self, Kind},
    row,
};
use crate::{
    app::{
        core::Page,
        theme::{self, palette, space},
        widget::{Choose, Mark, colored, hint, shape},
    },
    engine::intake::{Line, Outcome, Refusal},
    model::Item,
    report::why_text,
};
use eframe::egui::{Checkbox, Id, Label, RichText, Shape, Ui, vec2};

/// What the columns take of the width: tick, line, item, value, unit, interval, what becomes of it.
const SHARES: [f32; 7] = [0.03, 0.17, 0.19, 0.08, 0.1, 0.1, 0.33];

fn widths(width: f32) -> [f32; 7] {
    let gaps = space().small * 7.0;
    SHARES.map(|share| (width - gaps) * share)
}

/// The room of the bar beside what is scrolled.
fn bar(ui: &Ui) -> f32 {
    let scroll = &ui.spacing().scroll;
    scroll.bar_width + scroll.bar_inner_margin + scroll.bar_outer_margin
}

/// The names of the columns; they stay while the lines are scrolled.
pub(super) fn header(ui: &mut Ui, page: &Page<'_>, any: bool) {
    let texts = &page.texts.screening;
    if !any {
        hint(ui, &texts.paste_empty);
        return;
    }
    let weak = palette(ui).weak;
    let names = [
        "",
        &texts.column_line,
        &texts.column_item,
        &texts.column_value,
        &texts.column_unit,
        &texts.column_interval,
        &texts.column_state,
    ];
    let widths = widths(ui.available_width() - bar(ui));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().small;
        for (width, name) in widths.into_iter().zip(names) {
            row::cell(ui, width, |ui| {
                ui.add(Label::new(RichText::new(name).small().color(weak)).truncate());
            });
        }
    });
}

pub(super) fn table(ui: &mut Ui, page: &Page<'_>, entry: &mut Entry, lines: &[Preview]) {
    let texts = &page.texts.screening;
    let [tick, line, item, value, unit, interval, what] = widths(ui.available_width());
    ui.spacing_mut().item_spacing = vec2(space().small, 0.0);
    for (place, preview) in lines.iter().enumerate() {
        let behind = ui.painter().add(Shape::Noop);
        let shown = ui.horizontal(|ui| {
            row::cell(ui, tick, |ui| {
                let mut ticked = preview.ticked;
                let tick = Checkbox::without_text(&mut ticked);
                let name = texts.take_line(&preview.line.name);
                let response = ui.add_enabled(preview.state.possible(), tick).accessible_name(name);
                // What Tab comes to is brought into sight.
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    entry.ticks.insert(preview.line.number, ticked);
                }
            });
            text(ui, line, &preview.line.name);
            row::cell(ui, item, |ui| item_box(ui, page, entry, place, preview));
            text(ui, value, &preview.line.typed);
            text(ui, unit, &preview.line.unit);
            text(ui, interval, &preview.line.interval);
            row::cell(ui, what, |ui| {
                if !preview.state.possible() {
                    keep_as_note(ui, page, entry, &preview.line);
                }
                state(ui, page, preview);
            });
        });
        if place % 2 == 1 {
            let fill = palette(ui).raised;
            ui.painter().set(behind, Shape::rect_filled(shown.response.rect, theme::small_corner(), fill));
        }
    }
}

/// A part of a line; cut where it is too long, and whole in its tooltip.
fn text(ui: &mut Ui, width: f32, text: &str) {
    row::cell(ui, width, |ui| {
        ui.add(Label::new(text).truncate());
    });
}

/// The item that was recognised, or the one that a person names.
fn item_box(ui: &mut Ui, page: &Page<'_>, entry: &mut Entry, place: usize, preview: &Preview) {
    let texts = &page.texts.screening;
    let chosen = entry.choices.items.get(&preview.line.number);
    if let (Some(item), None) = (&preview.line.item, chosen) {
        ui.add(Label::new(page.reporter.item(item)).truncate());
        return;
    }
    let text = chosen.map_or_else(|| texts.choose_item.clone(), |item| page.reporter.item(item));
    let name = format!("{}: {}", preview.line.name, texts.choose_item);
    let items: Vec<&Item> = [Kind::Laboratory, Kind::Visit]
        .into_iter()
        .flat_map(|kind| report_kind::items(&page.context().plan, kind))
        .collect();
    let choose = Choose {
        id: Id::unique(("item of line", place)),
        name: &name,
        chosen: &text,
        width: ui.available_width(),
    };
    let (response, picked) = choose.show(ui, items.iter().map(|item| (false, page.reporter.item(&item.id))));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if let Some(item) = picked.and_then(|picked| items.get(picked)) {
        entry.choices.items.insert(preview.line.number, item.id.clone());
    }
}

fn state(ui: &mut Ui, page: &Page<'_>, preview: &Preview) {
    let texts = &page.texts.screening;
    let (mark, text) = match &preview.state {
        State::Left if preview.line.outcome == Outcome::Refused(Refusal::NotAnItem) => {
            (Mark::Unknown, texts.not_recognised.clone())
        }
        State::Left => left(page, &preview.line),
        State::Again => (Mark::Note, texts.same_above.clone()),
        State::OtherDay => (Mark::Decide, texts.other_day(&preview.line.when)),
        State::OtherSubject => (Mark::Decide, texts.other_subject(&preview.line.subject)),
        State::Mended(value) => (Mark::Decide, texts.value_mended(value)),
        State::UnitUnknown => (Mark::Decide, texts.unit_not_known.clone()),
        State::New if preview.ticked => (Mark::Pass, texts.will_be_taken.clone()),
        State::New => (Mark::Note, texts.not_taken.clone()),
        State::Same => (Mark::Note, texts.already_there.clone()),
        State::SetAside => (Mark::Decide, texts.set_aside_there.clone()),
        State::WasNotDone(reason) => (Mark::Decide, texts.not_done_there(reason)),
        State::Differs(there) => {
            let item = preview.finding.as_ref().map_or("", |finding| &*finding.of);
            let there = shown(&page.reporter, item, there);
            (Mark::Decide, texts.differs(there))
        }
    };
    shape(ui, mark);
    let mut whole = text;
    if !preview.line.rest.is_empty() {
        let rest = texts.not_used(preview.line.rest.join(" "));
        whole = format!("{whole}{}{rest}", page.reporter.words.list_separator);
    }
    ui.add(Label::new(colored(ui, mark, &whole).small()).truncate());
}

/// Why a line is not taken, in the words of the reading; that of a block of several people is theirs.
fn left(page: &Page<'_>, line: &Line) -> (Mark, String) {
    let why = why_text(line, &page.context().plan.protocol, page.language());
    match &line.outcome {
        Outcome::Taken => (Mark::Fail, page.texts.screening.not_taken.clone()),
        Outcome::Asked(_) => (Mark::Decide, why),
        Outcome::Refused(_) => (Mark::Fail, why),
    }
}

/// What is not taken can stay as a remark on the patient.
fn keep_as_note(ui: &mut Ui, page: &Page<'_>, entry: &mut Entry, line: &Line) {
    let texts = &page.texts.screening;
    let mut kept = entry.notes.contains(&line.number);
    let name = texts.paste_keep_note(&line.name);
    let response = ui.checkbox(&mut kept, RichText::new(&texts.note).small()).accessible_name(name);
    if response.clicked() {
        if kept {
            entry.notes.insert(line.number)
        } else {
            entry.notes.remove(&line.number)
        };
    }
}
