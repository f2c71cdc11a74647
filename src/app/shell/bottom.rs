//! The bottom bar: protocol and version, what waits for a person, what was just done.

use crate::{
    app::{
        core::{Act, Lent, Waiting},
        theme::palette,
        widget::{Mark, shape},
    },
    engine::notice::Class,
};
use eframe::egui::{Align, Button, Frame, Label, Layout, Margin, Panel, RichText, Stroke, TextStyle, Ui};

pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    let colors = palette(ui);
    let frame = Frame::new().fill(colors.panel).inner_margin(Margin::symmetric(12, 2));
    Panel::bottom("bottom").exact_size(30.0).resizable(false).frame(frame).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let shown = lent.document.map(|document| &document.shown().context.plan.protocol);
            // What is shown of a patient rests on the version that he is bound to.
            let of_patient = lent.view.is_of_patient();
            let protocol = shown.filter(|_| of_patient).unwrap_or(&lent.session.plan().protocol);
            let line = lent.texts().shell.protocol_line(protocol.id.to_uppercase(), &protocol.version);
            let counts = counts(lent);
            // With large text the protocol's name is cut first: what waits for a person, and what was just done, are news.
            // What could not be done stands over the view until it is read; once is enough.
            let message = lent.message.filter(|message| !message.failed);
            let news = if message.is_some() { MESSAGE } else { 0.0 };
            let taken: f32 = counts.iter().map(|(_, text, _)| count_width(ui, text)).sum();
            ui.scope(|ui| {
                ui.set_max_width((ui.available_width() - taken - news - 24.0).max(24.0));
                ui.add(Label::new(RichText::new(line).small().color(colors.weak)).truncate());
            });
            ui.separator();
            // Lower than a button elsewhere: the bar keeps its height whatever there is to count.
            ui.spacing_mut().interact_size.y = 22.0;
            ui.spacing_mut().button_padding.y = 1.0;
            waiting(ui, &counts, acts);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let Some(message) = message else { return };
                let color = Mark::Note.colors(colors).0;
                let room = ui.available_width() - 24.0;
                let width = wide(ui, &message.text);
                ui.scope(|ui| {
                    ui.set_max_width(width.min(room).max(24.0));
                    ui.add(Label::new(RichText::new(&message.text).small().color(color)).truncate());
                });
                shape(ui, Mark::Note);
            });
        });
    });
}

/// The least room for what was just done.
const MESSAGE: f32 = 160.0;

/// Stops, decisions, notes, entries to mend: those that there are.
fn counts(lent: &Lent<'_>) -> Vec<(Mark, String, Waiting)> {
    let Some(document) = lent.document else { return Vec::new() };
    let texts = &lent.texts().shell;
    let derived = &document.shown().derived;
    let of = |class: Class| derived.notices.iter().filter(|notice| notice.class == class).count();
    // A doubtful value waits for a decision and is counted there.
    let mend = derived.problems.iter().filter(|problem| !problem.code.can_be_confirmed()).count();
    let [stops, decisions, notes] = [Class::Stop, Class::Decide, Class::Note].map(of);
    let all = [
        (stops, Mark::Fail, texts.stops(stops), Waiting::Notices(Class::Stop)),
        (decisions, Mark::Decide, texts.decisions(decisions), Waiting::Notices(Class::Decide)),
        (notes, Mark::Note, texts.notes(notes), Waiting::Notices(Class::Note)),
        (mend, Mark::Fail, texts.problems(mend), Waiting::Problems),
    ];
    let some = all.into_iter().filter(|(count, ..)| *count > 0);
    some.map(|(_, mark, text, waiting)| (mark, text, waiting)).collect()
}

/// A click leads to them.
fn waiting(ui: &mut Ui, counts: &[(Mark, String, Waiting)], acts: &mut Vec<Act>) {
    for (mark, text, waiting) in counts {
        shape(ui, *mark);
        let color = mark.colors(palette(ui)).0;
        let label = RichText::new(text).small().color(color);
        if ui.add(Button::new(label).stroke(Stroke::NONE).fill(eframe::egui::Color32::TRANSPARENT)).clicked()
        {
            acts.push(Act::ToWaiting(*waiting));
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
