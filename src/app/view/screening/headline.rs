//! The sentence over everything, and the verdicts of stages and groups.

use super::{deciding_field, memory::Memory};
use crate::{
    app::{
        core::{Page, View},
        theme::{TITLE, palette, space, text_style},
        widget::{
            chip_button, chip_width, focus_ring, is_so_far, shape, small_chip, stage_mark, verdict_mark,
        },
    },
    engine::verdict::Verdict,
    model::{Address, StagePart},
    report::{capital, headline},
};
use eframe::egui::{Id, RichText, Role, Sense, TextStyle, Ui, WidgetInfo};

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let mut headline = headline(&page.reporter, page.derived);
    headline.text = capital(&headline.text);
    let line = ui.horizontal(|ui| {
        shape(ui, verdict_mark(headline.verdict));
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
            deciding_field::to_row(page, memory, row);
        }
    }
    chips(ui, page, memory);
}

/// Room for stages and groups on one line, with more than their names.
const ROOMY: f32 = 1000.0;

/// Stages with their verdict, then groups.
fn chips(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let plan = &page.context().plan;
    let roomy = ui.available_width() >= ROOMY;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = eframe::egui::vec2(space().tight, space().tight);
        for stage in &page.derived.stages {
            let Some(id) = plan.stages.get(stage.stage) else { continue };
            let name = page.reporter.stage(id);
            let colon = &page.reporter.words.colon;
            let short = page.reporter.stage_short(stage);
            // In a small window the clock says it, and the tooltip.
            let told = is_so_far(stage) && roomy;
            let text = if told { format!("{name}{colon}{short}") } else { name.clone() };
            let heard = format!("{name}{colon}{short}");
            let response = chip_button(ui, stage_mark(stage), &text, &heard);
            if response.clicked() {
                page.go_to(View::Screening, Address::stage(id, 1, StagePart::Date));
            }
            let date = page.reporter.stage_day(stage);
            response.on_hover_text(format!("{name}{colon}{} ({date})", page.reporter.stage_verdict(stage)));
        }
        ui.separator();
        groups(ui, page, memory);
    });
}

/// The groups by name; where that takes another line, those of a verdict that does not exclude are counted.
fn groups(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let colon = &page.reporter.words.colon;
    let named: Vec<(String, Verdict)> =
        page.derived.overall.groups.iter().map(|(id, verdict)| (group_name(page, id), *verdict)).collect();
    let wide: f32 =
        named.iter().map(|(name, _)| chip_width(ui, name, &TextStyle::Small) + space().tight).sum();
    let fits = wide <= ui.available_size_before_wrap().x;
    let unfolded = memory.is_open("groups", false);
    let of = |verdict: Verdict| named.iter().filter(move |(_, own)| *own == verdict);
    for verdict in [Verdict::NotEligible, Verdict::NotNow, Verdict::Incomplete, Verdict::Eligible] {
        if fits || unfolded {
            break;
        }
        let count = of(verdict).count();
        if verdict == Verdict::NotEligible || count <= 1 {
            for (name, _) in of(verdict) {
                group(ui, page, name, verdict);
            }
            continue;
        }
        let word = page.reporter.group_verdict(verdict).to_owned();
        let text = texts.groups_counted(count, word);
        let names: Vec<&str> = of(verdict).map(|(name, _)| name.as_str()).collect();
        let names = names.join(&page.reporter.words.list_separator);
        small_chip(ui, verdict_mark(verdict), &text).on_hover_text(format!("{text}{colon}{names}"));
    }
    if fits || unfolded {
        for (name, verdict) in &named {
            group(ui, page, name, *verdict);
        }
    }
    if !fits {
        let text = if unfolded { &texts.groups_fold } else { &texts.groups_unfold };
        if ui.small_button(text).clicked() {
            memory.set_open("groups", !unfolded);
        }
    }
}

fn group(ui: &mut Ui, page: &Page<'_>, name: &str, verdict: Verdict) {
    let colon = &page.reporter.words.colon;
    let more = format!("{name}{colon}{}", page.reporter.group_verdict(verdict));
    small_chip(ui, verdict_mark(verdict), name).on_hover_text(more);
}

fn group_name(page: &Page<'_>, id: &str) -> String {
    let group = page.context().plan.protocol.groups.iter().find(|group| group.id == *id);
    group.map_or_else(|| id.to_owned(), |group| page.language().of(&group.name).to_owned())
}
