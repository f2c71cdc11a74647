//! `cardose`: without arguments the desktop program, with a subcommand the command line.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A result is many small lists and texts: this allocator hands them out in a fraction of the system's time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cardose::cli::run(std::env::args_os())
}
