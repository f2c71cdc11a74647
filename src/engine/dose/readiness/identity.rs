//! Whose bag it is: the subject on the label, the lot, the expiry.

use super::{Facts, Need, NeedCode};
use crate::{
    engine::{
        dose::{LotDecision, weight::used_at},
        lot::LotAsk,
        moment::read_moment,
        problem::ProblemCode,
    },
    model::{Address, InfusionPart, LotPart, PatientPart},
};

impl Facts<'_, '_> {
    pub(super) fn identity(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        if self.case.draft.subject.trim().is_empty() {
            needs.push(Need::open(NeedCode::Subject, Address::Patient(PatientPart::Subject)));
        }
        let used_at = used_at(self.case, self.context, self.infusion);
        let lots = self.at(InfusionPart::Lots);
        let wrong: Vec<Need> = self.problems.iter().filter(|it| it.field == lots).map(Need::mend).collect();
        if self.dosing.lots.is_empty() && wrong.is_empty() {
            needs.push(Need::open(NeedCode::Lot, lots));
        }
        needs.extend(wrong);
        for (lot, read) in self.lots() {
            let field = |part| Address::lot(lot, part);
            if lot.id.trim().is_empty() {
                needs.push(Need::open(NeedCode::LotNumber(read.index), field(LotPart::Id)));
            }
            // The problem stands at the second of them, and nobody knows which is meant.
            let of_number = |field: &Address| matches!(field, Address::Lot(named, LotPart::Whole, _) if named.number == lot.id);
            if self.problems.iter().any(|it| it.code == ProblemCode::Duplicate && of_number(&it.field)) {
                needs.push(Need::stop(NeedCode::Twice, field(LotPart::Whole)));
            }
            if read.asks.contains(&LotAsk::OtherSubject) {
                needs.push(Need::stop(NeedCode::OtherSubject(read.index), field(LotPart::LabelSubject)));
            } else if lot.label_subject.trim().is_empty() {
                needs.push(Need::open(NeedCode::Label(read.index), field(LotPart::LabelSubject)));
            }
            let expires = field(LotPart::Expires);
            match read_moment(&lot.expires) {
                Ok(None) => needs.push(Need::open(NeedCode::Expiry(read.index), expires)),
                Err(_) if lot.prints_no_expiry() => {}
                Err(problem) => {
                    needs.push(Need::open(NeedCode::Mend(ProblemCode::Date(problem)), expires));
                }
                Ok(Some(day)) if day.last < used_at => {
                    let Some(sign) = LotDecision::Expired.sign(lot, read) else { continue };
                    needs.push(Need::decision(NeedCode::Expired(read.index), expires, sign, &lot.confirmed));
                }
                Ok(Some(_)) => {}
            }
        }
        needs
    }
}
