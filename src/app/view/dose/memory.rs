//! What the view of product and dose remembers: the infusion and the lot that are shown, and what is unfolded.

use super::{lot_uses::Uses, plot};
use crate::{
    app::core::Page,
    model::{Address, Draft, Infusion, Named, Typed},
};

/// What this view remembers beside the draft.
#[derive(Default)]
pub(crate) struct Memory {
    /// The infusion that is shown, as its place; the first one planned until another is chosen.
    pub(super) infusion: Option<usize>,
    /// The lot that is edited, as its place; the first that the infusion uses until another is chosen.
    pub(super) lot: Option<usize>,
    /// Which lots the infusions use while a lot's number is typed.
    pub(super) uses: Uses,
    /// A level was just assigned or taken back by a button that is gone now.
    pub(super) level_changed: bool,
    pub(super) open: Open,
    /// Several bags alike, before they are added.
    pub(super) alike: Alike,
    pub(super) plot: plot::Cache,
    /// The tallest card of a level.
    pub(super) tallest: f32,
    /// The number of a protocol deviation, while it is typed.
    pub(super) deviation: String,
    /// Why somebody goes on in spite of a later finding, while it is typed.
    pub(super) reason: String,
}

/// What is unfolded.
#[derive(Debug, Default)]
pub(super) struct Open {
    /// Somebody asked to remove the lot, and has not said so twice.
    pub(super) removing: bool,
    /// A row for one more weight.
    pub(super) another_weight: bool,
    /// Hold-up, own concentration and cells of every bag.
    pub(super) bag_details: bool,
}

/// Several bags alike.
#[derive(Debug, Default)]
pub(super) struct Alike {
    pub(super) count: String,
    pub(super) volume: Typed,
}

impl Memory {
    /// The infusion that is shown: the chosen one, else the first that is not given, else the last.
    pub(super) fn place(&self, draft: &Draft) -> usize {
        let last = draft.infusions.len().saturating_sub(1);
        let planned = draft.infusions.iter().position(|infusion| !infusion.is_ended());
        self.infusion.or(planned).unwrap_or(last).min(last)
    }

    /// The lot with the field that is to have the focus is brought up.
    pub(super) fn follow(&mut self, draft: &Draft, page: &Page<'_>) {
        let Some(wanted) = page.focus_wanted() else { return };
        let lot = match wanted.address() {
            Some(Address::Drawn(_, key, _)) => draft
                .lots
                .iter()
                .position(|lot| key.strip_prefix(&*lot.id).is_some_and(|rest| rest.starts_with('/'))),
            Some(at) => at.of_lot().and_then(|own| draft.lots.iter().position(|lot| Named::lot(lot) == *own)),
            None => None,
        };
        self.lot = lot.or(self.lot);
    }
}

/// The infusion at this place; the first one comes into being with what is typed of it.
pub(super) fn infusion_mut(draft: &mut Draft, place: usize) -> Option<&mut Infusion> {
    if draft.infusions.is_empty() {
        let lots = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        draft.infusions.push(Infusion { number: 1, lots, ..Infusion::default() });
    }
    draft.infusions.get_mut(place)
}
