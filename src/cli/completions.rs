//! `cardose completions`: for the common shells.

use super::{arguments::Arguments, exit::Exit, output::print};
use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

pub(crate) fn run(shell: Shell) -> Exit {
    let mut script = Vec::new();
    generate(shell, &mut Arguments::command(), "cardose", &mut script);
    print(&String::from_utf8_lossy(&script))
}
