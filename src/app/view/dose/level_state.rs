//! How the state of a dose level looks: provisional never looks ready.

use crate::{
    app::{
        core::Page,
        widget::{Mark, hint},
    },
    engine::dose::{DoseState, Dosing, LevelDose},
};
use eframe::egui::{Color32, Pos2, Rect, RichText, Shape, Stroke, Ui, pos2};

/// The mark of a level's state; provisional never looks ready.
pub(super) fn mark(dosing: &Dosing, level: &LevelDose) -> Mark {
    if dosing.of_other_subject().is_some() {
        return Mark::Fail;
    }
    match &level.state {
        DoseState::Ready if dosing.is_ready() => Mark::Pass,
        DoseState::Ready if dosing.assigned.is_none() && level.provisional.is_empty() => Mark::Note,
        DoseState::Ready | DoseState::Underdose => Mark::Decide,
        DoseState::Overdose(_) | DoseState::CertificateDisagrees => Mark::Fail,
        DoseState::Asks(_) => Mark::Unknown,
    }
}

/// Provisional numbers say so; what the site has not set stands in the list.
pub(super) fn provisional_line(ui: &mut Ui, page: &Page<'_>) {
    ui.label(RichText::new(&page.texts.shell.provisional).strong());
    hint(ui, &page.texts.dose.provisional_hint);
}

/// Slanting lines over the whole frame.
pub(super) fn hatching(rect: Rect, color: Color32) -> Vec<Shape> {
    let inner = rect.shrink(2.0);
    let height = inner.height();
    let mut lines = Vec::new();
    let mut start = inner.left() - height;
    while start < inner.right() {
        // From the bottom edge up to the right, cut off at the sides.
        let from = (inner.left() - start).max(0.0);
        let to = (inner.right() - start).min(height);
        if from < to {
            let at = |along: f32| -> Pos2 { pos2(start + along, inner.bottom() - along) };
            lines.push(Shape::line_segment([at(from), at(to)], Stroke::new(5.0, color)));
        }
        start += 16.0;
    }
    lines
}
