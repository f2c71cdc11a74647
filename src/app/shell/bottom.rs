//! The bottom bar: protocol and version, what waits for a person, what was just done.

use crate::{
    app::{
        act::Act,
        command::Command,
        state::State,
        theme::palette,
        view::View,
        widget::{Mark, shape},
    },
    engine::notice::Class,
    i18n::fill,
};
use eframe::egui::{Align, Button, Frame, Label, Layout, Margin, Panel, RichText, Stroke, TextStyle, Ui};

pub(super) fn show(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    let colors = palette(ui);
    let frame = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(12, 2));
    Panel::bottom("bottom").exact_size(30.0).resizable(false).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let shown = state.document.as_ref().map(|document| &document.shown().context.plan.protocol);
            // What is shown of a patient rests on the version that he is bound to.
            let of_patient = matches!(state.view, View::Screening | View::Dose);
            let protocol = shown.filter(|_| of_patient).unwrap_or(&state.session.plan().protocol);
            let values = [("id", protocol.id.to_uppercase()), ("version", protocol.version.clone())];
            let line = fill(&state.texts().shell.protocol_line, &values);
            let counts = counts(state);
            // With large text the protocol's name is cut first: what waits for a person, and what was just done, are news.
            let news = if state.message.is_some() { MESSAGE } else { 0.0 };
            let taken: f32 = counts.iter().map(|(_, text)| count_width(ui, text)).sum();
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - taken - news - 24.0).max(24.0));
                ui.add(Label::new(RichText::new(line).small().color(colors.weak)).truncate());
            });
            ui.separator();
            waiting(ui, &counts, acts);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let Some(message) = &state.message else { return };
                let mark = if message.failed { Mark::Fail } else { Mark::Note };
                let color = mark.colors(colors).0;
                let room = ui.available_width() - 24.0;
                let width = wide(ui, &message.text);
                ui.scope(|ui| {
                    ui.set_max_width(width.min(room).max(24.0));
                    ui.add(Label::new(RichText::new(&message.text).small().color(color)).truncate());
                });
                shape(ui, mark);
            });
        });
    });
}

/// The least room for what was just done.
const MESSAGE: f32 = 160.0;

/// Stops, decisions, notes, entries to mend: those that there are.
fn counts(state: &State) -> Vec<(Mark, String)> {
    let Some(document) = &state.document else { return Vec::new() };
    let texts = &state.texts().shell;
    let derived = &document.shown().derived;
    let of = |class: Class| derived.notices.iter().filter(|notice| notice.class == class).count();
    let all = [
        (Mark::Fail, &texts.stops, of(Class::Stop)),
        (Mark::Decide, &texts.decisions, of(Class::Decide)),
        (Mark::Note, &texts.notes, of(Class::Note)),
        (Mark::Fail, &texts.problems, derived.problems.len()),
    ];
    let some = all.into_iter().filter(|(_, _, count)| *count > 0);
    some.map(|(mark, text, count)| (mark, fill(text, &[("count", count.to_string())]))).collect()
}

/// A click leads to them.
fn waiting(ui: &mut Ui, counts: &[(Mark, String)], acts: &mut Vec<Act>) {
    for (mark, text) in counts {
        shape(ui, *mark);
        let color = mark.colors(palette(ui)).0;
        let label = RichText::new(text).small().color(color);
        if ui.add(Button::new(label).stroke(Stroke::NONE).fill(eframe::egui::Color32::TRANSPARENT)).clicked()
        {
            acts.push(Act::Command(Command::Screening));
        }
    }
}

fn wide(ui: &Ui, text: &str) -> f32 {
    let font = TextStyle::Small.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, palette(ui).text).size().x.ceil()
}

/// A count with its shape and the button around it.
fn count_width(ui: &Ui, text: &str) -> f32 {
    let spacing = ui.spacing();
    wide(ui, text) + 16.0 + 2.0 * (spacing.button_padding.x + spacing.item_spacing.x)
}
