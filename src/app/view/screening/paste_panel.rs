//! The preview of a pasted block: what each line was read as, and what of it is taken over.

use super::{
    Memory, go, kinds,
    kinds::Kind,
    paste::{self, Line, Names},
    paste_take::{State, judge, shown, take},
    reports,
    row::{self, keep_reason},
};
use crate::{
    app::{
        dialog::panel,
        page::Page,
        theme::{self, palette, space},
        view::View,
        widget::{Choose, Mark, banner, colored, hint, primary_button, shape},
    },
    i18n::fill,
    model::{Assessment, Draft, Finding, Item, Value},
};
use eframe::egui::{
    Checkbox, Id, Key, KeyboardShortcut, Label, Modifiers, RichText, ScrollArea, Shape, Sides, TextEdit, Ui,
    scroll_area::ScrollBarVisibility, vec2,
};
use std::collections::BTreeMap;

/// Takes over what is ticked.
const TAKE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
/// What stands over and under the lines of the preview.
const BESIDE: f32 = 370.0;

/// A block being pasted.
#[derive(Debug, Default)]
pub(super) struct Entry {
    text: String,
    begun: bool,
    /// The report that takes it; none: a new one.
    report: Option<u32>,
    chosen: bool,
    /// Items chosen by hand, by line.
    items: BTreeMap<usize, String>,
    /// What was ticked or unticked by hand, by line.
    ticks: BTreeMap<usize, bool>,
    /// Somebody is being asked whether the block is to go.
    asked: Option<Asked>,
}

/// The question whether the block is to go.
#[derive(Clone, Copy, Debug)]
enum Asked {
    /// The answer that loses nothing takes the focus.
    Begun,
    Open,
}

impl Entry {
    pub(super) fn ask_before_dropping(&mut self) {
        self.asked = Some(Asked::Begun);
    }
}

/// One line of the preview.
struct Preview {
    line: Line,
    state: State,
    finding: Option<Finding>,
    ticked: bool,
}

pub(super) fn show(ui: &Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let Some(mut entry) = memory.paste.take() else { return };
    let reports = laboratory_reports(draft, page, memory);
    if !entry.chosen {
        entry.report = go::newest(reports.iter().copied()).map(|newest| newest.id);
        entry.chosen = true;
    }
    let reports: Vec<(u32, String)> =
        reports.iter().map(|report| (report.id, reports::title(page, report, &[Kind::Laboratory]))).collect();
    let mut done = false;
    let title = &page.texts.screening.paste_title;
    let open = panel(ui, "paste block", title, 960.0, |ui| {
        done = contents(ui, draft, page, memory, &mut entry, &reports);
    });
    if !open && !done {
        if entry.asked.is_some() {
            // Escape always means no change.
            entry.asked = None;
        } else if entry.text.trim().is_empty() {
            done = true;
        } else {
            entry.ask_before_dropping();
        }
    }
    if !done {
        memory.paste = Some(entry);
    }
}

/// What was pasted is dropped only by somebody who says so; true then.
fn dropping(ui: &mut Ui, page: &Page<'_>, entry: &mut Entry) -> bool {
    let texts = &page.texts.shell;
    banner(ui, Mark::Decide, &page.texts.screening.paste_drop);
    ui.horizontal(|ui| {
        let keep = ui.button(&texts.recovery_keep);
        if matches!(entry.asked.replace(Asked::Open), Some(Asked::Begun)) {
            keep.request_focus();
        }
        if keep.clicked() {
            entry.asked = None;
            entry.begun = false;
        }
        ui.button(&texts.discard).clicked()
    })
    .inner
}

fn laboratory_reports<'d>(draft: &'d Draft, page: &Page<'_>, memory: &Memory) -> Vec<&'d Assessment> {
    let plan = &page.context().plan;
    let laboratory = |report: &&Assessment| kinds::kinds(plan, report, memory).contains(&Kind::Laboratory);
    draft.assessments.iter().filter(laboratory).collect()
}

/// True once it is over.
fn contents(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    entry: &mut Entry,
    reports: &[(u32, String)],
) -> bool {
    let texts = &page.texts.screening;
    hint(ui, &texts.paste_hint);
    let height = ui.content_rect().height();
    ScrollArea::vertical().id_salt("pasted").max_height(110.0).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut entry.text).desired_rows(5).desired_width(f32::INFINITY);
        let response = ui.add(edit).accessible_name(&texts.paste_field);
        if response.changed() {
            // A choice belongs to the line that it was made for, and lines have just moved.
            entry.items.clear();
            entry.ticks.clear();
        }
        if !entry.begun {
            response.request_focus();
            entry.begun = true;
        }
    });
    ui.horizontal(|ui| {
        let label = ui.label(&texts.paste_into);
        let name = |id: u32| reports.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str());
        let chosen = entry.report.and_then(name).unwrap_or(&texts.new_report);
        let new = (entry.report.is_none(), &texts.new_report);
        let known = reports.iter().map(|(id, name)| (entry.report == Some(*id), name));
        let choose = Choose { id: Id::unique("paste into"), name: &texts.paste_into, chosen, width: 360.0 };
        let (response, picked) = choose.show(ui, known.chain(std::iter::once(new)));
        response.labelled_by(label.id);
        if let Some(place) = picked {
            entry.report = reports.get(place).map(|(id, _)| *id);
        }
    });
    let into = entry.report.and_then(|id| draft.assessments.iter().find(|report| report.id == id));
    let lines = previews(page, entry, into);
    header(ui, page, !lines.is_empty());
    let room = (height - BESIDE).max(120.0);
    let lines_area = ScrollArea::vertical().id_salt("preview").max_height(room).min_scrolled_height(room);
    lines_area.scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible).show(ui, |ui| {
        ui.set_width(ui.available_width());
        table(ui, page, entry, &lines);
    });
    ui.add_space(space().small);
    let ticked = lines.iter().filter(|line| line.ticked).count();
    if entry.asked.is_some() {
        return dropping(ui, page, entry);
    }
    let able = ticked > 0 && !page.read_only;
    // From the block straight to what is taken: nobody has to pass every line of it.
    let mut over = able && ui.input_mut(|input| input.consume_shortcut(&TAKE));
    let mut cancelled = false;
    Sides::new().show(
        ui,
        |ui| {
            hint(ui, &format!("{}  {}", ui.ctx().format_shortcut(&TAKE), texts.paste_key));
        },
        |ui| {
            let label = fill(&texts.take_over, &[("count", ticked.to_string())]);
            over |= primary_button(ui, able, label).clicked();
            cancelled = ui.button(&page.texts.shell.cancel).clicked();
        },
    );
    if over {
        take_over(draft, page, memory, entry, lines);
    }
    over || cancelled
}

fn previews(page: &Page<'_>, entry: &Entry, into: Option<&Assessment>) -> Vec<Preview> {
    let plan = &page.context().plan;
    let names = Names::of(&plan.protocol);
    let lines = paste::read(&entry.text, &names);
    let mut seen: Vec<String> = Vec::new();
    let read = lines.into_iter().enumerate().map(|(place, line)| {
        let item = line.item.as_ref().or_else(|| entry.items.get(&place)).cloned();
        let (state, finding) = judge(plan, &line, item.as_deref(), into);
        // A second line of the same item is never taken by itself.
        let again = item.as_ref().is_some_and(|item| seen.contains(item));
        seen.extend(item);
        let usual = state.usual() && !again;
        let ticked = state.possible() && entry.ticks.get(&place).copied().unwrap_or(usual);
        Preview { line, state, finding, ticked }
    });
    read.collect()
}

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
fn header(ui: &mut Ui, page: &Page<'_>, any: bool) {
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

fn table(ui: &mut Ui, page: &Page<'_>, entry: &mut Entry, lines: &[Preview]) {
    let texts = &page.texts.screening;
    let [tick, line, item, value, unit, interval, what] = widths(ui.available_width());
    ui.spacing_mut().item_spacing = vec2(space().small, 0.0);
    for (place, preview) in lines.iter().enumerate() {
        let behind = ui.painter().add(Shape::Noop);
        let shown = ui.horizontal(|ui| {
            row::cell(ui, tick, |ui| {
                let mut ticked = preview.ticked;
                let tick = Checkbox::without_text(&mut ticked);
                let name = fill(&texts.take_line, &[("line", preview.line.name.clone())]);
                let response = ui.add_enabled(preview.state.possible(), tick).accessible_name(name);
                // What Tab comes to is brought into sight.
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    entry.ticks.insert(place, ticked);
                }
            });
            text(ui, line, &preview.line.name);
            row::cell(ui, item, |ui| item_box(ui, page, entry, place, preview));
            text(ui, value, &preview.line.value);
            text(ui, unit, &preview.line.unit);
            text(ui, interval, &preview.line.interval);
            row::cell(ui, what, |ui| state(ui, page, preview));
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
    if let Some(item) = &preview.line.item {
        ui.add(Label::new(page.reporter.item(item)).truncate());
        return;
    }
    let chosen = entry.items.get(&place);
    let text = chosen.map_or_else(|| texts.choose_item.clone(), |item| page.reporter.item(item));
    let name = format!("{}: {}", preview.line.name, texts.choose_item);
    let items: Vec<&Item> = [Kind::Laboratory, Kind::Visit]
        .into_iter()
        .flat_map(|kind| kinds::items(&page.context().plan, kind))
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
        entry.items.insert(place, item.id.clone());
    }
}

fn state(ui: &mut Ui, page: &Page<'_>, preview: &Preview) {
    let texts = &page.texts.screening;
    let (mark, text) = match &preview.state {
        State::NotRecognised => (Mark::Unknown, texts.not_recognised.clone()),
        State::Mended(value) => (Mark::Decide, fill(&texts.value_mended, &[("value", value.clone())])),
        State::Unreadable => (Mark::Fail, texts.value_unreadable.clone()),
        State::UnitUnknown => (Mark::Decide, texts.unit_not_known.clone()),
        State::New if preview.ticked => (Mark::Pass, texts.will_be_taken.clone()),
        State::New => (Mark::Note, texts.not_taken.clone()),
        State::Same => (Mark::Note, texts.already_there.clone()),
        State::SetAside => (Mark::Decide, texts.set_aside_there.clone()),
        State::WasNotDone(reason) => {
            (Mark::Decide, fill(&texts.not_done_there, &[("reason", reason.clone())]))
        }
        State::Differs(there) => {
            let item = preview.finding.as_ref().map_or("", |finding| &*finding.of);
            let there = shown(&page.reporter, item, there);
            (Mark::Decide, fill(&texts.differs, &[("value", there)]))
        }
    };
    shape(ui, mark);
    let mut whole = text;
    if !preview.line.rest.is_empty() {
        let rest = fill(&texts.not_used, &[("rest", preview.line.rest.join(" "))]);
        whole = format!("{whole}{}{rest}", page.reporter.words.list_separator);
    }
    ui.add(Label::new(colored(ui, mark, &whole).small()).truncate());
}

fn take_over(draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, entry: &Entry, lines: Vec<Preview>) {
    let id = entry.report.unwrap_or_else(|| {
        let id = draft.next_report();
        let by = page.person.to_owned();
        draft.assessments.push(Assessment { id, by, ..Assessment::default() });
        memory.kinds.insert(id, Kind::Laboratory);
        id
    });
    let Some(report) = draft.assessments.iter_mut().find(|report| report.id == id) else { return };
    for finding in lines.into_iter().filter(|line| line.ticked).filter_map(|line| line.finding) {
        // Why something was not done stays as a note.
        if let Some(known) = report.results.iter_mut().find(|known| known.of == finding.of)
            && let Value::NotDone(reason) = &known.value
        {
            keep_reason(page, &mut known.note, reason);
        }
        take(report, finding);
    }
    page.go_to(View::Screening, format!("assessments[{id}].when"));
}
