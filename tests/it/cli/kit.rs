//! Runs the program.

use serde_json::Value;
use std::{
    io::Write as _,
    process::{Command, Output, Stdio},
    thread,
};

/// The time that the tests judge at.
pub(super) const NOW: &str = "2026-11-22T09:00";

pub(crate) const EXAMPLES: [&str; 8] = [
    "eligible",
    "platelets-low",
    "incomplete",
    "on-every-limit",
    "gilbert",
    "transfusion",
    "short-lot",
    "follow-up",
];

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(super) fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr) }
    }

    /// One JSON value a line.
    pub(super) fn json(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// `cardose`, started in the root of the repository.
pub(super) fn cardose(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cardose"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

pub(crate) fn run(arguments: &[&str]) -> Run {
    Run::of(&cardose(arguments).stdin(Stdio::null()).output().unwrap())
}

/// With `input` on standard input.
pub(super) fn feed(arguments: &[&str], input: &[u8]) -> Run {
    let mut command = cardose(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // Its end closes the input.
        scope.spawn(move || stdin.write_all(input).ok());
        Run::of(&child.wait_with_output().unwrap())
    })
}

/// The line that `cardose eval --example` prints.
pub(super) fn example_line() -> Value {
    let run = run(&["eval", "--example"]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    serde_json::from_str(&run.out).unwrap()
}
