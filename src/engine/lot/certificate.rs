//! The certificate's figures held against each other: a tenfold slip shows here.

use super::{
    CERTIFICATE_TOLERANCE_PERCENT, CertificateCheck, CheckedFigure, Fields, ReadLot, bags::bag_per_ml, per_ml,
};
use crate::{
    model::Convention,
    quantity::{
        Exact,
        component::{CarPositive, Nucleated, Viable},
    },
};
use num_traits::Zero as _;

/// Figures that the chosen convention does not use still have to agree with it.
pub(super) fn check_shares(convention: Convention, fields: &mut Fields<'_, '_>, read: &mut ReadLot) {
    let lot = fields.lot;
    if matches!(convention, Convention::TotalCount | Convention::ViableCount)
        && !(lot.total.is_empty() || lot.viable.is_empty() || lot.viability.is_empty())
    {
        let mut scratch = read.clone();
        let total = fields.density::<Nucleated>("total", &mut scratch);
        let viable = fields.density::<Viable>("viable", &mut scratch);
        let viability = fields.fraction::<Viable, Nucleated>("viability", &mut scratch);
        if let (Some(total), Some(viable), Some(viability)) = (total, viable, viability) {
            let computed = total.per_ml * viability.percent / Exact::from(100);
            read.checks.push(check(CheckedFigure::ViableCount, viable.per_ml, computed, "/mL"));
        }
    }
    if !matches!(convention, Convention::Stated | Convention::SinglePlatform)
        && !lot.car.is_empty()
        && let Some(car) = &read.car
    {
        let computed = per_ml(car);
        let mut scratch = read.clone();
        if let Some(stated) = fields.density::<CarPositive>("car", &mut scratch) {
            read.checks.push(check(CheckedFigure::StatedConcentration, stated.per_ml, computed, "/mL"));
        }
    }
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
    CertificateCheck { what, stated, computed, unit, differs_percent, agrees }
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
