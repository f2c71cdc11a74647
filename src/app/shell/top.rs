//! The top bar: menu, who is open, at which stage, saved or not, who works.

use super::menu;
use crate::app::{
    core::{Act, Command, Document, Lent, Source},
    theme::{HEADING, palette, space, text_style},
    widget::{Mark, chip, chip_width, mark_chip, primary_button},
};
use eframe::egui::{
    Align, Button, Frame, Label, Layout, Margin, Panel, RichText, Stroke, TextStyle, Ui, vec2,
};

pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    let colors = palette(ui);
    let frame =
        Frame::new().fill(colors.panel).inner_margin(Margin::from(vec2(space().medium, space().tight)));
    let panel = Panel::top("top").exact_size(44.0).resizable(false).frame(frame);
    panel.show_separator_line(true).show(ui, |ui| {
        ui.horizontal_centered(|ui| {
            let before = ui.spacing().button_padding;
            ui.spacing_mut().button_padding.x = 8.0;
            ui.visuals_mut().widgets.inactive.bg_stroke = Stroke::NONE;
            menu::show(ui, lent, acts);
            ui.spacing_mut().button_padding = before;
            ui.separator();
            let width = person_width(ui, lent);
            let room = (ui.available_width() - ui.spacing().item_spacing.x).max(0.0);
            let person_room = if let Some(document) = lent.document {
                patient(ui, lent, document, (room, width), acts)
            } else {
                let text = RichText::new(&lent.texts().shell.no_patient).color(colors.weak);
                cut(ui, text, (room - width).max(LEAST));
                width
            };
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| person(ui, lent, person_room, acts));
        });
    });
}

/// Less room than this shows nothing of a text.
const LEAST: f32 = 48.0;

/// Who is open, and saved or not. Where large text leaves too little room, the stage goes first, then the name of who
/// works is cut, then the subject code; returned is the room for who works.
fn patient(
    ui: &mut Ui,
    lent: &Lent<'_>,
    document: &Document,
    (room, person): (f32, f32),
    acts: &mut Vec<Act>,
) -> f32 {
    let texts = &lent.texts().shell;
    let colors = palette(ui);
    let gap = ui.spacing().item_spacing.x;
    let subject = document.file.draft.subject.trim();
    let subject = if subject.is_empty() { &texts.unnamed } else { subject };
    let (mark, word) = match (document.source, document.is_changed()) {
        (Source::Example, _) => (Mark::Note, &texts.example),
        (Source::ReadOnly, _) => (Mark::Decide, &texts.read_only),
        (Source::New, _) => (Mark::Decide, &texts.never_saved),
        (Source::Record, true) => (Mark::Decide, &texts.unsaved),
        (Source::Record, false) => (Mark::Pass, &texts.saved),
    };
    let label = Command::Save.label(&lent.texts().commands);
    let saves = document.is_changed() || document.source == Source::New;
    let save = if saves { button_width(ui, label) + gap } else { 0.0 };
    let whole = text_width(ui, subject, &text_style(HEADING)) + gap;
    // Who is open is cut last: first its state is left with its mark alone, and named in its tooltip.
    let chip_room = chip_width(ui, word, &TextStyle::Body) + gap;
    let short = whole + chip_room + save + 2.0 * LEAST + gap > room;
    let chip_room = if short { chip_width(ui, "", &TextStyle::Body) + gap } else { chip_room };
    let left = room - chip_room - save;
    let subject_room = whole.min(left - LEAST - gap).max(LEAST);
    let person_room = person.min(left - subject_room).max(LEAST);
    let stage_room = left - subject_room - person_room - gap;
    cut(ui, RichText::new(subject).text_style(text_style(HEADING)), subject_room);
    if let Some(stage) = stage(lent, document).filter(|_| stage_room > LEAST) {
        cut(ui, RichText::new(stage).color(colors.weak), stage_room);
    }
    if short {
        mark_chip(ui, mark, word);
    } else {
        chip(ui, mark, word);
    }
    if saves && primary_button(ui, true, label).clicked() {
        acts.push(Act::SavePatient);
    }
    person_room
}

/// A text that takes at most so much room; what is cut stands in its tooltip.
fn cut(ui: &mut Ui, text: RichText, room: f32) {
    ui.scope(|ui| {
        ui.set_max_width(room);
        ui.add(Label::new(text).truncate());
    });
}

fn text_width(ui: &Ui, text: &str, style: &TextStyle) -> f32 {
    let font = style.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, palette(ui).text).size().x.ceil()
}

fn button_width(ui: &Ui, text: &str) -> f32 {
    text_width(ui, text, &TextStyle::Button) + 2.0 * ui.spacing().button_padding.x
}

/// The latest stage that has a date.
fn stage(lent: &Lent<'_>, document: &Document) -> Option<String> {
    let shown = document.shown();
    let plan = &shown.context.plan.protocol;
    let latest = shown.derived.stages.iter().rfind(|stage| stage.date.is_some());
    let latest = latest.or_else(|| shown.derived.stages.first())?;
    let stage = plan.stages.get(latest.stage)?;
    Some(lent.language().of(&stage.name).to_owned())
}

fn person_name<'l>(lent: &'l Lent<'_>) -> &'l str {
    let person = &lent.session.person;
    if person.is_empty() { &lent.texts().shell.nobody } else { person }
}

fn person_width(ui: &Ui, lent: &Lent<'_>) -> f32 {
    button_width(ui, person_name(lent))
}

fn person(ui: &mut Ui, lent: &Lent<'_>, room: f32, acts: &mut Vec<Act>) {
    let name = person_name(lent);
    ui.set_max_width(room);
    let response = ui.add(Button::new(name).truncate());
    let response = if person_width(ui, lent) > room { response.on_hover_text(name) } else { response };
    if response.clicked() {
        acts.push(Act::Command(Command::Person));
    }
}
