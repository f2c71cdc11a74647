//! The certificate's figures held against each other: a tenfold slip shows here.

use super::{
    CERTIFICATE_TOLERANCE_PERCENT, CertificateCheck, CheckedFigure, Fields, ReadLot, bags::bag_per_ml, per_ml,
};
use crate::{
    model::Convention,
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
    let viable = unused.density::<Viable>("viable");
    let total = unused.density::<Nucleated>("total");
    let counted = total.zip(unused.percent("viability")).map(|(total, viability)| share(&total, &viability));
    if let (Some(viable), Some(counted)) = (&viable, &counted) {
        let check = check(CheckedFigure::ViableCount, viable.clone(), counted.clone(), "/mL");
        // Two counts that agree say nothing of a concentration that rests on neither.
        read.checks.push(CertificateCheck { guards: !stated, ..check });
    }
    let car = unused.density::<CarPositive>("car");
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

/// Figures that the convention does not use: what is wrong with them is said, and nothing is asked for.
struct Unused<'u, 'l, 'p> {
    fields: &'u mut Fields<'l, 'p>,
    scratch: ReadLot,
}

impl Unused<'_, '_, '_> {
    fn density<P: Component>(&mut self, field: &'static str) -> Option<Exact> {
        self.fields.density::<P>(field, &mut self.scratch).map(|density| density.per_ml)
    }

    fn percent(&mut self, field: &'static str) -> Option<Exact> {
        self.fields.percent(field, &mut self.scratch)
    }

    /// What a stated concentration can be held against: viable cells × CD3+ × CAR+, or, as the gate of CAR+ is not
    /// said, viable cells × CAR+. Without the CD3+ share only a gate of viable cells could be computed, and it would
    /// contradict every certificate with the other gate.
    fn chains(&mut self, viable: Option<Exact>) -> Vec<Exact> {
        let (cd3, car) = (self.percent("cd3"), self.percent("car_share"));
        let (Some(viable), Some(cd3), Some(car)) = (viable, cd3, car) else { return Vec::new() };
        let of_viable = share(&viable, &car);
        vec![share(&of_viable, &cd3), of_viable]
    }
}

fn share(whole: &Exact, percent: &Exact) -> Exact {
    whole.clone() * percent.clone() / Exact::from(100)
}

pub(crate) fn check(
    what: CheckedFigure,
    stated: Exact,
    computed: Exact,
    unit: &'static str,
) -> CertificateCheck {
    let smaller = stated.clone().min(computed.clone());
    let difference = (stated.clone() - computed.clone()).abs();
    let differs_percent = (difference * Exact::from(100)).per(&smaller).unwrap_or_else(|| Exact::from(100));
    let agrees = smaller.is_positive() && differs_percent <= Exact::from(CERTIFICATE_TOLERANCE_PERCENT);
    CertificateCheck { what, stated, computed, unit, differs_percent, agrees, guards: true }
}

/// The certificate's cells of the whole lot against the sum over its bags, filled volumes counted.
pub(super) fn check_totals(fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    if fields.lot.certificate_cells.is_empty() {
        return;
    }
    let Some(stated) = fields.cells(&fields.lot.certificate_cells, "certificate_cells") else { return };
    let Some(car) = &read.car else { return };
    let lot_per_ml = per_ml(car);
    let mut total = Exact::zero();
    for bag in &fields.lot.bags {
        let Some(volume) = fields.volume(&bag.volume, format_args!("bags[{}].volume", bag.number)) else {
            return;
        };
        let Some(per_ml) = bag_per_ml(fields, bag, &lot_per_ml) else { return };
        total += volume * per_ml;
    }
    if fields.lot.bags.is_empty() {
        return;
    }
    read.checks.push(check(CheckedFigure::LotCells, stated, total, "cells"));
}
