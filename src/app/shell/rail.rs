//! The left rail: the views.

use crate::app::{
    core::{Act, Command, Lent, View},
    theme::{self, palette, space},
};
use eframe::egui::{
    Align, Color32, CornerRadius, Frame, Margin, Painter, Panel, Rect, Role, Sense, Stroke, Ui, Vec2,
    WidgetInfo, pos2, text::LayoutJob, vec2,
};

pub(super) fn show(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    let colors = palette(ui);
    let frame =
        Frame::new().fill(colors.rail).inner_margin(Margin::from(vec2(space().small, space().medium)));
    Panel::left("rail").exact_size(112.0).resizable(false).show_separator_line(false).frame(frame).show(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = space().small;
            let entries = [
                (Command::Patients, View::Patients),
                (Command::Screening, View::Screening),
                (Command::Dose, View::Dose),
                (Command::Protocol, View::Protocol),
                (Command::Settings, View::Settings),
            ];
            for (command, view) in entries {
                if entry(ui, command.label(&lent.texts().commands), view, lent.view == view) {
                    acts.push(Act::Command(command));
                }
            }
        },
    );
}

fn entry(ui: &mut Ui, label: &str, view: View, selected: bool) -> bool {
    let colors = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 74.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, selected, label));
    let ground = match (selected, response.hovered() || response.has_focus()) {
        (true, _) => colors.rail_selected,
        (false, true) => colors.rail_selected.gamma_multiply(0.6),
        (false, false) => Color32::TRANSPARENT,
    };
    let painter = ui.painter();
    painter.rect_filled(rect, theme::corner(), ground);
    if response.has_focus() {
        painter.rect_stroke(
            rect,
            theme::corner(),
            Stroke::new(2.0, colors.on_rail),
            eframe::egui::StrokeKind::Inside,
        );
    }
    let center = pos2(rect.center().x, rect.top() + 21.0);
    icon(painter, Rect::from_center_size(center, Vec2::splat(22.0)), view, colors.on_rail);
    let font = eframe::egui::TextStyle::Small.resolve(ui.style());
    let mut text = LayoutJob::simple(label.to_owned(), font, colors.on_rail, rect.width() - 4.0);
    text.halign = Align::Center;
    let galley = painter.layout_job(text);
    painter.galley(pos2(rect.center().x, rect.top() + 36.0), galley, colors.on_rail);
    response.clicked()
}

/// Painted, because the bundled font has no such signs.
fn icon(painter: &Painter, rect: Rect, view: View, color: Color32) {
    let at = |x: f32, y: f32| rect.min + vec2(x, y) * rect.width() / 22.0;
    let stroke = Stroke::new(1.6, color);
    let line = |points: &[(f32, f32)]| {
        painter.line(points.iter().map(|(x, y)| at(*x, *y)).collect(), stroke);
    };
    match view {
        View::Patients => {
            painter.circle_stroke(at(8.0, 7.0), 3.6, stroke);
            line(&[(1.5, 19.0), (2.5, 14.5), (5.5, 12.8), (10.5, 12.8), (13.5, 14.5), (14.5, 19.0)]);
            painter.circle_stroke(at(16.0, 8.0), 2.6, stroke);
            line(&[(16.5, 12.6), (19.0, 13.6), (20.5, 17.5)]);
        }
        View::Screening => {
            let page = Rect::from_min_max(at(4.0, 2.0), at(18.0, 20.0));
            painter.rect_stroke(page, CornerRadius::same(2), stroke, eframe::egui::StrokeKind::Middle);
            for y in [7.0, 12.0, 17.0] {
                line(&[(6.6, y - 0.8), (7.6, y + 0.4), (9.4, y - 1.8)]);
                line(&[(11.4, y - 0.6), (15.6, y - 0.6)]);
            }
        }
        View::Dose => {
            line(&[(3.0, 19.0), (6.6, 15.4)]);
            line(&[(6.0, 12.4), (9.6, 16.0), (16.4, 9.2), (12.8, 5.6), (6.0, 12.4)]);
            line(&[(14.6, 7.4), (18.6, 3.4)]);
            line(&[(16.6, 1.8), (20.2, 5.4)]);
            line(&[(9.0, 9.4), (10.6, 11.0)]);
            line(&[(11.2, 7.2), (12.8, 8.8)]);
        }
        View::Protocol => {
            line(&[(11.0, 4.5), (7.0, 3.0), (2.0, 3.6), (2.0, 18.6), (7.0, 18.0), (11.0, 19.4)]);
            line(&[(11.0, 4.5), (15.0, 3.0), (20.0, 3.6), (20.0, 18.6), (15.0, 18.0), (11.0, 19.4)]);
            line(&[(11.0, 4.5), (11.0, 19.4)]);
            for y in [8.0, 12.0] {
                line(&[(4.6, y), (8.4, y + 0.4)]);
                line(&[(13.6, y + 0.4), (17.4, y)]);
            }
        }
        View::Settings => {
            for (y, x) in [(5.0, 14.0), (11.0, 7.0), (17.0, 12.0)] {
                line(&[(2.0, y), (x - 2.4, y)]);
                line(&[(x + 2.4, y), (20.0, y)]);
                painter.circle_stroke(at(x, y), 2.4, stroke);
            }
        }
    }
}
