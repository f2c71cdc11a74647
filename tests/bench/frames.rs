//! How long one frame of each view takes the processor, with a full case: layout, paint list, triangles.

#![expect(clippy::expect_used, reason = "a bench may stop")]

use cardose::{
    app::{App, Start, View},
    storage::{EMBEDDED_PATIENTS, Opened, folder, save},
};
use divan::{Bencher, black_box};
use eframe::{
    App as _, CreationContext, Frame,
    egui::{Context, Pos2, RawInput, Rect, vec2},
};
use jiff::civil::date;
use std::time::Duration;
use tempfile::TempDir;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

#[divan::bench(args = [View::Patients, View::Screening, View::Dose, View::Protocol, View::Settings])]
fn one_frame(bencher: Bencher<'_, '_>, view: View) {
    let data = filled();
    let start = Start {
        data: Some(data.path().to_owned()),
        open: Some("example:eligible".to_owned()),
        view: Some(view),
        now: Some(date(2026, 11, 22).at(9, 0, 0, 0)),
        ..Start::default()
    };
    let context = Context::default();
    let mut app = App::new(&CreationContext::_new_kittest(context.clone()), &start).expect("opens");
    let mut frame = Frame::_new_kittest();
    let drawn = context.clone();
    let mut draw = move || {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            ..RawInput::default()
        };
        let mut output = drawn.run_ui(input, |ui| app.ui(ui, &mut frame));
        // Nothing uploads the glyphs here.
        output.textures_delta.clear();
        black_box(drawn.tessellate(output.shapes, output.pixels_per_point));
    };
    // The first frames lay out every text, and the table fills with verdicts; after that nothing is new.
    for _ in 0..5 {
        draw();
    }
    let mut quiet = 0;
    while quiet < 20 {
        quiet = if context.has_requested_repaint() { 0 } else { quiet + 1 };
        std::thread::sleep(Duration::from_millis(20));
        draw();
    }
    bencher.bench_local(draw);
}

/// How many patients the folder holds.
const RECORDS: u32 = 300;

/// A data folder as a site has it after some years: the examples again and again under codes of their own, saved as the
/// window saves them.
fn filled() -> TempDir {
    let data = tempfile::tempdir().expect("a folder");
    let records = data.path().join("records");
    folder::create(&records).expect("a folder for records");
    for (number, embedded) in (1..=RECORDS).zip(EMBEDDED_PATIENTS.iter().cycle()) {
        let Opened::Record { mut file, .. } = embedded.patient().expect("an example") else { continue };
        file.example = false;
        file.revision = 0;
        file.draft.subject = format!("S-{number:04}");
        save(&records, &file, None).expect("saved");
    }
    data
}
