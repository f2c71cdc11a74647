//! The sentence over everything, and the verdicts of stages and groups.

use super::{Memory, go};
use crate::{
    app::{
        page::Page,
        theme::{TITLE, palette, space, text_style},
        widget::{Mark, focus_ring, shape, small_chip},
    },
    engine::verdict::{Outcome, Verdict},
    report::headline,
};
use eframe::egui::{Id, RichText, Role, Sense, Ui, WidgetInfo};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &Memory) {
    let headline = headline(&page.reporter, page.derived);
    let line = ui.horizontal(|ui| {
        shape(ui, mark(headline.verdict));
        let text = RichText::new(&headline.text).text_style(text_style(TITLE)).color(palette(ui).text);
        ui.add(eframe::egui::Label::new(text).wrap());
    });
    let goes = headline.row.is_some();
    let sense = if goes { Sense::click() } else { Sense::focusable_noninteractive() };
    let response = ui.interact(line.response.rect, Id::unique("screening headline"), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, goes, &headline.text));
    focus_ring(ui, &response);
    if goes {
        let response = response.on_hover_cursor(eframe::egui::CursorIcon::PointingHand);
        if response.on_hover_text(&page.texts.screening.go_to).clicked()
            && let Some(row) = headline.row
        {
            go::to_row(page, memory, row);
        }
    }
    chips(ui, page);
}

/// Stages with their verdict, then groups.
fn chips(ui: &mut Ui, page: &Page<'_>) {
    let plan = &page.context().plan;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = eframe::egui::vec2(space().tight, space().tight);
        for stage in &page.derived.stages {
            let name = plan.stages.get(stage.stage).map_or_else(String::new, |id| page.reporter.stage(id));
            let response = small_chip(ui, mark(stage.verdict), &name);
            let date = stage.date.as_ref().map_or_else(
                || page.texts.screening.no_stage_date.clone(),
                |date| page.reporter.moment(date),
            );
            let colon = &page.reporter.words.colon;
            response.on_hover_text(format!(
                "{name}{colon}{} ({date})",
                page.reporter.verdict(stage.verdict, stage.from)
            ));
        }
        ui.separator();
        for (id, verdict) in &page.derived.overall.groups {
            let group = plan.protocol.groups.iter().find(|group| group.id == **id);
            let name =
                group.map_or_else(|| id.to_string(), |group| page.language().of(&group.name).to_owned());
            let response = small_chip(ui, mark(*verdict), &name);
            let colon = &page.reporter.words.colon;
            response.on_hover_text(format!("{name}{colon}{}", page.reporter.group_verdict(*verdict)));
        }
    });
}

/// The shape of a verdict.
pub(super) const fn mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Eligible => Mark::Pass,
        Verdict::NotEligible => Mark::Fail,
        Verdict::NotNow => Mark::Wait,
        Verdict::Incomplete => Mark::Unknown,
    }
}

/// The shape of an outcome.
pub(super) const fn outcome_mark(outcome: Outcome) -> Mark {
    match outcome {
        Outcome::Pass => Mark::Pass,
        Outcome::Unknown => Mark::Unknown,
        Outcome::Fail => Mark::Fail,
    }
}
