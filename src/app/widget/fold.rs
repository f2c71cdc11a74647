//! A card that folds to its heading.

use crate::app::theme::{self, HEADING, palette, space, text_style};
use eframe::egui::{
    Color32, Frame, Id, Margin, Painter, Rect, Response, RichText, Role, Sense, Shape, Stroke, TextWrapMode,
    Ui, WidgetInfo, pos2, vec2,
};

/// A card that folds to its heading; `beside` stands at the right of the heading.
pub(crate) fn fold_card(
    ui: &mut Ui,
    title: &str,
    open: &mut bool,
    beside: impl FnOnce(&mut Ui),
    contents: impl FnOnce(&mut Ui),
) {
    let colors = palette(ui);
    Frame::new()
        .fill(colors.panel)
        .stroke(Stroke::new(1.0, colors.border))
        .corner_radius(theme::corner())
        .inner_margin(Margin::from(space().medium))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let text = RichText::new(title).text_style(text_style(HEADING));
                fold_line(ui, open, text, title);
                beside(ui);
            });
            if *open {
                ui.add_space(space().tight);
                contents(ui);
            }
        });
}

/// A line that unfolds what is under it.
pub(crate) fn fold_line(ui: &mut Ui, open: &mut bool, text: RichText, name: &str) -> Response {
    let width = (ui.available_width() - 4.0).max(40.0);
    let galley = eframe::egui::WidgetText::from(text).into_galley(
        ui,
        Some(TextWrapMode::Truncate),
        width - 20.0,
        eframe::egui::TextStyle::Body,
    );
    let size = vec2(galley.size().x + 20.0, galley.size().y.max(22.0));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::DisclosureTriangle, true, *open, name));
    let colors = palette(ui);
    triangle(ui.painter(), Rect::from_min_size(rect.min, vec2(16.0, rect.height())), *open, colors.weak);
    let at = pos2(rect.left() + 20.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colors.text);
    focus_ring(ui, &response);
    if response.clicked() {
        *open = !*open;
    }
    response
}

/// A heading that folds what stands under it, and remembers so by itself.
pub(crate) fn fold(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    text: &str,
    usual: bool,
    contents: impl FnOnce(&mut Ui),
) {
    fold_unless(ui, salt, text, (usual, false), contents);
}

/// The same; `always` keeps it open.
pub(crate) fn fold_unless(
    ui: &mut Ui,
    salt: impl std::hash::Hash + std::fmt::Debug,
    text: &str,
    (usual, always): (bool, bool),
    contents: impl FnOnce(&mut Ui),
) {
    let id = Id::unique(("fold", salt));
    let mut open = ui.data(|data| data.get_temp(id)).unwrap_or(usual) || always;
    fold_line(ui, &mut open, RichText::new(text), text);
    ui.data_mut(|data| data.insert_temp(id, open));
    if open {
        ui.indent(id, contents);
    }
}

/// A triangle that points down when open.
pub(crate) fn triangle(painter: &Painter, rect: Rect, open: bool, color: Color32) {
    let at = |x: f32, y: f32| rect.center() + vec2(x, y);
    let points = if open {
        vec![at(-5.0, -3.0), at(5.0, -3.0), at(0.0, 4.0)]
    } else {
        vec![at(-3.0, -5.0), at(4.0, 0.0), at(-3.0, 5.0)]
    };
    painter.add(Shape::convex_polygon(points, color, Stroke::NONE));
}

/// The frame of what has the focus.
pub(crate) fn focus_ring(ui: &Ui, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, palette(ui).primary);
        let rect = response.rect.expand(1.0);
        ui.painter().rect_stroke(rect, theme::small_corner(), stroke, eframe::egui::StrokeKind::Outside);
    }
}
