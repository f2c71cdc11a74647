//! Laboratory templates: the shipped ones, and the site's own with their confirmations.

use super::{
    desk::{Desk, go_to},
    editing::Editing,
    laboratory_rows as rows,
};
use crate::{
    app::{
        core::{Act, Session, Spot, Told as _},
        theme::space,
        widget::{Field, Mark, card, chip, failure, hint, primary_button},
    },
    model::{Address, Id, Laboratory, Signed, TemplatePart, Words},
    storage::Integrity,
};
use eframe::egui::{Button, RichText, Ui};

/// What is open, and the copies that are edited; they stay while others are looked at.
#[derive(Debug, Default)]
pub(super) struct Memory {
    shown: Option<String>,
    edits: Vec<Laboratory>,
    copy: Option<Copy>,
    /// Who tried to confirm a second time.
    same_person: Option<String>,
    /// What is typed into this one is about to be discarded.
    ask_discard: Option<Id>,
}

/// An own copy that has no id yet.
#[derive(Debug, Default)]
struct Copy {
    of: String,
    id: String,
    name: String,
}

impl Memory {
    /// The own template that is open for editing.
    pub(super) fn open(&self) -> Option<&Laboratory> {
        self.edit(self.shown.as_ref()?)
    }

    /// Something is typed that is not saved.
    pub(super) fn is_changed(&self, session: &Session) -> bool {
        !self.unsaved(session).is_empty()
    }

    /// The templates in which something is typed that is not saved.
    pub(super) fn unsaved(&self, session: &Session) -> Vec<Id> {
        let saved = |edit: &Laboratory| session.own_laboratories.iter().any(|own| own.value == *edit);
        self.edits.iter().filter(|edit| !saved(edit)).map(|edit| edit.id.clone()).collect()
    }

    /// A template as it is edited.
    pub(super) fn edit(&self, id: &str) -> Option<&Laboratory> {
        self.edits.iter().find(|edit| edit.id == id)
    }

    /// Takes up what a run that ended has left, and shows the first.
    pub(super) fn take_up(&mut self, edits: &[Laboratory]) {
        self.edits = edits.to_vec();
        self.shown = edits.first().map(|edit| edit.id.clone());
    }

    /// Shows a template.
    pub(super) fn show(&mut self, id: Id) {
        self.shown = Some(id);
    }

    /// Only these go on being edited.
    pub(super) fn keep(&mut self, unsaved: &[Id]) {
        self.edits.retain(|edit| unsaved.contains(&edit.id));
    }
}

/// The field of the id of an own copy that is being made.
fn copy_id() -> Spot {
    Spot::own("id of a copied template")
}

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing, memory: &mut Memory) {
    ui.label(&desk.texts.labs_intro);
    if editing.laboratories.is_empty() {
        hint(ui, &desk.texts.lab_all_used);
    }
    ui.add_space(space().small);
    let new = memory.edits.iter().filter(|edit| !known(desk, &edit.id));
    let all: Vec<Laboratory> = desk.session.laboratories.iter().chain(new).cloned().collect();
    let ids: Vec<String> = all.iter().map(|laboratory| laboratory.id.clone()).collect();
    for laboratory in &all {
        card(ui, "", |ui| one(ui, desk, laboratory, &ids, editing, memory));
        ui.add_space(space().tight);
    }
}

fn known(desk: &Desk<'_>, id: &str) -> bool {
    desk.session.laboratories.iter().any(|laboratory| laboratory.id == id)
}

fn saved<'d>(desk: &Desk<'d>, id: &str) -> Option<&'d Laboratory> {
    desk.session.own_laboratories.iter().map(|own| &own.value).find(|own| own.id == id)
}

fn one(
    ui: &mut Ui,
    desk: &Desk<'_>,
    laboratory: &Laboratory,
    ids: &[String],
    editing: &mut Editing,
    memory: &mut Memory,
) {
    let texts = desk.texts;
    let own = saved(desk, &laboratory.id).is_some() || !known(desk, &laboratory.id);
    let open = memory.shown.as_ref() == Some(&laboratory.id);
    let name = desk.words.language.of(&laboratory.name).to_owned();
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&name).strong());
        hint(ui, &laboratory.id);
        hint(ui, if own { &texts.lab_own } else { &texts.lab_shipped });
        confirmations(ui, desk, laboratory);
    });
    hint(ui, desk.words.language.source(&laboratory.source, &laboratory.source_zh));
    ui.horizontal_wrapped(|ui| {
        in_use(ui, desk, &laboratory.id, ids, editing);
        let label = match (open, own) {
            (true, _) => &texts.lab_hide,
            (false, true) => &texts.lab_edit,
            (false, false) => &texts.lab_show,
        };
        if ui.button(label).accessible_name(format!("{}: {label}", laboratory.id)).clicked() {
            memory.shown = (!open).then(|| laboratory.id.clone());
            memory.same_person = None;
            if own && !memory.edits.iter().any(|edit| edit.id == laboratory.id) {
                memory.edits.push(laboratory.clone());
            }
        }
        let label = &texts.lab_copy;
        if ui.button(label).accessible_name(format!("{}: {label}", laboratory.id)).clicked() {
            memory.copy = Some(Copy { of: laboratory.id.clone(), id: String::new(), name: name.clone() });
            go_to(desk.form, copy_id());
        }
    });
    if memory.copy.as_ref().is_some_and(|copy| copy.of == laboratory.id) {
        copy_form(ui, desk, laboratory, &name, ids, memory);
    }
    if !open {
        return;
    }
    ui.separator();
    if own {
        edit(ui, desk, &laboratory.id, memory);
    } else {
        hint(ui, &texts.lab_read_only);
        rows::table(ui, desk, laboratory);
    }
}

/// Who has compared it.
fn confirmations(ui: &mut Ui, desk: &Desk<'_>, laboratory: &Laboratory) {
    let texts = desk.texts;
    let mut people: Vec<&str> = Vec::new();
    for signed in &laboratory.confirmed {
        if !people.contains(&signed.by.as_str()) {
            people.push(&signed.by);
        }
    }
    let names = people.join(&desk.form.reporter.words.list_separator);
    match people.len() {
        0 => chip(ui, Mark::Unknown, &texts.lab_unconfirmed),
        1 => chip(ui, Mark::Unknown, &texts.lab_half(names)),
        _ => chip(ui, Mark::Pass, &texts.lab_confirmed(names)),
    };
}

/// Which templates the site uses; no list means all of them.
fn in_use(ui: &mut Ui, desk: &Desk<'_>, id: &str, ids: &[String], editing: &mut Editing) {
    let listed = |used: &[String]| used.is_empty() || used.iter().any(|used| used == id);
    let mut used = listed(&editing.laboratories);
    // The last one cannot be taken away: an empty list means all.
    let last = used && editing.laboratories.len() == 1;
    let checkbox = eframe::egui::Checkbox::new(&mut used, &desk.texts.lab_in_use);
    let name = format!("{id}: {}", desk.texts.lab_in_use);
    if !ui.add_enabled(!last, checkbox).accessible_name(name).changed() {
        return;
    }
    if editing.laboratories.is_empty() {
        editing.laboratories = ids.to_vec();
    }
    editing.laboratories.retain(|known| known != id);
    if used {
        editing.laboratories.push(id.to_owned());
    }
}

fn copy_form(
    ui: &mut Ui,
    desk: &Desk<'_>,
    laboratory: &Laboratory,
    name: &str,
    ids: &[String],
    memory: &mut Memory,
) {
    let texts = desk.texts;
    let Some(mut copy) = memory.copy.take() else { return };
    let mut open = true;
    ui.add_space(space().small);
    ui.label(RichText::new(texts.lab_copy_title(name)).strong());
    ui.horizontal_wrapped(|ui| {
        Field::new(copy_id(), &texts.lab_id).width(140.0).show(ui, desk.form, &mut copy.id);
        let at = Spot::own("name of a copied template");
        Field::new(at, &texts.lab_name).width(320.0).show(ui, desk.form, &mut copy.name);
    });
    let id = copy.id.trim().to_owned();
    let taken = ids.iter().any(|known| known.to_lowercase() == id.to_lowercase());
    let path = desk.session.folder.laboratory(&id);
    if taken {
        failure(ui, &texts.lab_id_taken);
    } else if let (false, Err(err)) = (id.is_empty(), &path) {
        failure(ui, &err.told(&desk.form.texts.files));
    }
    let ready = !taken && path.is_ok() && !copy.name.trim().is_empty();
    ui.horizontal(|ui| {
        if ui.add_enabled(ready, Button::new(&texts.lab_create)).clicked() {
            let name = Words { en: copy.name.clone(), zh_cn: copy.name.clone() };
            let own = Laboratory { id: id.clone(), name, confirmed: Vec::new(), ..laboratory.clone() };
            memory.edits.push(own);
            go_to(desk.form, Address::Template(id.clone(), TemplatePart::Name));
            memory.shown = Some(id);
            open = false;
        }
        if ui.button(&desk.form.texts.shell.cancel).clicked() {
            open = false;
        }
    });
    if open {
        memory.copy = Some(copy);
    }
}

/// An own template: its rows, then saving, then confirming.
fn edit(ui: &mut Ui, desk: &Desk<'_>, id: &str, memory: &mut Memory) {
    let texts = desk.texts;
    let saved = saved(desk, id);
    if let (Some(saved), false) = (saved, memory.edits.iter().any(|edit| edit.id == id)) {
        memory.edits.push(saved.clone());
    }
    let Some(edit) = memory.edits.iter_mut().find(|edit| edit.id == id) else { return };
    head(ui, desk, edit);
    // Confirmations are of the very rows that two people compared.
    let own = desk.session.own_laboratories.iter().find(|own| own.value.id == id);
    let taken = own.is_some_and(|own| own.integrity == Integrity::Changed);
    let same = saved.is_some_and(|saved| {
        !taken
            && saved.rows == edit.rows
            && saved.valid_from == edit.valid_from
            && saved.source == edit.source
            && saved.source_zh == edit.source_zh
    });
    edit.confirmed = saved.filter(|_| same).map_or_else(Vec::new, |saved| saved.confirmed.clone());
    // A file that was changed outside the program is taken by saving it.
    let changed = taken || saved != Some(&*edit);
    let of_it = |field: &Address| matches!(field, Address::Template(own, _) | Address::Interval(own, ..) if own == id);
    let problems = desk.form.problems.iter().filter(|it| of_it(&it.field)).count();
    let mut discarded = false;
    if changed {
        if !same && saved.is_some_and(|saved| !saved.confirmed.is_empty()) {
            failure(ui, &texts.lab_voids);
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(&texts.lab_unsaved);
            if problems > 0 {
                ui.label(texts.unsaved_problems(problems));
            }
            let save = primary_button(ui, problems == 0, &texts.lab_save).clicked();
            let save_spot = Spot::from(Address::Template(id.to_owned(), TemplatePart::Whole)).beside("save");
            if problems == 0 && desk.form.signs(save, &save_spot, &texts.lab_save).is_some() {
                desk.form.ask(Act::SaveLaboratory(Box::new(edit.clone())));
            }
            discarded = discard(ui, desk, id, &mut memory.ask_discard);
        });
        hint(ui, &texts.lab_confirm_saved);
    }
    // Under what is said of them: it is in sight, however many there are.
    rows::edit(ui, desk, edit);
    if discarded {
        memory.edits.retain(|edit| edit.id != id);
        memory.shown = None;
    } else if !changed {
        ui.add_space(space().small);
        confirm(ui, desk, edit, &mut memory.same_person);
    }
}

/// True once somebody has said twice that what is typed is to go.
fn discard(ui: &mut Ui, desk: &Desk<'_>, id: &str, asked: &mut Option<Id>) -> bool {
    let texts = desk.texts;
    if asked.as_deref() != Some(id) {
        if ui.button(&texts.discard).clicked() {
            *asked = Some(id.to_owned());
        }
        return false;
    }
    let really = ui.button(&texts.discard_really).clicked();
    if really || ui.button(&texts.keep).clicked() {
        *asked = None;
    }
    really
}

fn head(ui: &mut Ui, desk: &Desk<'_>, edit: &mut Laboratory) {
    let texts = desk.texts;
    let id = edit.id.clone();
    let at = |part| Address::Template(id.clone(), part);
    let chinese = desk.words.language == crate::i18n::Language::Chinese;
    ui.horizontal_wrapped(|ui| {
        // A name that is the same in both languages stays so.
        let one_name = edit.name.en == edit.name.zh_cn;
        let (mine, other) = if chinese {
            (&mut edit.name.zh_cn, &mut edit.name.en)
        } else {
            (&mut edit.name.en, &mut edit.name.zh_cn)
        };
        Field::new(at(TemplatePart::Name), &texts.lab_name).width(320.0).show(ui, desk.form, mine);
        if one_name {
            other.clone_from(mine);
        }
        Field::new(at(TemplatePart::ValidFrom), &texts.lab_valid_from).width(110.0).show(
            ui,
            desk.form,
            &mut edit.valid_from,
        );
    });
    let width = ui.available_width().min(640.0);
    let known = desk.words.language.source(&edit.source, &edit.source_zh).to_owned();
    let mut source = known.clone();
    Field::new(at(TemplatePart::Source), &texts.source).width(width).show(ui, desk.form, &mut source);
    // What a person writes is the site's own: one text for both languages.
    if source != known {
        edit.source = source;
        edit.source_zh.clear();
    }
}

fn confirm(ui: &mut Ui, desk: &Desk<'_>, edit: &Laboratory, same_person: &mut Option<String>) {
    let texts = desk.texts;
    let person = desk.form.person;
    if person.is_empty() {
        hint(ui, &texts.lab_confirm_person);
    }
    if ui.add_enabled(!person.is_empty(), Button::new(&texts.lab_confirm)).clicked() {
        if edit.confirmed.iter().any(|signed| signed.by == person) {
            *same_person = Some(person.to_owned());
        } else {
            let at = desk.session.now().strftime("%Y-%m-%dT%H:%M").to_string();
            let signed = Signed { by: person.to_owned(), at, reason: String::new() };
            let mut confirmed = edit.clone();
            confirmed.confirmed.push(signed);
            desk.form.ask(Act::SaveLaboratory(Box::new(confirmed)));
        }
    }
    if same_person.as_deref() == Some(person) && !person.is_empty() {
        failure(ui, &texts.lab_confirm_same(person));
    }
}
