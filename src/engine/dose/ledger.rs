//! What is recorded as infused, bag by bag, over all infusions; and which infusions plan a lot. Read once for a draft.

use crate::{
    engine::{
        entry::case::is_over,
        lot::{Record, read_amount},
        moment::read_moment,
        problem::{Problem, ProblemCode, none_of},
    },
    model::{Address, BagState, Draft, Half, Infusion, InfusionPart, Typed},
    quantity::units::{RuntimeUnit as _, si::Volume, volume},
};
use jiff::civil::DateTime;
use num_traits::Zero as _;
use std::collections::BTreeMap;

/// A lot and a bag, as their places in the draft.
type Place = (usize, usize);

/// What is recorded of the bags.
pub(super) struct Ledger {
    /// Of each bag the infusions, as their places, with the volume; `None` where nobody has said, or they cannot be
    /// read.
    infused: BTreeMap<Place, Vec<(usize, Option<Volume>)>>,
    /// Of each lot, by its place, the infusions that use it and are not over.
    planned: BTreeMap<usize, Vec<usize>>,
}

impl Ledger {
    pub(super) fn new(
        draft: &Draft,
        lots: &BTreeMap<&str, usize>,
        infusions: &[Infusion],
        (now, problems): (DateTime, &mut Vec<Problem>),
    ) -> Self {
        let mut ledger = Self { infused: BTreeMap::new(), planned: BTreeMap::new() };
        let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (place, infusion) in infusions.iter().enumerate() {
            let used: Vec<usize> =
                infusion.lots.iter().filter_map(|id| lots.get(id.as_str()).copied()).collect();
            for lot in &used {
                users.entry(*lot).or_default().push(place);
                if !is_over(infusion, now) {
                    ledger.planned.entry(*lot).or_default().push(place);
                }
            }
            ledger.read(draft, (place, infusion), &used, (now, &mut *problems));
        }
        for (lot, users) in users {
            let bags = draft.lots.get(lot).map_or(&[][..], |lot| &lot.bags);
            for (bag, known) in bags.iter().enumerate() {
                let own = (lot, bag);
                if known.state != BagState::Infused || ledger.infused.contains_key(&own) {
                    continue;
                }
                // Infused, and nobody has said how much: of the first infusion that it can have been of.
                let can = |place: &&usize| {
                    infusions.get(**place).is_some_and(|infusion| {
                        let said = infusion.given.as_ref().is_some_and(|given| !given.drawn.is_empty());
                        !is_over(infusion, now) || !said
                    })
                };
                if let Some(place) = users.iter().find(can) {
                    ledger.infused.insert(own, vec![(*place, None)]);
                }
            }
        }
        ledger
    }

    /// What one infusion records.
    fn read(
        &mut self,
        draft: &Draft,
        (place, infusion): (usize, &Infusion),
        used: &[usize],
        (now, problems): (DateTime, &mut Vec<Problem>),
    ) {
        let Some(given) = &infusion.given else { return };
        let number = infusion.number;
        for (part, text) in [(InfusionPart::GivenStart, &given.start), (InfusionPart::GivenEnd, &given.end)] {
            let code = match read_moment(text) {
                Err(problem) => ProblemCode::Date(problem),
                Ok(Some(moment)) if moment.first > now => ProblemCode::DateInFuture,
                Ok(_) => continue,
            };
            problems.push(Problem { field: Address::Infusion(number, part), code });
        }
        for (key, typed) in &given.drawn {
            let field = Address::Drawn(number, key.clone(), Half::Whole);
            let found = bags_of(draft, used, key);
            if found.len() != 1 {
                let known: Vec<String> = names(draft, used);
                let code = none_of(key, known.iter().map(String::as_str));
                problems.push(Problem { field: field.clone(), code });
            }
            let drawn = volume(typed, &field, problems);
            for (nth, own) in found.into_iter().enumerate() {
                // Where the number could be of two bags, it counts once, and neither is planned elsewhere.
                let volume = if nth == 0 { drawn.clone() } else { Some(Volume::zero()) };
                let entries = self.infused.entry(own).or_default();
                // A bag is given once, in one infusion.
                if !entries.is_empty() {
                    problems.push(Problem { field: field.clone(), code: ProblemCode::Duplicate });
                }
                if entries.iter().all(|(known, _)| *known != place) {
                    entries.push((place, volume));
                }
            }
        }
    }

    /// What the infusion at this place knows of a bag.
    pub(super) fn record(&self, infusion: usize, lot: usize, bag: usize) -> Record {
        let Some(entries) = self.infused.get(&(lot, bag)) else { return Record::Nothing };
        let own = entries.iter().find(|(known, _)| *known == infusion);
        match own {
            None => Record::Elsewhere,
            Some((_, volume)) if entries.len() > 1 => Record::Both(volume.clone()),
            Some((_, volume)) => Record::Here(volume.clone()),
        }
    }

    /// An earlier infusion that is not over and plans the same lot: its bags would be planned twice.
    pub(super) fn planned_before(
        &self,
        infusions: &[Infusion],
        (own, ended): (&Infusion, bool),
        lot: usize,
    ) -> Option<u32> {
        if ended {
            return None;
        }
        let planned = self.planned.get(&lot)?;
        let numbers = planned.iter().filter_map(|place| infusions.get(*place)).map(|other| other.number);
        numbers.clone().find(|number| *number < own.number)
    }
}

/// The bags that a key can mean: `LOT/BAG`, or the number of a bag of one of the lots used.
fn bags_of(draft: &Draft, used: &[usize], key: &str) -> Vec<Place> {
    let of = |with_lot: bool| -> Vec<Place> {
        let bags = used.iter().filter_map(|place| Some((*place, draft.lots.get(*place)?))).flat_map(
            |(place, lot)| {
                let bags = lot.bags.iter().enumerate();
                let own = bags.filter(move |(_, bag)| match key.strip_prefix(lot.id.as_str()) {
                    Some(rest) if with_lot => rest.strip_prefix('/') == Some(bag.number.as_str()),
                    _ => !with_lot && bag.number == key,
                });
                own.map(move |(bag, _)| (place, bag))
            },
        );
        bags.collect()
    };
    let exact = of(true);
    if exact.is_empty() { of(false) } else { exact }
}

/// The bags that there are; with their lots where there are several.
fn names(draft: &Draft, used: &[usize]) -> Vec<String> {
    let lots = used.iter().filter_map(|place| draft.lots.get(*place));
    let name = |lot: &str, bag: &str| if used.len() > 1 { format!("{lot}/{bag}") } else { bag.to_owned() };
    lots.flat_map(|lot| lot.bags.iter().map(move |bag| name(&lot.id, &bag.number))).collect()
}

fn volume(typed: &Typed, field: &Address, problems: &mut Vec<Problem>) -> Option<Volume> {
    match read_amount::<volume::Unit>(typed) {
        Ok(read) => read.map(|(number, unit)| unit.quantity(number)),
        Err((half, code)) => {
            problems.push(Problem { field: field.clone().half(half), code });
            None
        }
    }
}
