//! The certificate: complete, counted at a known time, free of contradictions, and guarded by a second figure.

use super::{Facts, Need, NeedCode};
use crate::{
    engine::{
        dose::{
            LotDecision,
            dosing::{DoseAsk, DoseState, LevelDose},
        },
        lot::{CheckedFigure, LotAsk, LotNote, ReadLot},
    },
    model::{Address, BagPart, Convention, Lot, LotPart},
};

impl Facts<'_, '_> {
    pub(super) fn certificate(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for (lot, read) in self.lots() {
            self.of_lot(lot, read, &mut needs);
        }
        let total = |state: &DoseState| matches!(state, DoseState::Asks(asks) if asks.contains(&DoseAsk::CertificateTotal));
        // While planning a level may ask for what no other needs.
        let mut levels = self.dosing.levels.iter();
        let shown = |level: &&LevelDose| self.dosing.assigned.is_none_or(|assigned| assigned == level.level);
        if levels.any(|level| shown(&level) && total(&level.state)) {
            let lot = self.lots().find(|(_, read)| !read.is_guarded());
            let field =
                lot.map_or(Address::Nowhere, |(lot, _)| Address::figure(lot, LotPart::CertificateCells));
            needs.push(Need::open(NeedCode::CertificateTotal, field));
        }
        needs
    }

    fn of_lot(&self, lot: &Lot, read: &ReadLot, needs: &mut Vec<Need>) {
        let at = |part| Address::lot(lot, part);
        let place = read.index;
        for ask in &read.asks {
            let field = match ask {
                LotAsk::Convention => at(LotPart::Convention),
                LotAsk::Basis => at(LotPart::Basis),
                LotAsk::Field(field) | LotAsk::NoCarCells(field) | LotAsk::Confirm(field) => {
                    Address::figure(lot, *field)
                }
                // Of the bags, of the label, or said by the problem itself.
                LotAsk::Bag(..)
                | LotAsk::NoBag
                | LotAsk::PlannedFor(_)
                | LotAsk::OtherSubject
                | LotAsk::Mend => {
                    continue;
                }
            };
            let need = Need::open(NeedCode::Ask(place, ask.clone()), field);
            if !needs.contains(&need) {
                needs.push(need);
            }
        }
        if lot.basis.is_none() && !read.asks.contains(&LotAsk::Basis) {
            needs.push(Need::open(NeedCode::Basis(place), at(LotPart::Basis)));
        }
        for problem in self.problems {
            let Address::Lot(own, part, _) = &problem.field else { continue };
            let elsewhere = matches!(part, LotPart::Whole | LotPart::Expires | LotPart::LabelSubject);
            let of_field = [at(*part), Address::figure(lot, *part)];
            let said = needs.iter().any(|need| of_field.contains(&need.field));
            if own.number == lot.id && !elsewhere && !said {
                needs.push(Need::mend(problem));
            }
        }
        for check in read.checks.iter().filter(|check| !check.agrees) {
            needs.push(Need::stop(NeedCode::Disagrees(place, check.what), field_of(lot, check.what)));
        }
        for (note, decision, code) in [
            (LotNote::Unguarded, LotDecision::Unguarded, NeedCode::Unguarded(place)),
            (LotNote::OutsideExpected, LotDecision::OutsideExpected, NeedCode::OutsideExpected(place)),
        ] {
            // With a volume that is missing the certificate's cells cannot be held against the bags yet.
            let waits =
                note == LotNote::Unguarded && (!read.holds_known || lot.bags.is_empty()) && has_cells(lot);
            if read.notes.contains(&note)
                && !waits
                && let Some(sign) = decision.sign(lot, read)
            {
                // A second figure would do; outside what is expected the count itself is looked at.
                let part = if note == LotNote::Unguarded { LotPart::CertificateCells } else { count_of(lot) };
                let field = Address::figure(lot, part);
                needs.push(Need::decision(code, field, sign, &lot.confirmed));
            }
        }
    }
}

/// Cells are printed that wait for the volumes of the bags.
fn has_cells(lot: &Lot) -> bool {
    !lot.certificate_cells.is_empty() || lot.bags.iter().any(|bag| !bag.cells.is_empty())
}

/// The count that the concentration is made from.
const fn count_of(lot: &Lot) -> LotPart {
    match lot.convention {
        Some(Convention::TotalCount) => LotPart::Total,
        Some(Convention::ViableCount | Convention::CarOfViable) => LotPart::Viable,
        Some(Convention::Stated | Convention::SinglePlatform) | None => LotPart::Car,
    }
}

/// The field of a figure that contradicts the others.
fn field_of(lot: &Lot, figure: CheckedFigure) -> Address {
    let part = match figure {
        CheckedFigure::BagCells(place) => {
            return match lot.bags.get(place) {
                Some(bag) => Address::bag(lot, bag, BagPart::Cells).value(),
                None => Address::lot(lot, LotPart::Bags),
            };
        }
        CheckedFigure::LotCells | CheckedFigure::BagsWithinLot => LotPart::CertificateCells,
        CheckedFigure::Volume => LotPart::CertificateVolume,
        CheckedFigure::ViableCount => LotPart::Viable,
        CheckedFigure::ViableWithinTotal => LotPart::Total,
        CheckedFigure::CarWithinCd3 => LotPart::Cd3,
        CheckedFigure::CarWithinShare => LotPart::CarShare,
        CheckedFigure::StatedConcentration
        | CheckedFigure::CarWithinViable
        | CheckedFigure::CarWithinTotal => LotPart::Car,
    };
    Address::figure(lot, part)
}
