//! The last line of a saved file: `// sha256: ` and the hash of all bytes before that line.

use super::hash::sha256_hex;

/// What its seal says about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integrity {
    /// The checksum is there and right: the file is as this program wrote it.
    Intact,
    /// There is none, and nothing shows that the program ever saved it: written by hand. Opened, and said so.
    HandWritten,
    /// There is none, and it is byte for byte a file that comes with the program.
    Shipped,
    /// It is there and wrong, or is missing in a file that the program has saved: changed outside the program, or
    /// damaged. Parsed and shown, never calculated with and never overwritten until a person has looked.
    Changed,
}

/// `text` with its checksum line.
pub(super) fn seal(text: &str) -> String {
    let end = if text.ends_with('\n') { "" } else { "\n" };
    let mut sealed = format!("{text}{end}");
    let line = line_for(&sealed);
    sealed.push_str(&line);
    sealed
}

/// Compares the checksum line, if there is one, with what stands before it. What a missing one means, `seal` knows.
pub(super) fn integrity(text: &str) -> Integrity {
    let mut before = 0;
    let mut last = None;
    for line in text.split_inclusive('\n') {
        if is_checksum(line) {
            last = Some((before, line));
        }
        before += line.len();
    }
    match last {
        None => Integrity::HandWritten,
        // Exactly the line that would be written, and nothing after it.
        Some((start, line)) if start + line.len() == text.len() => match text.get(..start) {
            Some(body) if line == line_for(body) => Integrity::Intact,
            _ => Integrity::Changed,
        },
        Some(_) => Integrity::Changed,
    }
}

fn line_for(body: &str) -> String {
    format!("// sha256: {}\n", sha256_hex(body.as_bytes()))
}

/// True as well for a line that was reindented or cut short: it was a checksum once.
fn is_checksum(line: &str) -> bool {
    let Some(comment) = line.trim_start().strip_prefix("//") else { return false };
    let cut_short = !line.ends_with('\n') && "sha256".starts_with(comment.trim());
    cut_short || comment.trim_start().starts_with("sha256")
}

#[cfg(test)]
mod tests {
    use super::{Integrity, integrity, seal};

    #[test]
    fn line_is_written_as_defined() {
        // printf '(schema: 1)\n' | sha256sum
        let hash = "6e6050991493257ff3d77aab2f9f3cf7c0bf024225fb12391552f681d3aef142";
        let sealed = seal("(schema: 1)");
        assert!(sealed.starts_with("(schema: 1)\n// sha256: "), "{sealed}");
        assert_eq!(sealed.len(), 12 + 11 + 64 + 1);
        assert_eq!(seal("(schema: 1)\n"), sealed);
        assert!(sealed.contains(hash));
    }

    #[test]
    fn every_changed_byte_shows() {
        let sealed = seal("(schema: 1, draft: (subject: \"A\"))\n");
        assert_eq!(integrity(&sealed), Integrity::Intact);
        for i in 0..sealed.len() {
            for replacement in ["~", "\n", ""] {
                let mut changed = sealed.clone();
                changed.replace_range(i..=i, replacement);
                if changed != sealed {
                    let found = integrity(&changed);
                    // Where the mark itself is destroyed the line is no RON comment, or no checksum, any more.
                    assert_ne!(found, Integrity::Intact, "{i} {changed}");
                }
            }
        }
    }

    #[test]
    fn table() {
        let sealed = seal("(schema: 1)\n");
        let twice = seal(&sealed);
        for (text, expected) in [
            (sealed.clone(), Integrity::Intact),
            (twice, Integrity::Intact),
            ("(schema: 1)\n".to_owned(), Integrity::HandWritten),
            ("(schema: 1)\n// a remark\n".to_owned(), Integrity::HandWritten),
            (String::new(), Integrity::HandWritten),
            (format!("{sealed}// a remark\n"), Integrity::Changed),
            (format!("{sealed}\n"), Integrity::Changed),
            (format!(" {sealed}"), Integrity::Changed),
            (sealed.trim_end().to_owned(), Integrity::Changed),
            (sealed.replace('\n', "\r\n"), Integrity::Changed),
            (sealed.replace("// sha256", "  //sha256"), Integrity::Changed),
            (sealed.to_uppercase().replace("SHA", "sha"), Integrity::Changed),
            ("(schema: 1)\n// sha256:\n".to_owned(), Integrity::Changed),
            ("(schema: 1)\n// sha".to_owned(), Integrity::Changed),
            ("(schema: 1)\n//".to_owned(), Integrity::Changed),
        ] {
            assert_eq!(integrity(&text), expected, "{text}");
        }
    }
}
