//! What a criterion rests on: every value against its limit, what would decide it, remarks on the text.

use super::{Memory, go};
use crate::{
    app::{
        page::Page,
        theme::{palette, space},
        widget::hint,
    },
    engine::verdict::Row,
    i18n::fill,
    model::Criterion,
};
use eframe::egui::{Label, RichText, Ui};

pub(super) fn show(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &Memory,
    criterion: &Criterion,
    rows: &[(&Row, usize)],
) {
    let texts = &page.texts.screening;
    let plan = &page.context().plan;
    ui.indent(("evidence", &criterion.id), |ui| {
        for (row, stage) in rows {
            let stage = plan.stages.get(*stage).map_or_else(String::new, |id| page.reporter.stage(id));
            let outcome = page.reporter.outcome(criterion.kind, row.outcome);
            hint(ui, &format!("{stage}{}{outcome}", page.reporter.words.colon));
            for (depth, line) in page.reporter.evidence(criterion.kind, &row.evidence) {
                ui.horizontal_top(|ui| {
                    for _ in 0..depth {
                        ui.add_space(space().large);
                    }
                    ui.add(Label::new(RichText::new(line).small()).wrap());
                });
            }
            entries(ui, page, memory, row);
        }
        for note in &criterion.notes {
            let color = palette(ui).weak;
            let text = fill(&texts.remark, &[("note", page.language().of(note).to_owned())]);
            ui.add(Label::new(RichText::new(text).small().color(color)).wrap());
        }
    });
}

/// What would decide this row, each a way to its field.
fn entries(ui: &mut Ui, page: &Page<'_>, memory: &Memory, row: &Row) {
    if row.decided_by.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&page.texts.screening.decided_by).small());
        for entry in &row.decided_by {
            if ui.link(RichText::new(page.reporter.entry(entry)).small()).clicked() {
                go::to_entry(page, memory, entry);
            }
        }
    });
}
