//! How long one frame of each view takes the processor, with a full case: layout, paint list, triangles.

#![expect(clippy::expect_used, reason = "a bench may stop")]

use cardose::app::{App, Start, View};
use divan::{Bencher, black_box};
use eframe::{
    App as _, CreationContext, Frame,
    egui::{Context, Pos2, RawInput, Rect, vec2},
};
use jiff::civil::date;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

#[divan::bench(args = [View::Patients, View::Screening, View::Dose, View::Settings])]
fn one_frame(bencher: Bencher<'_, '_>, view: View) {
    let data = tempfile::tempdir().expect("a folder");
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
    let mut draw = move || {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            ..RawInput::default()
        };
        let output = context.run_ui(input, |ui| app.ui(ui, &mut frame));
        black_box(context.tessellate(output.shapes, output.pixels_per_point));
    };
    // The first frames lay out every text; after that the layouts are known.
    for _ in 0..5 {
        draw();
    }
    bencher.bench_local(draw);
}
