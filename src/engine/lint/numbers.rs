//! The figures in a sentence: numbers, powers such as 10³, products, and lengths of time.

use crate::quantity::Exact;
use std::collections::BTreeSet;

/// What a sentence names.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Every number as it stands, a power as its value.
    pub(super) plain: BTreeSet<Exact>,
    /// The same with `1 × 10⁹` as one number.
    pub(super) products: BTreeSet<Exact>,
    /// Every length of time.
    pub(super) spans: Vec<(Unit, Exact)>,
}

/// A unit of time; a week is seven days, a year twelve months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Month,
    HalfLife,
}

const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// What follows a number: a beginning, its unit, how many of it.
const UNITS: [(&str, Unit, i64); 15] = [
    ("hour", Unit::Hour, 1),
    ("小时", Unit::Hour, 1),
    ("day", Unit::Day, 1),
    ("天", Unit::Day, 1),
    ("日", Unit::Day, 1),
    ("week", Unit::Day, 7),
    ("周", Unit::Day, 7),
    ("month", Unit::Month, 1),
    ("个月", Unit::Month, 1),
    ("year", Unit::Month, 12),
    ("年", Unit::Month, 12),
    ("half", Unit::HalfLife, 1),
    ("个半衰期", Unit::HalfLife, 1),
    ("半衰期", Unit::HalfLife, 1),
    ("星期", Unit::Day, 7),
];

/// Reads a sentence. Only digits are read: *five* is no figure.
pub(super) fn numbers(text: &str) -> Numbers {
    let mut found = Numbers::default();
    let mut before: Option<Exact> = None;
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let between = rest.get(..start).unwrap_or_default();
        let (value, after) = number(rest.get(start..).unwrap_or_default());
        rest = after;
        let Some(value) = value else { continue };
        if let Some(factor) = before.filter(|_| matches!(between.trim(), "×" | "x" | "*")) {
            found.products.insert(factor * &value);
        }
        found.plain.insert(value.clone());
        found.products.insert(value.clone());
        if let Some((_, unit, times)) = UNITS.iter().find(|(word, ..)| after.trim_start().starts_with(word)) {
            found.spans.push((*unit, &value * Exact::from(*times)));
        }
        before = Some(value);
    }
    found
}

/// A number that is a figure: with a unit after it, or a comparison before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Marked {
    /// As it stands, with its unit.
    pub(super) text: String,
    /// The number, and with `× 10⁹` the product.
    pub(super) values: Vec<Exact>,
    /// As a length of time.
    pub(super) span: Option<(Unit, Exact)>,
}

/// What can follow a figure.
const AFTER: [&str; 15] =
    ["%", "g/L", "g/l", "mg", "mL", "ml", "mmol", "umol", "cm", "mm", "/L", "× ULN", "×ULN", "U/L", "kg"];

/// What can end before one.
const BEFORE: [&str; 20] = [
    "≥",
    "≤",
    ">",
    "<",
    "＞",
    "＜",
    "least",
    "most",
    "above",
    "below",
    "than",
    "不超过",
    "不低于",
    "不少于",
    "不高于",
    "至少",
    "至多",
    "低于",
    "高于",
    "超过",
];

/// The figures of a sentence, in its order.
pub(super) fn marked(text: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let before = rest.get(..start).unwrap_or_default();
        let (value, mut after) = number(rest.get(start..).unwrap_or_default());
        let own = rest.get(start..).unwrap_or_default();
        let Some(value) = value else {
            rest = after;
            continue;
        };
        let mut values = vec![value.clone()];
        // `1 × 10⁹` is one figure.
        let times = after.trim_start().strip_prefix('×').map(str::trim_start);
        if let Some(power) = times.filter(|power| power.starts_with("10")) {
            let (factor, behind) = number(power);
            values.extend(factor.map(|factor| factor * &value));
            after = behind;
        }
        let follows = after.trim_start();
        let unit = UNITS.iter().find(|(word, ..)| follows.starts_with(word));
        let span = unit.map(|(_, unit, times)| (*unit, value * Exact::from(*times)));
        let word =
            unit.map(|(word, ..)| *word).or_else(|| AFTER.into_iter().find(|word| follows.starts_with(word)));
        let compared = BEFORE.iter().any(|word| before.trim_end().to_lowercase().ends_with(word));
        if word.is_some() || compared {
            let digits = own.get(..own.len() - after.len()).unwrap_or_default().trim();
            let text = word.map_or_else(|| digits.to_owned(), |word| format!("{digits} {word}"));
            found.push(Marked { text, values, span });
        }
        rest = after;
    }
    found
}

/// The number at the beginning and what follows it.
fn number(text: &str) -> (Option<Exact>, &str) {
    let whole = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = whole;
    if let Some(decimals) = text.get(whole..).and_then(|rest| rest.strip_prefix('.')) {
        let digits = decimals.find(|c: char| !c.is_ascii_digit()).unwrap_or(decimals.len());
        if digits > 0 {
            end = whole + 1 + digits;
        }
    }
    let (digits, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    let value: Option<Exact> = digits.parse().ok();
    let powers: Vec<usize> =
        rest.chars().map_while(|c| SUPERSCRIPTS.chars().position(|own| own == c)).collect();
    if powers.is_empty() {
        return (value, rest);
    }
    let rest = rest.trim_start_matches(|c| SUPERSCRIPTS.contains(c));
    let exponent =
        powers.iter().fold(0_usize, |exponent, digit| exponent.saturating_mul(10).saturating_add(*digit));
    (value.filter(|_| exponent <= 30).map(|base| power(&base, exponent)), rest)
}

fn power(base: &Exact, exponent: usize) -> Exact {
    (0..exponent).fold(Exact::from(1), |power, _| power * base)
}

#[cfg(test)]
mod tests {
    use super::{Unit, marked, numbers};
    use crate::quantity::Exact;

    #[test]
    fn figures_have_a_unit_or_a_comparison() {
        let of = |text: &str| marked(text).into_iter().map(|figure| figure.text).collect::<Vec<_>>();
        assert_eq!(
            of("At least 1.0 × 10⁹/L within 2 weeks, RECIST 1.1, HER2 3+"),
            ["1.0 × 10⁹ /L", "2 week"]
        );
        assert_eq!(of("below 70; status 2 or better"), ["70"]);
        assert_eq!(of("血小板≥75×10⁹/L，ALT≤2.5×ULN，5个半衰期内"), ["75×10⁹ /L", "2.5 ×ULN", "5 个半衰期"]);
        let values = marked("above 10³ copies")[0].values.clone();
        assert_eq!(values, [Exact::from(1000)]);
        let values = marked("≥ 75 × 10⁹/L")[0].values.clone();
        assert_eq!(values, [Exact::from(75), Exact::from(75_000_000_000)]);
    }

    #[test]
    fn numbers_powers_products_and_times() {
        let read = numbers("At least 1.0 × 10⁹/L, above 10³ copies; 2 weeks or 5 half-lives. Within 1 year.");
        let plain: Vec<String> = read.plain.iter().map(ToString::to_string).collect();
        assert_eq!(plain, ["1", "2", "5", "1000", "1000000000"]);
        assert_eq!(
            read.spans,
            [(Unit::Day, Exact::from(14)), (Unit::HalfLife, Exact::from(5)), (Unit::Month, Exact::from(12)),]
        );
        assert!(numbers("3 × 10⁶/kg").products.contains(&Exact::from(3_000_000)));
        let read = numbers("单采前2周或5个半衰期内，6个月，72小时，7天；1.5×ULN。");
        assert_eq!(read.spans.len(), 5);
        assert!(read.plain.contains(&"1.5".parse().unwrap()));
    }
}
