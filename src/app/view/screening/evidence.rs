//! What a criterion rests on: every value against its limit, what would decide it, remarks on the text.

use super::{Memory, deciding_field};
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::{Mark, hint, shape_beside},
    },
    engine::verdict::row::Row,
    model::Criterion,
};
use eframe::egui::{Label, RichText, TextStyle, Ui};

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
        let place = rows.first().map(|(row, _)| row.criterion);
        let first = rows.iter().map(|(row, stage)| (*row, *stage, 1));
        let later = page
            .derived
            .later
            .iter()
            .flat_map(|stage| stage.rows.iter().map(move |row| (row, stage.stage, stage.infusion)));
        for (row, stage, infusion) in first.chain(later.filter(|(row, ..)| Some(row.criterion) == place)) {
            let stage = plan.stages.get(stage);
            let stage = stage.map_or_else(String::new, |id| page.reporter.stage_of(id, infusion));
            let outcome = page.reporter.stand(criterion.kind, row.stand());
            let mut title = format!("{stage}{}{outcome}", page.reporter.words.colon);
            if let Some(clear) = page.reporter.clear(row.clear) {
                title = format!("{title} · {clear}");
            }
            hint(ui, &title);
            for line in page.reporter.evidence(criterion.kind, &row.evidence) {
                // A value next to its limit is marked by a shape, too.
                text(ui, line.depth, line.near.then_some(Mark::Note), &line.text);
            }
            for hang in &row.hangs {
                text(ui, 0, Some(Mark::Note), &page.reporter.hang(hang));
            }
            for line in page.reporter.sensitive(criterion.kind, row) {
                text(ui, 0, Some(Mark::Note), &line);
            }
            entries(ui, page, memory, row);
        }
        for newer in page.derived.newer.iter().filter(|newer| Some(newer.criterion) == place) {
            text(ui, 0, Some(Mark::Note), &page.reporter.newer(criterion.kind, newer));
        }
        for note in &criterion.notes {
            let color = palette(ui).weak;
            let text = texts.remark(page.language().of(note));
            ui.add(Label::new(RichText::new(text).small().color(color)).wrap());
        }
    });
}

fn text(ui: &mut Ui, depth: usize, mark: Option<Mark>, line: &str) {
    ui.horizontal_top(|ui| {
        for _ in 0..depth {
            ui.add_space(space().large);
        }
        if let Some(mark) = mark {
            shape_beside(ui, mark, &TextStyle::Small);
        }
        ui.add(Label::new(RichText::new(line).small()).wrap());
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
                deciding_field::to_entry(page, memory, entry);
            }
        }
    });
}
