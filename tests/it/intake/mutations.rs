//! Broken text never panics, and nothing is taken that does not stand in it.

use super::{kit::intake, lines::blocks};
use cardose::{engine::intake::Outcome, model::Value};

const ROUNDS: usize = 4_000;

/// A small generator, so that every run tries the same.
struct Seeded(u64);

impl Seeded {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % below.max(1)
    }
}

fn mutated(text: &str, seeded: &mut Seeded) -> String {
    const PIECES: [&str; 24] = [
        "\t",
        "\n",
        "\"",
        ",",
        ";",
        "|",
        " ",
        "  ",
        "-",
        "<",
        "10^9/L",
        "阴性",
        "(",
        ")",
        "2026-11-19",
        "\u{feff}",
        "\r",
        "↑",
        "%",
        "1e400",
        "结果",
        "Result",
        "\u{202e}",
        "PLT",
    ];
    let mut characters: Vec<char> = text.chars().collect();
    for _ in 0..=seeded.next(6) {
        let at = seeded.next(characters.len() + 1);
        match seeded.next(4) {
            0 if at < characters.len() => {
                characters.remove(at);
            }
            1 => {
                let end = (at + seeded.next(20)).min(characters.len());
                characters.drain(at..end);
            }
            2 => {
                let end = (at + seeded.next(20)).min(characters.len());
                let again = characters[at..end].to_vec();
                characters.splice(at..at, again);
            }
            _ => {
                let piece = PIECES[seeded.next(PIECES.len())];
                characters.splice(at..at, piece.chars());
            }
        }
    }
    characters.into_iter().collect()
}

#[test]
fn no_text_panics_and_what_is_taken_was_typed() {
    let mut seeded = Seeded(0x5eed_cafe);
    let texts: Vec<String> = blocks()
        .into_iter()
        .map(|(_, lines)| lines.into_iter().map(|(text, _)| text).collect::<Vec<_>>().join("\n"))
        .collect();
    for _ in 0..ROUNDS {
        let text = mutated(&texts[seeded.next(texts.len())], &mut seeded);
        let read = intake(&text);
        // Every kind of line break is one.
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        for line in read.lines.iter().filter(|line| line.outcome == Outcome::Taken) {
            if let Value::Quantity(typed) = &line.value {
                assert!(text.contains(&typed.value) && text.contains(&typed.unit), "{line:?}\n{text}");
            }
            assert!(
                line.cells.iter().any(|cell| line.typed.split_whitespace().all(|word| cell.contains(word))
                    || line.cells.len() > 1),
                "{line:?}"
            );
            assert!(line.number >= 1 && line.number <= text.split(['\n', '\r']).count(), "{line:?}");
        }
    }
}

/// Twice as many lines take about twice as long: nothing is held against everything else.
#[test]
fn a_long_text_is_read_in_time_that_grows_with_it() {
    let row = |at: usize| format!("S-{at}\tPLT\t186\t10^9/L\t125-350\t2026-11-19\n");
    let mut text = "Subject\tTest\tResult\tUnit\tRange\tDate\n".to_owned();
    text.extend((0..20_000).map(row));
    let read = intake(&text);
    assert_eq!(read.lines.iter().filter(|line| line.outcome == Outcome::Taken).count(), 20_000);
    let words = "PLT 186 10^9/L 125-350\n".repeat(20_000);
    assert_eq!(intake(&words).lines.len(), 20_000);
}
