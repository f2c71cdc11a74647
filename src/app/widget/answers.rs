//! One question and its answers: single keys while the row has the focus, arrows to the next row.

use super::field_id;
use crate::app::{
    core::{Form, Spot},
    theme::{self, palette, space},
};
use eframe::egui::{
    Align, Event, EventFilter, Key, Layout, Response, RichText, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use std::sync::Arc;

/// One question with its answers.
pub(crate) struct Answers<'a> {
    /// Its field.
    pub(crate) at: &'a Spot,
    /// The question in a few words.
    pub(crate) label: &'a str,
    /// The question as it is asked, where that is longer.
    pub(crate) question: &'a str,
    /// Key and words of each answer.
    pub(crate) keyed: &'a [(char, &'a str)],
    /// The answer given.
    pub(crate) chosen: Option<usize>,
    /// The rows before and after, for the arrows.
    pub(crate) neighbours: (Option<&'a Spot>, Option<&'a Spot>),
    /// Room for the question.
    pub(crate) width: f32,
}

/// What a person did with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Gave this answer.
    Chosen(usize),
    /// Took the answer back.
    Cleared,
}

impl Answers<'_> {
    /// Shows question and answers; the row itself has the focus, not each button.
    pub(crate) fn show(self, ui: &mut Ui, form: &Form<'_>) -> (Response, Option<Answered>) {
        let id = field_id(self.at);
        let mut done = None;
        let inner = ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(vec2(self.width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.set_width(self.width);
                ui.spacing_mut().item_spacing.y = 0.0;
                if self.question.is_empty() {
                    // On the middle line of the buttons.
                    ui.add_space(space().tight);
                }
                ui.label(self.label);
                if !self.question.is_empty() && self.question != self.label {
                    let color = palette(ui).weak;
                    ui.label(RichText::new(self.question).small().color(color));
                }
            });
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = space().tight;
                for (place, (key, word)) in self.keyed.iter().enumerate() {
                    let chosen = self.chosen == Some(place);
                    if button(ui, form, (*key, word), chosen) {
                        done = Some(Answered::Chosen(place));
                    }
                }
            });
        });
        let rect = inner.response.rect;
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let given = self.chosen.and_then(|place| self.keyed.get(place)).map(|(_, word)| *word);
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::RadioGroup, !form.read_only, self.label);
            info.current_text_value = given.map(str::to_owned);
            info
        });
        if form.takes_focus(self.at) {
            super::lead_to(&response);
        }
        if done.is_some() {
            response.request_focus();
        }
        if response.has_focus() {
            let stroke = Stroke::new(2.0, palette(ui).primary);
            ui.painter().rect_stroke(rect.expand(2.0), theme::small_corner(), stroke, StrokeKind::Outside);
            done = done.or_else(|| self.keys(ui, id));
        }
        (response, done.filter(|_| !form.read_only))
    }

    /// Answers on their keys, arrows to the neighbours, delete takes back.
    fn keys(&self, ui: &Ui, id: eframe::egui::Id) -> Option<Answered> {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let (mut done, mut go) = (None, None);
        // In the order typed, and only up to an arrow: what comes after it is for the next question.
        ui.input_mut(|input| {
            input.events.retain(|event| {
                if go.is_some() {
                    return true;
                }
                if let Event::Text(text) = event {
                    let typed = |(key, _): &(char, &str)| text.chars().eq(std::iter::once(*key));
                    let place = self.keyed.iter().position(typed);
                    done = place.map(Answered::Chosen).or(done);
                    return place.is_none();
                }
                let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
                if *key == Key::ArrowDown && modifiers.is_none() {
                    go = self.neighbours.1;
                } else if *key == Key::ArrowUp && modifiers.is_none() {
                    go = self.neighbours.0;
                } else if matches!(key, Key::Delete | Key::Backspace) && modifiers.is_none() {
                    done = Some(Answered::Cleared);
                } else {
                    return true;
                }
                false
            });
        });
        if let Some(at) = go {
            ui.memory_mut(|memory| memory.request_focus(field_id(at)));
        }
        done
    }
}

/// An answer with its key; it never takes the focus from its row.
fn button(ui: &mut Ui, form: &Form<'_>, (key, word): (char, &str), chosen: bool) -> bool {
    let enabled = !form.read_only;
    let colors = palette(ui);
    let (text, fill) = if chosen { (colors.on_primary, colors.primary) } else { (colors.text, colors.panel) };
    let font = eframe::egui::TextStyle::Button.resolve(ui.style());
    let small = eframe::egui::TextStyle::Small.resolve(ui.style());
    let weak = if chosen { colors.on_primary } else { colors.weak };
    // An answer that is its own key is written once.
    let key_text = if word.chars().eq(std::iter::once(key)) { String::new() } else { key.to_string() };
    let (gap, pad) = if key_text.is_empty() { (0.0, 6.0) } else { (space().tight, space().small) };
    let key_text = ui.painter().layout_no_wrap(key_text, small, weak);
    let word_text = ui.painter().layout_no_wrap(word.to_owned(), font, text);
    let size = vec2(word_text.size().x + key_text.size().x + gap + 2.0 * pad, 24.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, enabled, chosen, word));
    let edge = if response.hovered() && enabled { colors.primary } else { colors.field_border };
    let painter = ui.painter();
    painter.rect(rect, theme::small_corner(), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let middle = rect.center().y;
    let at = rect.left() + pad;
    painter.galley(eframe::egui::pos2(at, middle - key_text.size().y / 2.0), Arc::clone(&key_text), weak);
    let at = at + key_text.size().x + gap;
    painter.galley(eframe::egui::pos2(at, middle - word_text.size().y / 2.0), word_text, text);
    enabled && response.clicked()
}
