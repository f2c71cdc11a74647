//! Powers of ten at the beginning of a unit: written out, or with the superscript lost.

/// No count is printed in a greater power of ten.
const GREATEST: i32 = 12;

/// What stands between 10 and its exponent where nothing is lost.
const SIGNS: [&str; 6] = ["**", "^", "*", "exp", "E", "e"];

/// `×10^9`, `10*9`, `10**9`, `10E9`, `10(9)`, `10⁹`: the exponent, and what stands behind it.
pub(super) fn power(text: &str) -> Option<(i32, &str)> {
    let after = ten(text)?;
    if let Some(found) = superscript(after) {
        return Some(found);
    }
    let signed = SIGNS.iter().find_map(|sign| after.strip_prefix(sign));
    let bare = signed.unwrap_or(after);
    let bracket = [('(', ')'), ('[', ']'), ('{', '}')].into_iter().find(|(open, _)| bare.starts_with(*open));
    match bracket {
        Some((open, close)) => {
            let (inside, rest) = bare.strip_prefix(open)?.split_once(close)?;
            exponent(inside).filter(|(_, more)| more.is_empty()).map(|(power, _)| (power, rest))
        }
        None => exponent(signed?),
    }
}

/// `109/L`, `10 9/L`, `10'9/L`, `×10/L`: the exponent is printed as if it were a digit of the number, or is missing.
pub(super) fn is_lost(text: &str) -> bool {
    let Some(after) = ten(text) else { return false };
    if power(text).is_some() {
        return false;
    }
    if !text.starts_with("10") && after.starts_with('/') {
        return true;
    }
    let mark = |c: char| !c.is_alphanumeric() && !"/%".contains(c) || "×x".contains(c);
    let after = after.strip_prefix(mark).unwrap_or(after);
    exponent(after).is_some_and(|(power, _)| power > 1)
}

/// What stands behind a 10, which a sign of multiplication may precede.
fn ten(text: &str) -> Option<&str> {
    text.strip_prefix(['×', 'x', 'X', '*', '·']).unwrap_or(text).strip_prefix("10")
}

fn exponent(text: &str) -> Option<(i32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let power: i32 = digits.parse().ok()?;
    (!digits.starts_with('0') && power <= GREATEST).then_some((power, rest))
}

fn superscript(text: &str) -> Option<(i32, &str)> {
    const DIGITS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let digit = |c: char| DIGITS.chars().zip('0'..='9').find_map(|(sup, digit)| (sup == c).then_some(digit));
    let digits: String = text.chars().map_while(digit).collect();
    let end = text.find(|c: char| digit(c).is_none()).unwrap_or(text.len());
    exponent(&digits).map(|(power, _)| (power, text.split_at(end).1))
}

#[cfg(test)]
mod tests {
    use super::{is_lost, power};

    #[test]
    fn a_sign_keeps_the_exponent() {
        for text in ["10^9/L", "×10*9/L", "10**9/L", "x10E9/L", "10(9)/L", "10^(9)/L", "10⁹/L", "10exp9/L"]
        {
            assert_eq!(power(text), Some((9, "/L")), "{text}");
            assert!(!is_lost(text), "{text}");
        }
        assert_eq!(power("10^12/L"), Some((12, "/L")));
        for text in ["10^13/L", "10^0/L", "10^-9/L", "100/L", "/L", "10/L", "9/L"] {
            assert_eq!(power(text), None, "{text}");
        }
    }

    #[test]
    fn without_one_it_is_lost() {
        for text in
            ["109/L", "x109/L", "×1012/L", "103/uL", "10'9/L", "10.9/L", "10×9/L", "×10/L", "106", "10-9/L"]
        {
            assert!(is_lost(text), "{text}");
            assert_eq!(power(text), None, "{text}");
        }
        for text in ["100/L", "10/L", "/100WBC", "10%", "mL/min", "1013/L", "101/L"] {
            assert!(!is_lost(text), "{text}");
        }
    }
}
