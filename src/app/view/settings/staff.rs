//! The staff list. Initials are never reused.

use super::{desk::Desk, editing::Editing, site_words::Words};
use crate::{
    app::{
        core::Spot,
        theme::space,
        widget::{Choose, Field, card, failure, hint},
    },
    model::Person,
};
use eframe::egui::{Grid, Id, RichText, Ui};

/// The roles that can be chosen.
const ROLES: [&str; 5] = ["investigator", "pharmacist", "nurse", "monitor", "data_manager"];

/// The person that is being added.
#[derive(Debug, Default)]
pub(super) struct Memory {
    id: String,
    role: String,
    refused: Option<Refused>,
}

#[derive(Clone, Debug)]
enum Refused {
    Taken(String),
    Bad,
}

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing, memory: &mut Memory) {
    let texts = desk.texts;
    card(ui, &texts.tab_staff, |ui| {
        ui.label(&texts.staff_intro);
        ui.add_space(space().small);
        if editing.people.is_empty() {
            hint(ui, &texts.staff_empty);
        } else {
            list(ui, desk, editing);
        }
        ui.add_space(space().medium);
        ui.horizontal_wrapped(|ui| {
            ui.label(&texts.staff_id);
            let field = Field::new(Spot::own("new person"), &texts.staff_id).in_table().width(96.0);
            if field.show(ui, desk.form, &mut memory.id).changed() {
                memory.refused = None;
            }
            role_choice(ui, desk.words, "new", &texts.staff_role, &mut memory.role);
            let ready = !memory.id.trim().is_empty() && !memory.role.is_empty();
            if ui.add_enabled(ready, eframe::egui::Button::new(&texts.staff_add)).clicked() {
                add(desk, editing, memory);
            }
        });
        match &memory.refused {
            Some(Refused::Taken(id)) => failure(ui, &texts.staff_taken(id)),
            Some(Refused::Bad) => failure(ui, &texts.staff_bad),
            None => {}
        }
    });
}

fn list(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing) {
    let texts = desk.texts;
    let mut removed = None;
    Grid::new("staff").num_columns(4).striped(true).spacing([24.0, 4.0]).show(ui, |ui| {
        for heading in [&texts.staff_id, &texts.staff_role, &texts.staff_active] {
            ui.label(RichText::new(heading).strong());
        }
        ui.end_row();
        for person in &mut editing.people {
            ui.label(&person.id);
            let label = format!("{}: {}", person.id, texts.staff_role);
            role_choice(ui, desk.words, &person.id, &label, &mut person.role);
            let name = format!("{}: {}", person.id, texts.staff_active);
            ui.checkbox(&mut person.active, "").accessible_name(name);
            // Nobody has signed as this person yet.
            let new = !editing.base.people.iter().any(|known| known.id == person.id);
            if new {
                let name = format!("{}: {}", person.id, texts.staff_remove);
                if ui.button(&texts.staff_remove).accessible_name(name).clicked() {
                    removed = Some(person.id.clone());
                }
            }
            ui.end_row();
        }
    });
    if let Some(id) = removed {
        editing.people.retain(|person| person.id != id);
    }
}

fn role_choice(ui: &mut Ui, words: Words<'_>, id: &str, label: &str, role: &mut String) {
    let shown = if role.is_empty() { words.texts.unknown_choice.clone() } else { words.role(role) };
    let choose = Choose { id: Id::unique(("role", id)), name: label, chosen: &shown, width: 140.0 };
    let (_, picked) = choose.show(ui, ROLES.iter().map(|known| (role == known, words.role(known))));
    if let Some(known) = picked.and_then(|place| ROLES.get(place)) {
        (*known).clone_into(role);
    }
}

fn add(desk: &Desk<'_>, editing: &mut Editing, memory: &mut Memory) {
    let id = memory.id.trim().to_owned();
    let same = |person: &Person| person.id.to_lowercase() == id.to_lowercase();
    if id.chars().count() > 12 || !id.chars().all(char::is_alphanumeric) {
        memory.refused = Some(Refused::Bad);
    } else if desk.session.knows_person(&id) || editing.people.iter().any(same) {
        memory.refused = Some(Refused::Taken(id));
    } else {
        let role = std::mem::take(&mut memory.role);
        editing.people.push(Person { id, role, pin: None, active: true });
        memory.id.clear();
        memory.refused = None;
    }
}
