//! What a dose or a lot asks for, in words.

use crate::{
    engine::{
        dose::dosing::{DoseAsk, Dosing},
        lot::{LotAsk, ReadLot},
    },
    model::{BagPart, LotPart},
    report::words::Reporter,
};

/// What must be entered or decided first, one line each.
pub(crate) fn asks_text(reporter: &Reporter<'_>, dosing: &Dosing, asks: &[DoseAsk]) -> Vec<String> {
    let words = reporter.words;
    let mut texts = Vec::new();
    for ask in asks {
        match ask {
            DoseAsk::Weight => texts.push(words.ask_weight.clone()),
            DoseAsk::WeightNotUsable => texts.push(words.ask_weight_not_usable.clone()),
            DoseAsk::WhichWeight => texts.push(words.ask_which_weight.clone()),
            DoseAsk::Lot => texts.push(words.ask_lot.clone()),
            DoseAsk::CertificateTotal => texts.push(words.ask_certificate_total.clone()),
            DoseAsk::LotDetails => texts.extend(dosing.lots.iter().flat_map(|lot| lot_asks(reporter, lot))),
        }
    }
    texts
}

/// The number of the lot at this place of the draft.
pub(crate) fn lot_number(reporter: &Reporter<'_>, place: usize) -> String {
    reporter.draft.lots.get(place).map_or_else(String::new, |lot| lot.id.clone())
}

/// What a lot asks for.
pub(crate) fn lot_asks(reporter: &Reporter<'_>, lot: &ReadLot) -> Vec<String> {
    lot.asks.iter().map(|ask| asked_of_lot(reporter, lot.index, ask)).collect()
}

/// What is asked of the lot at this place of the draft.
pub(crate) fn asked_of_lot(reporter: &Reporter<'_>, place: usize, ask: &LotAsk) -> String {
    let words = reporter.words;
    let lot = || lot_number(reporter, place);
    match ask {
        LotAsk::Convention => words.lot_ask_convention(lot()),
        LotAsk::Field(field) => words.lot_ask_field(lot(), figure_name(reporter, *field)),
        LotAsk::NoCarCells(field) => words.lot_ask_no_car(lot(), figure_name(reporter, *field)),
        LotAsk::Confirm(field) => words.lot_ask_confirm(lot(), figure_name(reporter, *field)),
        LotAsk::Basis => words.lot_ask_basis(lot()),
        LotAsk::OtherSubject => words.lot_ask_other_subject(lot()),
        LotAsk::NoBag => words.lot_ask_no_bag(lot()),
        LotAsk::Mend => words.lot_ask_mend(lot()),
        LotAsk::Bag(bag, field) => {
            let bag = reporter.bag(place, *bag);
            let field = match *field {
                BagPart::Volume => words.field_bag_volume(bag),
                BagPart::Cells => words.field_bag_cells(bag),
                BagPart::HoldUp => words.field_bag_hold_up(bag),
                BagPart::Car | BagPart::Whole | BagPart::Number | BagPart::State | BagPart::Thawed => {
                    words.field_bag_car(bag)
                }
            };
            words.lot_ask_field(lot(), field)
        }
        LotAsk::PlannedFor(infusion) => words.lot_ask_planned(lot(), infusion),
    }
}

/// The name of a figure of the certificate.
pub fn figure_name<'r>(reporter: &'r Reporter<'_>, part: LotPart) -> &'r str {
    let words = reporter.words;
    match part {
        LotPart::Total => &words.field_total,
        LotPart::Viable => &words.field_viable,
        LotPart::Viability => &words.field_viability,
        LotPart::Cd3 => &words.field_cd3,
        LotPart::CarShare => &words.field_car_share,
        LotPart::Recovery => &words.field_recovery,
        LotPart::Car => &words.field_car,
        LotPart::CertificateVolume => &words.field_certificate_volume,
        LotPart::CertificateLevel => &words.field_certificate_level,
        LotPart::Whole
        | LotPart::Id
        | LotPart::LabelSubject
        | LotPart::Convention
        | LotPart::Basis
        | LotPart::CertificateCells
        | LotPart::Bags
        | LotPart::Release
        | LotPart::Expires
        | LotPart::Confirmed => part.into(),
    }
}
