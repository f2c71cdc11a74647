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
    engine::lot::ReadLot,
    i18n::grouped_number,
    model::{Address, Basis, Convention, Lot, LotPart},
    quantity::{component::CarDensity, display::Displayed as _},
    report::figure_name,
};
use eframe::egui::{Frame, Margin, RichText, Sense, Stroke, Ui, vec2};

/// One box of a chain.
struct Link<'t> {
    part: LotPart,
    name: &'t str,
    of: &'t str,
}

/// The fields that a convention multiplies, in order.
pub(super) const fn used(convention: Option<Convention>) -> &'static [LotPart] {
    match convention {
        None => &[],
        Some(Convention::Stated | Convention::SinglePlatform) => &[LotPart::Car],
        Some(Convention::TotalCount) => {
            &[LotPart::Total, LotPart::Viability, LotPart::Cd3, LotPart::CarShare]
        }
        Some(Convention::ViableCount) => &[LotPart::Viable, LotPart::Cd3, LotPart::CarShare],
        Some(Convention::CarOfViable) => &[LotPart::Viable, LotPart::CarShare],
    }
}

pub(super) fn show(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>) {
    let texts = &page.texts.dose;
    if lot.convention.is_none() {
        return;
    }
    let mut links: Vec<Link<'_>> =
        used(lot.convention).iter().map(|part| link(page, *part, lot.convention)).collect();
    if lot.basis == Some(Basis::BeforeFreezing) {
        links.push(link(page, LotPart::Recovery, lot.convention));
    }
    // As the engine multiplied it.
    let reached = read(page, lot).map(ReadLot::chain).unwrap_or_default();
    let last = links.len().saturating_sub(1);
    for (at, link) in links.iter().enumerate() {
        if at > 0 {
            arrow(ui);
        }
        link_box(ui, lot, page, link, reached.get(at).filter(|_| at > 0 && at < last));
    }
    arrow(ui);
    let result = read(page, lot).and_then(ReadLot::density);
    let (fill_color, text) = match &result {
        Some(result) => (palette(ui).note_fill, texts.chain_result(grouped_number(&result.displayed()))),
        None => (palette(ui).raised, texts.chain_open.clone()),
    };
    boxed(ui, fill_color, |ui| {
        ui.label(RichText::new(text).strong());
    });
}

fn link<'t>(page: &'t Page<'t>, part: LotPart, convention: Option<Convention>) -> Link<'t> {
    let texts = &page.texts.dose;
    let of = match part {
        LotPart::Total => &texts.of_total,
        LotPart::Viable => &texts.of_viable_count,
        LotPart::Viability => &texts.of_nucleated,
        LotPart::Cd3 => &texts.of_viable,
        LotPart::CarShare if convention == Some(Convention::CarOfViable) => &texts.of_viable,
        LotPart::CarShare => &texts.of_cd3,
        LotPart::Recovery => &texts.of_recovered,
        LotPart::Car
        | LotPart::Whole
        | LotPart::Id
        | LotPart::LabelSubject
        | LotPart::Convention
        | LotPart::Basis
        | LotPart::CertificateCells
        | LotPart::CertificateVolume
        | LotPart::CertificateLevel
        | LotPart::Bags
        | LotPart::Release
        | LotPart::Expires
        | LotPart::Confirmed => {
            let single = convention == Some(Convention::SinglePlatform);
            if single { &texts.of_beads } else { &texts.of_stated }
        }
    };
    Link { part, name: figure_name(&page.reporter, part), of }
}

fn link_box(ui: &mut Ui, lot: &mut Lot, page: &Page<'_>, link: &Link<'_>, reached: Option<&CarDensity>) {
    let texts = &page.texts.dose;
    let counted = matches!(link.part, LotPart::Total | LotPart::Viable | LotPart::Car);
    let units = if counted { densities() } else { shares() };
    let amount = Amount {
        at: Address::lot(lot, link.part).into(),
        label: link.name,
        units: &units,
        width: 80.0,
        unit_width: 84.0,
        labelled: false,
    };
    boxed(ui, palette(ui).raised, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space().small;
            let name = if counted { capital(link.name) } else { format!("× {}", link.name) };
            ui.vertical(|ui| {
                let width = (ui.available_width() - 188.0).max(100.0);
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(name);
                hint(ui, link.of);
            });
            if let Some(typed) = lot.figure_mut(link.part) {
                amount.row(ui, page, typed);
            }
        });
        if let Some(typed) = lot.figure_mut(link.part) {
            amount.problems(ui, page, typed);
        }
        confirmation(ui, lot, page, link.part);
        if let Some(reached) = reached {
            hint(ui, &texts.chain_reached(grouped_number(&reached.displayed())));
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

fn read<'p>(page: &'p Page<'_>, lot: &Lot) -> Option<&'p ReadLot> {
    let mut read = page.derived.dosings.iter().flat_map(|dosing| &dosing.lots);
    read.find(|read| page.draft().lots.get(read.index).is_some_and(|known| known.id == lot.id))
}
