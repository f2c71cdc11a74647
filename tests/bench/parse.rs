//! Parses JSON lines from standard input into plain values and keeps nothing: what `cardose eval` is measured against.

#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and says what it read")]

use mimalloc::MiMalloc;
use serde_json::Value;
use std::{
    hint::black_box,
    io::{self, BufRead as _, BufReader},
};

/// The same as the program's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() {
    let mut input = BufReader::with_capacity(64 * 1024, io::stdin().lock());
    let (mut line, mut lines) = (Vec::new(), 0_u64);
    while input.read_until(b'\n', &mut line).expect("standard input can be read") > 0 {
        // As the program does: checked as text once, not string by string.
        let text = str::from_utf8(&line).expect("text");
        black_box(serde_json::from_str::<Value>(text).expect("JSON"));
        lines += 1;
        line.clear();
    }
    println!("{lines}");
}
