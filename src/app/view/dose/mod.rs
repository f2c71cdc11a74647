//! Product and dose: what is typed stands on the left, what follows from it on the right.

mod amount;
mod bags;
mod calculation;
mod certificate;
mod chain;
mod checklist;
mod checks;
mod drawing;
mod icon;
mod infused;
mod infusion;
mod levels;
mod lots;
mod notices;
mod plot;
mod product;
mod result;
mod sign;
mod uses;
mod weights;

use crate::{
    app::{
        core::{
            Page,
            answering_field::{bag_number_path, lot_number_path},
        },
        theme::space,
        widget::{card, steady},
    },
    model::{Draft, Infusion, Typed},
};
use eframe::egui::{Rect, ScrollArea, Ui, UiBuilder, pos2};

/// What this view remembers beside the draft.
#[derive(Default)]
pub(crate) struct Memory {
    /// The infusion that is shown, as its place; the first one planned until another is chosen.
    infusion: Option<usize>,
    /// The lot that is edited, as its place; the first that the infusion uses until another is chosen.
    lot: Option<usize>,
    /// Which lots the infusions use while a lot's number is typed.
    uses: uses::Uses,
    /// A level was just assigned or taken back by a button that is gone now.
    level_changed: bool,
    open: Open,
    /// Several bags alike, before they are added.
    alike: Alike,
    plot: plot::Cache,
    /// The tallest card of a level.
    tallest: f32,
    /// The number of a protocol deviation, while it is typed.
    deviation: String,
    /// Why somebody goes on in spite of a later finding, while it is typed.
    reason: String,
}

/// What is unfolded.
#[derive(Debug, Default)]
struct Open {
    /// Somebody asked to remove the lot, and has not said so twice.
    removing: bool,
    /// A row for one more weight.
    another_weight: bool,
    /// Hold-up, own concentration and cells of every bag.
    bag_details: bool,
}

/// Several bags alike.
#[derive(Debug, Default)]
struct Alike {
    count: String,
    volume: Typed,
}

impl Memory {
    /// The infusion that is shown: the chosen one, else the first that is not given, else the last.
    fn place(&self, draft: &Draft) -> usize {
        let last = draft.infusions.len().saturating_sub(1);
        let planned = draft.infusions.iter().position(|infusion| !infusion.is_ended());
        self.infusion.or(planned).unwrap_or(last).min(last)
    }

    /// The lot with the field that is to have the focus is brought up.
    fn follow(&mut self, draft: &Draft, page: &Page<'_>) {
        let number = (0..draft.lots.len()).find(|at| page.focus_within(&lot_number_path(*at)));
        let bag = || {
            let bags = |at: &usize| draft.lots.get(*at).map_or(0, |lot| lot.bags.len());
            (0..draft.lots.len())
                .find(|at| (0..bags(at)).any(|bag| page.focus_within(&bag_number_path(*at, bag))))
        };
        let within = || draft.lots.iter().position(|lot| page.focus_within(&format!("lots[{}]", lot.id)));
        let record = || {
            let wanted = page.focus_wanted()?;
            let (_, key) = wanted.split_once("].given.drawn[")?;
            draft
                .lots
                .iter()
                .position(|lot| key.strip_prefix(&*lot.id).is_some_and(|rest| rest.starts_with('/')))
        };
        let wanted = number.or_else(bag).or_else(within).or_else(record);
        self.lot = wanted.or(self.lot);
    }
}

pub(crate) fn show(ui: &mut Ui, draft: &mut Draft, page: &Page<'_>, memory: &mut Memory) {
    memory.follow(draft, page);
    let texts = &page.texts.dose;
    let all = ui.available_rect_before_wrap();
    let left = (all.width() * 0.4).clamp(388.0, 448.0);
    let split = all.left() + left;
    let inputs = Rect::from_min_max(all.min, pos2(split, all.bottom()));
    let results = Rect::from_min_max(pos2(split + space().medium, all.top()), all.max);
    column(ui, inputs, (&texts.inputs, page.patient), |ui| {
        let place = memory.place(draft);
        card(ui, &texts.card_weight, |ui| {
            infusion::head(ui, draft, page, memory);
            weights::show(ui, draft, page, memory, place);
            infusion::show(ui, draft, page, memory, place);
        });
        lots::show(ui, draft, page, memory);
    });
    column(ui, results, (&texts.results, page.patient), |ui| {
        let place = memory.place(page.draft());
        result::show(ui, draft, page, memory, place);
    });
    ui.advance_cursor_after_rect(all);
}

/// A column that scrolls on its own; screen readers hear its name.
fn column(ui: &mut Ui, rect: Rect, (name, patient): (&str, u64), contents: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect).accessibility_label(name);
    ui.scope_builder(builder, |ui| {
        let area = ScrollArea::vertical().id_salt(("column", patient)).auto_shrink(false).animated(false);
        area.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space().small;
            ui.set_max_width(ui.available_width());
            contents(ui);
            steady(ui);
        });
    });
}

/// The infusion at this place; the first one comes into being with what is typed of it.
fn infusion_mut(draft: &mut Draft, place: usize) -> Option<&mut Infusion> {
    if draft.infusions.is_empty() {
        let lots = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        draft.infusions.push(Infusion { number: 1, lots, ..Infusion::default() });
    }
    draft.infusions.get_mut(place)
}
