//! Where a value lies against its limit: the limit in the middle, 100 % of it at either end.

use super::Mark;
use crate::app::theme::palette;
use eframe::egui::{CornerRadius, Rect, Sense, Stroke, Ui, pos2, vec2};

/// Paints the bar. The number stands beside it; the bar alone says nothing to a screen reader.
///
/// `percent` is the margin in whole per cent of the limit, from −100 to 100; `good_above` says on which side of the
/// limit the patient can enrol.
pub(crate) fn margin_bar(ui: &mut Ui, width: f32, percent: i16, good_above: bool, mark: Mark) {
    let (rect, _) = ui.allocate_exact_size(vec2(width, 14.0), Sense::hover());
    let colors = palette(ui);
    let track = Rect::from_center_size(rect.center(), vec2(width, 8.0));
    let middle = track.center().x;
    let (below, above) = (
        Rect::from_min_max(track.min, pos2(middle, track.max.y)),
        Rect::from_min_max(pos2(middle, track.min.y), track.max),
    );
    let (good, bad) = if good_above { (above, below) } else { (below, above) };
    let painter = ui.painter();
    painter.rect_filled(good, CornerRadius::same(2), colors.pass_fill);
    painter.rect_filled(bad, CornerRadius::same(2), colors.fail_fill);
    let (color, _) = mark.colors(colors);
    let end = middle + f32::from(percent.clamp(-100, 100)) / 100.0 * (width / 2.0 - 4.0);
    let bar = Rect::from_two_pos(pos2(middle, track.top() + 2.0), pos2(end, track.bottom() - 2.0));
    painter.rect_filled(bar, CornerRadius::ZERO, color);
    painter.circle_filled(pos2(end, track.center().y), 4.0, color);
    let limit = [pos2(middle, rect.top()), pos2(middle, rect.bottom())];
    painter.line_segment(limit, Stroke::new(1.5, colors.text));
}
