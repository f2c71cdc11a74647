//! The gating chain, drawn as a chain: each box says of what its per cent is a share, and what it comes to.

use super::{
    amount_field::{Amount, capital, densities, shares},
    certificate::confirmation,
};
use crate::{
    app::{
        core::Page,
        theme::{self, palette, space},
        widget::hint,
    },
    engine::lot::running,
    i18n::grouped_number,
    model::{Basis, Convention, Lot, Typed},
    quantity::Exact,
};
use eframe::egui::{Frame, Margin, RichText, Sense, Stroke, Ui, vec2};

/// One box of a chain.
struct Link<'t> {
    field: &'static str,
    name: &'t str,
    of: &'t str,
}

/// The fields that a convention multiplies, in order.
pub(super) const fn used(convention: Option<Convention>) -> &'static [&'static str] {
    match convention {
        None => &[],
        Some(Convention::Stated | Convention::SinglePlatform) => &["car"],
        Some(Convention::TotalCount) => &["total", "viability", "cd3", "car_share"],
        Some(Convention::ViableCount) => &["viable", "cd3", "car_share"],
        Some(Convention::CarOfViable) => &["viable", "car_share"],
    }
}

/// A figure of the lot by the name that the engine gives its field.
pub(super) fn figure<'l>(lot: &'l mut Lot, field: &str) -> &'l mut Typed {
    match field {
        "total" => &mut lot.total,
        "viable" => &mut lot.viable,
        "viability" => &mut lot.viability,
        "cd3" => &mut lot.cd3,
        "car_share" => &mut lot.car_share,
        "recovery" => &mut lot.recovery,
        "certificate_cells" => &mut lot.certificate_cells,
        "certificate_volume" => &mut lot.certificate_volume,
        _ => &mut lot.car,
    }
}

pub(super) fn show(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    if lot.convention.is_none() {
        return;
    }
    let mut links: Vec<Link<'_>> =
        used(lot.convention).iter().map(|field| link(page, field, lot.convention)).collect();
    if lot.basis == Some(Basis::BeforeFreezing) {
        links.push(link(page, "recovery", lot.convention));
    }
    let reached = reached(page, lot);
    let last = links.len().saturating_sub(1);
    for (at, link) in links.iter().enumerate() {
        if at > 0 {
            arrow(ui);
        }
        link_box(ui, lot, page, link, reached.get(at).filter(|_| at > 0 && at < last));
    }
    arrow(ui);
    let result = car(page, lot);
    let (fill_color, text) = match &result {
        Some(result) => (palette(ui).note_fill, texts.chain_result(grouped_number(result))),
        None => (palette(ui).raised, texts.chain_open.clone()),
    };
    boxed(ui, fill_color, |ui| {
        ui.label(RichText::new(text).strong());
    });
}

fn link<'t>(page: &Page<'t>, field: &'static str, convention: Option<Convention>) -> Link<'t> {
    let texts = &page.texts.dose;
    let words = page.reporter.words;
    let (name, of) = match field {
        "total" => (&words.field_total, &texts.of_total),
        "viable" => (&words.field_viable, &texts.of_viable_count),
        "viability" => (&words.field_viability, &texts.of_nucleated),
        "cd3" => (&words.field_cd3, &texts.of_viable),
        "car_share" if convention == Some(Convention::CarOfViable) => {
            (&words.field_car_share, &texts.of_viable)
        }
        "car_share" => (&words.field_car_share, &texts.of_cd3),
        "recovery" => (&words.field_recovery, &texts.of_recovered),
        _ if convention == Some(Convention::SinglePlatform) => (&words.field_car, &texts.of_beads),
        _ => (&words.field_car, &texts.of_stated),
    };
    Link { field, name, of }
}

fn link_box(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, link: &Link<'_>, reached: Option<&Exact>) {
    let texts = &page.texts.dose;
    let path = format!("lots[{}].{}", lot.id, link.field);
    let units = match link.field {
        "total" | "viable" | "car" => densities(),
        _ => shares(),
    };
    boxed(ui, palette(ui).raised, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space().small;
            let name = if link.field == "total" || link.field == "viable" || link.field == "car" {
                capital(link.name)
            } else {
                format!("× {}", link.name)
            };
            ui.vertical(|ui| {
                let width = (ui.available_width() - 188.0).max(100.0);
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(name);
                hint(ui, link.of);
            });
            let amount = Amount {
                path: &path,
                label: link.name,
                units: &units,
                width: 80.0,
                unit_width: 84.0,
                labelled: false,
            };
            amount.row(ui, page, figure(lot, link.field));
        });
        let amount = Amount {
            path: &path,
            label: link.name,
            units: &units,
            width: 80.0,
            unit_width: 84.0,
            labelled: false,
        };
        amount.problems(ui, page, figure(lot, link.field));
        confirmation(ui, lot, page, link.field);
        if let Some(reached) = reached {
            hint(ui, &texts.chain_reached(grouped_number(reached)));
        }
    });
}

/// A box of the chain, as wide as the card.
fn boxed(ui: &mut Ui, ground: eframe::egui::Color32, contents: impl FnOnce(&mut Ui)) {
    Frame::new()
        .fill(ground)
        .stroke(Stroke::new(1.0, palette(ui).border))
        .corner_radius(theme::corner())
        .inner_margin(Margin::from(vec2(space().small, space().tight)))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            contents(ui);
        });
}

/// From one box to the next.
fn arrow(ui: &mut Ui) {
    let between = ui.spacing().item_spacing.y;
    ui.spacing_mut().item_spacing.y = 0.0;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 14.0), Sense::hover());
    ui.spacing_mut().item_spacing.y = between;
    let color = palette(ui).primary;
    let center = rect.center().x;
    let at = |x: f32, y: f32| eframe::egui::pos2(center + x, y);
    let painter = ui.painter();
    let stroke = Stroke::new(2.0, color);
    painter.line_segment([at(0.0, rect.top() - between), at(0.0, rect.bottom() - 5.0)], stroke);
    painter.add(eframe::egui::Shape::convex_polygon(
        vec![at(-5.0, rect.bottom() - 6.0), at(5.0, rect.bottom() - 6.0), at(0.0, rect.bottom())],
        color,
        Stroke::NONE,
    ));
}

/// What the chain has come to after each box, as the engine multiplied it.
fn reached(page: &Page<'_>, lot: &Lot) -> Vec<Exact> {
    let read = page.derived.dosings.iter().flat_map(|dosing| &dosing.lots);
    let mut own =
        read.filter(|read| page.draft().lots.get(read.index).is_some_and(|known| known.id == lot.id));
    own.next().and_then(|read| read.steps.first()).map(running).unwrap_or_default()
}

/// The concentration of CAR+ cells per mL.
fn car(page: &Page<'_>, lot: &Lot) -> Option<Exact> {
    let mut read = page.derived.dosings.iter().flat_map(|dosing| &dosing.lots);
    let own = read.find(|read| page.draft().lots.get(read.index).is_some_and(|known| known.id == lot.id))?;
    own.car.as_ref()?;
    own.steps.last().map(|step| step.result.value.clone())
}
