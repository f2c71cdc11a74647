//! From what was entered about infusions and lots to the dose of each.

use super::{
    dosing::{Dosing, LevelDose},
    draw::available,
    ledger::Ledger,
    planner::Planner,
    weight::{WeightChoice, dosing_weight},
};
use crate::{
    engine::{
        entry::case::{Case, is_over},
        lot::{CheckedFigure, Fields, LotAsk, LotNote, Others, ReadLot, Record, check, read::read_lot},
        moment::read_moment,
        problem::{Problem, ProblemCode, suggest},
        site::context::Context,
    },
    model::{Address, BagPart, BagState, Draft, Infusion, InfusionPart, Lot, LotPart},
    quantity::{
        component::InBase,
        units::{si::Volume, volume},
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// What is the same for all infusions of a draft.
struct Draftwide<'c, 'd> {
    case: &'c Case<'d>,
    context: &'c Context,
    infusions: &'c [Infusion],
    /// The place of each lot by its number; of two of one number the first.
    lots: BTreeMap<&'d str, usize>,
    ledger: Ledger,
}

/// The dose of every infusion; of a first one if lots are entered and no infusion is.
pub(crate) fn dosings(case: &Case<'_>, context: &Context, problems: &mut Vec<Problem>) -> Vec<Dosing> {
    let draft = case.draft;
    let first;
    let infusions: &[Infusion] = if draft.infusions.is_empty() && !draft.lots.is_empty() {
        let lots = draft.lots.iter().map(|lot| lot.id.clone()).collect();
        first = [Infusion { number: 1, lots, ..Infusion::default() }];
        &first
    } else {
        &draft.infusions
    };
    duplicates(draft, problems);
    let places = draft.lots.iter().enumerate().rev();
    let lots: BTreeMap<&str, usize> = places.map(|(place, lot)| (lot.id.as_str(), place)).collect();
    let ledger = Ledger::new(draft, &lots, infusions, (context.now, problems));
    let all = Draftwide { case, context, infusions, lots, ledger };
    infusions.iter().enumerate().map(|(place, infusion)| all.dosing(place, infusion, problems)).collect()
}

/// Lists are searched by id: the second of the same id would be lost without a word.
fn duplicates(draft: &Draft, problems: &mut Vec<Problem>) {
    let mut twice = |field| problems.push(Problem { field, code: ProblemCode::Duplicate });
    let (mut lots, mut bags, mut infusions) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for lot in &draft.lots {
        if !lots.insert(&lot.id) {
            twice(Address::lot(lot, LotPart::Whole));
        }
        for bag in &lot.bags {
            if !bags.insert((&lot.id, &bag.number)) {
                twice(Address::bag(lot, bag, BagPart::Whole));
            }
        }
    }
    for infusion in &draft.infusions {
        if !infusions.insert(infusion.number) {
            twice(Address::Infusion(infusion.number, InfusionPart::Whole));
        }
    }
}

impl Draftwide<'_, '_> {
    fn dosing(&self, place: usize, infusion: &Infusion, problems: &mut Vec<Problem>) -> Dosing {
        let Self { case, context, .. } = *self;
        let at = |part| Address::Infusion(infusion.number, part);
        let assigned = infusion.level.as_ref().and_then(|id| {
            let place = context.plan.level(id);
            if place.is_none() {
                let known = context.plan.levels.iter().map(|level| &*level.id);
                let suggestion = suggest(id, known).map(str::to_owned);
                let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
                problems.push(Problem { field: at(InfusionPart::Level), code });
            }
            place
        });
        if let Err(problem) = read_moment(&infusion.start) {
            problems.push(Problem { field: at(InfusionPart::Start), code: ProblemCode::Date(problem) });
        }
        let used: Vec<usize> =
            infusion.lots.iter().filter_map(|id| self.lots.get(id.as_str()).copied()).collect();
        let ended = is_over(infusion, context.now);
        let thaw_begun = used.iter().any(|lot| self.has_thawed(place, *lot));
        let (mut lots, mut lot_missing): (Vec<ReadLot>, bool) = (Vec::new(), false);
        for id in &infusion.lots {
            let Some((index, lot)) =
                self.lots.get(id.as_str()).and_then(|index| Some((*index, case.draft.lots.get(*index)?)))
            else {
                lot_missing = true;
                let suggestion = suggest(id, self.lots.keys().copied()).map(str::to_owned);
                let code = ProblemCode::UnknownId { id: id.clone(), suggestion };
                problems.push(Problem { field: at(InfusionPart::Lots), code });
                continue;
            };
            if lots.iter().any(|known| known.index == index) {
                problems.push(Problem { field: at(InfusionPart::Lots), code: ProblemCode::Duplicate });
                continue;
            }
            let records = (0..lot.bags.len()).map(|bag| (bag, self.ledger.record(place, index, bag)));
            let records = records.filter(|(_, record)| *record != Record::Nothing).collect();
            let subject = case.draft.subject.as_str();
            let others = Others { subject, records, infusion: infusion.number, thaw_begun };
            let mut read = read_lot(lot, index, &others, context, problems);
            if let Some(other) = self.ledger.planned_before(self.infusions, (infusion, ended), index) {
                read.ask(LotAsk::PlannedFor(other), thaw_begun);
            }
            lots.push(read);
        }
        let (weight, other_weights) = dosing_weight(case, context, infusion, thaw_begun);
        StatedVolume { draft: case.draft, context, weight: &weight, assigned, thaw_begun }
            .check(&mut lots, problems);
        let available = available(&lots);
        let planner = Planner {
            available: available.as_ref(),
            lot_missing,
            thaw_begun,
            ended,
            ..Planner::new(context, &weight, &lots)
        };
        let levels: Vec<LevelDose> = context
            .plan
            .levels
            .iter()
            .enumerate()
            .map(|(place, level)| planner.level(place, level))
            .collect();
        let reaches = |level: &LevelDose| {
            !level.results.is_empty()
                && level
                    .results
                    .iter()
                    .all(|result| result.shortfall.as_ref().is_some_and(InBase::is_nothing))
        };
        let highest_reachable = levels.iter().rposition(reaches);
        Dosing {
            infusion: infusion.number,
            assigned,
            given: ended,
            thaw_begun,
            weight,
            other_weights,
            lots,
            available,
            levels,
            highest_reachable,
            notices: Vec::new(),
            readiness: Vec::new(),
        }
    }

    /// A bag of the lot has been thawed for the infusion at this place, or given in it. One that is gone may have been
    /// thawed for another infusion that is over.
    fn has_thawed(&self, infusion: usize, lot: usize) -> bool {
        let (id, bags) = self.case.draft.lots.get(lot).map_or(("", &[][..]), |lot| (&*lot.id, &lot.bags));
        let over =
            |other: &Infusion| is_over(other, self.context.now) && other.lots.iter().any(|own| own == id);
        let of_another = self.infusions.iter().any(over);
        bags.iter().enumerate().any(|(place, bag)| match self.ledger.record(infusion, lot, place) {
            Record::Here(_) | Record::Both(_) => true,
            Record::Elsewhere => false,
            Record::Nothing => match bag.state {
                BagState::Thawed => true,
                BagState::Stored => !bag.thawed.trim().is_empty(),
                BagState::Infused | BagState::Destroyed | BagState::Lost | BagState::Failed => {
                    !of_another && !bag.thawed.trim().is_empty()
                }
            },
        })
    }
}

/// The manufacturer's own volume to infuse against ours, for the level it was printed for.
struct StatedVolume<'p> {
    draft: &'p Draft,
    context: &'p Context,
    weight: &'p WeightChoice,
    assigned: Option<usize>,
    thaw_begun: bool,
}

impl StatedVolume<'_> {
    fn check(&self, lots: &mut [ReadLot], problems: &mut Vec<Problem>) {
        let only = lots.len() == 1;
        for lot in lots {
            let Some(typed) = self.draft.lots.get(lot.index).filter(|lot| !lot.certificate_volume.is_empty())
            else {
                continue;
            };
            let mut fields = Fields { lot: typed, problems };
            let Some(stated) =
                fields.volume(&typed.certificate_volume, &fields.at(LotPart::CertificateVolume))
            else {
                lot.ask(LotAsk::Field(LotPart::CertificateVolume), self.thaw_begun);
                continue;
            };
            let Some(level) = self.level(typed, problems) else {
                lot.ask(LotAsk::Field(LotPart::CertificateLevel), self.thaw_begun);
                continue;
            };
            let computed = self.computed(lot, level, only);
            let checks = computed
                .iter()
                .map(|own| check(CheckedFigure::Volume, &stated, own, volume::Unit::milliliter));
            // While a weight or a cap is open there are several volumes: it agrees if it is one of them.
            if let Some(nearest) = checks.min_by(|one, other| one.differs.cmp(&other.differs)) {
                lot.checks.push(nearest);
                lot.notes.retain(|note| *note != LotNote::Unguarded);
            }
        }
    }

    /// The level that the volume was printed for; where the certificate does not say, the assigned one.
    fn level(&self, lot: &Lot, problems: &mut Vec<Problem>) -> Option<usize> {
        if lot.certificate_level.trim().is_empty() {
            return self.assigned;
        }
        let place = self.context.plan.level(&lot.certificate_level);
        if place.is_none() {
            let known = self.context.plan.levels.iter().map(|level| &*level.id);
            let id = lot.certificate_level.clone();
            let suggestion = suggest(&id, known).map(str::to_owned);
            let code = ProblemCode::UnknownId { id, suggestion };
            problems.push(Problem { field: Address::lot(lot, LotPart::CertificateLevel), code });
        }
        place
    }

    /// What this lot alone would give for the level: out of its bags, and from its concentration as if it held enough.
    fn computed(&self, lot: &ReadLot, level: usize, only: bool) -> Vec<Volume> {
        let (Some(car), Some(level)) = (lot.density(), self.context.plan.levels.get(level)) else {
            return Vec::new();
        };
        let lots = std::slice::from_ref(lot);
        let available = available(lots);
        let planner =
            Planner { available: available.as_ref(), ..Planner::new(self.context, self.weight, lots) };
        let given = lot.given.iter().map(|bag| bag.volume.clone()).sum::<Volume>();
        let mut volumes = Vec::new();
        for result in planner.results(level, &mut Vec::new()) {
            // A lot that is used up beside others says nothing of their share.
            if result.is_short() && !only {
                continue;
            }
            // It was printed for the whole dose: what was given of it counts.
            volumes.extend(result.draw.map(|draw| draw.calculated + given.clone()));
            if lot.bags.iter().all(|bag| bag.car.value().as_ref() == Some(&car)) {
                volumes.extend(result.target.per(car.clone()));
            }
        }
        volumes
    }
}
