//! Tests of the number reader.

use super::{Comparator, NumberProblem as P, Style, read_number};
use proptest::prelude::*;

#[track_caller]
fn reads(text: &str, style: Style, comparator: Comparator, value: &str, last_place: i32) {
    let number = read_number(text, style).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
    assert_eq!(number.comparator, comparator, "{text}");
    assert_eq!(number.value, value.parse().unwrap(), "{text}");
    assert_eq!(number.last_place, last_place, "{text}");
}

#[test]
fn reads_what_laboratories_print() {
    use Comparator::{Above, AtLeast, AtMost, Below, Equal};
    for (text, comparator, value, place) in [
        ("74.6", Equal, "74.6", -1),
        (" 74.60 ", Equal, "74.6", -2),
        ("74.6 ↓", Equal, "74.6", -1),
        ("↑ 130", Equal, "130", 0),
        ("130 H", Equal, "130", 0),
        ("3.1L", Equal, "3.1", -1),
        ("<0.5", Below, "0.5", -1),
        ("＜ ２０", Below, "20", 0),
        (">100", Above, "100", 0),
        ("≤26.0", AtMost, "26", -1),
        (">=5", AtLeast, "5", 0),
        ("＞＝5", AtLeast, "5", 0),
        ("１．２", Equal, "1.2", -1),
        ("1。2", Equal, "1.2", -1),
    ] {
        reads(text, Style::Laboratory, comparator, value, place);
    }
}

#[test]
fn reads_powers_of_ten() {
    for (text, value, place) in [
        ("5e8", "500000000", 8),
        ("5E+8", "500000000", 8),
        ("5×10^8", "500000000", 8),
        ("5 x 10^8", "500000000", 8),
        ("2.5×10⁷", "25000000", 6),
        ("2.5*10^7", "25000000", 6),
        ("1.5e-3", "0.0015", -4),
        ("10^6", "1000000", 6),
        ("10⁶", "1000000", 6),
    ] {
        reads(text, Style::Plain, Comparator::Equal, value, place);
    }
}

#[test]
fn refuses_with_the_reason_and_the_mend() {
    let fix = |text: &str| Some(text.to_owned());
    let unit = |number: &str, unit: &str| P::UnitInside { number: number.into(), unit: unit.into() };
    for (text, problem) in [
        ("", P::Empty),
        ("   ", P::Empty),
        ("62,4", P::Comma { fix: fix("62.4") }),
        ("62，4", P::Comma { fix: fix("62.4") }),
        ("1,234", P::Comma { fix: None }),
        ("1,234.5", P::Comma { fix: None }),
        ("NaN", P::NotFinite),
        ("inf", P::NotFinite),
        ("∞", P::NotFinite),
        ("<5", P::ComparatorHere),
        ("-3", P::Negative),
        (".5", P::NakedPoint { fix: "0.5".into() }),
        ("5.", P::NakedPoint { fix: "5".into() }),
        (".", P::NotANumber),
        ("1.2.3", P::NotANumber),
        ("1 000", P::Grouped { fix: "1000".into() }),
        ("1'000", P::Grouped { fix: "1000".into() }),
        ("70 kg", unit("70", "kg")),
        ("8.0g/dL", unit("8.0", "g/dL")),
        ("5 亿", unit("5", "亿")),
        ("5×10^8 cells", unit("5×10^8", "cells")),
        ("38.5%", unit("38.5", "%")),
        ("9-50", P::Range),
        ("55 ~ 60", P::Range),
        ("5/6", P::NotANumber),
        ("62.4 or so", P::NotANumber),
        ("neg", P::NotANumber),
        ("1e99", P::TooLong),
        ("1e99999999999", P::TooLong),
        ("74 L", unit("74", "L")),
    ] {
        assert_eq!(read_number(text, Style::Plain), Err(problem), "{text}");
    }
}

/// `10E6` is 10⁷ as a number and 10⁶ as a unit.
#[test]
fn a_bare_ten_with_an_exponent_is_ambiguous() {
    for text in ["10E6", "10e6", "10E+6", "10e-3", "10E9"] {
        for style in [Style::Laboratory, Style::Plain] {
            assert_eq!(read_number(text, style), Err(P::NotANumber), "{text}");
        }
    }
    reads("1.0E7", Style::Plain, Comparator::Equal, "10000000", 6);
}

#[test]
fn the_smallest_exponent_does_not_panic() {
    for text in ["1e-2147483648", "1e2147483647", "1.5e-2147483648", "1×10^-2147483648", "10^2147483647"] {
        assert_eq!(read_number(text, Style::Plain), Err(P::TooLong), "{text}");
    }
}

proptest! {
    /// Exponents of any size: a number within ±60, a problem outside, never a panic.
    #[test]
    fn exponents_of_any_size(
        digits in "[0-9]{1,6}(\\.[0-9]{1,6})?",
        power in proptest::num::i64::ANY,
        sign in "(e|E|×10\\^|x10\\^)",
    ) {
        for power in [power, power % 100, i64::from(i32::MIN), i64::from(i32::MAX)] {
            for style in [Style::Laboratory, Style::Plain] {
                if read_number(&format!("{digits}{sign}{power}"), style).is_ok() {
                    prop_assert!(power.abs() <= 80);
                }
            }
        }
    }

    /// Any text at all: an answer, never a panic, and never a number out of nothing.
    #[test]
    fn never_panics(text in "\\PC{0,24}") {
        for style in [Style::Laboratory, Style::Plain] {
            if let Ok(number) = read_number(&text, style) {
                prop_assert!(text.chars().any(char::is_numeric), "{text:?} gave {number:?}");
            }
        }
    }

    #[test]
    fn plain_decimals_are_taken_literally(whole in 0_u32..1_000_000, decimals in "[0-9]{1,6}") {
        let text = format!("{whole}.{decimals}");
        let number = read_number(&text, Style::Plain).unwrap();
        prop_assert_eq!(number.value, text.parse().unwrap());
        prop_assert_eq!(number.last_place, -i32::try_from(decimals.len()).unwrap());
    }
}
