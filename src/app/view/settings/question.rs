//! Open questions: what the text leaves open, each reading, and what it touches.

use super::{
    desk::Desk,
    editing::{Editing, QuestionEntry},
    memory::Memory,
    setting_card::{Card, choice, is_anew, next, settle_anew, source},
};
use crate::{
    app::{
        theme::space,
        widget::{Field, Mark, hint, lead_to},
    },
    engine::protocol::questions::{Reading, readings},
    model::{Address, Question, SettingPart},
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing, memory: &mut Memory) {
    ui.label(&desk.texts.questions_intro);
    ui.add_space(space().small);
    let search = memory.search.trim().to_lowercase();
    let mut found = 0;
    for (place, question) in desk.words.protocol.questions.iter().enumerate() {
        let about: Vec<String> = question.about.iter().map(|id| desk.words.about(id)).collect();
        let text = format!("{} {} {} {}", question.id, question.ask.en, question.ask.zh_cn, about.join(" "));
        let settled = editing.questions.get(place).is_some_and(|entry| entry.settled);
        // An answer that no rule follows stays in sight.
        let followed = settled && !readings(desk.words.protocol, &question.id).is_empty();
        if !text.to_lowercase().contains(&search) || (memory.only_not_set && followed) {
            continue;
        }
        found += 1;
        let after = editing.questions.iter().cycle().skip(place + 1).take(editing.questions.len());
        let next_open = after.into_iter().find(|entry| !entry.settled && entry.id != question.id);
        let next_open = next_open.map(|entry| Address::reading(&entry.id));
        if let Some(entry) = editing.questions.get_mut(place) {
            one(ui, desk, question, entry, &about, next_open, memory);
        }
    }
    if found == 0 {
        hint(ui, if search.is_empty() { &desk.texts.all_set } else { &desk.texts.nothing_found });
    }
}

#[expect(clippy::too_many_arguments, reason = "a question, its entry, and what stands around them")]
fn one(
    ui: &mut Ui,
    desk: &Desk<'_>,
    question: &Question,
    entry: &mut QuestionEntry,
    about: &[String],
    next_open: Option<Address>,
    memory: &mut Memory,
) {
    let texts = desk.texts;
    let field = |part| Address::Reading(question.id.clone(), part);
    let at = field(SettingPart::Whole);
    let name = desk.words.language.of(&question.ask);
    let all = readings(desk.words.protocol, &question.id);
    let failing = [SettingPart::Whole, SettingPart::Source]
        .into_iter()
        .any(|part| desk.form.problem(&field(part).into()).is_some());
    let mark = match entry.settled {
        _ if failing => Mark::Fail,
        _ if is_anew(desk, &question.id) => Mark::Decide,
        true if all.is_empty() => Mark::Note,
        true => Mark::Pass,
        false => Mark::Unknown,
    };
    let summary = if entry.settled {
        let reading = desk.words.reading_of(&question.id, &entry.reading);
        if all.is_empty() { texts.answered(reading) } else { texts.settled(reading) }
    } else {
        let names = about.join(&desk.form.reporter.words.list_separator);
        let touches = texts.touches(names);
        format!("{}{} {touches}", texts.still_open, texts.usual_separator)
    };
    let card = Card { at: &at, name, summary: &summary, mark };
    card.show(ui, memory, |ui| {
        ui.label(name);
        settle_anew(ui, desk, &question.id);
        let names = about.join(&desk.form.reporter.words.list_separator);
        hint(ui, &texts.touches(names));
        let focus = (!all.is_empty() || !entry.settled) && desk.form.takes_focus(&(&at).into());
        let response = choice(ui, !entry.settled, name, &texts.leave_open);
        if focus {
            lead_to(&response);
        }
        if response.clicked() {
            entry.settled = false;
        }
        if all.is_empty() {
            answered(ui, desk, &at, name, entry);
        } else {
            for reading in &all {
                one_reading(ui, desk, question, reading, name, entry);
            }
        }
        if entry.settled {
            source(ui, desk, field(SettingPart::Source), &mut entry.source);
        }
        next(ui, desk, next_open);
    });
}

fn one_reading(
    ui: &mut Ui,
    desk: &Desk<'_>,
    question: &Question,
    reading: &Reading<'_>,
    name: &str,
    entry: &mut QuestionEntry,
) {
    ui.horizontal_wrapped(|ui| {
        let chosen = entry.settled && entry.reading == reading.id;
        if choice(ui, chosen, name, &desk.words.reading(reading)).clicked() {
            entry.settled = true;
            reading.id.clone_into(&mut entry.reading);
        }
        if question.usual.as_deref() == Some(reading.id) {
            hint(ui, &desk.texts.usual_reading);
        }
    });
}

/// No rule reads it in two ways yet: the answer is words.
fn answered(ui: &mut Ui, desk: &Desk<'_>, at: &Address, name: &str, entry: &mut QuestionEntry) {
    if choice(ui, entry.settled, name, &desk.texts.answer_free).clicked() {
        entry.settled = true;
    }
    hint(ui, &desk.texts.answer_hint);
    if entry.settled {
        let width = ui.available_width().min(560.0);
        Field::new(at, &desk.texts.answer).width(width).show(ui, desk.form, &mut entry.reading);
    }
}
