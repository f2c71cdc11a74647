//! `cardose`: without arguments the window, with a subcommand the command line.

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// A result is many small lists and texts: this allocator hands them out in a fraction of the system's time.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cardose::cli::run(std::env::args_os(), WINDOW)
}

#[cfg(not(feature = "gui"))]
const WINDOW: Option<fn(cardose::cli::WindowArguments) -> ExitCode> = None;

#[cfg(feature = "gui")]
const WINDOW: Option<fn(cardose::cli::WindowArguments) -> ExitCode> = Some(window);

#[cfg(feature = "gui")]
fn window(arguments: cardose::cli::WindowArguments) -> ExitCode {
    use cardose::app::{Start, View, run};
    use cardose::cli::{ThemeArgument, ViewArgument};
    run(&Start {
        data: arguments.data,
        open: arguments.open,
        view: arguments.view.map(|view| match view {
            ViewArgument::Patients => View::Patients,
            ViewArgument::Screening => View::Screening,
            ViewArgument::Dose => View::Dose,
            ViewArgument::Protocol => View::Protocol,
            ViewArgument::Settings => View::Settings,
        }),
        now: arguments.now,
        language: arguments.language.map(Into::into),
        dark: arguments.theme.map(|theme| theme == ThemeArgument::Dark),
        ..Start::default()
    })
}
