//! The view of patients: the table over the record folder, and the bundled examples.

mod buttons;
mod examples;
mod folder_reader;
mod list;
mod memory;
mod no_patients;
mod order;
mod row;
mod table;

pub(crate) use folder_reader::Shelf;
pub(crate) use memory::{Chosen, Memory};

use crate::{
    app::{
        core::{Act, Command, Lent, Told as _},
        theme::{TITLE, palette, space, text_style},
        widget::{Mark, banner, hint, shape},
    },
    i18n::PatientsTexts,
};
use eframe::egui::{Key, Modifiers, RichText, ScrollArea, TextEdit, Ui};
use row::{Texts, Trouble};

/// The least room for rows; in a lower window the page scrolls.
const LEAST: f32 = 140.0;

pub(crate) fn show(ui: &mut Ui, lent: &Lent<'_>, memory: &mut Memory, acts: &mut Vec<Act>) {
    let language = lent.language();
    let order = memory.order(lent.session, language);
    ScrollArea::vertical().id_salt("patients").auto_shrink([false, false]).show(ui, |ui| {
        let room = ui.clip_rect().bottom() - ui.cursor().top() - space().medium;
        let top = ui.cursor().top();
        ui.label(RichText::new(&language.window().patients.title).text_style(text_style(TITLE)));
        ui.add_space(space().tight);
        buttons::show(ui, lent, acts);
        let nothing = is_empty(memory);
        if !nothing {
            search(ui, memory, &lent.texts().patients);
        }
        if let Some(error) = &memory.pile(memory.shelf()).error {
            let text = language.window().patients.cannot_list(error.told(&language.window().files));
            banner(ui, Mark::Fail, &text);
        }
        if memory.died > 0 {
            banner(ui, Mark::Decide, &language.window().shell.reader_died);
        }
        if nothing {
            no_patients::show(ui, lent, memory);
        } else {
            let left = room - (ui.cursor().top() - top) - memory.below;
            table::show(ui, lent, memory, &order, left.max(LEAST), acts);
        }
        let under = ui.cursor().top();
        detail(ui, lent, memory, acts);
        footer(ui, lent, memory, order.len());
        examples::show(ui, language, memory, nothing, acts);
        let below = ui.cursor().top() - under;
        if (below - memory.below).abs() > 0.5 {
            memory.below = below;
            // The chosen row may have come to lie under what has appeared.
            memory.reveal = true;
            ui.request_repaint();
        }
    });
}

/// Nothing to list, and the folder has been looked at.
fn is_empty(memory: &Memory) -> bool {
    let pile = memory.pile(memory.shelf());
    pile.listed && pile.rows.is_empty() && pile.error.is_none()
}

/// The search field, the archive, reading again.
fn search(ui: &mut Ui, memory: &mut Memory, texts: &PatientsTexts) {
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new(&texts.search).color(palette(ui).weak));
        let edit =
            TextEdit::singleline(&mut memory.search).hint_text(&texts.search_hint).desired_width(300.0);
        let response = ui.add(edit).labelled_by(label.id);
        if std::mem::take(&mut memory.find) {
            response.request_focus();
        }
        // From the field straight into the rows that it has found.
        let down = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if (response.has_focus() && down(Key::ArrowDown)) || (response.lost_focus() && down(Key::Enter)) {
            memory.enter_table(ui.ctx());
        }
        shelves(ui, memory, texts);
        if ui.button(&texts.read_again).clicked() {
            memory.read_again();
        }
    });
    ui.add_space(space().tight);
}

fn shelves(ui: &mut Ui, memory: &mut Memory, texts: &PatientsTexts) {
    let archived = memory.archive.rows.len();
    let on = memory.shelf() == Shelf::Archive;
    if archived == 0 && !on {
        return;
    }
    let label = texts.archived(archived);
    if ui.selectable_label(on, label).clicked() {
        memory.shelf = Some(if on { Shelf::Records } else { Shelf::Archive });
        memory.chosen = None;
    }
}

/// What is wrong with the chosen file, and what can be done about it.
fn detail(ui: &mut Ui, lent: &Lent<'_>, memory: &Memory, acts: &mut Vec<Act>) {
    let Some(Chosen::File { shelf, name }) = &memory.chosen else { return };
    let Some(row) = memory.pile(*shelf).rows.iter().find(|row| row.entry.file_name == *name) else { return };
    let Some(trouble) = row.trouble() else { return };
    let texts = lent.texts();
    let words = Texts { patients: &texts.patients, shell: &texts.shell, files: &texts.files };
    ui.add_space(space().tight);
    ui.horizontal_wrapped(|ui| {
        shape(ui, row.class().mark().unwrap_or(Mark::Decide));
        ui.label(trouble.words(name, words));
        let open = || Act::OpenRecord(row.entry.subject.clone());
        let import = Command::Import.label(&texts.commands).trim_end_matches('…');
        let mend = match trouble {
            Trouble::Changed { .. } => Some((texts.patients.look.as_str(), open())),
            Trouble::Unreadable { former: true, .. } => {
                Some((texts.patients.restore_former.as_str(), open()))
            }
            Trouble::OtherSubject | Trouble::BadName(_) => {
                Some((import, Act::Import(row.entry.path.clone())))
            }
            Trouble::Unreadable { .. } | Trouble::Newer(_) | Trouble::Twin | Trouble::Stranger => None,
        };
        if let Some((label, act)) = mend.filter(|_| *shelf == Shelf::Records)
            && ui.button(label).clicked()
        {
            acts.push(act);
        }
    });
}

/// How many there are.
fn footer(ui: &mut Ui, lent: &Lent<'_>, memory: &Memory, shown: usize) {
    let texts = &lent.texts().patients;
    let pile = memory.pile(memory.shelf());
    if !pile.listed || is_empty(memory) {
        return;
    }
    // A file in trouble is no patient yet, and one that is not this program's is no problem of a patient's.
    let patients = pile.rows.iter().filter(|row| row.trouble().is_none()).count();
    let strangers = pile.rows.iter().filter(|row| row.is_stranger()).count();
    let problems = pile.rows.len() - patients - strangers;
    let counted = |one: &String, many: String, count: usize| if count == 1 { one.clone() } else { many };
    let mut parts = vec![counted(&texts.count_one, texts.count(patients), patients)];
    if !memory.search.trim().is_empty() {
        parts = vec![texts.count_of(shown, pile.rows.len())];
    }
    if problems > 0 {
        parts.push(counted(&texts.problems_one, texts.problems(problems), problems));
    }
    if strangers > 0 {
        parts.push(counted(&texts.others_one, texts.others(strangers), strangers));
    }
    if pile.leftovers > 0 {
        parts.push(counted(&texts.leftover_one, texts.leftovers(pile.leftovers), pile.leftovers));
    }
    hint(ui, &parts.join(&lent.language().catalogue().list_separator));
}
