//! Verdicts as a painted shape, a word and a colour; never a colour alone.

use crate::app::theme::{self, Palette, palette, space};
use eframe::egui::{
    Color32, CornerRadius, CursorIcon, Painter, Pos2, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, TextStyle, Ui, Vec2, WidgetInfo, pos2, vec2,
};

/// What a shape says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// A disc with a check mark.
    Pass,
    /// A square with a cross.
    Fail,
    /// A diamond with a question mark.
    Unknown,
    /// A clock: not now.
    Wait,
    /// A triangle with an exclamation mark: a person must decide.
    Decide,
    /// A ring with a line: a quiet note.
    Note,
}

impl Mark {
    /// Text colour and ground.
    pub(crate) const fn colors(self, palette: &Palette) -> (Color32, Color32) {
        match self {
            Self::Pass => (palette.pass, palette.pass_fill),
            Self::Fail => (palette.fail, palette.fail_fill),
            Self::Unknown | Self::Wait | Self::Decide => (palette.unknown, palette.unknown_fill),
            Self::Note => (palette.note, palette.note_fill),
        }
    }
}

/// Paints the shape alone, in the middle of a line of text; the word must stand beside it.
pub(crate) fn shape(ui: &mut Ui, mark: Mark) -> Response {
    shape_beside(ui, mark, &TextStyle::Body)
}

/// The same in the middle of a line of another size.
pub(crate) fn shape_beside(ui: &mut Ui, mark: Mark, style: &TextStyle) -> Response {
    let line = ui.text_style_height(style).max(16.0);
    let (rect, response) = ui.allocate_exact_size(vec2(16.0, line), Sense::hover());
    let rect = Rect::from_center_size(rect.center(), Vec2::splat(16.0));
    let (color, _) = mark.colors(palette(ui));
    let ground = palette(ui).panel;
    paint(ui.painter(), rect, mark, color, ground);
    response
}

/// Shape and word on a coloured ground.
pub(crate) fn chip(ui: &mut Ui, mark: Mark, word: &str) -> Response {
    chip_of(ui, mark, word, &TextStyle::Body, Sense::hover())
}

/// The shape alone on its ground, where there is no room for the word; screen readers and the tooltip say it.
pub(crate) fn mark_chip(ui: &mut Ui, mark: Mark, word: &str) -> Response {
    let response = chip_of(ui, mark, "", &TextStyle::Body, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    response.on_hover_text(word)
}

/// The same in small text, where many stand in a line.
pub(crate) fn small_chip(ui: &mut Ui, mark: Mark, word: &str) -> Response {
    chip_of(ui, mark, word, &TextStyle::Small, Sense::hover())
}

/// The same as a button; `heard` is what screen readers say.
pub(crate) fn chip_button(ui: &mut Ui, mark: Mark, word: &str, heard: &str) -> Response {
    let response = chip_of(ui, mark, word, &TextStyle::Small, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, heard));
    if response.hovered() {
        let edge = Stroke::new(1.0, mark.colors(palette(ui)).0);
        ui.painter().rect_stroke(response.rect, theme::large_corner(), edge, StrokeKind::Inside);
    }
    super::focus_ring(ui, &response);
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// How wide a chip with a word in this style is.
pub(crate) fn chip_width(ui: &Ui, word: &str, style: &TextStyle) -> f32 {
    let font = style.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(word.to_owned(), font, Color32::PLACEHOLDER);
    galley.size().x + 2.0 * space().small + SIDE + space().tight
}

/// The shape in a chip.
const SIDE: f32 = 14.0;

fn chip_of(ui: &mut Ui, mark: Mark, word: &str, style: &TextStyle, sense: Sense) -> Response {
    let (color, ground) = mark.colors(palette(ui));
    let galley = ui.painter().layout_no_wrap(word.to_owned(), style.resolve(ui.style()), color);
    let side = SIDE;
    let pad = space().small;
    let size = vec2(pad + side + space().tight + galley.size().x + pad, galley.size().y + 4.0);
    let (rect, response) = ui.allocate_exact_size(size, sense);
    if sense == Sense::hover() && !word.is_empty() {
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, word));
    }
    let painter = ui.painter();
    painter.rect_filled(rect, theme::large_corner(), ground);
    let center = pos2(rect.left() + pad + side / 2.0, rect.center().y);
    paint(painter, Rect::from_center_size(center, Vec2::splat(side)), mark, color, ground);
    let text = pos2(rect.left() + pad + side + space().tight, rect.center().y - galley.size().y / 2.0);
    painter.galley(text, galley, color);
    response
}

/// Paints the shape into this rectangle; the word must stand beside it.
pub(crate) fn paint(painter: &Painter, rect: Rect, mark: Mark, color: Color32, ground: Color32) {
    let at = |x: f32, y: f32| rect.center() + vec2(x, y) * rect.width() / 2.0;
    let stroke = Stroke::new(1.6, ground);
    match mark {
        Mark::Pass => {
            painter.circle_filled(rect.center(), rect.width() * 0.48, color);
            line(painter, &[at(-0.42, 0.02), at(-0.1, 0.36), at(0.46, -0.34)], stroke);
        }
        Mark::Fail => {
            painter.rect_filled(rect.shrink(1.0), CornerRadius::same(2), color);
            line(painter, &[at(-0.4, -0.4), at(0.4, 0.4)], stroke);
            line(painter, &[at(-0.4, 0.4), at(0.4, -0.4)], stroke);
        }
        Mark::Unknown => {
            polygon(painter, vec![at(0.0, -1.0), at(1.0, 0.0), at(0.0, 1.0), at(-1.0, 0.0)], color);
            line(
                painter,
                &[at(-0.22, -0.3), at(0.0, -0.48), at(0.24, -0.26), at(0.0, 0.06), at(0.0, 0.2)],
                stroke,
            );
            painter.circle_filled(at(0.0, 0.48), 1.0, ground);
        }
        Mark::Wait => {
            painter.circle_stroke(rect.center(), rect.width() * 0.42, Stroke::new(1.8, color));
            line(painter, &[at(0.0, -0.5), at(0.0, 0.0), at(0.36, 0.22)], Stroke::new(1.6, color));
        }
        Mark::Decide => {
            polygon(painter, vec![at(0.0, -0.95), at(1.0, 0.85), at(-1.0, 0.85)], color);
            line(painter, &[at(0.0, -0.35), at(0.0, 0.28)], stroke);
            painter.circle_filled(at(0.0, 0.58), 1.0, ground);
        }
        Mark::Note => {
            painter.circle_stroke(rect.center(), rect.width() * 0.42, Stroke::new(1.6, color));
            line(painter, &[at(0.0, -0.08), at(0.0, 0.46)], Stroke::new(1.6, color));
            painter.circle_filled(at(0.0, -0.42), 1.1, color);
        }
    }
}

fn line(painter: &Painter, points: &[Pos2], stroke: Stroke) {
    painter.line(points.to_vec(), stroke);
}

fn polygon(painter: &Painter, points: Vec<Pos2>, color: Color32) {
    painter.add(eframe::egui::Shape::convex_polygon(points, color, Stroke::NONE));
}

/// A word in the colour of its mark.
pub(crate) fn colored(ui: &Ui, mark: Mark, text: &str) -> RichText {
    RichText::new(text).color(mark.colors(palette(ui)).0)
}
