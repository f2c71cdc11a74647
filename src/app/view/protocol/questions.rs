//! The register of open questions for the sponsor: what each is about, how it can be read, and how the site has settled
//! it.

use super::{desk::Desk, memory::Memory};
use crate::{
    app::{
        core::{Command, View},
        theme::space,
        widget::{Mark, card, hint, shape},
    },
    engine::protocol::questions::readings,
    model::{Address, Question, ReadingChoice},
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, memory: &Memory) {
    let all = &desk.protocol.questions;
    let answered = all.iter().filter(|question| settled(desk, question).is_some());
    let (followed, words): (Vec<&Question>, Vec<&Question>) =
        answered.partition(|question| !readings(desk.protocol, &question.id).is_empty());
    ui.horizontal_wrapped(|ui| {
        let (settled, answered) = (followed.len(), words.len());
        let count = desk.texts.question_count(all.len() - settled - answered, settled, answered);
        ui.label(RichText::new(count).strong());
        let texts = &desk.form.reporter.language.window().commands;
        if ui.button(Command::Letter.label(texts)).clicked() {
            desk.form.command(Command::Letter);
        }
    });
    ui.add_space(space().tight);
    let mut found = 0;
    for question in all {
        let about: Vec<String> = question.about.iter().map(|id| desk.words.about(id)).collect();
        let ask = desk.form.reporter.language.of(&question.ask);
        if memory.fits(&[&question.id, ask, &desk.list(&about)]) {
            found += 1;
            one(ui, desk, question, ask, &about);
            ui.add_space(space().tight);
        }
    }
    if found == 0 {
        hint(ui, &desk.texts.nothing_found);
    }
}

fn settled<'d>(desk: &Desk<'d>, question: &Question) -> Option<&'d ReadingChoice> {
    desk.site.readings.iter().find(|choice| choice.question == question.id)
}

fn one(ui: &mut Ui, desk: &Desk<'_>, question: &Question, ask: &str, about: &[String]) {
    let texts = desk.texts;
    let answer = settled(desk, question);
    let ways = readings(desk.protocol, &question.id);
    // No rule follows an answer in words.
    let mark = match answer {
        None => Mark::Unknown,
        Some(_) if ways.is_empty() => Mark::Note,
        Some(_) => Mark::Pass,
    };
    card(ui, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            shape(ui, mark);
            ui.label(RichText::new(ask).strong());
        });
        hint(ui, &texts.about(desk.list(about)));
        match answer {
            None => {
                ui.label(&texts.still_open);
            }
            Some(choice) => {
                let reading = desk.words.reading_of(&question.id, &choice.reading);
                ui.label(if ways.is_empty() {
                    texts.answered_as(reading, &choice.source)
                } else {
                    texts.settled_as(reading, &choice.source)
                });
            }
        }
        if !ways.is_empty() {
            hint(ui, &texts.readings);
            ui.indent(&question.id, |ui| {
                for way in &ways {
                    let text = match (way.text, way.id) {
                        _ if way.by_the_hour => desk.words.reading(way),
                        (None, "included") => texts.window_included.clone(),
                        (None, "excluded") => texts.window_excluded.clone(),
                        _ => desk.words.reading(way),
                    };
                    let usual = question.usual.as_deref() == Some(way.id);
                    let text = if usual { texts.usual_reading(text) } else { text };
                    ui.label(text);
                }
            });
        }
        let name = format!("{}{}{ask}", texts.answer_in_settings, desk.form.reporter.words.colon);
        if ui.button(&texts.answer_in_settings).accessible_name(name).clicked() {
            desk.form.go_to(View::Settings, Address::reading(&question.id));
        }
    });
}
