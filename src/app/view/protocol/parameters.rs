//! What the protocol leaves to the site: each parameter with its state, what hangs on it, and what is usual.

use super::{desk::Desk, memory::Memory};
use crate::{
    app::{
        core::View,
        theme::space,
        widget::{Mark, card, hint, shape},
    },
    model::{Address, Parameter},
};
use eframe::egui::{RichText, Ui};

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, memory: &Memory) {
    let mut found = 0;
    for parameter in &desk.protocol.parameters {
        let what = desk.form.reporter.language.of(&parameter.what);
        if memory.fits(&[&parameter.id, what]) {
            found += 1;
            one(ui, desk, parameter, what);
            ui.add_space(space().tight);
        }
    }
    if found == 0 {
        hint(ui, &desk.texts.nothing_found);
    }
}

fn one(ui: &mut Ui, desk: &Desk<'_>, parameter: &Parameter, what: &str) {
    let texts = desk.texts;
    let setting = desk.site.settings.iter().find(|(id, _)| *id == parameter.id).map(|(_, setting)| setting);
    card(ui, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            shape(ui, if setting.is_some() { Mark::Pass } else { Mark::Unknown });
            ui.label(RichText::new(what).strong());
        });
        let state = match setting {
            None => texts.not_set.clone(),
            Some(setting) => desk.words.setting(&parameter.id, setting),
        };
        ui.label(state);
        if setting.is_none() && !parameter.blocks.is_empty() {
            let blocks: Vec<String> = parameter.blocks.iter().map(|id| desk.words.blocks(id)).collect();
            hint(ui, &texts.keeps_open(desk.list(&blocks)));
        }
        for offer in &parameter.offered {
            let value = desk.words.typed(parameter, &offer.value);
            hint(
                ui,
                &texts.usual(value, desk.form.reporter.language.source(&offer.source, &offer.source_zh)),
            );
        }
        let name = format!("{}{}{what}", texts.set_in_settings, desk.form.reporter.words.colon);
        if ui.button(&texts.set_in_settings).accessible_name(name).clicked() {
            desk.form.go_to(View::Settings, Address::setting(&parameter.id));
        }
    });
}
