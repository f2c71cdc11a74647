//! What a report holds: results of a laboratory, findings of a visit, answers of an interview.

use crate::{
    app::core::Spot,
    engine::protocol::plan::Plan,
    model::{Assessment, Item, Kind as ItemKind, Sitting},
    quantity::Analyte,
};
use std::collections::BTreeMap;

/// What a report holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Laboratory,
    Visit,
    Interview,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Laboratory, Self::Visit, Self::Interview];

    /// Where an item is entered; none for what the program computes, histories, and the clearances with a card of
    /// their own.
    pub(super) fn of(item: &Item) -> Option<Self> {
        match item.sitting {
            Some(Sitting::Laboratory) => return Some(Self::Laboratory),
            Some(Sitting::Visit) => return Some(Self::Visit),
            Some(Sitting::Interview) => return Some(Self::Interview),
            None => {}
        }
        match &item.kind {
            ItemKind::YesNo => Some(Self::Interview),
            ItemKind::Choice(_) => Some(Self::Laboratory),
            ItemKind::Exposure => None,
            ItemKind::Analyte => Self::of_analyte(Analyte::from_id(&item.id)?),
        }
    }

    /// The button that adds a report of this kind.
    pub(super) fn add_button(self) -> Spot {
        Spot::own(format!("add {self:?}"))
    }

    fn of_analyte(analyte: Analyte) -> Option<Self> {
        if analyte.enter_under().is_some() {
            return None;
        }
        #[expect(clippy::wildcard_enum_match_arm, reason = "every other analyte is printed by a laboratory")]
        match analyte {
            Analyte::ClearanceMeasured | Analyte::ClearanceReported => None,
            Analyte::Weight
            | Analyte::Height
            | Analyte::Ecog
            | Analyte::Lvef
            | Analyte::Spo2
            | Analyte::LesionDiameter
            | Analyte::LesionShortAxis
            | Analyte::LargestLesion
            | Analyte::LiverReplaced => Some(Self::Visit),
            _ => Some(Self::Laboratory),
        }
    }
}

/// The items of a kind in the protocol's order.
pub(super) fn items(plan: &Plan, kind: Kind) -> impl Iterator<Item = &Item> {
    plan.protocol.items.iter().filter(move |item| Kind::of(item) == Some(kind))
}

/// The item of an id.
pub(super) fn item<'p>(plan: &'p Plan, id: &str) -> Option<&'p Item> {
    plan.protocol.items.get(plan.item(id)?)
}

/// What a report holds by its entries, and by what it was added for.
pub(super) fn kinds(plan: &Plan, assessment: &Assessment, added: &BTreeMap<u32, Kind>) -> Vec<Kind> {
    let holds = |kind: Kind| {
        assessment.results.iter().any(|finding| item(plan, &finding.of).and_then(Kind::of) == Some(kind))
    };
    let mut found: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| holds(*kind)).collect();
    if let Some(kind) = added.get(&assessment.id).filter(|kind| !found.contains(kind)) {
        found.push(*kind);
    }
    if found.is_empty() {
        let laboratory = assessment.laboratory.is_some() || !assessment.report.trim().is_empty();
        found.push(if laboratory { Kind::Laboratory } else { Kind::Visit });
        if !laboratory {
            found.push(Kind::Interview);
        }
    }
    found
}
