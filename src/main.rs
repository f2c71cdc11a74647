//! `cardose`: without arguments the desktop program, with a subcommand the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    cardose::cli::run(std::env::args_os())
}
