//! How much of a bag was infused, typed beside the bag and kept in the infusion.

use super::memory::infusion_mut;
use crate::model::{Address, Draft, Given, Half, Id, Typed};

/// What an infusion records of its bags, while the bags are drawn.
pub(super) struct Infused {
    /// The number of the infusion.
    infusion: u32,
    /// Several lots are used: a bag is named with its lot.
    several: bool,
    before: Vec<(Id, Typed)>,
    drawn: Vec<(Id, Typed)>,
}

impl Infused {
    pub(super) fn of(draft: &Draft, place: usize) -> Self {
        let infusion = draft.infusions.get(place);
        let given = infusion.and_then(|infusion| infusion.given.as_ref());
        let drawn = given.map(|given| given.drawn.clone()).unwrap_or_default();
        let lots = infusion.map_or(draft.lots.len(), |infusion| infusion.lots.len());
        let number = infusion.map_or(1, |infusion| infusion.number);
        Self { infusion: number, several: lots > 1, before: drawn.clone(), drawn }
    }

    /// Something is recorded of the bag.
    pub(super) fn holds(&self, lot: &str, number: &str) -> bool {
        let long = format!("{lot}/{number}");
        self.drawn.iter().any(|(key, typed)| (*key == long || key == number) && !typed.is_empty())
    }

    /// Lets the volume of a bag be edited at its address.
    pub(super) fn bag(&mut self, lot: &str, number: &str, edit: impl FnOnce(Address, &mut Typed)) {
        let long = format!("{lot}/{number}");
        let at = |key: &str| Address::Drawn(self.infusion, key.to_owned(), Half::Whole);
        let known = self.drawn.iter_mut().find(|(key, _)| *key == long || key == number);
        if let Some((key, typed)) = known {
            return edit(at(key), typed);
        }
        let key = if self.several { long } else { number.to_owned() };
        let mut typed = Typed::default();
        edit(at(&key), &mut typed);
        self.drawn.push((key, typed));
    }

    /// A bag has another number: what is recorded of it goes with it.
    pub(super) fn renamed(&mut self, lot: &str, before: &str, after: &str) {
        let long = |number: &str| format!("{lot}/{number}");
        for (key, _) in &mut self.drawn {
            if *key == long(before) {
                *key = long(after);
            } else if key == before {
                after.clone_into(key);
            }
        }
    }

    /// Keeps what was typed; nothing typed is nothing recorded.
    pub(super) fn keep(mut self, draft: &mut Draft, place: usize) {
        self.drawn.retain(|(_, typed)| *typed != Typed::default());
        if self.drawn == self.before {
            return;
        }
        let Some(infusion) = infusion_mut(draft, place) else { return };
        infusion.given.get_or_insert_default().drawn = self.drawn;
        infusion.given.take_if(|given| *given == Given::default());
    }
}
