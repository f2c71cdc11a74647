//! Dose levels, and the stages in the order of time.

use super::desk::Desk;
use crate::{
    app::{
        theme::space,
        widget::{card, hint},
    },
    i18n::dose_level,
};
use eframe::egui::Ui;

pub(super) fn show(ui: &mut Ui, desk: &Desk<'_>) {
    let (reporter, texts) = (&desk.form.reporter, desk.texts);
    card(ui, &texts.levels, |ui| {
        for level in &reporter.context.plan.levels {
            let dose = dose_level(&level.cells_per_kg, reporter.language, reporter.words);
            ui.label(texts.level_line(&level.id, dose));
        }
    });
    ui.add_space(space().small);
    card(ui, &texts.stages, |ui| {
        for stage in &desk.protocol.stages {
            let own = desk.protocol.criteria.iter().filter(|criterion| criterion.stages.contains(&stage.id));
            ui.label(texts.stage_line(reporter.language.of(&stage.name), own.count()));
            if stage.again_per_infusion {
                hint(ui, &texts.again);
            }
        }
    });
}
