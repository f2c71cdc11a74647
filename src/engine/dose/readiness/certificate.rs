//! The certificate: complete, counted at a known time, free of contradictions, and guarded by a second figure.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::{
        dose::{DoseAsk, DoseState, LevelDose, LotDecision},
        lot::{LotAsk, LotNote, ReadLot},
    },
    model::Lot,
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
            needs.push(Need::open(NeedCode::Ask(place, ask.clone()), field));
        }
        if lot.basis.is_none() && !read.asks.contains(&LotAsk::Basis) {
            needs.push(Need::open(NeedCode::Basis(place), format!("{path}.basis")));
        }
        for problem in self.problems_at(&format!("{path}.")) {
            let rest = problem.field.get(path.len() + 1..).unwrap_or_default();
            let elsewhere = ["bags[", "expires", "label_subject"].iter().any(|own| rest.starts_with(own));
            let field = rest.split('.').next().unwrap_or_default();
            let said = needs.iter().any(|need| need.field.starts_with(&format!("{path}.{field}")));
            if !elsewhere && !said {
                needs.push(Need::open(NeedCode::Mend, problem.field.clone()));
            }
        }
        for check in read.checks.iter().filter(|check| !check.agrees) {
            let field = format!("{path}.certificate_cells.value");
            needs.push(Need::stop(NeedCode::Disagrees(place, check.what), field));
        }
        for (note, decision, code) in [
            (LotNote::Unguarded, LotDecision::Unguarded, NeedCode::Unguarded(place)),
            (LotNote::OutsideExpected, LotDecision::OutsideExpected, NeedCode::OutsideExpected(place)),
        ] {
            if read.notes.contains(&note)
                && let Some(value) = decision.value(lot, read)
            {
                let sign = Sign { within: SignedIn::Lot(place), field: decision.field(), value };
                let field = format!("{path}.certificate_cells.value");
                needs.push(Need::decision(code, field, sign, &lot.confirmed));
            }
        }
    }
}
