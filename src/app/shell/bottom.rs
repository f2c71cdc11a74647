//! The bottom bar: protocol and version, what waits for a person, what was just done.

use crate::{
    app::{
        act::Act,
        command::Command,
        state::State,
        theme::palette,
        widget::{Mark, shape},
    },
    engine::notice::Class,
    i18n::fill,
};
use eframe::egui::{Align, Button, Frame, Layout, Margin, Panel, RichText, Stroke, Ui};

pub(super) fn show(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    let colors = palette(ui);
    let frame = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(12, 2));
    Panel::bottom("bottom").exact_size(30.0).resizable(false).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let protocol = &state.session.plan.protocol;
            let values = [("id", protocol.id.to_uppercase()), ("version", protocol.version.clone())];
            let line = fill(&state.texts().shell.protocol_line, &values);
            ui.label(RichText::new(line).small().color(colors.weak));
            ui.separator();
            waiting(ui, state, acts);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let Some(message) = &state.message else { return };
                let mark = if message.failed { Mark::Fail } else { Mark::Note };
                let color = mark.colors(colors).0;
                ui.label(RichText::new(&message.text).small().color(color)).on_hover_text(&message.text);
                shape(ui, mark);
            });
        });
    });
}

/// Stops, decisions, notes, entries to mend; a click leads to them.
fn waiting(ui: &mut Ui, state: &State, acts: &mut Vec<Act>) {
    let Some(document) = &state.document else { return };
    let texts = &state.texts().shell;
    let derived = &document.shown().derived;
    let of = |class: Class| derived.notices.iter().filter(|notice| notice.class == class).count();
    for (mark, text, count) in [
        (Mark::Fail, &texts.stops, of(Class::Stop)),
        (Mark::Decide, &texts.decisions, of(Class::Decide)),
        (Mark::Note, &texts.notes, of(Class::Note)),
        (Mark::Fail, &texts.problems, derived.problems.len()),
    ] {
        if count == 0 {
            continue;
        }
        shape(ui, mark);
        let color = mark.colors(palette(ui)).0;
        let label = RichText::new(fill(text, &[("count", count.to_string())])).small().color(color);
        if ui.add(Button::new(label).stroke(Stroke::NONE).fill(eframe::egui::Color32::TRANSPARENT)).clicked()
        {
            acts.push(Act::Command(Command::Screening));
        }
    }
}
