//! All criteria in the registry's order, each with its stages, what it asks for, its notes and its open questions.

use super::{desk::Desk, memory::Memory};
use crate::{
    app::{
        core::View,
        theme::{HEADING, space, text_style},
        widget::{card, fold_line, hint},
    },
    engine::protocol::questions::asked_by,
    model::{Address, Criterion, Side},
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, memory: &mut Memory) {
    hint(ui, &desk.texts.summary_note);
    let mut found = 0;
    for (side, heading) in
        [(Side::Inclusion, &desk.texts.inclusion), (Side::Exclusion, &desk.texts.exclusion)]
    {
        let own = desk.protocol.criteria.iter().filter(|criterion| criterion.kind == side);
        let fitting: Vec<&Criterion> = own.filter(|criterion| fits(desk, memory, criterion)).collect();
        if fitting.is_empty() {
            continue;
        }
        found += fitting.len();
        ui.add_space(space().small);
        card(ui, "", |ui| {
            ui.label(RichText::new(heading).text_style(text_style(HEADING)));
            for criterion in fitting {
                one(ui, desk, memory, criterion);
            }
        });
    }
    if found == 0 {
        hint(ui, &desk.texts.nothing_found);
    }
}

fn fits(desk: &Desk<'_>, memory: &Memory, criterion: &Criterion) -> bool {
    let number = desk.form.reporter.criterion(&criterion.id);
    memory.fits(&[&criterion.id, &number, desk.form.reporter.language.of(&criterion.text)])
}

fn one(ui: &mut Ui, desk: &Desk<'_>, memory: &mut Memory, criterion: &Criterion) {
    let language = desk.form.reporter.language;
    let number = desk.form.reporter.criterion(&criterion.id);
    let mut open = memory.unfolded.contains(&criterion.id);
    let text = language.of(&criterion.text);
    ui.separator();
    let line = format!("{number}{}{text}", desk.form.reporter.words.colon);
    fold_line(ui, &mut open, RichText::new(&line), &line);
    if open {
        memory.unfolded.insert(criterion.id.clone());
        ui.indent(&criterion.id, |ui| details(ui, desk, criterion, text));
    } else {
        memory.unfolded.remove(&criterion.id);
    }
}

fn details(ui: &mut Ui, desk: &Desk<'_>, criterion: &Criterion, text: &str) {
    let language = desk.form.reporter.language;
    let texts = desk.texts;
    ui.label(text);
    let stages: Vec<String> = criterion.stages.iter().map(|id| desk.form.reporter.stage(id)).collect();
    hint(ui, &texts.decides_at(desk.list(&stages)));
    if !criterion.looks_again_at.is_empty() {
        let again: Vec<String> =
            criterion.looks_again_at.iter().map(|id| desk.form.reporter.stage(id)).collect();
        hint(ui, &texts.looks_again(desk.list(&again)));
    }
    if let Some(group) = desk.protocol.groups.iter().find(|group| group.id == criterion.group) {
        hint(ui, &texts.in_group(language.of(&group.name)));
    }
    let items: Vec<String> =
        criterion.rule.items().iter().map(|item| desk.form.reporter.item(item)).collect();
    hint(ui, &texts.asks_for(desk.list(&items)));
    for note in &criterion.notes {
        ui.label(texts.note(language.of(note)));
    }
    let asked = asked_by(&criterion.rule);
    let about = |id: &str| asked.contains(&id);
    for question in &desk.protocol.questions {
        if about(&question.id) || question.about.contains(&criterion.id) {
            let ask = language.of(&question.ask).to_owned();
            if ui.link(texts.question_here(ask)).clicked() {
                desk.form.go_to(View::Settings, Address::reading(&question.id));
            }
        }
    }
    ui.add_space(space().small);
}
