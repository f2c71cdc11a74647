//! Which lots the infusions use, by their places: numbers name the lots, and may be alike while one is being typed.

use crate::model::{Draft, Id};

/// What the infusions used after a lot's number was typed last.
#[derive(Default)]
pub(super) struct Uses {
    /// The numbers of the lots then.
    lots: Vec<Id>,
    /// What stood in each infusion then.
    entries: Vec<Vec<Id>>,
    /// The place of the lot that each entry means; `None` where it names no lot.
    places: Vec<Vec<Option<usize>>>,
}

impl Uses {
    /// The number of the lot at this place was another before: each infusion goes on using the same lots, in the same
    /// order, even while two lots have one number.
    pub(super) fn renamed(&mut self, draft: &mut Draft, place: usize, before: &str) {
        let mut lots: Vec<Id> = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        if let Some(id) = lots.get_mut(place) {
            before.clone_into(id);
        }
        let entries: Vec<Vec<Id>> = draft.infusions.iter().map(|infusion| infusion.lots.clone()).collect();
        if self.lots != lots || self.entries != entries {
            self.places = entries.iter().map(|used| places(&lots, used)).collect();
        }
        for (infusion, places) in draft.infusions.iter_mut().zip(&self.places) {
            for (entry, place) in infusion.lots.iter_mut().zip(places) {
                if let Some(lot) = place.and_then(|place| draft.lots.get(place)) {
                    lot.id.clone_into(entry);
                }
            }
        }
        rename_records(draft, before, place);
        self.lots = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        self.entries = draft.infusions.iter().map(|infusion| infusion.lots.clone()).collect();
    }
}

/// What is recorded as infused of the lot's bags goes with its number.
fn rename_records(draft: &mut Draft, before: &str, place: usize) {
    let Some(after) = draft.lots.get(place).map(|lot| lot.id.clone()) else { return };
    let given = draft.infusions.iter_mut().filter_map(|infusion| infusion.given.as_mut());
    for (key, _) in given.flat_map(|given| &mut given.drawn) {
        if let Some(bag) = key.strip_prefix(before).and_then(|rest| rest.strip_prefix('/')) {
            *key = format!("{after}/{bag}");
        }
    }
}

/// The n-th entry of a number means the n-th lot of that number.
fn places(lots: &[Id], used: &[Id]) -> Vec<Option<usize>> {
    let place = |(at, id): (usize, &Id)| {
        let nth = used.iter().take(at).filter(|other| *other == id).count();
        lots.iter().enumerate().filter(|(_, lot)| *lot == id).map(|(place, _)| place).nth(nth)
    };
    used.iter().enumerate().map(place).collect()
}
