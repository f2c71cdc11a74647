//! All versions of the protocol that are known here, since when each is in force, the open patient under another one, and
//! the files that cannot be used.

use super::{
    binding, compare,
    desk::Desk,
    memory::Memory,
    version_card::{self, path},
};
use crate::{
    app::{
        core::{Edition, Form, Lent},
        theme::space,
        widget::{Mark, card, hint, shape},
    },
    engine::{
        moment::read_moment,
        problem::{Problem, ProblemCode},
    },
    i18n::fill,
    report::Reporter,
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, lent: &Lent<'_>, memory: &mut Memory) {
    let reporter = Reporter { ..desk.reporter };
    let problems: Vec<Problem> =
        memory.dates.iter().filter_map(|(version, typed)| problem(version, typed)).collect();
    let form = Form::new(reporter, &problems, &lent.session.person, desk.wishes.take());
    hint(ui, &desk.texts.in_force_hint);
    let current = lent.session.versions.current();
    for edition in lent.session.versions.all() {
        ui.add_space(space().small);
        version_card::show(ui, desk, &form, lent, edition, memory);
    }
    ui.add_space(space().small);
    unused(ui, desk, lent);
    // What was chosen may have gone, or be in force now.
    let chosen = memory.chosen.as_deref().and_then(|hash| lent.session.versions.of_hash(hash));
    let chosen: Option<&Edition> = chosen.filter(|edition| edition.hash != current.hash);
    if let Some(chosen) = chosen {
        compare::show(ui, desk, lent, chosen, memory);
    }
    binding::show(ui, desk, lent, chosen, &mut memory.reason);
    for act in form.finish().0 {
        desk.ask(act);
    }
}

fn problem(version: &str, typed: &str) -> Option<Problem> {
    let code = ProblemCode::Date(read_moment(typed).err()?);
    Some(Problem { field: path(version), code })
}

/// What lies in the folder and is left out, and where the folder is.
fn unused(ui: &mut Ui, desk: &Desk<'_>, lent: &Lent<'_>) {
    let texts = desk.texts;
    // What is wrong with a file stands above every view.
    let strangers = &lent.session.versions.strangers;
    if !strangers.is_empty() {
        card(ui, &texts.files_heading, |ui| {
            for file in strangers {
                ui.horizontal_wrapped(|ui| {
                    shape(ui, Mark::Note);
                    ui.label(fill(&texts.file_stranger, &[("file", file.clone())]));
                });
            }
        });
    }
    let folder = lent.session.folder.protocols().display().to_string();
    hint(ui, &fill(&texts.files_hint, &[("folder", folder)]));
}
