//! The chosen version held against the one in force, and what the open patient would be under it. Nothing is changed by
//! looking.

use super::{
    compared::{Compared, StageWords, Tried},
    desk::Desk,
    memory::Memory,
    version_card::anew_names,
};
use crate::{
    app::{
        core::Edition,
        theme::space,
        widget::{blocks, card, chip, fold_line, hint, shape, verdict_mark},
    },
    report::Block,
};
use eframe::egui::{Grid, Label, RichText, Ui};

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>, chosen: &Edition, memory: &mut Memory) {
    let current = desk.lent.session.versions.current();
    ui.add_space(space().small);
    differences(ui, desk, [current, chosen], memory);
    ui.add_space(space().small);
    tried(ui, desk, chosen, memory);
}

fn version(edition: &Edition) -> String {
    edition.plan.protocol.version.clone()
}

fn differences(ui: &mut Ui, desk: &Desk<'_>, [old, new]: [&Edition; 2], memory: &mut Memory) {
    let language = desk.form.reporter.language;
    let known = memory.compared.take().filter(|known| known.is_of(language, [old, new]));
    let compared = known.unwrap_or_else(|| Compared::new(language, [old, new]));
    card(ui, &desk.texts.differences(version(old), version(new)), |ui| {
        blocks(ui, "differences", &compared.changes);
        if !compared.carried.is_empty() {
            folded(ui, &language.catalogue().diff_carry, &mut memory.carried, &compared.carried);
        }
    });
    memory.compared = Some(compared);
}

/// The open patient under the version that he is bound to and under the chosen one; where he is bound to that, under the
/// one in force.
fn tried(ui: &mut Ui, desk: &Desk<'_>, chosen: &Edition, memory: &mut Memory) {
    let versions = &desk.lent.session.versions;
    let Some(document) = desk.lent.document else {
        hint(ui, &desk.texts.what_if_nobody);
        return;
    };
    let file = &document.file;
    let bound = versions.judge(&file.protocol, file.example);
    let other = if bound.hash == chosen.hash { versions.current() } else { chosen };
    let tried = match memory.tried.take() {
        Some(tried) if tried.is_of(desk.form.reporter.language, [bound, other], &file.draft) => tried,
        _ => Tried::new(desk.form.reporter.language, [bound, other], &file.draft, file.example),
    };
    let subject = file.draft.subject.clone();
    card(ui, &desk.texts.what_if(subject, version(other), version(bound)), |ui| {
        ui.horizontal_wrapped(|ui| {
            for ((verdict, words), edition) in tried.overall.iter().zip([bound, other]) {
                chip(ui, verdict_mark(*verdict), &desk.texts.under_version(version(edition), words));
            }
        });
        if !other.anew.is_empty() {
            let names = desk.list(&anew_names(desk, other));
            hint(ui, &desk.texts.anew(names));
        }
        blocks(ui, "what if", &tried.flips);
        ui.add_space(space().small);
        stages(ui, [bound, other], &tried.stages);
        folded(ui, &desk.texts.what_if_rows, &mut memory.all_rows, &tried.rows);
    });
    memory.tried = Some(tried);
}

/// Blocks under a line that unfolds them.
fn folded(ui: &mut Ui, title: &str, open: &mut bool, under: &[Block]) {
    ui.add_space(space().tight);
    fold_line(ui, open, RichText::new(title), title);
    if *open {
        blocks(ui, title, under);
    }
}

/// Each stage with its verdict under both versions.
fn stages(ui: &mut Ui, editions: [&Edition; 2], stages: &[StageWords]) {
    let width = (ui.available_width() / 3.0 - 16.0).max(16.0);
    Grid::new("what if, stages").max_col_width(width).striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
        hint(ui, "");
        for edition in editions {
            hint(ui, &version(edition));
        }
        ui.end_row();
        for (name, verdicts) in stages {
            ui.label(name);
            for verdict in verdicts {
                ui.horizontal_top(|ui| {
                    if let Some((verdict, words)) = verdict {
                        shape(ui, verdict_mark(*verdict));
                        ui.add(Label::new(words).wrap());
                    }
                });
            }
            ui.end_row();
        }
    });
}
