//! The preview of a pasted block: what each line was read as, and what of it is taken over.

use super::{
    deciding_field,
    memory::Memory,
    paste_ask::{self, is_own},
    paste_entry::{Asked, Entry, Preview},
    paste_table::{header, table},
    paste_take::{State, is_other_day, judge, take},
    report_kind::{self, Kind},
    reports,
    row::keep_reason,
};
use crate::{
    app::{
        core::{Page, View},
        dialog::panel,
        theme::space,
        widget::{Choose, Mark, banner, hint, primary_button},
    },
    engine::intake::{Choices, Intake},
    model::{Address, Assessment, Draft, ReportPart, Value},
};
use eframe::egui::{
    Id, Key, KeyboardShortcut, Modifiers, ScrollArea, Sides, TextEdit, Ui, scroll_area::ScrollBarVisibility,
};
use std::collections::BTreeSet;

/// Takes over what is ticked.
const TAKE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);
/// What stands over and under the lines of the preview.
const BESIDE: f32 = 420.0;

pub(super) fn show(ui: &Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    let Some(mut entry) = memory.paste.take() else { return };
    let reports = laboratory_reports(draft, page, memory);
    if !entry.chosen {
        entry.report = deciding_field::newest(reports.iter().copied()).map(|newest| newest.id);
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
    let laboratory =
        |report: &&Assessment| report_kind::kinds(plan, report, &memory.kinds).contains(&Kind::Laboratory);
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
            entry.choices = Choices::default();
            entry.day = None;
            entry.ticks.clear();
            entry.notes.clear();
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
    let read = entry.read(page);
    let lines = previews(page, entry, &read, into);
    paste_ask::subjects(ui, page, &read);
    paste_ask::question(ui, page, &read, &mut entry.choices, &mut entry.day);
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
    let able = (ticked > 0 || !entry.notes.is_empty()) && !page.read_only;
    // From the block straight to what is taken: nobody has to pass every line of it.
    let mut over = able && ui.input_mut(|input| input.consume_shortcut(&TAKE));
    let mut cancelled = false;
    Sides::new().show(
        ui,
        |ui| {
            hint(ui, &format!("{}  {}", ui.ctx().format_shortcut(&TAKE), texts.paste_key));
        },
        |ui| {
            let label = texts.take_over(ticked);
            over |= primary_button(ui, able, label).clicked();
            cancelled = ui.button(&page.texts.shell.cancel).clicked();
        },
    );
    if over {
        take_over(draft, page, memory, entry, lines);
    }
    over || cancelled
}

fn previews(page: &Page<'_>, entry: &Entry, read: &Intake, into: Option<&Assessment>) -> Vec<Preview> {
    let several = read.subjects().len() > 1;
    let days = paste_ask::days(read);
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let judged = read.lines.iter().map(|line| {
        let (mut state, mut finding) = judge(line, into);
        let other_day = match &entry.day {
            Some(day) => is_other_day(day, &line.when),
            None => days.len() > 1 && !line.when.is_empty(),
        };
        if state != State::Left && other_day {
            (state, finding) = (State::OtherDay, None);
        }
        if several && line.item.is_some() {
            (state, finding) = (State::Left, None);
        } else if state == State::New && !line.subject.is_empty() && !is_own(page, &line.subject) {
            state = State::OtherSubject;
        } else if state == State::New && line.item.as_deref().is_some_and(|item| !seen.insert(item)) {
            // A second line that says the same is not taken twice.
            (state, finding) = (State::Again, None);
        }
        let ticked =
            state.possible() && entry.ticks.get(&line.number).copied().unwrap_or_else(|| state.usual());
        Preview { line: line.clone(), state, finding, ticked }
    });
    judged.collect()
}

fn take_over(draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, entry: &Entry, lines: Vec<Preview>) {
    for preview in lines.iter().filter(|preview| entry.notes.contains(&preview.line.number)) {
        let day = page.context().now.date();
        let separator = if draft.note.trim().is_empty() { "" } else { &page.reporter.words.reason_separator };
        draft.note = format!(
            "{}{separator}{}",
            draft.note,
            page.texts.screening.paste_note(day, preview.line.cells.join(" ").trim())
        );
    }
    let lines: Vec<Preview> = lines.into_iter().filter(|line| line.ticked).collect();
    if lines.is_empty() {
        return;
    }
    let when = lines.iter().map(|line| line.line.when.clone()).find(|when| !when.is_empty());
    let id = entry.report.unwrap_or_else(|| {
        let id = draft.next_report();
        let by = page.person.to_owned();
        let when = when.unwrap_or_default();
        draft.assessments.push(Assessment { id, when, by, ..Assessment::default() });
        memory.kinds.insert(id, Kind::Laboratory);
        id
    });
    let Some(report) = draft.assessments.iter_mut().find(|report| report.id == id) else { return };
    for finding in lines.into_iter().filter_map(|line| line.finding) {
        // Why something was not done stays as a note.
        if let Some(known) = report.results.iter_mut().find(|known| known.of == finding.of)
            && let Value::NotDone(reason) = &known.value
        {
            keep_reason(page, &mut known.note, reason);
        }
        take(report, finding);
    }
    page.go_to(View::Screening, Address::Report(id, ReportPart::When));
}
