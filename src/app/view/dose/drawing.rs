//! The bags to scale: what is drawn of each is filled, what is left stays empty.

use crate::{
    app::{
        core::Page,
        theme::{self, palette, space},
        widget::together,
    },
    engine::dose::{Draw, dosing::Dosing},
    quantity::{Exact, Rounding, component::InBase, display::Displayed as _, units::si::Volume},
    report::dose::figures::volume,
};
use eframe::egui::{Label, Rect, RichText, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

/// Width that the largest bag takes, in points.
const WIDEST: u16 = 220;

pub(super) fn show(ui: &mut Ui, page: &Page<'_>, dosing: &Dosing, draw: &Draw) {
    let texts = &page.texts.dose;
    let largest = draw.bags.iter().map(|bag| bag.fill.clone()).max();
    let Some(largest) = largest.filter(InBase::is_above_zero) else { return };
    let several = dosing.lots.len() > 1;
    for bag in &draw.bags {
        let lot = dosing.lots.get(bag.lot).and_then(|lot| page.draft().lots.get(lot.index));
        let number = lot.and_then(|lot| lot.bags.get(bag.bag)).map_or("", |bag| bag.number.as_str());
        let mut name = texts.bag_number(number);
        if several && let Some(lot) = lot {
            name = format!("{} · {name}", lot.id);
        }
        let name = RichText::new(together(&name)).strong();
        let [drawn, filled, left] = [&bag.volume, &bag.fill, &bag.left].map(volume);
        let line =
            together(&if bag.whole { texts.draw_whole(drawn) } else { texts.draw_part(drawn, filled, left) });
        // A long lot number stands over its bag; beside it the millilitres would go to another line.
        if several {
            ui.add(Label::new(name.clone()).wrap());
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space().small;
            to_scale(ui, &bag.volume, &bag.left, &largest);
            if !several {
                ui.label(name);
            }
            ui.add(Label::new(line).wrap());
        });
    }
}

/// A rectangle as long as the bag is full, filled as far as it is drawn.
fn to_scale(ui: &mut Ui, drawn: &Volume, left: &Volume, largest: &Volume) {
    let width = |part: &Volume| pixels(part, largest);
    let whole = width(&(drawn.clone() + left.clone()));
    let (rect, _) = ui.allocate_exact_size(vec2(f32::from(WIDEST), 20.0), Sense::hover());
    let colors = palette(ui);
    let bag = Rect::from_min_size(rect.min, vec2(whole, rect.height())).shrink2(vec2(0.0, 2.0));
    let filled = Rect::from_min_max(bag.min, pos2(bag.left() + width(drawn), bag.bottom()));
    let painter = ui.painter();
    painter.rect_filled(bag, theme::small_corner(), colors.raised);
    painter.rect_filled(filled, theme::small_corner(), colors.primary);
    painter.rect_stroke(
        bag,
        theme::small_corner(),
        Stroke::new(1.0, colors.field_border),
        StrokeKind::Inside,
    );
}

/// Whole points: a picture needs no more.
fn pixels(part: &Volume, largest: &Volume) -> f32 {
    let share = part.displayed().per(&largest.displayed()).unwrap_or_default();
    let points = (share * Exact::from(i64::from(WIDEST))).round(0, Rounding::HalfEven).to_i64();
    f32::from(points.and_then(|points| u16::try_from(points).ok()).unwrap_or_default().min(WIDEST))
}
