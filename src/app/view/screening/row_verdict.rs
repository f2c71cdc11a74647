//! Where a value lies against its limit, and what that comes to.

use super::row_words::At;
use crate::{
    app::{
        core::Page,
        theme::palette,
        widget::{margin_bar, shape, shown_mark},
    },
    report::{bar_percent, short_limit, short_margin},
};
use eframe::egui::{Color32, Label, RichText, TextFormat, TextStyle, Ui, text::LayoutJob};

/// Where the value lies against its limit.
pub(super) fn bar(ui: &mut Ui, page: &Page<'_>, at: &At<'_>) {
    let reporter = &page.reporter;
    let criterion = at.criterion.and_then(|place| page.context().plan.criteria.get(place));
    let id = criterion.map_or("", |criterion| &*criterion.id);
    let Some(compared) = &at.compared else {
        ui.label(RichText::new(id).small());
        return;
    };
    let limit = short_limit(compared);
    let mut texts = vec![format!("{id}  {limit}"), limit.clone()];
    if let Some(margin) = short_margin(compared) {
        texts.splice(0..0, [format!("{id}  {limit} ({margin})"), format!("{limit} ({margin})")]);
    }
    // What does not fit goes: first the criterion, then the margin, never a part of a number.
    let small = TextStyle::Small.resolve(ui.style());
    let room = ui.available_width();
    let fits = |text: &String| {
        let galley = ui.painter().layout_no_wrap(text.clone(), small.clone(), Color32::PLACEHOLDER);
        galley.size().x <= room
    };
    let text = RichText::new(texts.into_iter().find(fits).unwrap_or(limit)).small();
    let comparison = compared.comparison;
    let more = reporter.compared(comparison, compared.candidate, compared.limit);
    let width = ui.available_width();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.add(Label::new(text).truncate()).on_hover_text(more);
        if let (Some(percent), Some(shown)) = (bar_percent(compared), at.shown) {
            margin_bar(ui, width.min(120.0), percent, compared.good_above, shown_mark(shown));
        }
    });
}

/// What it shows of its criterion, in words.
pub(super) fn verdict(ui: &mut Ui, page: &Page<'_>, at: &At<'_>) {
    let (Some(shown), Some(criterion)) = (at.shown, at.criterion) else { return };
    let Some(known) = page.context().plan.criteria.get(criterion) else { return };
    let mark = shown_mark(shown);
    shape(ui, mark);
    let word = page.reporter.of_shown(known.side, shown);
    let full = format!("{} {word}", page.reporter.criterion(&known.id));
    let format = TextFormat {
        font_id: TextStyle::Small.resolve(ui.style()),
        color: mark.colors(palette(ui)).0,
        ..TextFormat::default()
    };
    let mut job = LayoutJob::single_section(word.to_owned(), format);
    job.wrap.max_width = ui.available_width();
    job.wrap.max_rows = 2;
    let galley = ui.painter().layout_job(job);
    ui.add(Label::new(galley)).on_hover_text(full);
}
