//! What else stands on the certificate: figures that must agree with the chain, and figures that it does not use.

use super::{
    amount_field::{Amount, cell_numbers, densities, shares, volumes},
    chain::used,
    signature::signed_text,
};
use crate::{
    app::{
        core::{Page, Spot, View},
        widget::{Choose, field_id, fold_unless, heading, hint, problem_line},
    },
    model::{Address, Basis, Confirmation, Lot, LotPart, Named},
    quantity::UnitRow,
    report::figure_name,
};
use eframe::egui::Ui;

/// Figures that a convention may leave unused.
const SHARES: [LotPart; 6] =
    [LotPart::Car, LotPart::Total, LotPart::Viable, LotPart::Viability, LotPart::Cd3, LotPart::CarShare];

pub(super) fn show(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    heading(ui, &texts.certificate);
    hint(ui, &texts.certificate_hint);
    one(ui, lot, page, LotPart::CertificateCells, &page.reporter.words.check_lot_cells);
    let at = Address::lot(lot, LotPart::CertificateVolume);
    let units = volumes();
    let volume = amount(at, &page.reporter.words.check_volume, &units);
    ui.horizontal_top(|ui| {
        volume.under_label(ui, page, &mut lot.certificate_volume);
        level(ui, lot, page);
    });
    volume.problems(ui, page, &mut lot.certificate_volume);
    confirmation(ui, lot, page, LotPart::CertificateVolume);
    problem_line(ui, page, Address::lot(lot, LotPart::CertificateLevel), None);
    let used = used(lot.convention);
    let mut unused: Vec<LotPart> = SHARES.into_iter().filter(|part| !used.contains(part)).collect();
    if lot.basis != Some(Basis::BeforeFreezing) {
        unused.push(LotPart::Recovery);
    }
    // What was typed is never hidden; the order stays the same, so that nothing jumps while somebody types.
    let typed = unused.iter().any(|part| lot.figure(*part).is_some_and(|typed| !typed.is_empty()));
    let own = Named::lot(lot);
    let wanted =
        page.is_wanted(|at| matches!(at, Address::Lot(lot, part, _) if *lot == own && unused.contains(part)));
    fold_unless(ui, "not multiplied", &texts.not_multiplied, (false, typed || wanted), |ui| {
        for part in unused {
            one(ui, lot, page, part, figure_name(&page.reporter, part));
        }
    });
}

fn one(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, part: LotPart, name: &str) {
    let units: Vec<&'static UnitRow> = if matches!(part, LotPart::Car | LotPart::Total | LotPart::Viable) {
        densities()
    } else if part == LotPart::CertificateCells {
        cell_numbers()
    } else {
        shares()
    };
    let amount = amount(Address::lot(lot, part), name, &units);
    if let Some(typed) = lot.figure_mut(part) {
        amount.show(ui, page, typed);
    }
    confirmation(ui, lot, page, part);
}

/// The level that the manufacturer's volume is for.
fn level(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    let at = Address::lot(lot, LotPart::CertificateLevel).into();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        hint(ui, &texts.certificate_level);
        ui.add_enabled_ui(!page.read_only, |ui| {
            // As the units beside it.
            ui.spacing_mut().button_padding.x = 5.0;
            let own = lot.certificate_level.as_str();
            let levels: Vec<&str> = page.context().plan.levels.iter().map(|level| &*level.id).collect();
            let none = page.texts.shell.not_set.as_str();
            let chosen = if own.is_empty() { none } else { own };
            let choose = Choose { id: field_id(&at), name: &texts.certificate_level, chosen, width: 88.0 };
            let options = std::iter::once((own.is_empty(), none));
            let (response, picked) =
                choose.show(ui, options.chain(levels.iter().map(|level| (own == *level, *level))));
            if let Some(place) = picked {
                let level = place.checked_sub(1).and_then(|place| levels.get(place));
                lot.certificate_level = level.map_or_else(String::new, |level| (*level).to_owned());
            }
            if page.takes_focus(&at) {
                response.request_focus();
            }
        });
    });
}

fn amount<'a>(at: Address, label: &'a str, units: &'a [&'static UnitRow]) -> Amount<'a> {
    Amount { at: at.into(), label, units, width: 96.0, unit_width: 84.0, labelled: true }
}

/// A doubtful figure is confirmed as it stands, by a person; another figure is not confirmed by it.
pub(super) fn confirmation(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, part: LotPart) {
    let texts = &page.texts.dose;
    let Some(value) = lot.figure(part).cloned() else { return };
    let (field, at): (&str, Spot) = (part.into(), Address::figure(lot, part).into());
    let known = lot.confirmed.iter().find(|known| known.field == field && known.value == value);
    if let Some(known) = known {
        hint(ui, &texts.confirmed_as_it_stands(signed_text(page, &known.signed)));
        return;
    }
    let doubtful = page.problem(&at).is_some_and(|problem| problem.code.can_be_confirmed());
    if doubtful && !page.read_only {
        let pressed = ui.button(&texts.confirm).clicked();
        if let Some(signed) = page.signs(pressed, &at.beside("confirm"), &texts.confirm) {
            lot.confirmed.retain(|known| known.field != field);
            lot.confirmed.push(Confirmation {
                field: field.to_owned(),
                value,
                signed,
                ..Confirmation::default()
            });
            // The button goes; the keys go on in the field.
            page.go_to(View::Dose, at);
        }
    }
}
