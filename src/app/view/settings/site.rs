//! The site's name and every parameter that the protocol leaves to it.

use super::{desk::Desk, editing::Editing, memory::Memory, parameter};
use crate::{
    app::{
        theme::space,
        widget::{Field, Mark, card, chip, hint, shape},
    },
    model::{Address, SitePart},
    report::code_text,
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing, memory: &mut Memory) {
    let texts = desk.texts;
    card(ui, "", |ui| {
        if desk.session.is_new() {
            ui.label(&texts.set_up_intro);
            ui.add_space(space().small);
        }
        if editing.base.example {
            chip(ui, Mark::Note, &texts.site_example);
        }
        let width = ui.available_width().min(420.0);
        Field::new(Address::Site(SitePart::Name), &texts.site_name).width(width).show(
            ui,
            desk.form,
            &mut editing.name,
        );
    });
    ui.add_space(space().small);
    without_field(ui, desk, editing);
    let search = memory.search.trim().to_lowercase();
    let mut found = 0;
    for (place, parameter) in desk.words.protocol.parameters.iter().enumerate() {
        let open =
            editing.parameters.get(place).is_some_and(|entry| entry.state == super::editing::State::NotSet);
        let text = format!("{} {} {}", parameter.id, parameter.what.en, parameter.what.zh_cn).to_lowercase();
        if !text.contains(&search) || (memory.only_not_set && !open) {
            continue;
        }
        found += 1;
        parameter::show(ui, desk, parameter, editing, place, memory);
    }
    if found == 0 {
        hint(ui, if search.is_empty() { &texts.all_set } else { &texts.nothing_found });
    }
}

/// Entries of the file that no parameter or question answers to.
fn without_field(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing) {
    let id = |field: &Address| {
        let (Address::Setting(id, _) | Address::Reading(id, _)) = field else { return None };
        Some(id.clone())
    };
    let known = |id: &String| {
        editing.parameters.iter().any(|entry| entry.id == *id)
            || editing.questions.iter().any(|entry| entry.id == *id)
    };
    let lost: Vec<(String, String)> = desk
        .form
        .problems
        .iter()
        .filter_map(|problem| {
            let id = id(&problem.field).filter(|id| !known(id))?;
            Some((id, code_text(&problem.code, desk.form.reporter.words)))
        })
        .collect();
    if lost.is_empty() {
        return;
    }
    card(ui, &desk.texts.elsewhere, |ui| {
        for (id, text) in lost {
            ui.horizontal_wrapped(|ui| {
                shape(ui, Mark::Fail);
                ui.label(format!("{id}: {text}"));
                if ui.button(&desk.texts.remove_entry).clicked() {
                    editing.removed.push(id);
                }
            });
        }
    });
    ui.add_space(space().small);
}
