//! Floor 5: the command line, one file per subcommand.
//!
//! Exit codes: 0 done, or eligible; 1 not eligible, blocked or findings; 2 bad input; 3 incomplete; 4 the system
//! failed. Several files: the worst in the order 4, 2, 1, 3, 0.

mod against;
mod arguments;
mod bounds;
pub(crate) mod clock;
mod completions;
mod dose;
mod eval;
mod evaluator;
mod example_line;
mod exit;
pub(crate) mod failure;
mod in_order;
mod input;
mod json_type;
mod line_error;
mod named;
mod output;
mod protocol;
mod protocol_arguments;
mod read;
mod remark;
mod schema;
mod screen;
mod start;

pub use arguments::{LanguageArgument, ThemeArgument, ViewArgument, WindowArguments};
pub use evaluator::Evaluator;

use arguments::{Arguments, Command};
use clap::Parser as _;
use exit::Exit;
use output::{complain_of_arguments, is_plain};
use std::{ffi::OsString, io, process::ExitCode};

/// Runs the program with these arguments, the first being its own name. Without a subcommand, `window` opens; where
/// this build has none, an example patient is shown here.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    window: Option<fn(WindowArguments) -> ExitCode>,
) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let typed: Vec<String> =
        arguments.iter().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let arguments = match Arguments::try_parse_from(with_open(arguments)) {
        Ok(arguments) => arguments,
        Err(err) => {
            // Help and version are answers, not errors; clap prints both where they belong.
            let code = if err.use_stderr() { Exit::BadInput } else { Exit::Done };
            if err.use_stderr() && !typed.iter().all(|typed| is_plain(typed)) {
                complain_of_arguments(&err.render().ansi().to_string(), &typed);
                return code.into();
            }
            return match err.print() {
                Ok(()) => code.into(),
                Err(err) if err.kind() == io::ErrorKind::BrokenPipe => code.into(),
                Err(_) => Exit::SystemFailed.into(),
            };
        }
    };
    let exit = match arguments.command {
        None => return show(arguments.window, window),
        Some(Command::Open { file, window: arguments }) => {
            return show(WindowArguments { open: Some(file), ..arguments }, window);
        }
        Some(Command::Dose(arguments)) => dose::run(&arguments),
        Some(Command::Screen(arguments)) => screen::run(&arguments),
        Some(Command::Eval(arguments)) => eval::run(&arguments),
        Some(Command::Read(arguments)) => read::run(&arguments),
        Some(Command::Schema { of, protocol }) => schema::run(of, protocol.as_deref()),
        Some(Command::Protocol { command }) => protocol::run(&command),
        Some(Command::Completions { shell }) => completions::run(shell),
    };
    exit.into()
}

fn show(arguments: WindowArguments, window: Option<fn(WindowArguments) -> ExitCode>) -> ExitCode {
    match window {
        Some(window) => window(arguments),
        None => start::run(&arguments).into(),
    }
}

/// `cardose patient.ron`, as a file manager calls it, is `cardose open patient.ron`. Only for a file that is there:
/// a command with a slip in it stays a slip.
fn with_open(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let first = arguments.get(1).map(|argument| argument.to_string_lossy().into_owned());
    if first.is_some_and(|first| first.starts_with("example:") || std::path::Path::new(&first).is_file()) {
        arguments.insert(1, "open".into());
    }
    arguments
}
