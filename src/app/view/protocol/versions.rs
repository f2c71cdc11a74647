//! All versions of the protocol that are known here, since when each is in force, the open patient under another one, and
//! the files that cannot be used.

use super::{binding, compare, desk::Desk, memory::Memory, version_card};
use crate::app::{
    core::Edition,
    theme::space,
    widget::{Mark, card, hint, shape},
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, memory: &mut Memory) {
    hint(ui, &desk.texts.in_force_hint);
    let versions = &desk.lent.session.versions;
    for edition in versions.all() {
        ui.add_space(space().small);
        version_card::show(ui, desk, edition, memory);
    }
    ui.add_space(space().small);
    unused(ui, desk);
    // What was chosen may have gone, or be in force now.
    let chosen = memory.chosen.as_deref().and_then(|hash| versions.of_hash(hash));
    let chosen: Option<&Edition> = chosen.filter(|edition| edition.hash != versions.current().hash);
    if let Some(chosen) = chosen {
        compare::show(ui, desk, chosen, memory);
    }
    binding::show(ui, desk, chosen, &mut memory.reason);
}

/// What lies in the folder and is left out, and where the folder is.
fn unused(ui: &mut Ui, desk: &Desk<'_>) {
    let texts = desk.texts;
    // What is wrong with a file stands above every view.
    let strangers = &desk.lent.session.versions.strangers;
    if !strangers.is_empty() {
        card(ui, &texts.files_heading, |ui| {
            for file in strangers {
                ui.horizontal_wrapped(|ui| {
                    shape(ui, Mark::Note);
                    ui.label(texts.file_stranger(file));
                });
            }
        });
    }
    let folder = desk.lent.session.folder.protocols();
    hint(ui, &texts.files_hint(folder.display()));
}
