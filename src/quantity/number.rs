//! The one reader of typed numbers.
//!
//! Digits, one decimal point, an optional exponent (`3e6`, `3×10^6`, `3×10⁶`), and for laboratory results a
//! comparator (`<0.5`) and a printed flag (`74 ↓`, `74 L`). Full-width digits and `。` between digits are read
//! as what they mean. Everything else is refused with its reason and, where safe, with the text that would do.

use super::{analyte, exact::Exact};

/// A number as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// `<0.5` is below; a plain number equals.
    pub comparator: Comparator,
    /// The number.
    pub value: Exact,
    /// The place of the last typed digit as a power of ten: -1 for `1.2`, 0 for `12`, 5 for `1.2e6`.
    pub last_place: i32,
}

/// How a laboratory result stands to the number printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// The number itself.
    Equal,
    /// `<`
    Below,
    /// `≤`
    AtMost,
    /// `>`
    Above,
    /// `≥`
    AtLeast,
}

/// Where a number stands, which settles what may stand beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Comparators and printed flags are read.
    Laboratory,
    /// Digits only.
    Plain,
}

/// Why a text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberProblem {
    /// Nothing was typed.
    Empty,
    /// A comma; `fix` is given where it can only be a decimal comma.
    Comma {
        /// The text that would do.
        fix: Option<String>,
    },
    /// A unit stands in the number's field.
    UnitInside {
        /// The number alone.
        number: String,
        /// The rest.
        unit: String,
    },
    /// `55-60`: two numbers.
    Range,
    /// `.5` or `5.`
    NakedPoint {
        /// The text that would do.
        fix: String,
    },
    /// Spaces or apostrophes between digits.
    Grouped {
        /// The text that would do.
        fix: String,
    },
    /// `NaN`, `inf`.
    NotFinite,
    /// A comparator where only a number will do.
    ComparatorHere,
    /// Below zero.
    Negative,
    /// More than 40 digits, or an exponent beyond ±60.
    TooLong,
    /// Anything else.
    NotANumber,
}

/// Reads a typed number.
pub fn read_number(text: &str, style: Style) -> Result<Number, NumberProblem> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(NumberProblem::Empty);
    }
    if trimmed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return plain(trimmed, "");
    }
    let normal = normalise(trimmed);
    let normal = match style {
        Style::Laboratory => strip_flags(&normal),
        Style::Plain => normal.as_str(),
    };
    let (comparator, rest) = split_comparator(normal);
    if comparator != Comparator::Equal && style == Style::Plain {
        return Err(NumberProblem::ComparatorHere);
    }
    let sign = normal.strip_suffix(rest).unwrap_or_default().trim_end();
    let mut number = unsigned(rest).map_err(|problem| problem.behind(sign))?;
    number.comparator = comparator;
    Ok(number)
}

impl NumberProblem {
    /// The same with the comparator kept before every text that would do.
    fn behind(self, sign: &str) -> Self {
        let kept = |fix: String| format!("{sign}{fix}");
        match self {
            Self::Comma { fix } => Self::Comma { fix: fix.map(kept) },
            Self::UnitInside { number, unit } => Self::UnitInside { number: kept(number), unit },
            Self::NakedPoint { fix } => Self::NakedPoint { fix: kept(fix) },
            Self::Grouped { fix } => Self::Grouped { fix: kept(fix) },
            other @ (Self::Empty
            | Self::Range
            | Self::NotFinite
            | Self::ComparatorHere
            | Self::Negative
            | Self::TooLong
            | Self::NotANumber) => other,
        }
    }
}

/// The digits as [`read_number`] reads a laboratory's text: plain characters, without printed flags and without a unit
/// behind them. `74 ↓` and `74 g/L` are `74`.
pub fn digits_as_read(text: &str) -> String {
    let own = || strip_flags(&normalise(text.trim())).to_owned();
    number_with_unit(text, Style::Laboratory).map_or_else(own, |(number, _)| number)
}

/// The number and the unit of a text that holds both, such as `57.3 kg` or `57.3公斤`; `None` for every other text.
#[expect(clippy::wildcard_enum_match_arm, reason = "every other problem is no unit")]
pub fn number_with_unit(text: &str, style: Style) -> Option<(String, String)> {
    // Nearly everything that is typed is digits alone.
    if text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b' ')) {
        return None;
    }
    let problem = read_number(text, style).err()?;
    // The unit may begin with a number of its own: in `186 ×10⁹/L` it is not `/L`.
    let normal = normalise(text.trim());
    let (_, unsigned) = split_comparator(&normal);
    let unit = unsigned.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number = normal.strip_suffix(unit).unwrap_or_default().trim_end();
    if analyte::is_unit(unit.trim()) && read_number(number, style).is_ok() {
        return Some((number.to_owned(), unit.trim().to_owned()));
    }
    match problem {
        NumberProblem::UnitInside { number, unit } => Some((number, unit)),
        _ => None,
    }
}

fn unsigned(text: &str) -> Result<Number, NumberProblem> {
    let lower = text.to_ascii_lowercase();
    if ["nan", "inf", "infinity", "∞", "-inf", "-∞"].contains(&lower.as_str()) {
        return Err(NumberProblem::NotFinite);
    }
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        return Err(unsigned(rest).map_or(NumberProblem::NotANumber, |_| NumberProblem::Negative));
    }
    if text.contains([',', '，']) {
        return Err(comma(text));
    }
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    if digits.is_empty() {
        return Err(NumberProblem::NotANumber);
    }
    // A bare `10E6` is ten million as a number and a million as laboratories print a unit: neither is guessed.
    if digits == "10" && rest.strip_prefix(['e', 'E']).is_some_and(|power| signed_digits(power).is_some()) {
        return Err(NumberProblem::NotANumber);
    }
    if let Some((exponent, rest)) = exponent(digits, rest) {
        return if rest.trim().is_empty() {
            plain(if digits == "10" && exponent.power_of_ten { "1" } else { digits }, &exponent.text)
        } else {
            Err(unit_inside(text, rest))
        };
    }
    let rest = rest.trim_start();
    if rest.is_empty() {
        return plain(digits, "");
    }
    let joined: String = text.chars().filter(|c| !matches!(c, ' ' | '\'' | '_' | '\u{a0}')).collect();
    if joined != text && joined.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Err(NumberProblem::Grouped { fix: joined });
    }
    Err(match plain(digits, "") {
        Ok(_) if is_upper_end(rest) => NumberProblem::Range,
        Ok(_) => unit_inside(text, rest),
        Err(_) => NumberProblem::NotANumber,
    })
}

/// The rest of a range: its lower end is not the number that was meant.
fn is_upper_end(rest: &str) -> bool {
    let upper = rest.trim_start_matches(['-', '–', '—', '−', '‐', '~', '～', '〜', '至', ' ']);
    upper != rest && upper.starts_with(|c: char| c.is_ascii_digit())
}

fn unit_inside(text: &str, rest: &str) -> NumberProblem {
    if !analyte::is_unit(rest) {
        return NumberProblem::NotANumber;
    }
    let number = text.strip_suffix(rest).unwrap_or(text).trim().to_owned();
    NumberProblem::UnitInside { number, unit: rest.trim().to_owned() }
}

fn plain(digits: &str, exponent: &str) -> Result<Number, NumberProblem> {
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains('.') {
        return Err(NumberProblem::NotANumber);
    }
    if integer.is_empty() && !fraction.is_empty() {
        return Err(NumberProblem::NakedPoint { fix: format!("0.{fraction}") });
    }
    if digits.ends_with('.') {
        return if integer.is_empty() {
            Err(NumberProblem::NotANumber)
        } else {
            Err(NumberProblem::NakedPoint { fix: integer.to_owned() })
        };
    }
    let too_long = |_| NumberProblem::TooLong;
    let (value, power) = if exponent.is_empty() {
        (digits.parse::<Exact>().map_err(too_long)?, 0)
    } else {
        let power = exponent.parse::<i32>().map_err(|_err| NumberProblem::TooLong)?;
        (format!("{digits}e{power}").parse::<Exact>().map_err(too_long)?, power)
    };
    let decimals = i32::try_from(fraction.len()).map_err(|_err| NumberProblem::TooLong)?;
    let last_place = power.checked_sub(decimals).ok_or(NumberProblem::TooLong)?;
    Ok(Number { comparator: Comparator::Equal, value, last_place })
}

struct Exponent {
    text: String,
    /// Written as a bare `10^n`, without digits before it.
    power_of_ten: bool,
}

/// `e6`, `×10^6`, `x10⁶`, or `^6` after a bare `10`; the rest of the text stands beside it.
fn exponent<'a>(digits: &str, rest: &'a str) -> Option<(Exponent, &'a str)> {
    let trimmed = rest.trim_start();
    if let Some(after) = trimmed.strip_prefix(['e', 'E']) {
        let (text, rest) = signed_digits(after)?;
        return Some((Exponent { text, power_of_ten: false }, rest));
    }
    let power = |after: &'a str| match after.strip_prefix('^') {
        Some(after) => signed_digits(after),
        None => superscript(after),
    };
    if let Some(after) = trimmed.strip_prefix(['×', 'x', 'X', '*', '·', '✕']) {
        let (text, rest) = power(after.trim_start().strip_prefix("10")?)?;
        return Some((Exponent { text, power_of_ten: false }, rest));
    }
    if digits == "10" {
        let (text, rest) = power(rest)?;
        return Some((Exponent { text, power_of_ten: true }, rest));
    }
    None
}

fn signed_digits(text: &str) -> Option<(String, &str)> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    (!digits.is_empty()).then(|| (format!("{sign}{digits}"), rest))
}

fn superscript(text: &str) -> Option<(String, &str)> {
    const DIGITS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let (mut read, mut rest) = (String::new(), text);
    if let Some(after) = rest.strip_prefix('⁻') {
        read.push('-');
        rest = after;
    }
    while let Some(next) = rest.chars().next() {
        let Some(digit) =
            DIGITS.chars().zip('0'..='9').find_map(|(sup, digit)| (sup == next).then_some(digit))
        else {
            break;
        };
        read.push(digit);
        rest = rest.strip_prefix(next).unwrap_or_default();
    }
    read.ends_with(|c: char| c.is_ascii_digit()).then_some((read, rest))
}

fn comma(text: &str) -> NumberProblem {
    let text = text.replace('，', ",");
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // `1,234` may be a thousand or a decimal: then no fix is offered.
    let fix = match parts.as_slice() {
        [whole, decimals] if digits(whole) && digits(decimals) && decimals.len() != 3 => {
            Some(format!("{whole}.{decimals}"))
        }
        _ => None,
    };
    NumberProblem::Comma { fix }
}

/// Characters that are read as what they mean; the typed text itself is kept elsewhere.
fn normalise(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let is_digit = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(c));
    let mut normal = String::with_capacity(text.len());
    for (index, &c) in characters.iter().enumerate() {
        let between_digits =
            index > 0 && is_digit(characters.get(index - 1)) && is_digit(characters.get(index + 1));
        normal.push(match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '．' => '.',
            '。' if between_digits => '.',
            '＜' | '﹤' => '<',
            '＞' | '﹥' => '>',
            '⩽' | '≦' => '≤',
            '⩾' | '≧' => '≥',
            '－' => '-',
            '＝' => '=',
            other => other,
        });
    }
    normal
}

/// Takes printed flags off: arrows before or after, `H`, `L` after.
fn strip_flags(text: &str) -> &str {
    const ARROWS: [char; 6] = ['↑', '↓', '⬆', '⬇', '▲', '▼'];
    let text = text.trim_matches(|c: char| ARROWS.contains(&c) || c.is_whitespace());
    let flagless = text.strip_suffix(['H', 'L']).unwrap_or(text).trim_end();
    if flagless.ends_with(|c: char| c.is_ascii_digit()) { flagless } else { text }
}

fn split_comparator(text: &str) -> (Comparator, &str) {
    for (sign, comparator) in [
        ("<=", Comparator::AtMost),
        (">=", Comparator::AtLeast),
        ("≤", Comparator::AtMost),
        ("≥", Comparator::AtLeast),
        ("<", Comparator::Below),
        (">", Comparator::Above),
    ] {
        if let Some(rest) = text.strip_prefix(sign) {
            return (comparator, rest.trim_start());
        }
    }
    (Comparator::Equal, text)
}

#[cfg(test)]
#[path = "number_tests.rs"]
mod tests;
