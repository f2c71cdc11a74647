//! What stands around every view: rail, top bar, bottom bar, banners.

mod bottom;
mod dropped;
mod menu;
mod rail;
mod top;
pub(crate) mod window;

use super::{
    acts::state::State,
    core::{
        act::Act,
        command::Command,
        document::{Document, Source},
        page::{Access, Page},
        view::View,
    },
    theme::{palette, space},
    view,
    widget::{Mark, banner, banner_with, in_sight},
};
use crate::{
    i18n::{Language, ShellTexts, fill},
    report::Reporter,
};
use eframe::egui::{Button, CentralPanel, Frame, Margin, RichText, ScrollArea, Ui, vec2};

/// Shows everything; what was asked for is done by the caller.
pub(crate) fn show(ui: &mut Ui, state: &mut State) -> Vec<Act> {
    let mut acts = Vec::new();
    rail::show(ui, state, &mut acts);
    top::show(ui, state, &mut acts);
    bottom::show(ui, state, &mut acts);
    let frame = Frame::new().fill(palette(ui).background).inner_margin(Margin::from(space().medium));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let room = ui.available_size();
        if room.x >= NARROWEST && room.y >= LOWEST {
            return content(ui, state, &mut acts);
        }
        // Large text in a small window: a view keeps its columns, and what has no room is scrolled to.
        ScrollArea::both().id_salt("narrow").animated(false).show(ui, |ui| {
            let room = ui.available_size();
            ui.set_width(room.x.max(NARROWEST));
            ui.set_max_height(room.y.max(LOWEST));
            // A bar that takes room of its own would be cut off at the right edge of what is in sight, too.
            ui.spacing_mut().scroll.floating = true;
            content(ui, state, &mut acts);
            in_sight(ui);
        });
    });
    acts
}

/// The room that a view has in the smallest window: 1024 points without the rail and the margins.
const NARROWEST: f32 = 880.0;
/// The least height in which a view shows anything under what stands at its top.
const LOWEST: f32 = 270.0;

fn content(ui: &mut Ui, state: &mut State, acts: &mut Vec<Act>) {
    failed(ui, state);
    banners(ui, state, acts);
    match state.view {
        View::Patients => view::patients::show(ui, state, acts),
        View::Protocol => view::protocol::show(ui, state, acts),
        View::Settings => view::settings::show(ui, state, acts),
        View::Screening | View::Dose => with_document(ui, state, acts),
    }
}

/// The views of one patient: they edit the draft and see the rest.
fn with_document(ui: &mut Ui, state: &mut State, acts: &mut Vec<Act>) {
    let language = state.language();
    let wishes = state.take_wishes(ui);
    let patient = state.memories.patient;
    let Some(document) = state.document.as_mut() else {
        return nobody_open(ui, language, acts);
    };
    let access = Access { read_only: document.is_read_only(), person: &state.session.person, patient };
    let example = document.file.example;
    let (draft, shown) = document.parts();
    let reporter = Reporter {
        draft: &shown.draft,
        context: &shown.context,
        language,
        words: language.catalogue(),
        protocol_hash: &shown.protocol_hash,
        example,
    };
    let page = Page::new(reporter, &shown.derived, access, wishes);
    match state.view {
        View::Dose => view::dose::show(ui, draft, &page, &mut state.memories.dose),
        View::Patients | View::Screening | View::Protocol | View::Settings => {
            view::screening::show(ui, draft, &page, &mut state.memories.screening);
        }
    }
    let (asked, focus) = page.finish();
    // A field that is not drawn yet (a card that unfolds) takes it in the next frame; then it is given up.
    state.focus_missed(focus);
    acts.extend(asked);
}

/// What to do next, each with its key.
fn nobody_open(ui: &mut Ui, language: Language, acts: &mut Vec<Act>) {
    let texts = language.window();
    ui.add_space(space().wide);
    ui.vertical_centered(|ui| {
        ui.label(&texts.shell.empty_no_patient);
        ui.add_space(space().small);
        for (command, first) in [(Command::New, true), (Command::Patients, false)] {
            let colors = palette(ui);
            let name = command.label(&texts.commands);
            let (ink, weak) =
                if first { (colors.on_primary, colors.on_primary) } else { (colors.text, colors.weak) };
            let mut button = Button::new(RichText::new(name).color(ink)).min_size(vec2(NEXT, 0.0));
            if first {
                button = button.fill(colors.primary);
            }
            let keys = ui.ctx().format_shortcut(&command.shortcut());
            button = button.right_text(RichText::new(keys).color(weak));
            if ui.add(button).accessible_name(name).clicked() {
                acts.push(Act::Command(command));
            }
        }
    });
}

/// The width of the buttons of an empty view.
const NEXT: f32 = 220.0;

/// What could not be done, and why: it stays until it is dismissed or something else is said.
fn failed(ui: &mut Ui, state: &mut State) {
    let Some(message) = state.message.as_ref().filter(|message| message.failed) else { return };
    if banner_with(ui, Mark::Fail, &message.text, &state.texts().shell.close_message) {
        state.message = None;
    }
}

/// That nothing can be typed, and who has the record.
fn read_only(texts: &ShellTexts, document: &Document) -> String {
    let Some(holder) = &document.held else { return texts.read_only.clone() };
    let text = if holder.by.is_empty() { &texts.read_only_nobody } else { &texts.read_only_held };
    let since = holder.since.replace('T', " ");
    let values = [("by", holder.by.clone()), ("computer", holder.computer.clone()), ("since", since)];
    fill(text, &values)
}

/// What holds for every result shown.
fn banners(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    let texts = &state.texts().shell;
    for fault in &state.session.faults {
        let text = format!("{} {}", fault.consequence(texts), fault.text(state.language()));
        banner(ui, Mark::Fail, &text);
    }
    if let Some(gone) = &state.session.gone {
        banner(ui, Mark::Fail, &state.words_of(gone.as_ref()));
    }
    if state.view == View::Patients && state.session.is_new() {
        view::settings::set_up_banner(ui, &state.texts().settings, acts);
    }
    let Some(document) = &state.document else { return };
    if !matches!(state.view, View::Screening | View::Dose) {
        return;
    }
    if document.file.example {
        // An imported copy is a record of its own, and is saved as one.
        let own = document.source != Source::Example;
        let hint = if own { &texts.example_own } else { &texts.example_hint };
        banner(ui, Mark::Note, &format!("{}{}{hint}", texts.example, state.language().catalogue().colon));
    }
    if let Some(changed) = &document.changed_on_disk {
        let keys = ui.ctx().format_shortcut(&Command::ReadAgain.shortcut());
        let label = Command::ReadAgain.label(&state.texts().commands);
        if banner_with(ui, Mark::Fail, &state.record_changed(changed), &format!("{label} ({keys})")) {
            acts.push(Act::Command(Command::ReadAgain));
        }
    }
    if let Some(text) = state.by_hand(document) {
        banner(ui, Mark::Note, &text);
    }
    if document.is_read_only() {
        banner(ui, Mark::Decide, &read_only(texts, document));
    }
    if let Some(bound) = state.bound_elsewhere() {
        let own = state.pin();
        let short = |hash: &str| hash.get(..8).unwrap_or(hash).to_owned();
        let values = [
            ("id", bound.id.to_uppercase()),
            ("version", bound.version.clone()),
            ("hash", short(&bound.sha256)),
            ("own_version", own.version),
            ("own_hash", short(&own.sha256)),
        ];
        // Judged by his own version there is nothing to decide; judged by another one there is.
        let here = state.session.versions.bound(bound).is_some();
        let (mark, text) =
            if here { (Mark::Note, &texts.bound_here) } else { (Mark::Decide, &texts.bound_elsewhere) };
        banner(ui, mark, &fill(text, &values));
    }
}
