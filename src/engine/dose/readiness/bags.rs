//! What the bags hold, and what was given of them.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::lot::{LotAsk, ReadBag, ReadLot, Record, Turn},
    model::{Bag, BagState, Lot, Typed},
};
use num_traits::Zero as _;

impl Facts<'_, '_> {
    pub(super) fn bags(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for (lot, read) in self.lots() {
            self.of_bags(lot, read, &mut needs);
        }
        // What another infusion records badly may be of these bags.
        let own = format!("{}.given", self.path());
        let of_bags = |field: &str| field.starts_with(&own) || field.contains("].given.drawn[");
        needs.extend(self.problems.iter().filter(|it| of_bags(&it.field)).map(Need::mend));
        needs.extend(self.past_stability());
        let given = self.dosing.lots.iter().any(|lot| !lot.given.is_empty());
        let level = self.dosing.assigned_level();
        let draws =
            level.into_iter().flat_map(|level| &level.results).filter_map(|result| result.draw.as_ref());
        if given
            && needs.is_empty()
            && draws.clone().count() > 0
            && draws.clone().all(|draw| draw.volume.is_zero())
        {
            needs.push(Need::open(NeedCode::End, format!("{own}.end")));
        }
        needs
    }

    fn of_bags(&self, lot: &Lot, read: &ReadLot, needs: &mut Vec<Need>) {
        let path = format!("lots[{}]", lot.id);
        let place = read.index;
        if lot.bags.is_empty() {
            needs.push(Need::open(NeedCode::Volumes(place), format!("{path}.bags")));
        }
        for (index, bag) in lot.bags.iter().enumerate() {
            let own = format!("{path}.bags[{}]", bag.number);
            if bag.volume.is_empty() && counts(bag, read, index) {
                needs.push(Need::open(
                    NeedCode::Ask(place, LotAsk::Bag(index, "volume")),
                    format!("{own}.volume.value"),
                ));
            }
        }
        needs.extend(self.problems_at(&format!("{path}.bags[")).map(Need::mend));
        for ask in &read.asks {
            let field = match ask {
                LotAsk::NoBag if self.dosing.lots.iter().any(|lot| !lot.bags.is_empty()) => continue,
                LotAsk::NoBag => format!("{path}.bags"),
                LotAsk::PlannedFor(other) => format!("infusions[{other}]"),
                LotAsk::Bag(index, field) => {
                    let number = lot.bags.get(*index).map_or("", |bag| bag.number.as_str());
                    format!("{path}.bags[{number}].{field}.value")
                }
                LotAsk::Convention
                | LotAsk::Basis
                | LotAsk::Field(_)
                | LotAsk::NoCarCells(_)
                | LotAsk::Confirm(_)
                | LotAsk::OtherSubject
                | LotAsk::Mend => continue,
            };
            // A missing volume, or a problem, is said already.
            let base = field.trim_end_matches(".value");
            if !needs.iter().any(|need| need.field.starts_with(base)) {
                needs.push(Need::open(NeedCode::Ask(place, ask.clone()), field));
            }
        }
        for bag in read.bags.iter().filter(|bag| bag.hold_up > bag.fill) {
            let number = lot.bags.get(bag.index).map_or("", |bag| bag.number.as_str());
            let field = format!("{path}.bags[{number}].hold_up.value");
            needs.push(Need::open(NeedCode::Ask(place, LotAsk::Bag(bag.index, "hold_up")), field));
        }
        let drawn = format!("{}.given.drawn", self.path());
        for given in read.given.iter().filter(|given| !given.answered) {
            let number = lot.bags.get(given.index).map_or("", |bag| bag.number.as_str());
            let field = match self.dosing.lots.len() {
                1 => format!("{drawn}[{number}]"),
                _ => format!("{drawn}[{}/{number}]", lot.id),
            };
            needs.push(Need::open(NeedCode::InfusedVolume(place, given.index), field));
        }
        for bag in self.planned(place, read).filter(|bag| bag.turn == Turn::ThawedAtUnknown) {
            let number = lot.bags.get(bag.index).map_or("", |bag| bag.number.as_str());
            let field = format!("{path}.bags[{number}].thawed");
            needs.push(Need::open(NeedCode::ThawTime(place, bag.index), field));
        }
    }

    /// The bags of a lot that are drawn from.
    fn planned<'r>(&self, place: usize, read: &'r ReadLot) -> impl Iterator<Item = &'r ReadBag> + use<'r> {
        let draws = self.dosing.assigned_level().into_iter().flat_map(|level| &level.results);
        let drawn = draws.filter_map(|result| result.draw.as_ref()).flat_map(|draw| &draw.bags);
        let own = drawn.filter(|bag| self.dosing.lots.get(bag.lot).is_some_and(|lot| lot.index == place));
        let drawn: Vec<usize> = own.map(|bag| bag.bag).collect();
        read.bags.iter().filter(move |bag| drawn.contains(&bag.index))
    }

    /// One decision on all bags that are planned past their stability.
    fn past_stability(&self) -> Option<Need> {
        let (mut places, mut names, mut field) = (Vec::new(), Vec::new(), String::new());
        for (lot, read) in self.lots() {
            for bag in self.planned(read.index, read).filter(|bag| bag.turn == Turn::PastStability) {
                let Some(typed) = lot.bags.get(bag.index) else { continue };
                places.push((read.index, bag.index));
                names.push(format!("{}/{} {}", lot.id, typed.number, typed.thawed.trim()));
                field = format!("lots[{}].bags[{}].thawed", lot.id, typed.number);
            }
        }
        let value = Typed::new(&names.join(", "), "");
        let sign = Sign { within: SignedIn::Infusion, field: "stability", value };
        let code = NeedCode::PastStability(places);
        (!names.is_empty()).then(|| Need::decision(code, field, sign, &self.infusion.confirmed))
    }
}

/// A bag that can be planned, or that something was infused of: what it holds must be known.
fn counts(bag: &Bag, read: &ReadLot, index: usize) -> bool {
    let can = matches!(bag.state, BagState::Stored | BagState::Thawed);
    match read.record(index) {
        Record::Elsewhere => false,
        Record::Nothing => can,
        Record::Here(_) | Record::Both(_) => true,
    }
}
