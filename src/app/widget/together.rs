//! A number and its unit stay on one line.

/// A space that no line ends at.
const JOINED: char = '\u{a0}';

/// Begins of what belongs to the number before it.
const UNITS: [&str; 8] = ["%", "×", "mL", "kg", "cells", "million", "亿", "万"];

/// The same text, where no line ends between a number and its unit or inside a level.
pub(crate) fn together(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        let before = joined.chars().next_back();
        let after = rest.as_str();
        let number = before.is_some_and(|before| before.is_ascii_digit());
        let unit = number && UNITS.iter().any(|unit| after.starts_with(unit));
        let inside = matches!(before, Some('×' | '≈' | '·')) || after.starts_with('·');
        joined.push(if letter == ' ' && (unit || inside) { JOINED } else { letter });
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::together;

    #[test]
    fn a_number_keeps_its_unit() {
        for (text, joined) in [
            ("draw 20.2 mL, 99.91 % of", "draw 20.2\u{a0}mL, 99.91\u{a0}% of"),
            ("DL2 · 3 × 10⁶/kg: ≈ 6.2", "DL2\u{a0}·\u{a0}3\u{a0}×\u{a0}10⁶/kg: ≈\u{a0}6.2"),
            ("第 1 次回输，1.872 亿", "第 1 次回输，1.872\u{a0}亿"),
            ("2 bags, infusion 1", "2 bags, infusion 1"),
        ] {
            assert_eq!(together(text), joined);
        }
    }
}
