//! Which criteria are listed: by outcome, by stage, by words.

use super::{Memory, memory::Filter};
use crate::{
    app::{
        core::Page,
        theme::{palette, space},
        widget::Choose,
    },
    engine::{
        Stand,
        evidence::{Comparison, Found},
        verdict::row::Row,
    },
    model::Criterion,
};
use eframe::egui::{Button, Id, RichText, TextEdit, Ui};

/// The rows of a criterion at its stages.
pub(super) fn rows<'p>(page: &Page<'p>, criterion: usize) -> Vec<(&'p Row, usize)> {
    page.derived
        .stages
        .iter()
        .flat_map(|stage| stage.rows.iter().map(move |row| (row, stage.stage)))
        .filter(|(row, _)| row.criterion == criterion)
        .collect()
}

/// What comes of a criterion: at all its stages, or at the one that is looked at; `None` where it does not decide there.
pub(super) fn stand(page: &Page<'_>, memory: &Memory, criterion: usize) -> Option<Stand> {
    let Some(wanted) = memory.stage else {
        return Some(page.derived.overall.stands.get(criterion).copied().unwrap_or(Stand::Unknown));
    };
    let own = rows(page, criterion).into_iter().find(|(_, stage)| *stage == wanted);
    own.map(|(row, _)| row.stand())
}

/// Filter and search.
pub(super) fn tools(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory) {
    let texts = &page.texts.screening;
    let count = page.context().plan.criteria.len();
    let stands: Vec<Stand> = (0..count).filter_map(|place| stand(page, memory, place)).collect();
    let count = |wanted: Filter| stands.iter().filter(|stand| wanted.fits(**stand)).count();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        for (filter, text) in [
            (Filter::All, texts.filter_all(stands.len())),
            (Filter::Open, texts.filter_open(count(Filter::Open))),
            (Filter::Failed, texts.filter_failed(count(Filter::Failed))),
        ] {
            if ui.add(Button::selectable(memory.filter == filter, text)).clicked() {
                memory.filter = filter;
            }
        }
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space().tight;
        let wide = (ui.available_width() / 2.0 - 24.0).clamp(80.0, 150.0);
        stage(ui, page, memory, wide);
        let search = TextEdit::singleline(&mut memory.search)
            .id(Id::unique("search criteria"))
            .hint_text(RichText::new(&texts.search).color(palette(ui).weak))
            .desired_width((ui.available_width() - 16.0).clamp(60.0, 160.0));
        let response = ui.add(search).accessible_name(&texts.search);
        if memory.find {
            response.request_focus();
            memory.find = false;
        }
    });
}

fn stage(ui: &mut Ui, page: &Page<'_>, memory: &mut Memory, width: f32) {
    let texts = &page.texts.screening;
    let stages = &page.context().plan.stages;
    let name = |place: usize| stages.get(place).map_or_else(String::new, |id| page.reporter.stage(id));
    let chosen = memory.stage.map_or_else(|| texts.all_stages.clone(), name);
    let choose =
        Choose { id: Id::unique("criteria stage"), name: &texts.filter_stage, chosen: &chosen, width };
    let all = (memory.stage.is_none(), texts.all_stages.clone());
    let each = (0..stages.len()).map(|place| (memory.stage == Some(place), name(place)));
    if let Some(picked) = choose.show(ui, std::iter::once(all).chain(each)).1 {
        memory.stage = picked.checked_sub(1);
    }
}

pub(super) fn fits(
    page: &Page<'_>,
    memory: &Memory,
    (place, criterion): (usize, &Criterion),
    stand: Stand,
) -> bool {
    let filter = memory.filter.fits(stand);
    let wanted = memory.search.trim().to_lowercase();
    filter && (wanted.is_empty() || found(page, (place, criterion), &wanted))
}

/// By number, by its text, and by the items and histories that it looks at.
fn found(page: &Page<'_>, (place, criterion): (usize, &Criterion), wanted: &str) -> bool {
    let says = |text: &str| text.to_lowercase().contains(wanted);
    if criterion.id.to_lowercase() == wanted
        || says(page.language().of(&criterion.text))
        || says(&page.reporter.criterion(&criterion.id))
    {
        return true;
    }
    let rows = rows(page, place);
    let mut items = rows.iter().flat_map(|(row, _)| row.evidence.statements().map(Found::item));
    items.any(|item| says(&page.reporter.item(item)))
}

/// A value of the row stands so near its limit that the last digit typed could turn it.
pub(super) fn near_limit(row: &Row) -> bool {
    row.evidence.comparisons().any(Comparison::near_limit)
}
