//! What has the focus stays where the eye is: in sight when it gets the focus, and in its place when something appears or
//! goes above it.

use eframe::egui::{Align, Context, Id, Memory, Response, Ui, style::ScrollAnimation, vec2};

/// Brings what somebody was led to into the middle of its column.
pub(crate) fn centre(response: &Response) {
    response.scroll_to_me(Some(Align::Center));
    response.ctx.data_mut(|data| data.insert_temp(led_to(), response.id));
}

/// Gives the focus to what somebody was led to.
pub(crate) fn lead_to(response: &Response) {
    response.request_focus();
    centre(response);
}

fn led_to() -> Id {
    Id::unique("led to")
}

/// The last thing in a column that scrolls without animation: follows the focus to what gets it, be it by Tab, and keeps
/// the focused line in its place when what stands above it in the column, or above the column, takes another height.
pub(crate) fn steady(ui: &Ui) {
    let store = ui.scope_id().with("steady");
    let before: Option<(Id, f32)> = ui.data(|data| data.get_temp(store));
    let now = ui.memory(Memory::focused).and_then(|id| Some((id, at_rest(ui, id)?)));
    remember(ui, store, now);
    let Some((focused, at)) = now else { return };
    match before {
        Some((same, before)) if same == focused => {
            let moved = at - before;
            if moved.abs() > 0.5 {
                ui.scroll_with_delta_animation(vec2(0.0, -moved), ScrollAnimation::none());
                // The eye must not see it leave and come back.
                ui.request_discard("what has the focus was moved");
            }
        }
        _ => into_sight(ui, focused),
    }
}

/// The same around columns that scroll by themselves: only what gets the focus is followed.
pub(crate) fn in_sight(ui: &Ui) {
    let store = ui.scope_id().with("in sight");
    let before: Option<Id> = ui.data(|data| data.get_temp(store));
    let focused = ui.memory(Memory::focused).filter(|id| at_rest(ui, *id).is_some());
    remember(ui, store, focused);
    if let Some(focused) = focused.filter(|_| focused != before) {
        into_sight(ui, focused);
    }
}

fn remember<T: Clone + Send + Sync + 'static>(ui: &Ui, store: Id, value: Option<T>) {
    ui.data_mut(|data| {
        data.remove::<T>(store);
        if let Some(value) = value {
            data.insert_temp(store, value);
        }
    });
}

fn into_sight(ui: &Ui, id: Id) {
    if !was_led_to(ui.ctx(), id)
        && let Some(response) = ui.ctx().read_response(id)
    {
        ui.scroll_to_rect(response.rect, None);
    }
}

/// Where a widget of this column would stand if nothing were scrolled; none for one elsewhere.
fn at_rest(ui: &Ui, id: Id) -> Option<f32> {
    let response = ui.ctx().read_response(id)?;
    let here = response.layer_id == ui.layer_id() && ui.min_rect().contains(response.rect.center());
    here.then(|| response.rect.top() - ui.max_rect().top() + ui.clip_rect().top())
}

/// True once for what is being brought to the middle.
fn was_led_to(ctx: &Context, id: Id) -> bool {
    ctx.data_mut(|data| {
        let known = data.get_temp::<Id>(led_to());
        data.remove::<Id>(led_to());
        known == Some(id)
    })
}
