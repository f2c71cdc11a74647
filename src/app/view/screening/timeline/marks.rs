//! How each mark is painted: shape, colour and a word beside it, never colour alone.

use super::{
    axis::Axis,
    lanes::{Drawn, Place},
};
use crate::app::{theme::palette, widget::paint as paint_mark};
use eframe::egui::{
    Align2, Color32, CornerRadius, Painter, Rangef, Rect, Shape, Stroke, StrokeKind, TextStyle, Ui, Vec2,
    pos2, vec2,
};

/// Side of the shape at the end of a window.
const SIDE: f32 = 12.0;
/// Right of the last day, for words.
const ROOM: f32 = 38.0;
/// Between a mark and its word.
const GAP: f32 = 4.0;

/// The name of a lane, cut where it is too long.
pub(super) fn name(ui: &Ui, painter: &Painter, rect: Rect, text: &str) {
    let galley = eframe::egui::WidgetText::from(eframe::egui::RichText::new(text).small()).into_galley(
        ui,
        Some(eframe::egui::TextWrapMode::Truncate),
        rect.width(),
        TextStyle::Small,
    );
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    painter.galley(at, galley, palette(ui).text);
}

/// From left to right what a mark takes, its word included.
pub(super) fn room(ui: &Ui, axis: &Axis, place: &Place) -> Rangef {
    let (left, right) = ends(axis, place);
    let word = width(ui, &place.short);
    match place.drawn {
        Drawn::Stage { .. } | Drawn::Tried => {
            let begins = beside_point(ui, axis, right, &place.short);
            Rangef::new((left - SIDE / 2.0).min(begins), (right + SIDE / 2.0).max(begins + word))
        }
        Drawn::Window { .. } => Rangef::new(left - SIDE / 2.0, right + SIDE / 2.0 + GAP + word),
        Drawn::Sample => Rangef::new(left - 4.0, right + 4.0),
        Drawn::Course { .. } if word + 8.0 <= right - left => Rangef::new(left, right),
        Drawn::Course { .. } => Rangef::new(left, right + GAP + word),
    }
}

/// Left and right end on the axis, not beyond it.
fn ends(axis: &Axis, place: &Place) -> (f32, f32) {
    let (from, to) = match place.drawn {
        Drawn::Course { earliest, latest } => (earliest.unwrap_or(place.from), latest.unwrap_or(axis.last)),
        Drawn::Window { endless: true, .. } => (axis.first, place.to),
        Drawn::Window { .. } | Drawn::Stage { .. } | Drawn::Tried | Drawn::Sample => (place.from, place.to),
    };
    let cut = |x: f32| x.clamp(axis.room.min, axis.room.max);
    (cut(axis.x(from)), cut(axis.x(to)))
}

/// Paints a mark; where it is, or nothing where it lies before the first day.
pub(super) fn paint(ui: &Ui, painter: &Painter, axis: &Axis, line: Rangef, place: &Place) -> Option<Rect> {
    let colors = palette(ui);
    let (left, right) = ends(axis, place);
    let middle = line.center();
    let around = |x: f32| Rect::from_center_size(pos2(x, middle), Vec2::splat(SIDE));
    let beside = |x: f32, text: &str, color: Color32| word(ui, painter, pos2(x, middle), text, color);
    match place.drawn {
        Drawn::Stage { dated } => {
            if !axis.holds(place.to) {
                return None;
            }
            diamond(painter, around(right), colors.text, if dated { colors.text } else { colors.panel });
            beside(beside_point(ui, axis, right, &place.short), &place.short, colors.text);
            Some(around(right))
        }
        Drawn::Tried => {
            if !axis.holds(place.to) {
                return None;
            }
            diamond(painter, around(right), colors.note, colors.note_fill);
            beside(beside_point(ui, axis, right, &place.short), &place.short, colors.note);
            Some(around(right))
        }
        Drawn::Sample => {
            if !axis.holds(place.to) {
                return None;
            }
            painter.circle_filled(pos2(right, middle), 4.0, colors.primary);
            Some(around(right))
        }
        Drawn::Course { earliest, latest } => {
            if latest.is_some_and(|latest| latest < axis.first) {
                beside(axis.room.min + GAP, &place.short, colors.text);
                return Some(before(painter, axis, middle, colors.primary));
            }
            course(ui, painter, axis, line, (place, earliest, latest));
            Some(Rect::from_min_max(pos2(left, line.min + 1.0), pos2(right.max(left + 4.0), line.max - 1.0)))
        }
        Drawn::Window { mark, endless } => {
            if place.to < axis.first {
                return None;
            }
            let (color, ground) = mark.colors(colors);
            window(painter, axis, (left, right, middle), endless || place.from < axis.first, (color, ground));
            paint_mark(painter, around(right), mark, color, colors.panel);
            beside(right + SIDE / 2.0 + GAP, &place.short, color);
            Some(Rect::from_min_max(pos2(left, line.min + 2.0), pos2(right + SIDE / 2.0, line.max - 2.0)))
        }
    }
}

fn diamond(painter: &Painter, rect: Rect, edge: Color32, fill: Color32) {
    let points = vec![rect.center_top(), rect.right_center(), rect.center_bottom(), rect.left_center()];
    painter.add(Shape::convex_polygon(points, fill, Stroke::new(1.5, edge)));
}

/// A bar that ends at its anchor and starts with a foot, or with an arrow where it goes on to the left.
fn window(
    painter: &Painter,
    axis: &Axis,
    (left, right, middle): (f32, f32, f32),
    goes_on: bool,
    (color, fill): (Color32, Color32),
) {
    let bar = Rect::from_min_max(pos2(left, middle - 3.0), pos2(right.max(left + 2.0), middle + 3.0));
    painter.rect(bar, CornerRadius::ZERO, fill, Stroke::new(1.0, color), StrokeKind::Inside);
    if goes_on {
        arrow(painter, pos2(axis.room.min - 6.0, middle), color);
    } else {
        painter.line_segment([pos2(left, middle - 6.0), pos2(left, middle + 6.0)], Stroke::new(1.5, color));
    }
}

/// A bar for the days that are sure; lighter where the dates leave it open, an arrow where it goes on.
fn course(
    ui: &Ui,
    painter: &Painter,
    axis: &Axis,
    line: Rangef,
    (place, earliest, latest): (&Place, Option<jiff::civil::Date>, Option<jiff::civil::Date>),
) {
    let colors = palette(ui);
    let cut = |day| axis.x(day).clamp(axis.room.min, axis.room.max);
    let bar = |from: f32, to: f32| {
        Rect::from_min_max(pos2(from, line.min + 2.0), pos2(to.max(from + 3.0), line.max - 2.0))
    };
    let (from, to) = (cut(place.from), cut(place.to));
    let first = earliest.map_or(from - 12.0, cut).max(axis.room.min);
    let last = latest.map_or(axis.room.max, cut);
    for (from, to) in [(first, from), (to, last)] {
        if to > from {
            let open = bar(from, to);
            painter.rect_filled(open, CornerRadius::ZERO, colors.selection);
            let top = [open.left_top(), open.right_top()];
            let bottom = [open.left_bottom(), open.right_bottom()];
            for edge in [top, bottom] {
                painter.extend(Shape::dashed_line(&edge, Stroke::new(1.0, colors.primary), 3.0, 3.0));
            }
        }
    }
    painter.rect_filled(bar(from, to), CornerRadius::ZERO, colors.primary);
    if latest.is_none() {
        let at = pos2(axis.room.max + 7.0, line.center());
        let points = vec![at + vec2(-6.0, -5.0), at, at + vec2(-6.0, 5.0)];
        painter.add(Shape::convex_polygon(points, colors.primary, Stroke::NONE));
    }
    if earliest.is_some_and(|earliest| earliest < axis.first) {
        arrow(painter, pos2(axis.room.min - 6.0, line.center()), colors.primary);
    }
    let wide = width(ui, &place.short);
    let inside = |at: f32, color: Color32| {
        let font = TextStyle::Small.resolve(ui.style());
        painter.text(pos2(at, line.center()), Align2::LEFT_CENTER, &place.short, font, color);
    };
    if wide + 8.0 <= to - from {
        inside(from + GAP, colors.on_primary);
    } else if wide + 8.0 <= last - to {
        inside(to + 3.0 + GAP, colors.text);
    } else {
        let right = last.max(to + 3.0) + GAP;
        let fits = right + wide <= axis.room.max + ROOM;
        let at = if fits { right } else { (first - wide - GAP).max(axis.room.min) };
        word(ui, painter, pos2(at, line.center()), &place.short, colors.text);
    }
}

/// Something that lies before the first day drawn: an arrow at the left edge.
fn before(painter: &Painter, axis: &Axis, middle: f32, color: Color32) -> Rect {
    let at = pos2(axis.room.min - 6.0, middle);
    arrow(painter, at, color);
    Rect::from_center_size(at + vec2(3.0, 0.0), Vec2::splat(SIDE))
}

fn arrow(painter: &Painter, at: eframe::egui::Pos2, color: Color32) {
    let points = vec![at, at + vec2(6.0, -5.0), at + vec2(6.0, 5.0)];
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// Where the word of a mark at this point begins: right of it, or left of it where it would be cut.
fn beside_point(ui: &Ui, axis: &Axis, x: f32, text: &str) -> f32 {
    let (right, wide) = (x + SIDE / 2.0 + GAP, width(ui, text));
    if right + wide <= axis.room.max + ROOM { right } else { x - SIDE / 2.0 - GAP - wide }
}

/// A word that begins there; lines of stages do not run through it.
fn word(ui: &Ui, painter: &Painter, at: eframe::egui::Pos2, text: &str, color: Color32) {
    let font = TextStyle::Small.resolve(ui.style());
    let galley = painter.layout_no_wrap(text.to_owned(), font, color);
    let at = pos2(at.x, at.y - galley.size().y / 2.0);
    let behind = Rect::from_min_size(at, galley.size()).shrink2(vec2(0.0, 2.0));
    painter.rect_filled(behind, CornerRadius::ZERO, palette(ui).panel);
    painter.galley(at, galley, color);
}

fn width(ui: &Ui, text: &str) -> f32 {
    let font = TextStyle::Small.resolve(ui.style());
    ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}
