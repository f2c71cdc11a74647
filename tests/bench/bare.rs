//! A bare window, built with the same features: what ours is measured against.

use eframe::egui::{CentralPanel, ViewportBuilder};

fn main() -> eframe::Result {
    let options = eframe::NativeOptions {
        viewport: ViewportBuilder::default().with_title("bare").with_inner_size([1280.0, 800.0]),
        renderer: eframe::Renderer::Glow,
        ..eframe::NativeOptions::default()
    };
    eframe::run_ui_native("bare", options, |ui, _frame| {
        CentralPanel::default().show(ui, |ui| ui.label("bare"));
    })
}
