//! Three hundred lines as reports print them, each with its right reading, which was written down before it was run.

use super::kit::all;

const LINES: &str = include_str!("lines.txt");

/// The blocks: heading, and lines with their readings.
pub(super) fn blocks() -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let blocks = LINES.split("## ").skip(1).map(|block| {
        let (name, lines) = block.split_once('\n').unwrap();
        let lines =
            lines.lines().filter(|line| !line.is_empty()).map(|line| line.split_once(" => ").unwrap());
        (name, lines.collect())
    });
    blocks.collect()
}

#[test]
fn every_line_is_read_as_it_is_meant() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, lines) in blocks() {
        let text: Vec<&str> = lines.iter().map(|(text, _)| *text).collect();
        let read = all(&text.join("\n"));
        for (at, (text, expected)) in lines.iter().enumerate() {
            count += 1;
            let own = read
                .iter()
                .find(|(line, _)| *line == at + 1)
                .map_or("labels", |(_, written)| written.as_str());
            if own != expected.trim_end_matches([' ', '|']) {
                wrong.push(format!("{name}: {text:?}\n  expected {expected}\n  read     {own}"));
            }
        }
    }
    assert!(count >= 300, "only {count} lines");
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
}
