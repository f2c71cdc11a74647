//! Derives the eligible example as often as it is told, for callgrind: the difference of two runs holds no start.

#![expect(clippy::expect_used, reason = "a bench may stop")]

use cardose::{
    engine::{Context, derive},
    model::Laboratory,
    storage::{EMBEDDED_LABORATORIES, EMBEDDED_PATIENTS, EMBEDDED_PROTOCOL, EMBEDDED_SITE, Opened},
};
use jiff::civil::date;
use mimalloc::MiMalloc;
use std::hint::black_box;

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let times: u32 = std::env::args().nth(1).and_then(|typed| typed.parse().ok()).expect("how often");
    let laboratories: Vec<Laboratory> =
        EMBEDDED_LABORATORIES.iter().map(|embedded| embedded.laboratory().expect("shipped").value).collect();
    let protocol = EMBEDDED_PROTOCOL.protocol().expect("shipped").value;
    let site = EMBEDDED_SITE.site().expect("shipped").value;
    let now = date(2026, 11, 22).at(9, 0, 0, 0);
    let context = Context::new(&protocol, &site, &laboratories, now).expect("shipped");
    let embedded =
        EMBEDDED_PATIENTS.iter().find(|embedded| embedded.name == "eligible.ron").expect("shipped");
    let Opened::Record { file, .. } = embedded.patient().expect("shipped") else {
        unreachable!("shipped with this program")
    };
    for _ in 0..times {
        black_box(derive(black_box(&file.draft), &context));
    }
}
