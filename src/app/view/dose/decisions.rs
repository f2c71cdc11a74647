//! Decisions about a lot: past its expiry, outside what the site expects, without a second figure. Each is signed once.

use super::sign::signed_text;
use crate::{
    app::{
        page::Page,
        view::View,
        widget::{Mark, hint, shape, together},
    },
    engine::{
        dose::LotDecision,
        lot::{LotNote, ReadLot},
        notice::NoticeCode,
    },
    i18n::fill,
    model::{Confirmation, Lot},
    report::notice_text,
};
use eframe::egui::{Label, Ui};

pub(super) fn show(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let id = lot.id.clone();
    let own = |index: usize| page.draft().lots.get(index).is_some_and(|known| known.id == id);
    let planned = page.derived.dosings.iter().filter(|dosing| !dosing.given);
    let read = planned.filter_map(|dosing| {
        let read = dosing.lots.iter().find(|read| own(read.index))?;
        Some((dosing, read))
    });
    for (dosing, read) in read.take(1) {
        for notice in &dosing.notices {
            if let Some(decision) = decision(&notice.code, &id) {
                one(ui, lot, page, (decision, read, &notice.code));
            }
        }
    }
}

fn decision(code: &NoticeCode, lot: &str) -> Option<LotDecision> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is decided of a lot")]
    match code {
        NoticeCode::Expired(id) if id == lot => Some(LotDecision::Expired),
        NoticeCode::Lot(id, LotNote::OutsideExpected) if id == lot => Some(LotDecision::OutsideExpected),
        NoticeCode::Lot(id, LotNote::Unguarded) if id == lot => Some(LotDecision::Unguarded),
        _ => None,
    }
}

fn one(
    ui: &mut Ui,
    lot: &mut Lot,
    page: &Page<'_>,
    (decision, read, code): (LotDecision, &ReadLot, &NoticeCode),
) {
    let texts = &page.texts.dose;
    let made = decision.is_made(lot, read);
    ui.horizontal_top(|ui| {
        shape(ui, if made { Mark::Note } else { Mark::Decide });
        ui.add(Label::new(together(&notice_text(&page.reporter, code))).wrap());
    });
    let field = decision.field();
    if made {
        let known = lot.confirmed.iter().find(|known| known.field == field);
        let signed = known.map(|known| signed_text(page, &known.signed)).unwrap_or_default();
        hint(ui, &fill(&texts.decided_lot, &[("signed", signed)]));
    } else if let Some(value) = decision.value(lot, read).filter(|_| !page.read_only) {
        let pressed = ui.button(&texts.decide_lot).clicked();
        let path = format!("lots[{}].{field} decide", lot.id);
        if let Some(signed) = page.signs(pressed, &path, &texts.decide_lot) {
            lot.confirmed.retain(|known| known.field != field);
            lot.confirmed.push(Confirmation {
                field: field.to_owned(),
                value,
                signed,
                ..Confirmation::default()
            });
            // The button goes; the keys go on below it.
            page.go_to(View::Dose, "bags.count");
        }
    }
}
