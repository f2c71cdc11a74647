//! What a dose or a lot asks for, in words.

use crate::{
    engine::{
        dose::dosing::{DoseAsk, Dosing},
        lot::{LotAsk, ReadLot},
    },
    i18n::fill,
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
    let with = |text: &str, field: &str| {
        fill(text, &[("lot", lot()), ("field", field_name(reporter, field).to_owned())])
    };
    match ask {
        LotAsk::Convention => with(&words.lot_ask_convention, ""),
        LotAsk::Field(field) => with(&words.lot_ask_field, field),
        LotAsk::NoCarCells(field) => with(&words.lot_ask_no_car, field),
        LotAsk::Confirm(field) => with(&words.lot_ask_confirm, field),
        LotAsk::Basis => with(&words.lot_ask_basis, ""),
        LotAsk::OtherSubject => with(&words.lot_ask_other_subject, ""),
        LotAsk::NoBag => with(&words.lot_ask_no_bag, ""),
        LotAsk::Mend => with(&words.lot_ask_mend, ""),
        LotAsk::Bag(bag, field) => {
            let text = match *field {
                "volume" => &words.field_bag_volume,
                "cells" => &words.field_bag_cells,
                "hold_up" => &words.field_bag_hold_up,
                _ => &words.field_bag_car,
            };
            let field = fill(text, &[("bag", reporter.bag(place, *bag))]);
            fill(&words.lot_ask_field, &[("lot", lot()), ("field", field)])
        }
        LotAsk::PlannedFor(infusion) => {
            fill(&words.lot_ask_planned, &[("lot", lot()), ("infusion", infusion.to_string())])
        }
    }
}

/// The name of a figure of the certificate.
pub fn field_name<'r>(reporter: &'r Reporter<'_>, field: &'r str) -> &'r str {
    let words = reporter.words;
    match field {
        "total" => &words.field_total,
        "viable" => &words.field_viable,
        "viability" => &words.field_viability,
        "cd3" => &words.field_cd3,
        "car_share" => &words.field_car_share,
        "recovery" => &words.field_recovery,
        "car" => &words.field_car,
        "certificate_volume" => &words.field_certificate_volume,
        "certificate_level" => &words.field_certificate_level,
        other => other,
    }
}
