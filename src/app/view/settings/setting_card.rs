//! What the sections share: the search line, a card that folds, a choice with a name.

use super::{
    desk::{Desk, go_to},
    editing::Editing,
    memory::{Memory, Tab},
};
use crate::{
    app::{
        core::Spot,
        theme::{self, palette, space},
        widget::{Field, Mark, hint, shape, triangle},
    },
    model::Address,
};
use eframe::egui::{Button, Frame, Label, Margin, Response, RichText, Sense, Stroke, Ui, vec2};

/// Search, how much is open, and the way to the next.
pub(super) fn search(ui: &mut Ui, desk: &Desk<'_>, editing: &Editing, memory: &mut Memory) {
    let texts = desk.texts;
    let (open, text) = match memory.tab {
        Tab::Questions => {
            let open = editing.count_open();
            (open, texts.count_open(open, editing.questions.len()))
        }
        Tab::Site | Tab::Laboratories | Tab::Staff | Tab::Trail | Tab::User => {
            let open = editing.count_not_set();
            (open, texts.count_not_set(open, editing.parameters.len()))
        }
    };
    ui.horizontal_wrapped(|ui| {
        let field = Field::new(Spot::own("search settings"), &texts.search)
            .in_table()
            .hint(&texts.search)
            .width(200.0);
        let response = field.show(ui, desk.form, &mut memory.search);
        if std::mem::take(&mut memory.find) {
            response.request_focus();
        }
        ui.checkbox(&mut memory.only_not_set, &texts.only_not_set);
        if ui.button(&texts.unfold_all).clicked() {
            memory.unfolded.extend(cards(editing, memory.tab));
        }
        if ui.button(&texts.fold_all).clicked() {
            memory.unfolded.clear();
        }
        shape(ui, if open == 0 { Mark::Pass } else { Mark::Unknown });
        ui.label(text);
    });
    ui.add_space(space().tight);
}

fn cards(editing: &Editing, tab: Tab) -> Vec<Address> {
    match tab {
        Tab::Questions => editing.questions.iter().map(|it| Address::reading(&it.id)).collect(),
        Tab::Site | Tab::Laboratories | Tab::Staff | Tab::Trail | Tab::User => {
            editing.parameters.iter().map(|it| Address::setting(&it.id)).collect()
        }
    }
}

/// A card whose details unfold; its name, what is said so far, and whether anything is.
pub(super) struct Card<'c> {
    pub(super) at: &'c Address,
    pub(super) name: &'c str,
    pub(super) summary: &'c str,
    pub(super) mark: Mark,
}

impl Card<'_> {
    pub(super) fn show(&self, ui: &mut Ui, memory: &mut Memory, contents: impl FnOnce(&mut Ui)) {
        let colors = palette(ui);
        let open = memory.unfolded.contains(self.at);
        let frame = Frame::new()
            .fill(colors.panel)
            .stroke(Stroke::new(1.0, colors.border))
            .corner_radius(theme::corner())
            .inner_margin(Margin::from(vec2(space().small, space().tight)));
        frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let (sign, _) = ui.allocate_exact_size(vec2(16.0, 20.0), Sense::hover());
                triangle(ui.painter(), sign, open, colors.weak);
                shape(ui, self.mark);
                let width = (ui.available_width() * 0.45).max(220.0);
                // The empty text on the right keeps the name on the left.
                let button = Button::new(RichText::new(self.name).strong())
                    .right_text("")
                    .frame_when_inactive(false)
                    .truncate();
                let response = ui.add_sized(vec2(width, 28.0), button).accessible_name(self.name);
                if response.clicked() && !memory.unfolded.remove(self.at) {
                    memory.unfolded.insert(self.at.clone());
                }
                let color = if self.mark == Mark::Unknown { colors.weak } else { colors.text };
                ui.add(Label::new(RichText::new(self.summary).color(color)).truncate());
            });
            if open {
                ui.add_space(space().tight);
                ui.indent(self.at, contents);
                ui.add_space(space().small);
            }
        });
        ui.add_space(space().tight / 2.0);
    }
}

/// One of several; a screen reader hears of what.
pub(super) fn choice(ui: &mut Ui, chosen: bool, of: &str, label: &str) -> Response {
    let colon = ": ";
    ui.radio(chosen, label).accessible_name(format!("{of}{colon}{label}"))
}

/// Where it is said.
pub(super) fn source(ui: &mut Ui, desk: &Desk<'_>, at: Address, text: &mut String) {
    let width = ui.available_width().min(560.0);
    let known = desk.words.source(text).to_owned();
    let mut shown = known.clone();
    Field::new(at, &desk.texts.source)
        .hint(&desk.texts.source_hint)
        .width(width)
        .show(ui, desk.form, &mut shown);
    // What is only looked at in another language is not changed.
    if shown != known {
        *text = shown;
    }
}

/// It is settled for another version of the protocol and does not hold for the one in force.
pub(super) fn is_anew(desk: &Desk<'_>, id: &str) -> bool {
    desk.session.versions.current().anew.iter().any(|known| known == id)
}

/// Says so.
pub(super) fn settle_anew(ui: &mut Ui, desk: &Desk<'_>, id: &str) {
    if is_anew(desk, id) {
        ui.horizontal_wrapped(|ui| {
            shape(ui, Mark::Decide);
            ui.label(&desk.texts.anew_here);
        });
    }
}

/// The way to the next that is open.
pub(super) fn next(ui: &mut Ui, desk: &Desk<'_>, next: Option<Address>) {
    match next {
        Some(at) => {
            if ui.button(&desk.texts.next_not_set).clicked() {
                go_to(desk.form, at);
            }
        }
        None => {
            hint(ui, &desk.texts.all_set);
        }
    }
}
