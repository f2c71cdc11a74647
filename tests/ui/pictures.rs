//! Image snapshots of a few views, compared only under the renderer that made them.
//!
//! `UPDATE_SNAPSHOTS=1 cargo test --features ui-tests --test ui pictures` makes them anew; look at them before you
//! keep them.

use super::support::Opening;
use cardose::{app::View, i18n::Language};
use eframe::{egui_wgpu::RendererOptions, wgpu};
use egui_kittest::{
    SnapshotOptions,
    wgpu::{WgpuTestRenderer, create_render_state, default_wgpu_setup},
};
use std::{
    fs,
    path::Path,
    pin::pin,
    task::{Context, Poll, Waker},
};

const FOLDER: &str = "tests/ui/snapshots";

/// A renderer in software, if it is the one that made the snapshots.
fn renderer() -> Option<WgpuTestRenderer> {
    if !has_adapter() {
        println!("skipped: no renderer for pictures");
        return None;
    }
    let state = create_render_state(default_wgpu_setup(), RendererOptions::PREDICTABLE);
    let info = state.adapter.get_info();
    let name = format!("{}, {}", info.name, info.driver_info);
    let noted = Path::new(FOLDER).join("renderer.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::create_dir_all(FOLDER).unwrap();
        fs::write(&noted, format!("{name}\n")).unwrap();
    }
    let made_by = fs::read_to_string(noted).unwrap_or_default();
    if made_by.trim() != name {
        println!("skipped: another renderer made the pictures ({}); here is {name}", made_by.trim());
        return None;
    }
    Some(WgpuTestRenderer::from_render_state(state))
}

/// Asks for adapters first, because making a renderer without one panics.
fn has_adapter() -> bool {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let adapters = pin!(instance.enumerate_adapters(wgpu::Backends::all()));
    // Ready at once everywhere but in a browser.
    match adapters.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(adapters) => !adapters.is_empty(),
        Poll::Pending => false,
    }
}

#[track_caller]
fn same_as_before(name: &str, opening: Opening) {
    let Some(renderer) = renderer() else { return };
    let mut window = opening.rendered_by(renderer).open();
    let options = SnapshotOptions::new().threshold(1.5).output_path(FOLDER);
    window.harness.snapshot_options(name, &options);
}

#[test]
fn dose_light() {
    same_as_before("dose_light", Opening::new().example("eligible").view(View::Dose));
}

#[test]
fn screening_dark_in_chinese() {
    let opening = Opening::new().example("platelets-low").view(View::Screening);
    same_as_before("screening_dark_zh", opening.language(Language::Chinese).dark(true));
}

#[test]
fn marks_and_fields_light() {
    same_as_before("settings_light", Opening::new().view(View::Settings));
}
