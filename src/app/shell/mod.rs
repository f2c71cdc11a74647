//! The window, and what stands around every view: rail, top bar, bottom bar, banners.

mod banners;
mod bottom;
mod dropped;
mod menu;
mod nobody_open;
mod rail;
mod top;
pub(crate) mod window;

use super::{
    core::{Act, Lent},
    theme::{palette, space},
    widget::in_sight,
};
use eframe::egui::{CentralPanel, Frame, Margin, ScrollArea, Ui};

/// What stands around the view.
fn around(ui: &mut Ui, lent: &Lent<'_>, acts: &mut Vec<Act>) {
    rail::show(ui, lent, acts);
    top::show(ui, lent, acts);
    bottom::show(ui, lent, acts);
}

/// Makes room for the view in the middle.
fn middle(ui: &mut Ui, content: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(palette(ui).background).inner_margin(Margin::from(space().medium));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let room = ui.available_size();
        if room.x >= NARROWEST && room.y >= LOWEST {
            return content(ui);
        }
        // Large text in a small window: a view keeps its columns, and what has no room is scrolled to.
        ScrollArea::both().id_salt("narrow").animated(false).show(ui, |ui| {
            let room = ui.available_size();
            ui.set_width(room.x.max(NARROWEST));
            ui.set_max_height(room.y.max(LOWEST));
            // A bar that takes room of its own would be cut off at the right edge of what is in sight, too.
            ui.spacing_mut().scroll.floating = true;
            content(ui);
            in_sight(ui);
        });
    });
}

/// The room that a view has in the smallest window: 1024 points without the rail and the margins.
const NARROWEST: f32 = 880.0;
/// The least height in which a view shows anything under what stands at its top.
const LOWEST: f32 = 270.0;
