//! Small painted buttons: up, down, remove. The font has no such signs.

use crate::app::theme::{self, palette};
use eframe::egui::{Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// What a small button shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Icon {
    Up,
    Down,
    Remove,
}

/// A small button; its name is what screen readers and the pointer's hint say.
pub(super) fn icon_button(ui: &mut Ui, icon: Icon, name: &str, enabled: bool) -> Response {
    let sense = if enabled { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    let colors = palette(ui);
    let color = if enabled { colors.text } else { colors.border };
    let painter = ui.painter();
    if response.hovered() && enabled {
        painter.rect_filled(rect, theme::small_corner(), colors.hover);
    }
    if response.has_focus() {
        let ring = Stroke::new(2.0, colors.primary);
        painter.rect_stroke(rect, theme::small_corner(), ring, StrokeKind::Inside);
    }
    let at = |x: f32, y: f32| rect.center() + vec2(x, y) * 5.0;
    let stroke = Stroke::new(1.8, color);
    let lines = match icon {
        Icon::Up => vec![vec![at(-0.9, 0.45), at(0.0, -0.45), at(0.9, 0.45)]],
        Icon::Down => vec![vec![at(-0.9, -0.45), at(0.0, 0.45), at(0.9, -0.45)]],
        Icon::Remove => vec![vec![at(-0.8, -0.8), at(0.8, 0.8)], vec![at(-0.8, 0.8), at(0.8, -0.8)]],
    };
    for line in lines {
        painter.line(line, stroke);
    }
    response.on_hover_text(name)
}
