//! All criteria in the registry's order, with filter and search, each unfolding to its evidence.

use super::{Memory, criteria_filter as filter, deciding_field, evidence};
use crate::{
    app::{
        core::{Page, Spot},
        theme::{HEADING, palette, space, text_style},
        widget::{
            Mark, card, colored, focus_ring, hint, lead_to, shape, small_chip, stand_mark, steady, triangle,
        },
    },
    engine::{Stand, verdict::row::Row},
    model::Criterion,
};
use eframe::egui::{Align, Id, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, vec2};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    card(ui, "", |ui| {
        ui.label(RichText::new(&texts.criteria).text_style(text_style(HEADING)));
        filter::tools(ui, page, memory);
        let area =
            ScrollArea::vertical().id_salt(("criteria", page.patient)).auto_shrink(false).animated(false);
        area.show(ui, |ui| {
            ui.set_width(ui.available_width() - 4.0);
            deciding(ui, page, memory);
            let mut shown = 0;
            let criteria = &page.context().plan.protocol.criteria;
            for (place, criterion) in criteria.iter().enumerate() {
                let Some(stand) = filter::stand(page, memory, place) else { continue };
                if filter::fits(page, memory, (place, criterion), stand) {
                    one(ui, page, memory, (place, criterion, stand));
                    shown += 1;
                }
            }
            if shown == 0 {
                hint(ui, &texts.no_criterion);
            }
            steady(ui);
        });
    });
}

/// What would decide the rows that are open, most rows first.
fn deciding(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let entries = &page.derived.overall.decided_by;
    if entries.is_empty() {
        return;
    }
    let texts = &page.texts.screening;
    let mut open = memory.is_open("deciding", true);
    let text = texts.would_decide(entries.len());
    crate::app::widget::fold_line(ui, &mut open, RichText::new(&text), &text);
    memory.set_open("deciding", open);
    if open {
        let all = memory.is_open("deciding all", false);
        let most = if all { entries.len() } else { 5 };
        ui.scope(|ui| {
            ui.spacing_mut().interact_size.y = 20.0;
            for (entry, _) in entries.iter().take(most) {
                ui.horizontal_wrapped(|ui| {
                    ui.add_space(space().large);
                    if ui.link(page.reporter.entry(entry)).clicked() {
                        deciding_field::to_entry(page, memory, entry);
                    }
                });
            }
        });
        if !all && entries.len() > most && ui.small_button(&texts.show_all).clicked() {
            memory.set_open("deciding all", true);
        }
    }
    ui.separator();
}

/// One criterion: a triangle that unfolds it, and a line that leads to the field.
fn one(
    ui: &mut Ui,
    page: &Page<'_>,
    memory: &mut Memory,
    (place, criterion, stand): (usize, &Criterion, Stand),
) {
    let rows = filter::rows(page, place);
    let name = format!("criterion {}", criterion.id);
    let mut open = memory.is_open(&name, false);
    let number = page.reporter.criterion(&criterion.id);
    let word = page.reporter.stand(criterion.kind, stand);
    let text = page.language().of(&criterion.text);
    let line = ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        unfold(ui, &mut open, &page.texts.screening.unfold(&number));
        shape(ui, stand_mark(stand));
        let width = ui.available_width();
        ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = 18.0;
            ui.set_width(width);
            ui.horizontal(|ui| {
                ui.label(RichText::new(&*criterion.id).strong());
                ui.label(colored(ui, stand_mark(stand), word));
            });
            chips(ui, page, criterion, &rows);
            summary(ui, text, open, width);
        })
        .response
        .rect
    });
    let rect = line.inner;
    let id = Id::unique(("criterion", &criterion.id));
    let response = ui.interact(rect, id, Sense::click());
    let spoken = format!("{number}{}{word}. {text}", page.reporter.words.colon);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    focus_ring(ui, &response);
    if page.takes_focus(&Spot::Criterion(criterion.id.clone())) {
        lead_to(&response);
    }
    if response.hovered() {
        ui.set_cursor_icon(eframe::egui::CursorIcon::PointingHand);
    }
    // The row that decides the outcome: of several stages the worst.
    let worst = rows.iter().find(|(row, _)| row.stand() == stand).or_else(|| rows.first());
    if response.clicked()
        && let Some((row, _)) = worst
    {
        deciding_field::to_row(page, memory, row);
    }
    memory.set_open(&name, open);
    if open {
        evidence::show(ui, page, memory, criterion, &rows);
    }
    ui.separator();
}

/// The stages where it decides, each with what comes of it there, and how near a value stands to its limit.
fn chips(ui: &mut Ui, page: &Page<'_>, criterion: &Criterion, rows: &[(&Row, usize)]) {
    let texts = &page.texts.screening;
    let near = rows.iter().any(|(row, _)| filter::near_limit(row));
    if rows.len() < 2 && !near {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(space().tight, 2.0);
        for (row, stage) in rows.iter().filter(|_| rows.len() > 1) {
            let stage = page.context().plan.stages.get(*stage);
            let stage = stage.map_or_else(String::new, |id| page.reporter.stage(id));
            let outcome = page.reporter.stand(criterion.kind, row.stand()).to_owned();
            let more = texts.at_stage(&stage, outcome);
            small_chip(ui, stand_mark(row.stand()), &stage).on_hover_text(more);
        }
        if near {
            small_chip(ui, Mark::Note, &texts.near_limit).on_hover_text(&page.reporter.words.near_limit);
        }
    });
}

/// Two lines of the text while folded, all of it otherwise.
fn summary(ui: &mut Ui, text: &str, open: bool, width: f32) {
    let mut job = eframe::egui::text::LayoutJob::single_section(
        text.to_owned(),
        eframe::egui::TextFormat {
            font_id: eframe::egui::TextStyle::Small.resolve(ui.style()),
            color: palette(ui).text,
            ..eframe::egui::TextFormat::default()
        },
    );
    job.wrap.max_width = width;
    if !open {
        job.wrap.max_rows = 2;
    }
    ui.add(Label::new(job));
}

fn unfold(ui: &mut Ui, open: &mut bool, name: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 18.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, *open, name));
    let color = palette(ui).weak;
    triangle(ui.painter(), Rect::from_center_size(rect.center(), vec2(14.0, 14.0)), *open, color);
    focus_ring(ui, &response);
    if response.clicked() {
        *open = !*open;
    }
}
