//! The certificate's figures held against each other: a tenfold slip shows here.

use super::{
    CERTIFICATE_TOLERANCE_PERCENT, CertificateCheck, CheckedFigure, Fields, LotAsk, ReadLot,
    concentration::concentration_of, per_ml,
};
use crate::{
    model::{Address, BagPart, Convention, LotPart},
    quantity::{
        Exact,
        component::{CarPositive, Component, Nucleated, Viable},
    },
};
use num_traits::Zero as _;

/// Figures that the chosen convention does not use still have to agree with it.
pub(super) fn check_shares(convention: Convention, fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let stated = matches!(convention, Convention::Stated | Convention::SinglePlatform);
    let mut unused = Unused { fields, scratch: read.clone() };
    let viable = unused.density::<Viable>(LotPart::Viable);
    let total = unused.density::<Nucleated>(LotPart::Total);
    let counted =
        total.zip(unused.percent(LotPart::Viability)).map(|(total, viability)| share_of(&total, &viability));
    if let (Some(viable), Some(counted)) = (&viable, &counted) {
        let check = check(CheckedFigure::ViableCount, viable.clone(), counted.clone(), "/mL");
        // Two counts that agree say nothing of a concentration that rests on neither.
        read.checks.push(CertificateCheck { guards: !stated, ..check });
    }
    let car = unused.density::<CarPositive>(LotPart::Car);
    for share in [LotPart::Viability, LotPart::Cd3, LotPart::CarShare, LotPart::Recovery] {
        unused.percent(share);
    }
    let zero = unused.scratch.asks.iter().filter(|ask| matches!(ask, LotAsk::NoCarCells(_)));
    let zero: Vec<LotAsk> = zero.filter(|ask| !read.asks.contains(ask)).cloned().collect();
    // Zero is a figure: a certificate of no viable, or no CD3+, cells has no CAR+ cells to give.
    read.asks.extend(zero);
    if !stated {
        if let (Some(car), Some(computed)) = (car, &read.car) {
            read.checks.push(check(CheckedFigure::StatedConcentration, car, per_ml(computed), "/mL"));
        }
        return;
    }
    let chains = unused.chains(viable.or(counted));
    let Some(car) = read.car.as_ref().map(per_ml) else { return };
    let checks = chains
        .into_iter()
        .map(|computed| check(CheckedFigure::StatedConcentration, car.clone(), computed, "/mL"));
    read.checks.extend(checks.min_by(|one, other| one.differs_percent.cmp(&other.differs_percent)));
}

/// A part above its whole, in any pair of figures of one lot: all of them were counted at one time.
pub(super) fn check_parts(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let mut unused = Unused { fields, scratch: read.clone() };
    let (viable, total) =
        (unused.density::<Viable>(LotPart::Viable), unused.density::<Nucleated>(LotPart::Total));
    let (typed, share, cd3) = (
        unused.density::<CarPositive>(LotPart::Car),
        unused.percent(LotPart::CarShare),
        unused.percent(LotPart::Cd3),
    );
    let viability = unused.percent(LotPart::Viability);
    let mut car: Vec<Exact> = typed.into_iter().chain(read.car.as_ref().map(per_ml)).collect();
    car.extend(per_ml_of_bags(fields, read));
    let most = car.into_iter().max();
    let of_viable = (fields.lot.convention == Some(Convention::CarOfViable)).then(|| share.clone()).flatten();
    let counted = read.checks.iter().any(|check| check.what == CheckedFigure::ViableCount);
    let living = viable.clone().or_else(|| Some(share_of(total.as_ref()?, viability.as_ref()?)));
    let t_cells = living.as_ref().zip(cd3.as_ref()).map(|(living, cd3)| share_of(living, cd3));
    let at_most = living.as_ref().zip(share.as_ref()).map(|(living, share)| share_of(living, share));
    let (in_bags, in_lot) = cells_typed(fields);
    for (what, part, whole, unit) in [
        (CheckedFigure::CarWithinViable, &most, &living, "/mL"),
        (CheckedFigure::CarWithinCd3, &most, &t_cells, "/mL"),
        (CheckedFigure::CarWithinShare, &most, &at_most, "/mL"),
        (CheckedFigure::BagsWithinLot, &in_bags, &in_lot, "cells"),
        (CheckedFigure::CarWithinTotal, &most, &total, "/mL"),
        // Held against the viable share of the total already.
        (CheckedFigure::ViableWithinTotal, &viable, if counted { &None } else { &total }, "/mL"),
        (CheckedFigure::CarWithinCd3, &of_viable, &cd3, "%"),
    ] {
        if let (Some(part), Some(whole)) = (part, whole)
            && part > whole
        {
            let check = check(what, part.clone(), whole.clone(), unit);
            read.checks.extend((!check.agrees).then_some(check));
        }
    }
}

/// The cells of all bags together, as far as they are typed, and those of the whole lot.
fn cells_typed(fields: &mut Fields<'_, '_>) -> (Option<Exact>, Option<Exact>) {
    let lot = fields.lot;
    let mut of_bags: Option<Exact> = None;
    for bag in &lot.bags {
        if let Some(cells) = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells)) {
            of_bags = Some(of_bags.unwrap_or_default() + cells);
        }
    }
    (of_bags, fields.cells(&lot.certificate_cells, &fields.at(LotPart::CertificateCells)))
}

/// The concentrations that the bags have of their own, and the one that the cells of the whole lot make.
fn per_ml_of_bags(fields: &mut Fields<'_, '_>, read: &ReadLot) -> Vec<Exact> {
    let lot = fields.lot;
    let mut found = Vec::new();
    let mut all = Some(Exact::zero());
    for bag in &lot.bags {
        let volume = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume));
        let lot_per_ml = read.car.as_ref().map(per_ml).unwrap_or_default();
        let own = concentration_of(fields, bag, &lot_per_ml).map(|(own, _)| own);
        let cells = fields.cells(&bag.cells, &Address::bag(fields.lot, bag, BagPart::Cells));
        found.extend(
            own.into_iter().chain(cells.zip(volume.as_ref()).and_then(|(cells, volume)| cells.per(volume))),
        );
        all = all.zip(volume).map(|(all, volume)| all + volume);
    }
    let cells = fields.cells(&lot.certificate_cells, &fields.at(LotPart::CertificateCells));
    found.extend(cells.zip(all).and_then(|(cells, volume)| cells.per(&volume)));
    found
}

/// Figures that the convention does not use: what is wrong with them is said, and nothing is asked for.
struct Unused<'u, 'l, 'p> {
    fields: &'u mut Fields<'l, 'p>,
    scratch: ReadLot,
}

impl Unused<'_, '_, '_> {
    fn density<P: Component>(&mut self, field: LotPart) -> Option<Exact> {
        self.fields.density::<P>(field, &mut self.scratch).map(|density| density.per_ml)
    }

    fn percent(&mut self, field: LotPart) -> Option<Exact> {
        self.fields.percent(field, &mut self.scratch)
    }

    /// What a stated concentration can be held against: viable cells × CD3+ × CAR+, or, as the gate of CAR+ is not
    /// said, viable cells × CAR+. Without the CD3+ share only a gate of viable cells could be computed, and it would
    /// contradict every certificate with the other gate.
    fn chains(&mut self, viable: Option<Exact>) -> Vec<Exact> {
        let (cd3, car) = (self.percent(LotPart::Cd3), self.percent(LotPart::CarShare));
        let (Some(viable), Some(cd3), Some(car)) = (viable, cd3, car) else { return Vec::new() };
        let of_viable = share_of(&viable, &car);
        vec![share_of(&of_viable, &cd3), of_viable]
    }
}

fn share_of(whole: &Exact, percent: &Exact) -> Exact {
    whole * percent / Exact::from(100)
}

pub(crate) fn check(
    what: CheckedFigure,
    stated: Exact,
    computed: Exact,
    unit: &'static str,
) -> CertificateCheck {
    let smaller = stated.clone().min(computed.clone());
    let difference = (&stated - &computed).abs();
    let differs_percent = (difference * Exact::from(100)).per(&smaller).unwrap_or_else(|| Exact::from(100));
    let agrees = smaller.is_positive() && differs_percent <= Exact::from(CERTIFICATE_TOLERANCE_PERCENT);
    CertificateCheck { what, stated, computed, unit, differs_percent, agrees, guards: true }
}

/// The certificate's cells of the whole lot against the sum over its bags, filled volumes counted.
pub(super) fn check_totals(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    if fields.lot.certificate_cells.is_empty() {
        return;
    }
    let Some(stated) = fields.cells(&fields.lot.certificate_cells, &fields.at(LotPart::CertificateCells))
    else {
        return;
    };
    let Some(car) = &read.car else { return };
    let lot_per_ml = per_ml(car);
    let mut total = Exact::zero();
    for bag in &fields.lot.bags {
        let Some(volume) = fields.volume(&bag.volume, &Address::bag(fields.lot, bag, BagPart::Volume)) else {
            return;
        };
        let Some((per_ml, _)) = concentration_of(fields, bag, &lot_per_ml) else { return };
        total += volume * per_ml;
    }
    if fields.lot.bags.is_empty() {
        return;
    }
    read.checks.push(check(CheckedFigure::LotCells, stated, total, "cells"));
}
