//! What the bags hold, and what was given of them.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::{
        lot::{LotAsk, ReadLot, Record, Turn},
        problem::ProblemCode,
    },
    model::{Bag, BagState, Lot, Typed},
};

impl Facts<'_, '_> {
    pub(super) fn bags(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for (lot, read) in self.lots() {
            self.of_bags(lot, read, &mut needs);
        }
        for problem in self.problems_at(&format!("{}.given", self.path())) {
            needs.push(Need::open(NeedCode::Mend, problem.field.clone()));
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
        for problem in self.problems_at(&format!("{path}.bags[")) {
            let field = problem.field.clone();
            needs.push(if problem.code == ProblemCode::Duplicate {
                Need::stop(NeedCode::Twice, field)
            } else {
                Need::open(NeedCode::Mend, field)
            });
        }
        for ask in &read.asks {
            let field = match ask {
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
        let drawn = format!("{}.given.drawn", self.path());
        for given in read.given.iter().filter(|given| !given.answered) {
            let number = lot.bags.get(given.index).map_or("", |bag| bag.number.as_str());
            let field = format!("{drawn}[{number}]");
            needs.push(Need::open(NeedCode::InfusedVolume(place, given.index), field));
        }
        let draws = self.dosing.assigned_level().into_iter().flat_map(|level| &level.results);
        let planned: Vec<usize> = draws
            .filter_map(|result| result.draw.as_ref())
            .flat_map(|draw| &draw.bags)
            .filter(|bag| self.dosing.lots.get(bag.lot).is_some_and(|lot| lot.index == place))
            .map(|bag| bag.bag)
            .collect();
        for bag in read.bags.iter().filter(|bag| planned.contains(&bag.index)) {
            let Some(typed) = lot.bags.get(bag.index) else { continue };
            let field = format!("{path}.bags[{}].thawed", typed.number);
            match bag.turn {
                Turn::Thawed | Turn::Stored => {}
                Turn::ThawedAtUnknown => {
                    needs.push(Need::open(NeedCode::ThawTime(place, bag.index), field));
                }
                Turn::PastStability => {
                    let value = format!("{}/{} {}", lot.id, typed.number, typed.thawed.trim());
                    let value = Typed::new(&value, "");
                    let sign = Sign { within: SignedIn::Infusion, field: "stability", value };
                    let code = NeedCode::PastStability(place, bag.index);
                    needs.push(Need::decision(code, field, sign, &self.infusion.confirmed));
                }
            }
        }
    }
}

/// A bag that can be planned, or that something was infused of: what it holds must be known.
fn counts(bag: &Bag, read: &ReadLot, index: usize) -> bool {
    let can = matches!(bag.state, BagState::Stored | BagState::Thawed);
    match read.record(index) {
        Record::Elsewhere => false,
        Record::Nothing => can,
        Record::Here(_) => true,
    }
}
