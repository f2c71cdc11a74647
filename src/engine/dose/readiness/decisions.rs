//! What the dose comes to: within its limits, or decided.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::{
        dose::dosing::{DoseResult, DoseState},
        lot::LotNote,
    },
    model::{Address, Basis, LotPart, Typed},
    quantity::display::Displayed as _,
};

impl Facts<'_, '_> {
    pub(super) fn decisions(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        if let Some(level) = self.dosing.assigned_level() {
            match &level.state {
                DoseState::Overdose(over) => {
                    needs.push(Need::stop(NeedCode::Overdose(*over), Address::Nowhere));
                }
                DoseState::Underdose => {
                    // A short lot delivers the same at any level: the target belongs to what is decided on.
                    let of = |result: &DoseResult| {
                        let delivered = result.delivered.as_ref()?;
                        Some(format!("{} of {}", delivered.displayed(), result.target.displayed()))
                    };
                    let cells: Vec<String> = level.results.iter().filter_map(of).collect();
                    let value = Typed::new(&cells.join(" / "), "cells");
                    let sign = Sign { within: SignedIn::Infusion, field: "underdose", value };
                    let known = &self.infusion.confirmed;
                    needs.push(Need::decision(NeedCode::Underdose, Address::Nowhere, sign, known));
                }
                DoseState::Ready | DoseState::Asks(_) | DoseState::CertificateDisagrees => {
                    let over = level.overdose.filter(|_| self.dosing.thaw_begun);
                    needs.extend(over.map(|over| Need::stop(NeedCode::Overdose(over), Address::Nowhere)));
                }
            }
        }
        needs.extend(self.counting_times());
        needs
    }

    /// Cells of lots counted at different times are not the same cells, unless a recovery makes them so.
    fn counting_times(&self) -> Option<Need> {
        let applied = self.context.settings.counted_after_thaw.value() == Some(&true);
        let time = |basis: Basis| match basis {
            Basis::BeforeFreezing if !applied => "before_freezing",
            Basis::BeforeFreezing | Basis::AfterThaw => "after_thaw",
        };
        let mut times: Vec<(&str, &str)> = Vec::new();
        for (lot, read) in self.lots() {
            let other = read.notes.contains(&LotNote::CountedAfterThaw);
            times.extend(other.then_some(("", "before_freezing")));
            times.extend(lot.basis.map(|basis| (lot.id.as_str(), time(basis))));
        }
        let (_, first) = times.first()?;
        if times.iter().all(|(_, time)| time == first) {
            return None;
        }
        let value: Vec<String> =
            times.iter().map(|(lot, time)| format!("{lot} {time}").trim().to_owned()).collect();
        let value = Typed::new(&value.join(", "), "");
        let sign = Sign { within: SignedIn::Infusion, field: "counting_times", value };
        let field = self.lots().last().map_or(Address::Nowhere, |(lot, _)| Address::lot(lot, LotPart::Basis));
        Some(Need::decision(NeedCode::CountingTimes, field, sign, &self.infusion.confirmed))
    }
}
