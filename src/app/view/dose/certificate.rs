//! What else stands on the certificate: figures that must agree with the chain, and figures that it does not use.

use super::{
    amount_field::{Amount, cell_numbers, densities, shares, volumes},
    chain::{figure, used},
    signature::signed_text,
};
use crate::{
    app::{
        core::{Page, View},
        widget::{Choose, field_id, fold_unless, heading, hint, problem_line},
    },
    model::{Basis, Confirmation, Lot},
    quantity::UnitRow,
    report::field_name,
};
use eframe::egui::Ui;

/// Figures that a convention may leave unused.
const SHARES: [&str; 6] = ["car", "total", "viable", "viability", "cd3", "car_share"];

pub(super) fn show(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    heading(ui, &texts.certificate);
    hint(ui, &texts.certificate_hint);
    one(ui, lot, page, "certificate_cells", &page.reporter.words.check_lot_cells);
    let path = format!("lots[{}].certificate_volume", lot.id);
    let units = volumes();
    let volume = amount(&path, &page.reporter.words.check_volume, &units);
    ui.horizontal_top(|ui| {
        volume.under_label(ui, page, &mut lot.certificate_volume);
        level(ui, lot, page);
    });
    volume.problems(ui, page, &mut lot.certificate_volume);
    confirmation(ui, lot, page, "certificate_volume");
    problem_line(ui, page, &format!("lots[{}].certificate_level", lot.id), None);
    let used = used(lot.convention);
    let mut unused: Vec<&'static str> = SHARES.into_iter().filter(|field| !used.contains(field)).collect();
    if lot.basis != Some(Basis::BeforeFreezing) {
        unused.push("recovery");
    }
    // What was typed is never hidden; the order stays the same, so that nothing jumps while somebody types.
    let typed = unused.iter().any(|field| !figure(lot, field).is_empty());
    let wanted = unused.iter().any(|field| page.focus_within(&format!("lots[{}].{field}", lot.id)));
    fold_unless(ui, "not multiplied", &texts.not_multiplied, (false, typed || wanted), |ui| {
        for field in unused {
            one(ui, lot, page, field, field_name(&page.reporter, field));
        }
    });
}

fn one(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, field: &'static str, name: &str) {
    let path = format!("lots[{}].{field}", lot.id);
    let units: Vec<&'static UnitRow> = match field {
        "car" | "total" | "viable" => densities(),
        "certificate_cells" => cell_numbers(),
        _ => shares(),
    };
    amount(&path, name, &units).show(ui, page, figure(lot, field));
    confirmation(ui, lot, page, field);
}

/// The level that the manufacturer's volume is for.
fn level(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    let path = format!("lots[{}].certificate_level", lot.id);
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
            let choose = Choose { id: field_id(&path), name: &texts.certificate_level, chosen, width: 88.0 };
            let options = std::iter::once((own.is_empty(), none));
            let (response, picked) =
                choose.show(ui, options.chain(levels.iter().map(|level| (own == *level, *level))));
            if let Some(place) = picked {
                let level = place.checked_sub(1).and_then(|place| levels.get(place));
                lot.certificate_level = level.map_or_else(String::new, |level| (*level).to_owned());
            }
            if page.takes_focus(&path) {
                response.request_focus();
            }
        });
    });
}

const fn amount<'a>(path: &'a str, label: &'a str, units: &'a [&'static UnitRow]) -> Amount<'a> {
    Amount { path, label, units, width: 96.0, unit_width: 84.0, labelled: true }
}

/// A doubtful figure is confirmed as it stands, by a person; another figure is not confirmed by it.
pub(super) fn confirmation(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, field: &'static str) {
    let texts = &page.texts.dose;
    let value = figure(lot, field).clone();
    let path = format!("lots[{}].{field}.value", lot.id);
    let known = lot.confirmed.iter().find(|known| known.field == field && known.value == value);
    if let Some(known) = known {
        hint(ui, &texts.confirmed_as_it_stands(signed_text(page, &known.signed)));
        return;
    }
    let doubtful = page.problem(&path).is_some_and(|problem| problem.code.can_be_confirmed());
    if doubtful && !page.read_only {
        let pressed = ui.button(&texts.confirm).clicked();
        if let Some(signed) = page.signs(pressed, &format!("{path} confirm"), &texts.confirm) {
            lot.confirmed.retain(|known| known.field != field);
            lot.confirmed.push(Confirmation {
                field: field.to_owned(),
                value,
                signed,
                ..Confirmation::default()
            });
            // The button goes; the keys go on in the field.
            page.go_to(View::Dose, path);
        }
    }
}
