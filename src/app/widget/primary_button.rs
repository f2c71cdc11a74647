//! The button for what is usually done next.

use super::focus_ring;
use crate::app::theme::palette;
use eframe::egui::{Button, Response, RichText, Ui, WidgetText};

/// The button for what is usually done next. Its ground has the colour of the focus, so its ring stands off from it.
pub(crate) fn primary_button(ui: &mut Ui, enabled: bool, label: impl Into<String>) -> Response {
    let colors = palette(ui);
    let text = WidgetText::from(RichText::new(label).color(colors.on_primary));
    let response = ui.add_enabled(enabled, Button::new(text).fill(colors.primary));
    focus_ring(ui, &response.clone().with_new_rect(response.rect.expand(1.5)));
    response
}
