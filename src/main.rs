//! The command line and, later, the window.

fn main() {}
