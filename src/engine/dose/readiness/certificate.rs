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
    model::{Convention, Lot},
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
                lot.map_or_else(String::new, |(lot, _)| format!("lots[{}].certificate_cells.value", lot.id));
            needs.push(Need::open(NeedCode::CertificateTotal, field));
        }
        needs
    }

    fn of_lot(&self, lot: &Lot, read: &ReadLot, needs: &mut Vec<Need>) {
        let path = format!("lots[{}]", lot.id);
        let place = read.index;
        for ask in &read.asks {
            let field = match ask {
                LotAsk::Convention => format!("{path}.convention"),
                LotAsk::Basis => format!("{path}.basis"),
                LotAsk::Field("certificate_level") => format!("{path}.certificate_level"),
                LotAsk::Field(field) | LotAsk::NoCarCells(field) | LotAsk::Confirm(field) => {
                    format!("{path}.{field}.value")
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
            needs.push(Need::open(NeedCode::Basis(place), format!("{path}.basis")));
        }
        for problem in self.problems_at(&format!("{path}.")) {
            let rest = problem.field.get(path.len() + 1..).unwrap_or_default();
            let elsewhere = ["bags[", "expires", "label_subject"].iter().any(|own| rest.starts_with(own));
            let field = rest.split('.').next().unwrap_or_default();
            let of_field = [format!("{path}.{field}"), format!("{path}.{field}.value")];
            let said = needs.iter().any(|need| of_field.contains(&need.field));
            if !elsewhere && !said {
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
                let name = if note == LotNote::Unguarded { "certificate_cells" } else { count_of(lot) };
                let field = format!("{path}.{name}.value");
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
const fn count_of(lot: &Lot) -> &'static str {
    match lot.convention {
        Some(Convention::TotalCount) => "total",
        Some(Convention::ViableCount | Convention::CarOfViable) => "viable",
        Some(Convention::Stated | Convention::SinglePlatform) | None => "car",
    }
}

/// The field of a figure that contradicts the others.
fn field_of(lot: &Lot, figure: CheckedFigure) -> String {
    let path = format!("lots[{}]", lot.id);
    let name = match figure {
        CheckedFigure::BagCells(place) => {
            let number = lot.bags.get(place).map_or("", |bag| bag.number.as_str());
            return format!("{path}.bags[{number}].cells.value");
        }
        CheckedFigure::LotCells | CheckedFigure::BagsWithinLot => "certificate_cells",
        CheckedFigure::Volume => "certificate_volume",
        CheckedFigure::ViableCount => "viable",
        CheckedFigure::ViableWithinTotal => "total",
        CheckedFigure::CarWithinCd3 => "cd3",
        CheckedFigure::CarWithinShare => "car_share",
        CheckedFigure::StatedConcentration
        | CheckedFigure::CarWithinViable
        | CheckedFigure::CarWithinTotal => "car",
    };
    format!("{path}.{name}.value")
}
