//! One version of the protocol: where it comes from, since when it is in force here, what must be settled anew for it.

use super::{
    desk::Desk,
    memory::{Memory, in_force_field},
};
use crate::{
    app::{
        core::{Act, Edition, Spot, View},
        theme::space,
        view::settings::Words,
        widget::{Field, Mark, card, chip, heading, hint, key_value, shape},
    },
    engine::moment::read_moment,
    model::{Address, Site},
    storage::Integrity,
};
use eframe::egui::{Button, Ui};

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, edition: &Edition, memory: &mut Memory) {
    let texts = desk.texts;
    let version = &edition.plan.protocol.version;
    let current = desk.lent.session.versions.current();
    let in_force = edition.hash == current.hash;
    card(ui, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            heading(ui, &texts.version_heading(version));
            let (mark, word) = if in_force {
                (Mark::Pass, &texts.version_in_force)
            } else {
                (Mark::Note, &texts.version_not_in_force)
            };
            chip(ui, mark, word);
            if !in_force {
                let chosen = memory.chosen.as_deref() == Some(&*edition.hash);
                let label = texts.compare(&current.plan.protocol.version);
                let name = format!("{label}{}{version}", desk.form.reporter.words.colon);
                if ui.add(Button::new(label).selected(chosen)).accessible_name(name).clicked() {
                    memory.chosen = (!chosen).then(|| edition.hash.clone());
                }
            }
        });
        match &edition.file {
            Some(file) => hint(ui, &texts.version_file(file)),
            None => hint(ui, &texts.version_own),
        };
        key_value(ui, "SHA-256", &edition.hash);
        anew(ui, desk, edition, in_force);
        let first = desk.lent.session.versions.first_of(version);
        if first.is_some_and(|first| first.hash != edition.hash) {
            hint(ui, &texts.same_version);
            return;
        }
        ui.add_space(space().tight);
        date(ui, desk, version, memory);
    });
}

/// Names what the site must settle again; for the version in force each leads to its field.
fn anew(ui: &mut Ui, desk: &Desk<'_>, edition: &Edition, in_force: bool) {
    if edition.anew.is_empty() {
        return;
    }
    let names = anew_names(desk, edition);
    ui.horizontal_wrapped(|ui| {
        shape(ui, Mark::Decide);
        ui.label(desk.texts.anew(desk.list(&names)));
    });
    if !in_force {
        return;
    }
    let is_question = |id: &str| edition.plan.protocol.questions.iter().any(|known| known.id == id);
    for (id, name) in edition.anew.iter().zip(names) {
        let (at, label) = if is_question(id) {
            (Address::reading(id), &desk.texts.answer_in_settings)
        } else {
            (Address::setting(id), &desk.texts.set_in_settings)
        };
        let label = format!("{label}{}{name}", desk.form.reporter.words.colon);
        if ui.button(label).clicked() {
            desk.form.go_to(View::Settings, at);
        }
    }
}

/// What must be settled anew, in words.
pub(super) fn anew_names(desk: &Desk<'_>, edition: &Edition) -> Vec<String> {
    let language = desk.form.reporter.language;
    let words = Words::new(&edition.plan.protocol, language);
    let questions = &edition.plan.protocol.questions;
    let name = |id: &String| match questions.iter().find(|known| known.id == *id) {
        Some(question) => language.of(&question.ask).to_owned(),
        None => words.about(id),
    };
    edition.anew.iter().map(name).collect()
}

/// The date in force as it is typed; a signed act with a reason keeps it.
fn date(ui: &mut Ui, desk: &Desk<'_>, version: &str, memory: &mut Memory) {
    let texts = desk.texts;
    let site = desk.lent.session.site.as_ref().filter(|site| site.integrity != Integrity::Changed);
    let Some(site) = site.map(|site| &site.value) else {
        // What is wrong with a file that is there stands above.
        if desk.lent.session.is_new() {
            hint(ui, &texts.in_force_set_up);
        }
        return;
    };
    let saved = saved(site, version);
    let at = Spot::from(in_force_field(version));
    let mut typed = memory.date(version).unwrap_or(saved).to_owned();
    Field::new(&at, &texts.in_force_field).width(140.0).date().show(ui, desk.form, &mut typed);
    if typed == saved {
        memory.set_date(version, None);
        if saved.is_empty() {
            hint(ui, &texts.in_force_nowhere);
        }
        return;
    }
    let day = read_moment(&typed).ok().flatten();
    let whole = typed.trim().is_empty() || day.is_some_and(|day| day.date().is_some());
    if !whole && day.is_some() {
        hint(ui, &texts.in_force_whole_day);
    }
    let reason = memory.date_reasons.entry(version.to_owned()).or_default();
    Field::new(at.beside("reason"), &texts.in_force_reason).width(480.0).show(ui, desk.form, reason);
    ui.add_space(space().tight);
    let ready = whole && !reason.trim().is_empty();
    let reason = reason.trim().to_owned();
    let name = format!("{}{}{version}", texts.in_force_save, desk.form.reporter.words.colon);
    let save = ui.add_enabled(ready, Button::new(&texts.in_force_save)).accessible_name(name);
    let signed = desk.form.signs(save.clicked(), &at.beside("save"), &texts.in_force_save);
    if ready && signed.is_some() {
        desk.form.ask(Act::SaveSite(Box::new(with_date(site, version, typed.trim())), reason));
    }
    memory.set_date(version, Some(typed));
}

/// The date of a version as it is saved.
fn saved<'s>(site: &'s Site, version: &str) -> &'s str {
    site.in_force.iter().rfind(|(known, _)| known == version).map_or("", |(_, date)| date)
}

/// The site with this date; an empty one takes it away.
fn with_date(site: &Site, version: &str, date: &str) -> Site {
    let mut site = Site { trail: Vec::new(), ..site.clone() };
    site.in_force.retain(|(known, _)| known != version);
    if !date.is_empty() {
        site.in_force.push((version.to_owned(), date.to_owned()));
    }
    site
}
