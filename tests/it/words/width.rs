//! Text for a terminal is folded as the eye counts it: a Chinese character takes two columns.

use crate::cli::kit::{EXAMPLES, run};
use unicode_width::UnicodeWidthStr as _;

/// The columns of a line, in every language.
const WIDTH: usize = 110;

#[test]
fn no_line_is_wider_than_the_bound_in_either_language() {
    let patients = EXAMPLES.iter().flat_map(|name| {
        let patient = format!("example:{name}");
        ["screen", "dose"].map(|command| vec![command.to_owned(), patient.clone()])
    });
    let protocol = ["show", "lint", "review", "questions", "versions"];
    let protocol = protocol.map(|command| vec!["protocol".to_owned(), command.to_owned()]);
    let mut lines = 0;
    for command in patients.chain(protocol) {
        for language in ["en", "zh"] {
            let mut arguments: Vec<&str> = command.iter().map(String::as_str).collect();
            arguments.extend(["--language", language]);
            for line in run(&arguments).out.lines() {
                assert!(line.width() <= WIDTH, "{} columns: {line}", line.width());
                lines += 1;
            }
        }
    }
    // At least the 41 criteria of each patient, in both languages.
    assert!(lines > 41 * 2 * EXAMPLES.len(), "{lines}");
}
