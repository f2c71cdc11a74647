//! What stands in a cell or a line, part by part: numbers, units, intervals, dates, signs, words.
//!
//! A part is the longest run of words that is one thing, so that `10^9 /L` is a unit and `125 - 350` an interval. Each
//! is a piece of the text as typed.

use super::{
    answers::{Missing, is_flag, missing, without_flags},
    dates::is_date,
};
use crate::{
    engine::entry::upper_limit::printed_upper,
    quantity::{Comparator, NumberProblem, Style, read_number},
};

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plain number.
    Number,
    /// A number with `<` or `>`: a result, or one end of an interval.
    Bounded,
    /// A number that is not read as it stands.
    Bad(NumberProblem),
    Interval,
    Unit,
    Flag,
    Date,
    Missing(Missing),
    Word,
}

/// A part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom<'t> {
    pub(super) kind: Kind,
    pub(super) text: &'t str,
}

/// The longest part, in words.
const LONGEST: usize = 6;

/// The parts of a text; `is_unit` knows the units of what is measured.
pub(super) fn atoms<'t>(text: &'t str, is_unit: &dyn Fn(&str) -> bool) -> Vec<Atom<'t>> {
    let words = words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = LONGEST.min(words.len() - at);
        let part = (1..=longest).rev().find_map(|length| {
            let run = run(text, words.get(at..at + length)?)?;
            Some((length, part(run, length, is_unit)?))
        });
        let (length, parts) = part.unwrap_or_else(|| {
            let word = words.get(at).and_then(|word| text.get(word.0..word.1)).unwrap_or_default();
            (1, vec![Atom { kind: Kind::Word, text: word }])
        });
        found.extend(parts);
        at += length;
    }
    found
}

/// Where each word of a text begins and ends.
pub(super) fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices() {
        match (c.is_whitespace(), begun) {
            (false, None) => begun = Some(at),
            (true, Some(start)) => {
                words.push((start, at));
                begun = None;
            }
            _ => {}
        }
    }
    words.extend(begun.map(|start| (start, text.len())));
    words
}

/// A run of words as typed.
pub(super) fn run<'t>(text: &'t str, words: &[(usize, usize)]) -> Option<&'t str> {
    text.get(words.first()?.0..words.last()?.1)
}

/// The last of several words is a number or an interval: it belongs to no unit, however much the rest looks like one.
fn ends_in_figures(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let last = words.next_back().filter(|_| words.next().is_some());
    last.is_some_and(|last| is_interval(last) || last.bytes().all(|byte| byte.is_ascii_digit()))
}

fn part<'t>(text: &'t str, words: usize, is_unit: &dyn Fn(&str) -> bool) -> Option<Vec<Atom<'t>>> {
    let one = |kind, text| Some(vec![Atom { kind, text }]);
    if is_date(text) {
        return one(Kind::Date, text);
    }
    if is_interval(text) {
        return one(Kind::Interval, text);
    }
    if text.contains(|c: char| !c.is_ascii_digit()) && !ends_in_figures(text) && is_unit(text) {
        return one(Kind::Unit, text);
    }
    if let Some(missing) = missing(text) {
        return one(if text == "*" { Kind::Flag } else { Kind::Missing(missing) }, text);
    }
    let sign =
        text.split_whitespace().next().is_some_and(|word| word.chars().all(|c| "<>≤≥＜＞=".contains(c)));
    if words > 2 || (words == 2 && !sign) {
        return None;
    }
    if is_flag(text) {
        return one(Kind::Flag, text);
    }
    number(text, is_unit)
}

fn number<'t>(text: &'t str, is_unit: &dyn Fn(&str) -> bool) -> Option<Vec<Atom<'t>>> {
    let bare = without_flags(text);
    if is_power_of_ten(bare) || is_numeral(bare) {
        return None;
    }
    let one = |kind| Some(vec![Atom { kind, text: bare }]);
    match read_number(bare, Style::Laboratory) {
        Ok(number) if number.comparator == Comparator::Equal => one(Kind::Number),
        Ok(_) => one(Kind::Bounded),
        Err(NumberProblem::UnitInside { unit, .. }) => {
            let number = bare.strip_suffix(&*unit)?.trim_end();
            let unit = bare.get(bare.len() - unit.len()..).filter(|unit| is_unit(unit))?;
            let mut parts = self::number(number, is_unit)?;
            parts.push(Atom { kind: Kind::Unit, text: unit });
            Some(parts)
        }
        Err(
            problem @ (NumberProblem::Comma { .. }
            | NumberProblem::NakedPoint { .. }
            | NumberProblem::Grouped { .. }
            | NumberProblem::Negative
            | NumberProblem::TooLong),
        ) => {
            // A comma stands between words too.
            let digits = bare.chars().filter(char::is_ascii_digit).count();
            let letters = bare.chars().filter(|c| c.is_alphabetic()).count();
            if digits > letters { one(Kind::Bad(problem)) } else { None }
        }
        Err(
            NumberProblem::Empty
            | NumberProblem::Range
            | NumberProblem::NotFinite
            | NumberProblem::ComparatorHere
            | NumberProblem::NotANumber,
        ) => None,
    }
}

/// `01`: the number of a laboratory or a line; no result is written so.
fn is_numeral(text: &str) -> bool {
    text.len() > 1 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `10^4/µL`: the size of a unit that is not known, and no number.
fn is_power_of_ten(text: &str) -> bool {
    let text = text.trim_start_matches(['x', 'X', '×', '*', '·', ' ']);
    text.starts_with("10")
        && text.contains('/')
        && text.contains(['^', '*', 'E', 'e', '⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '+'])
}

/// `125-350`, `0～26`, `3,6-10,0`; in brackets also `(<40)`.
fn is_interval(text: &str) -> bool {
    const DASHES: [char; 9] = ['-', '~', '～', '–', '—', '－', '‐', '至', '〜'];
    let inside = text.trim_matches(['(', ')', '（', '）', '[', ']']);
    // A sign of high or low before it is a part of its own.
    if !inside.trim_start_matches(['<', '≤', '＜', '≦', '⩽', '=', ' ']).starts_with(char::is_numeric) {
        return false;
    }
    if inside != text && printed_upper(text).is_some() {
        return inside.contains(DASHES) || inside.starts_with(['<', '≤', '＜', '≦', '⩽']);
    }
    let Some((low, high)) = inside.split_once(DASHES) else { return false };
    if printed_upper(text).is_some() {
        return true;
    }
    // With commas for points it is an interval too, which is read nowhere.
    let comma = |text: &str| {
        let text = text.trim();
        text.contains([',', '，'])
            && text.starts_with(|c: char| c.is_ascii_digit())
            && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '，' | '.'))
    };
    let plain = |text: &str| comma(text) || read_number(text, Style::Plain).is_ok();
    (comma(low) || comma(high)) && plain(low) && plain(high)
}

#[cfg(test)]
mod tests {
    use super::{Kind, atoms};
    use crate::quantity::Analyte;

    fn kinds(text: &str) -> Vec<(String, String)> {
        let unit = |text: &str| {
            Analyte::Platelets.unit(text).is_some() || Analyte::Platelets.refusal(text).is_some()
        };
        let name = |kind: &Kind| format!("{kind:?}").split([' ', '(']).next().unwrap().to_owned();
        atoms(text, &unit).iter().map(|atom| (name(&atom.kind), atom.text.to_owned())).collect()
    }

    #[test]
    fn the_longest_run_that_is_one_thing_is_a_part() {
        for (text, parts) in [
            (
                "186 10^9 /L 125 - 350",
                vec![("Number", "186"), ("Unit", "10^9 /L"), ("Interval", "125 - 350")],
            ),
            (
                "74 ↓ 125-350 10^9/L",
                vec![("Number", "74"), ("Flag", "↓"), ("Interval", "125-350"), ("Unit", "10^9/L")],
            ),
            ("3.2 ×10 9/L 1.8-6.3", vec![("Number", "3.2"), ("Unit", "×10 9/L"), ("Interval", "1.8-6.3")]),
            ("1.6 10 9/L", vec![("Number", "1.6"), ("Unit", "10 9/L")]),
            ("186×10^9/L", vec![("Number", "186×10^9"), ("Unit", "/L")]),
            ("< 20 10^9/L", vec![("Bounded", "< 20"), ("Unit", "10^9/L")]),
            ("74↓", vec![("Number", "74")]),
            ("74 H (125-350)", vec![("Number", "74"), ("Flag", "H"), ("Interval", "(125-350)")]),
            ("99,5", vec![("Bad", "99,5")]),
            ("- 240", vec![("Missing", "-"), ("Number", "240")]),
            ("19 Nov 2026 186", vec![("Date", "19 Nov 2026"), ("Number", "186")]),
            ("3,6-10,0", vec![("Interval", "3,6-10,0")]),
            ("", vec![]),
        ] {
            let parts: Vec<(String, String)> =
                parts.into_iter().map(|(kind, text)| (kind.to_owned(), text.to_owned())).collect();
            assert_eq!(kinds(text), parts, "{text}");
        }
    }
}
