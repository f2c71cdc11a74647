//! The view of settings: the site, open questions, laboratories, staff, trail, and the user.
//!
//! What belongs to the site is edited on a copy that stays while other views are looked at; only *Save settings*
//! writes it, with the trail. What belongs to the user acts at once.

mod desk;
mod editing;
mod laboratory;
mod laboratory_rows;
mod memory;
mod parameter;
mod question;
mod setting_card;
mod site;
mod site_words;
mod staff;
mod trail;
mod unsaved_bar;
mod user;

pub(crate) use memory::Memory;

use crate::{
    app::{
        core::{Act, Command, Fault, Form, Lent, Spot, Wishes, save_settings},
        theme::{TITLE, space, text_style},
        widget::{Mark, banner_with, failure, steady},
    },
    i18n::SettingsTexts,
    model::{Draft, FieldGroup},
    storage::Integrity,
};
use desk::Desk;
use editing::Editing;
use eframe::egui::{RichText, ScrollArea, Ui};
use memory::Tab;
pub(super) use site_words::Words;

/// The site has not been set up: one line that leads here.
pub(crate) fn set_up_banner(ui: &mut Ui, texts: &SettingsTexts, acts: &mut Vec<Act>) {
    if banner_with(ui, Mark::Note, &texts.set_up_banner, &texts.set_up_title) {
        acts.push(Act::Command(Command::Settings));
    }
    ui.add_space(space().tight);
}

/// Shows the settings; returned is the field that is to have the focus and that no section has drawn.
pub(crate) fn show(
    ui: &mut Ui,
    lent: &Lent<'_>,
    mut wishes: Wishes,
    memory: &mut Memory,
    acts: &mut Vec<Act>,
) -> Option<Spot> {
    memory.follow(wishes.focus.as_ref());
    top(ui, lent, memory);
    if wishes.again.take_if(|again| *again == save_settings()).is_some() {
        acts.push(Act::Command(Command::Save));
    }
    let missed = if memory.tab == Tab::User {
        ScrollArea::vertical().id_salt("user").auto_shrink(false).animated(false).show(ui, |ui| {
            acts.extend(user::show(ui, lent.user).map(Act::SetUser));
            steady(ui);
        });
        wishes.focus
    } else {
        site_sections(ui, lent, wishes, memory, acts)
    };
    if std::mem::take(&mut memory.read_again) {
        acts.push(Act::ReadSettings);
    }
    missed
}

/// Title, tabs, and what cannot be used.
fn top(ui: &mut Ui, lent: &Lent<'_>, memory: &mut Memory) {
    let texts = &lent.texts().settings;
    let title = if lent.session.is_new() { &texts.set_up_title } else { &texts.title };
    ui.label(RichText::new(title).text_style(text_style(TITLE)));
    ui.horizontal_wrapped(|ui| {
        for tab in Tab::ALL {
            if ui.selectable_label(memory.tab == tab, tab.label(texts)).clicked() {
                memory.tab = tab;
            }
        }
    });
    ui.add_space(space().tight);
    let faults = &lent.session.faults;
    if faults.iter().any(|fault| matches!(fault, Fault::Site(_) | Fault::File(_))) {
        failure(ui, &texts.fault_file);
        memory.read_again |= ui.button(&texts.read_again).clicked();
    }
    if faults.iter().any(|fault| matches!(fault, Fault::Value(_) | Fault::Template(_))) {
        failure(ui, &texts.fault_values);
    }
    if lent.session.site.as_ref().is_some_and(|site| site.integrity == Integrity::Changed) {
        failure(ui, &texts.site_changed);
    }
}

/// The sections that edit the copy of the site.
fn site_sections(
    ui: &mut Ui,
    lent: &Lent<'_>,
    wishes: Wishes,
    memory: &mut Memory,
    acts: &mut Vec<Act>,
) -> Option<Spot> {
    let (language, session) = (lent.language(), lent.session);
    let mut editing = memory.take_up(session);
    let site = editing.site();
    let draft = Draft::default();
    let problems = memory.problems(session, &site, &editing.base);
    let site_problems = problems.iter().filter(|it| it.field.group() == FieldGroup::Site).count();
    let reporter = session.versions.current().reporter(&draft, language, false);
    let form = Form::new(reporter, &problems, &session.person, wishes);
    let words = Words::new(&session.plan().protocol, language);
    let desk = Desk { form: &form, words, session, texts: words.texts };
    let unreadable = session.site_is_unreadable();
    if !unreadable {
        unsaved_bar::show(ui, &desk, &editing, &site, site_problems, memory);
    }
    sections(ui, &desk, &mut editing, memory, unreadable);
    let (asked, missed) = form.finish();
    acts.extend(asked);
    memory.editing = if std::mem::take(&mut memory.discard) { None } else { Some(editing) };
    missed
}

fn sections(ui: &mut Ui, desk: &Desk<'_>, editing: &mut Editing, memory: &mut Memory, unreadable: bool) {
    match memory.tab {
        Tab::Site | Tab::Questions => setting_card::search(ui, desk, editing, memory),
        Tab::Laboratories | Tab::Staff | Tab::Trail | Tab::User => {}
    }
    let tab = memory.tab;
    let area = ScrollArea::vertical().id_salt(tab.label(desk.texts)).auto_shrink(false).animated(false);
    area.show(ui, |ui| {
        match tab {
            Tab::Laboratories => laboratory::show(ui, desk, editing, &mut memory.laboratory),
            Tab::Trail => trail::show(ui, desk, &mut memory.trail_shown),
            Tab::Site if !unreadable => site::show(ui, desk, editing, memory),
            Tab::Questions if !unreadable => question::show(ui, desk, editing, memory),
            Tab::Staff if !unreadable => staff::show(ui, desk, editing, &mut memory.staff),
            Tab::Site | Tab::Questions | Tab::Staff | Tab::User => {}
        }
        steady(ui);
    });
}
