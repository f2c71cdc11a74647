//! The only place that prints.

use super::exit::Exit;
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

/// Prints to standard error; where even that fails nothing is left to say it with.
pub(crate) fn complain(text: &str) {
    writeln!(io::stderr().lock(), "cardose: {text}").ok();
}
