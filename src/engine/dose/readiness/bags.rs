//! What the bags hold, and what was given of them.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::{
        lot::{LotAsk, ReadBag, ReadLot, Record, Turn},
        problem::Problem,
    },
    model::{Address, Bag, BagPart, BagState, Half, InfusionPart, Lot, LotPart, Typed},
};
use num_traits::Zero as _;

impl Facts<'_, '_> {
    pub(super) fn bags(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for (lot, read) in self.lots() {
            self.of_bags(lot, read, &mut needs);
        }
        // What another infusion records badly may be of these bags.
        let own = self.infusion.number;
        let of_bags = |field: &Address| {
            let of_own = |number: u32| number == own;
            matches!(field, Address::Drawn(..))
                || matches!(
                    field,
                    Address::Infusion(number, InfusionPart::GivenStart | InfusionPart::GivenEnd) if of_own(*number)
                )
        };
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
            needs.push(Need::open(NeedCode::End, self.at(InfusionPart::GivenEnd)));
        }
        needs
    }

    fn of_bags(&self, lot: &Lot, read: &ReadLot, needs: &mut Vec<Need>) {
        let place = read.index;
        let at = |bag: usize, part: BagPart| match lot.bags.get(bag) {
            Some(bag) => Address::bag(lot, bag, part),
            None => Address::lot(lot, LotPart::Bags),
        };
        if lot.bags.is_empty() {
            needs.push(Need::open(NeedCode::Volumes(place), Address::lot(lot, LotPart::Bags)));
        }
        for (index, bag) in lot.bags.iter().enumerate() {
            if bag.volume.is_empty() && counts(bag, read, index) {
                needs.push(Need::open(
                    NeedCode::Ask(place, LotAsk::Bag(index, BagPart::Volume)),
                    at(index, BagPart::Volume).value(),
                ));
            }
        }
        let of_bag = |it: &&Problem| matches!(&it.field, Address::Bag(own, ..) if own.number == lot.id);
        needs.extend(self.problems.iter().filter(of_bag).map(Need::mend));
        for ask in &read.asks {
            let field = match ask {
                LotAsk::NoBag if self.dosing.lots.iter().any(|lot| !lot.bags.is_empty()) => continue,
                LotAsk::NoBag => Address::lot(lot, LotPart::Bags),
                LotAsk::PlannedFor(other) => Address::Infusion(*other, InfusionPart::Whole),
                LotAsk::Bag(index, part) => at(*index, *part).value(),
                LotAsk::Convention
                | LotAsk::Basis
                | LotAsk::Field(_)
                | LotAsk::NoCarCells(_)
                | LotAsk::Confirm(_)
                | LotAsk::OtherSubject
                | LotAsk::Mend => continue,
            };
            // A missing volume, or a problem, is said already.
            let base = field.clone().half(Half::Whole);
            if !needs.iter().any(|need| need.field.clone().half(Half::Whole) == base) {
                needs.push(Need::open(NeedCode::Ask(place, ask.clone()), field));
            }
        }
        for bag in read.bags.iter().filter(|bag| bag.hold_up > bag.fill) {
            let field = at(bag.index, BagPart::HoldUp).value();
            needs.push(Need::open(NeedCode::Ask(place, LotAsk::Bag(bag.index, BagPart::HoldUp)), field));
        }
        for given in read.given.iter().filter(|given| !given.answered) {
            let number = lot.bags.get(given.index).map_or("", |bag| bag.number.as_str());
            let key =
                if self.dosing.lots.len() == 1 { number.to_owned() } else { format!("{}/{number}", lot.id) };
            let field = Address::Drawn(self.infusion.number, key, Half::Whole);
            needs.push(Need::open(NeedCode::InfusedVolume(place, given.index), field));
        }
        for bag in self.planned(place, read).filter(|bag| bag.turn == Turn::ThawedAtUnknown) {
            needs.push(Need::open(NeedCode::ThawTime(place, bag.index), at(bag.index, BagPart::Thawed)));
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
        let (mut places, mut names, mut field) = (Vec::new(), Vec::new(), Address::Nowhere);
        for (lot, read) in self.lots() {
            for bag in self.planned(read.index, read).filter(|bag| bag.turn == Turn::PastStability) {
                let Some(typed) = lot.bags.get(bag.index) else { continue };
                places.push((read.index, bag.index));
                names.push(format!("{}/{} {}", lot.id, typed.number, typed.thawed.trim()));
                field = Address::bag(lot, typed, BagPart::Thawed);
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
