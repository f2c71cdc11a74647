//! The top bar: menu, who is open, at which stage, saved or not, who works.

use super::menu;
use crate::app::{
    act::Act,
    command::Command,
    document::{Document, Source},
    state::State,
    theme::{HEADING, palette, text_style},
    widget::{Mark, chip},
};
use eframe::egui::{Align, Button, Frame, Layout, Margin, Panel, RichText, Stroke, Ui};

pub(super) fn show(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    let colors = palette(ui);
    let frame = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(12, 6));
    let panel = Panel::top("top").exact_size(44.0).resizable(false).frame(frame);
    panel.show_separator_line(true).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let before = ui.spacing().button_padding;
            ui.spacing_mut().button_padding.x = 8.0;
            ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
            menu::show(ui, state, acts);
            ui.spacing_mut().button_padding = before;
            ui.separator();
            match &state.document {
                Some(document) => patient(ui, state, document, acts),
                None => {
                    ui.label(RichText::new(&state.texts().shell.no_patient).color(colors.weak));
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| person(ui, state, acts));
        });
    });
}

fn patient(ui: &mut Ui, state: &State, document: &Document, acts: &mut Vec<Act>) {
    let texts = &state.texts().shell;
    let colors = palette(ui);
    let subject = document.file.draft.subject.trim();
    let subject = if subject.is_empty() { &texts.unnamed } else { subject };
    ui.label(RichText::new(subject).text_style(text_style(HEADING)));
    if let Some(stage) = stage(state, document) {
        ui.label(RichText::new(stage).color(colors.weak));
    }
    match (document.source, document.is_changed()) {
        (Source::Example, _) => {
            chip(ui, Mark::Note, &texts.example);
        }
        (Source::ReadOnly, _) => {
            chip(ui, Mark::Decide, &texts.read_only);
        }
        (Source::New, _) => {
            chip(ui, Mark::Decide, &texts.never_saved);
        }
        (Source::Record, true) => {
            chip(ui, Mark::Decide, &texts.unsaved);
        }
        (Source::Record, false) => {
            chip(ui, Mark::Pass, &texts.saved);
        }
    }
    if state.can(Command::Save) && (document.is_changed() || document.source == Source::New) {
        let label = Command::Save.label(&state.texts().commands);
        let button = Button::new(RichText::new(label).color(colors.on_primary)).fill(colors.primary);
        if ui.add(button).clicked() {
            acts.push(Act::Command(Command::Save));
        }
    }
}

/// The latest stage that has a date.
fn stage(state: &State, document: &Document) -> Option<String> {
    let shown = document.shown();
    let plan = &shown.context.plan.protocol;
    let latest = shown.derived.stages.iter().rfind(|stage| stage.date.is_some());
    let latest = latest.or_else(|| shown.derived.stages.first())?;
    let stage = plan.stages.get(latest.stage)?;
    Some(state.language().of(&stage.name).to_owned())
}

fn person(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    let texts = &state.texts().shell;
    let person = &state.session.person;
    let label = if person.is_empty() { &texts.nobody } else { person };
    if ui.button(label).clicked() {
        acts.push(Act::Command(Command::Person));
    }
}
