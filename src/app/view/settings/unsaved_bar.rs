//! What is not saved yet: how much, what the trail will say of it, and saving it.

use super::{
    desk::{Desk, go_to},
    editing::Editing,
    memory::Memory,
};
use crate::{
    app::{
        core::{Act, Spot},
        theme::{self, palette, space},
        widget::{Field, Mark, failure, hint, primary_button, shape},
    },
    model::{Change, FieldGroup, Signed, Site},
    storage::{Integrity, site_changes},
};
use eframe::egui::{Frame, Margin, RichText, ScrollArea, Ui, vec2};

pub(super) fn show(
    ui: &mut Ui,
    desk: &Desk<'_>,
    editing: &Editing,
    site: &Site,
    problems: usize,
    memory: &mut Memory,
) {
    // A changed file is taken by saving it, also as it is.
    let changed_file = desk.session.site.as_ref().is_some_and(|site| site.integrity == Integrity::Changed);
    if *site == editing.base && !changed_file {
        memory.asked = false;
        memory.ask_discard = false;
        return;
    }
    let signed = Signed {
        by: desk.form.person.to_owned(),
        at: desk.session.now().to_string(),
        reason: memory.reason.clone(),
    };
    let changes = site_changes(&editing.base, site, &signed);
    let (_, ground) = Mark::Decide.colors(palette(ui));
    Frame::new()
        .fill(ground)
        .corner_radius(theme::small_corner())
        .inner_margin(Margin::from(vec2(space().small, space().tight)))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            // That it was taken is a line of its own.
            counts(ui, desk, changes.len().saturating_add(usize::from(changed_file)), problems);
            ui.horizontal_wrapped(|ui| {
                let width = (ui.available_width() - 24.0).min(420.0);
                let reason = Field::new(Spot::own("reason of the settings"), &desk.texts.change_reason);
                reason.hint(&desk.texts.change_reason_hint).in_table().width(width).show(
                    ui,
                    desk.form,
                    &mut memory.reason,
                );
                buttons(ui, desk, site, problems, memory);
            });
            if desk.form.person.is_empty() {
                hint(ui, &desk.texts.person_first);
            }
            if memory.asked {
                failure(ui, &desk.texts.save_failed);
                memory.read_again |= ui.button(&desk.texts.read_again).clicked();
            }
            if memory.preview {
                preview(ui, desk, &changes);
            }
        });
    ui.add_space(space().small);
}

fn counts(ui: &mut Ui, desk: &Desk<'_>, changes: usize, problems: usize) {
    let texts = desk.texts;
    ui.horizontal_wrapped(|ui| {
        shape(ui, Mark::Decide);
        ui.label(texts.unsaved(changes));
        if problems > 0 {
            shape(ui, Mark::Fail);
            ui.label(texts.unsaved_problems(problems));
            let first = desk.form.problems.iter().find(|it| it.field.group() == FieldGroup::Site);
            if let (true, Some(first)) = (ui.button(&texts.go_there).clicked(), first) {
                go_to(desk.form, &first.field);
            }
        }
    });
}

fn buttons(ui: &mut Ui, desk: &Desk<'_>, site: &Site, problems: usize, memory: &mut Memory) {
    let texts = desk.texts;
    let save = primary_button(ui, problems == 0, &texts.save).clicked();
    if problems == 0 && desk.form.signs(save, &Spot::own("save the site"), &texts.save).is_some() {
        memory.asked = true;
        desk.form.ask(Act::SaveSite(Box::new(site.clone()), memory.reason.clone()));
    }
    if ui.selectable_label(memory.preview, &texts.preview).clicked() {
        memory.preview = !memory.preview;
    }
    if memory.ask_discard {
        if ui.button(&texts.discard_really).clicked() {
            memory.discard = true;
            memory.ask_discard = false;
            memory.reason.clear();
        }
        if ui.button(&texts.keep).clicked() {
            memory.ask_discard = false;
        }
    } else if ui.button(&texts.discard).clicked() {
        memory.ask_discard = true;
    }
}

/// The lines as they will be written.
fn preview(ui: &mut Ui, desk: &Desk<'_>, changes: &[Change]) {
    let words = desk.words;
    ScrollArea::vertical().id_salt("preview").max_height(160.0).show(ui, |ui| {
        for change in changes {
            ui.horizontal_wrapped(|ui| {
                ui.label(RichText::new(words.field(&change.field)).strong());
                let color = palette(ui).weak;
                for (key, value) in [
                    (&desk.texts.trail_old, words.value(&change.field, &change.old)),
                    (&desk.texts.trail_new, words.value(&change.field, &change.new)),
                    (&desk.texts.trail_reason, change.reason.clone()),
                ] {
                    ui.label(RichText::new(format!("{key}{}", desk.form.reporter.words.colon)).color(color));
                    ui.label(value);
                }
            });
        }
    });
}
