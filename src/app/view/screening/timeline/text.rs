//! The timeline as text: each stage with its windows, then the courses.

use super::lanes::{course_text, stage_text};
use crate::{
    app::{
        core::Page,
        theme::space,
        view::screening::{Memory, report_kind, report_rows},
        widget::{Mark, fold_line, shape_beside, shown_mark, verdict_mark},
    },
    engine::verdict::by_history::windows,
    model::Kind,
};
use eframe::egui::{Label, RichText, TextStyle, Ui};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let mut open = memory.is_open("timeline text", false);
    fold_line(ui, &mut open, RichText::new(&texts.timeline_text).small(), &texts.timeline_text);
    memory.set_open("timeline text", open);
    if !open {
        return;
    }
    let plan = &page.context().plan;
    let asked = |id: &str| {
        report_kind::item(plan, id).is_none_or(|item| report_rows::not_asked(page, item).is_none())
    };
    let mut looked = windows(plan, &page.derived.stages);
    looked.retain(|looked| asked(looked.item));
    for result in &page.derived.stages {
        line(ui, verdict_mark(result.verdict), 0.0, &stage_text(page, result));
        for looked in looked.iter().filter(|looked| looked.stage == result.stage) {
            line(ui, shown_mark(looked.shown), space().large, &page.reporter.looked(looked));
        }
    }
    for item in plan.protocol.items.iter().filter(|item| matches!(item.kind, Kind::Exposure)) {
        let own = page.draft().exposures.iter().filter(|exposure| exposure.kind == item.id);
        for course in own.flat_map(|exposure| &exposure.courses) {
            line(ui, Mark::Note, 0.0, &course_text(page, item, course));
        }
    }
}

fn line(ui: &mut Ui, mark: Mark, indent: f32, text: &str) {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        ui.add_space(indent);
        shape_beside(ui, mark, &TextStyle::Small);
        ui.add(Label::new(RichText::new(text).small()).wrap());
    });
}
