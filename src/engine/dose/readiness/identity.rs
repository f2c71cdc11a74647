//! Whose bag it is: the subject on the label, the lot, the expiry.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::engine::{dose::LotDecision, lot::LotAsk, moment::read_moment, problem::ProblemCode};

impl Facts<'_, '_> {
    pub(super) fn identity(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        if self.case.draft.subject.trim().is_empty() {
            needs.push(Need::open(NeedCode::Subject, "subject".to_owned()));
        }
        let named = self.infusion.lots.len().max(self.dosing.lots.len());
        if self.dosing.lots.is_empty() || named > self.dosing.lots.len() {
            needs.push(Need::open(NeedCode::Lot, format!("{}.lots", self.path())));
        }
        for (lot, read) in self.lots() {
            let path = format!("lots[{}]", lot.id);
            let field = |name: &str| format!("{path}.{name}");
            if lot.id.trim().is_empty() {
                needs.push(Need::open(NeedCode::LotNumber(read.index), field("id")));
            }
            if self.problems.iter().any(|it| it.code == ProblemCode::Duplicate && it.field == path) {
                needs.push(Need::stop(NeedCode::Twice, path.clone()));
            }
            if read.asks.contains(&LotAsk::OtherSubject) {
                needs.push(Need::stop(NeedCode::OtherSubject(read.index), field("label_subject")));
            } else if lot.label_subject.trim().is_empty() {
                needs.push(Need::open(NeedCode::Label(read.index), field("label_subject")));
            }
            let expires = field("expires");
            match read_moment(&lot.expires) {
                Ok(None) => needs.push(Need::open(NeedCode::Expiry(read.index), expires)),
                Err(_) if lot.prints_no_expiry() => {}
                Err(_) => needs.push(Need::open(NeedCode::Mend, expires)),
                Ok(Some(day)) if day.last < self.context.now => {
                    let decision = LotDecision::Expired;
                    let Some(value) = decision.value(lot, read) else { continue };
                    let sign = Sign { within: SignedIn::Lot(read.index), field: decision.field(), value };
                    needs.push(Need::decision(NeedCode::Expired(read.index), expires, sign, &lot.confirmed));
                }
                Ok(Some(_)) => {}
            }
        }
        needs
    }
}
