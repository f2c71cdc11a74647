//! The view of the protocol: criteria, levels, parameters, open questions, versions. Read only: what the site answers is
//! typed in the settings, and every line here leads there.

mod binding;
mod compare;
mod compared;
mod criteria;
mod desk;
mod levels;
mod memory;
mod parameters;
mod questions;
mod version_card;
mod versions;

pub(crate) use memory::Memory;

use super::settings::Words;
use crate::{
    app::{
        core::{Act, Form, Lent, Wishes},
        theme::{TITLE, palette, space, text_style},
        widget::{hint, steady},
    },
    model::Draft,
};
use desk::Desk;
use eframe::egui::{Id, RichText, ScrollArea, TextEdit, Ui};
use memory::Tab;

pub(crate) fn show(ui: &mut Ui, lent: &Lent<'_>, wishes: Wishes, memory: &mut Memory, acts: &mut Vec<Act>) {
    let (language, session) = (lent.language(), lent.session);
    let context = session.context();
    let protocol = &context.plan.protocol;
    let nobody = Draft::default();
    let reporter = session.versions.current().reporter(&nobody, language, false);
    let texts = &language.window().protocol;
    let words = Words::new(protocol, language);
    let problems = memory.date_problems();
    let form = Form::new(reporter, &problems, &session.person, wishes);
    let desk = Desk { lent, form: &form, words, protocol, site: &context.site, texts };
    ui.label(RichText::new(language.of(&protocol.title)).text_style(text_style(TITLE)));
    let hash = session.protocol_hash().get(..16).unwrap_or_default();
    hint(ui, &texts.identity(protocol.id.to_uppercase(), &protocol.version, hash));
    tools(ui, &desk, memory);
    ui.add_space(space().tight);
    let area = ScrollArea::vertical().id_salt(memory.tab.label(texts)).auto_shrink(false).animated(false);
    area.show(ui, |ui| {
        match memory.tab {
            Tab::Criteria => criteria::show(ui, &desk, memory),
            Tab::Levels => levels::show(ui, &desk),
            Tab::Parameters => parameters::show(ui, &desk, memory),
            Tab::Questions => questions::show(ui, &desk, memory),
            Tab::Versions => versions::show(ui, &desk, memory),
        }
        steady(ui);
    });
    acts.extend(form.finish().0);
}

/// Tabs and search.
fn tools(ui: &mut Ui, desk: &Desk<'_>, memory: &mut Memory) {
    ui.horizontal_wrapped(|ui| {
        for tab in Tab::ALL {
            if ui.selectable_label(memory.tab == tab, tab.label(desk.texts)).clicked() {
                memory.tab = tab;
            }
        }
        if matches!(memory.tab, Tab::Levels | Tab::Versions) {
            return;
        }
        let search = TextEdit::singleline(&mut memory.search)
            .id(Id::unique("search protocol"))
            .hint_text(RichText::new(&desk.texts.search).color(palette(ui).weak))
            .desired_width(200.0);
        let response = ui.add(search).accessible_name(&desk.texts.search);
        if std::mem::take(&mut memory.find) {
            response.request_focus();
        }
    });
}
