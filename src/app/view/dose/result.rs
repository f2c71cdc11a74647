//! What follows, at one glance: subject and lot, level, what to draw, what it delivers, and what stands in the way.

use super::{
    calculation, checklist, drawing,
    level_state::{hatching, mark, provisional_line},
    levels,
    memory::Memory,
    notices, plot,
};
use crate::{
    app::{
        core::{Command, Page},
        theme::{self, FIGURE, HEADING, TITLE, palette, space, text_style},
        widget::{Mark, card, chip, hint, shape, shape_beside, together},
    },
    engine::dose::{
        dosing::{DoseResult, DoseState, Dosing, LevelDose},
        readiness::line::LineState,
    },
    i18n::number,
    model::Draft,
    quantity::display::Displayed as _,
    report::{
        contradictions,
        dose::{
            figures::{is_blocked, level_name, percent, shown_levels, volume},
            state_text,
        },
        dose_headline,
    },
};
use eframe::egui::{Frame, Label, Margin, RichText, Shape, Stroke, Ui, vec2};

pub(super) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory, place: usize) {
    let texts = &page.texts.dose;
    let Some(dosing) = page.derived.dosings.get(place) else {
        card(ui, &texts.nothing_title, |ui| ui.add(Label::new(&texts.nothing_text).wrap()));
        return;
    };
    head(ui, draft, page, memory, (place, dosing));
    if dosing.assigned.is_none() && !dosing.given {
        levels::show(ui, page, dosing, &mut memory.tallest);
    }
    card(ui, "", |ui| {
        notices::show(ui, page);
        calculation::show(ui, page, dosing, &shown_levels(dosing));
        if !is_blocked(dosing) {
            plot::show(ui, page, &mut memory.plot, place);
        }
        hint(ui, &page.reporter.words.intended_use);
    });
}

/// The headline and, once a level is assigned, its one number.
fn head(
    ui: &mut Ui,
    draft: &mut Draft,
    page: &Page<'_>,
    memory: &mut Memory,
    (place, dosing): (usize, &Dosing),
) {
    let colors = palette(ui);
    let level = dosing.assigned_level().filter(|_| !dosing.given);
    let other_subject = !dosing.given && dosing.of_other_subject().is_some();
    let planned = if other_subject { Mark::Fail } else { Mark::Note };
    // A line that stops is told first, whatever the number is.
    let stopped = dosing.readiness_state() == LineState::Stopped;
    let state = if stopped { Mark::Fail } else { level.map_or(planned, |level| mark(dosing, level)) };
    let provisional = level.is_some_and(|level| !level.provisional.is_empty() && !is_blocked(dosing));
    let (color, ground) = state.colors(colors);
    let behind = ui.painter().add(Shape::Noop);
    let shown = Frame::new()
        .stroke(Stroke::new(2.0, color))
        .corner_radius(theme::corner())
        .inner_margin(Margin::from(space().medium))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                shape_beside(ui, state, &text_style(TITLE));
                ui.vertical(|ui| {
                    let text = together(&dose_headline(&page.reporter, dosing));
                    ui.add(Label::new(RichText::new(text).text_style(text_style(TITLE))).wrap());
                });
            });
            if let Some(level) = level {
                body(ui, page, dosing, level);
            }
            if !dosing.given {
                in_the_way(ui, page, dosing, level.map_or(dosing.levels.as_slice(), std::slice::from_ref));
                checklist::show(ui, draft, page, memory, (place, dosing));
            }
            let label = Command::CopyResult.label(&page.texts.commands);
            ui.add_space(space().tight);
            if ui.button(label).clicked() {
                page.command(Command::CopyResult);
            }
        });
    let rect = shown.response.rect;
    let mut under = vec![Shape::rect_filled(rect, theme::corner(), colors.panel)];
    if provisional {
        under.extend(hatching(rect, ground));
    }
    ui.painter().set(behind, Shape::Vec(under));
}

fn body(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, level: &LevelDose) {
    let texts = &page.texts.dose;
    glance(ui, page, dosing, level);
    if level.state == DoseState::Underdose {
        underdose(ui, page, level);
    }
    for result in &level.results {
        let Some(draw) = &result.draw else { continue };
        ui.horizontal_wrapped(|ui| {
            if level.results.len() > 1 {
                ui.label(format!("{} kg:", number(&result.dosing_weight.displayed())));
            }
            // Two numbers to choose between are not the number to draw.
            let style = if level.results.len() > 1 { HEADING } else { FIGURE };
            let figure = together(&format!("{} mL", volume(&draw.volume)));
            ui.label(RichText::new(figure).text_style(text_style(style)));
            if draw.bags.len() > 1 {
                ui.label(texts.in_all(draw.bags.len()));
            }
            if let Some(delivered) = result.delivered_share() {
                ui.label(together(&texts.delivers(percent(&delivered))));
            }
        });
        drawing::show(ui, page, dosing, draw);
    }
    if !is_blocked(dosing) && !level.provisional.is_empty() {
        provisional_line(ui, page);
    }
}

/// What contradicts in the certificate; what else stands in the way, the list says.
fn in_the_way(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, levels: &[LevelDose]) {
    if levels.iter().any(|level| level.state == DoseState::CertificateDisagrees) {
        disagreements(ui, page, dosing);
    }
}

/// Which figures of the certificate disagree, and by how much; the figures stand beside the entries.
fn disagreements(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing) {
    for (what, differs) in contradictions(&page.reporter, &dosing.lots) {
        ui.horizontal_top(|ui| {
            shape(ui, Mark::Fail);
            ui.add(Label::new(page.texts.dose.differs(what, differs)).wrap());
        });
    }
}

/// Subject and lots, level, state.
fn glance(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, level: &LevelDose) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space().medium;
        let lots: Vec<&str> = dosing
            .lots
            .iter()
            .filter_map(|lot| page.draft().lots.get(lot.index).map(|lot| lot.id.as_str()))
            .collect();
        let lots = lots.join(&page.reporter.words.list_separator);
        ui.label(page.texts.dose.glance_lot(lots));
        ui.label(together(&level_name(&page.reporter, level)));
        chip(ui, mark(dosing, level), state_text(&page.reporter, dosing, level));
    });
}

/// The number stays; a bar across it says that it is a decision.
fn underdose(ui: &mut Ui, page: &Page<'_>, level: &LevelDose) {
    let colors = palette(ui);
    for delivered in level.results.iter().filter_map(DoseResult::delivered_share) {
        let text = together(&page.texts.dose.underdose_bar(percent(&delivered)));
        Frame::new().fill(colors.text).inner_margin(Margin::from(vec2(space().medium, space().tight))).show(
            ui,
            |ui| {
                ui.set_width(ui.available_width());
                ui.add(Label::new(RichText::new(text).color(colors.panel).strong()).wrap());
            },
        );
    }
}
