//! The only place that prints.

use super::{exit::Exit, failure::Failure};
use crate::report::visible::visible;
use std::io::{self, Write as _};

/// Prints to standard output. A reader that has gone away is no failure.
pub(crate) fn print(text: &str) -> Exit {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(err) if err.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(err) => {
            complain(&format!("standard output could not be written: {err}"));
            Exit::SystemFailed
        }
    }
}

/// Prints a line to standard error; where even that fails nothing is left to say it with. Names of files and what
/// stands in them may hold anything.
pub(crate) fn complain(text: &str) {
    writeln!(io::stderr().lock(), "cardose: {}", visible(text)).ok();
}

/// Says why a run cannot go on; of many faults, one a line.
pub(crate) fn complain_of(failure: &Failure) {
    let Failure::Faults(lines) = failure else { return complain(&failure.to_string()) };
    let lines: Vec<_> = lines.iter().map(|line| visible(line)).collect();
    writeln!(io::stderr().lock(), "cardose: {}", lines.join("\n  ")).ok();
}

/// What is wrong with the arguments, in the parser's words with its colours, in which what was typed stands as it is.
pub(crate) fn complain_of_arguments(text: &str, typed: &[String]) {
    let mut shown = text.to_owned();
    for argument in typed {
        let value = argument.split_once('=').map_or("", |(_, value)| value);
        for part in [argument.as_str(), value].into_iter().filter(|part| !part.is_empty()) {
            shown = shown.replace(part, &visible(part));
        }
    }
    // A colour ends with its m.
    let plain = |part: &str| part.split_once('m').map_or("", |(_, rest)| rest).to_owned();
    let mut parts = shown.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    let shown: String = std::iter::once(first).chain(parts.map(plain)).collect();
    let lines: Vec<_> = shown.lines().map(visible).collect();
    writeln!(io::stderr().lock(), "{}", lines.join("\n")).ok();
}

/// Whether somebody's terminal would obey it.
pub(crate) fn is_plain(typed: &str) -> bool {
    visible(typed) == typed
}
