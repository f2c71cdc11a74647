//! Typed text as it is: what would move the cursor, break the line or turn the reading order is shown, never obeyed.

use std::borrow::Cow;

/// The text with every control character, mark of direction and invisible sign written out, such as `\n` or `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_obeyed(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal does something with it instead of drawing it.
const fn is_obeyed(c: char) -> bool {
    matches!(
        c,
        '\u{0}'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn f7_what_a_terminal_obeys_is_shown() {
        for (text, shown) in [
            ("A\nB", r"A\nB"),
            ("A\r\n\tB", r"A\r\n\tB"),
            ("\u{1b}[31mA", r"\u{1b}[31mA"),
            ("\u{9b}31m\u{7f}", r"\u{9b}31m\u{7f}"),
            ("A\u{202e}B\u{2066}", r"A\u{202e}B\u{2066}"),
            ("A\u{200b}B\u{feff}", r"A\u{200b}B\u{feff}"),
            ("A\u{2028}B", r"A\u{2028}B"),
        ] {
            assert_eq!(visible(text), shown);
        }
        for text in ["EXAMPLE-01", "受试者 1", "20 × 10⁹/L", "é — “x”", ""] {
            assert_eq!(visible(text), text);
        }
    }
}
