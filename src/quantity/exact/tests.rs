//! Tests of [`super::Exact`].

use super::{Exact, Repr, Rounding};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero as _;
use proptest::prelude::*;

fn x(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn refuses_what_is_no_decimal() {
    for text in [
        "",
        ".",
        "1.",
        ".5",
        "1,5",
        "NaN",
        "inf",
        "1e999999999",
        "1e61",
        "0x10",
        "1_000",
        "\u{661}",
        "--1",
        "1.2.3",
        "+1",
        "1e",
        "e5",
        &"9".repeat(41),
    ] {
        assert!(text.parse::<Exact>().is_err(), "{text}");
    }
    for text in ["0", "007", "1.50", "3e6", "1E-3", "-2.5", &"9".repeat(40), "1e60"] {
        assert!(text.parse::<Exact>().is_ok(), "{text}");
    }
}

#[test]
fn prints_half_up_and_exactly() {
    for (value, places, text) in [
        ("2.675", 2, "2.68"),
        ("1.005", 2, "1.01"),
        ("0.15", 1, "0.2"),
        ("12.35", 1, "12.4"),
        ("12.349999999", 1, "12.3"),
        ("-0.25", 1, "-0.3"),
        ("0.04", 1, "0.0"),
        ("9.95", 1, "10.0"),
        ("5", 1, "5.0"),
    ] {
        assert_eq!(format!("{:.*}", places, x(value)), text, "{value}");
    }
    assert_eq!(x("1.250").to_string(), "1.25");
    assert_eq!((x("1") / x("3")).to_string(), "1/3");
}

/// Ties named in facts.md section 6: 12.25, 7.3 in steps of 0.2, 20.25 in steps of 0.5; GB/T 8170 rounds once.
#[test]
fn rounds_once_by_the_named_mode() {
    use Rounding::{Down, HalfEven, HalfUp, Up};
    for (value, step, mode, expected) in [
        ("12.25", "0.1", HalfEven, "12.2"),
        ("12.25", "0.1", HalfUp, "12.3"),
        ("7.3", "0.2", HalfEven, "7.2"),
        ("7.3", "0.2", HalfUp, "7.4"),
        ("20.25", "0.5", HalfEven, "20"),
        ("20.25", "0.5", HalfUp, "20.5"),
        ("8.53459", "0.01", HalfUp, "8.53"),
        ("2.5", "1", HalfEven, "2"),
        ("3.5", "1", HalfEven, "4"),
        ("-2.5", "1", HalfEven, "-2"),
        ("-2.5", "1", HalfUp, "-3"),
        ("2.41", "0.1", Up, "2.5"),
        ("2.49", "0.1", Down, "2.4"),
        ("-2.49", "0.1", Down, "-2.4"),
        ("5", "0", Down, "5"),
    ] {
        assert_eq!(x(value).round_to(&x(step), mode), x(expected), "{value} in {step}, {mode:?}");
    }
}

#[test]
fn significant_digits() {
    let third = Exact::ratio(1, 3);
    assert_eq!(third.significant(15), "0.333333333333333");
    assert_eq!(Exact::ratio(748_800, 37_037).significant(15), "20.2176202176202");
    assert_eq!(x("187036850").significant(15), "187036850");
    assert_eq!(x("123456").significant(2), "120000");
    assert_eq!(x("-0.0012345").significant(2), "-0.0012");
    assert_eq!(x("9.99").significant(2), "10");
    assert_eq!(x("0").significant(3), "0");
    for (value, magnitude) in [("1", 0), ("9.99", 0), ("10", 1), ("0.1", -1), ("0.099", -2), ("1e60", 60)] {
        assert_eq!(x(value).magnitude(), magnitude, "{value}");
    }
}

#[test]
fn dividing_by_zero_is_none() {
    assert_eq!(x("1").per(&x("0")), None);
    assert_eq!(x("1").per(&x("4")), Some(x("0.25")));
    assert_eq!(Exact::checked_ratio(1, 0), None);
}

#[test]
fn extremes_leave_the_fast_path_and_come_back() {
    let most = Exact::from(i64::MAX);
    let least = Exact::from(i64::MIN);
    assert_eq!((most.clone() + Exact::from(1)).to_string(), "9223372036854775808");
    assert_eq!((-least.clone()).to_string(), "9223372036854775808");
    assert_eq!(most.clone() + Exact::from(1) - Exact::from(1), most);
    assert_eq!(least.clone() / least.clone(), Exact::from(1));
    assert_eq!((most.clone() * most.clone()) / most.clone(), most);
    assert_eq!(least.round(0, Rounding::HalfEven), least);
    assert_eq!(Exact::ratio(1, i64::MIN) * Exact::from(i64::MIN), Exact::from(1));
}

/// Numbers on both sides of the fast path, small ones often.
fn rational() -> impl Strategy<Value = (i64, i64)> {
    let part = || prop_oneof![-1000_i64..1000, any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(1)];
    (part(), part().prop_filter("a denominator", |part| *part != 0))
}

proptest! {
    /// The fast path gives what big rationals give, and a value that fits never stays big.
    #[test]
    fn agrees_with_big_rationals((a, b) in rational(), (c, d) in rational()) {
        let big = |n: i64, d: i64| BigRational::new(BigInt::from(n), BigInt::from(d));
        let (left, right) = (big(a, b), big(c, d));
        let (fast_left, fast_right) = (Exact::ratio(a, b), Exact::ratio(c, d));
        let mut pairs = vec![
            (fast_left.clone() + fast_right.clone(), &left + &right),
            (fast_left.clone() - fast_right.clone(), &left - &right),
            (fast_left.clone() * fast_right.clone(), &left * &right),
        ];
        if !right.is_zero() {
            pairs.push((fast_left.clone() / fast_right.clone(), &left / &right));
        }
        for (fast, slow) in pairs {
            prop_assert_eq!(fast.big(), slow.clone());
            prop_assert_eq!(fast.clone(), Exact::from_big(slow));
            if let Repr::Big(big) = &fast.0 {
                let fits = i64::try_from(big.numer()).is_ok() && i64::try_from(big.denom()).is_ok();
                prop_assert!(!fits, "{} fits and is big", fast);
            }
        }
        prop_assert_eq!(fast_left.cmp(&fast_right), left.cmp(&right));
        for mode in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up] {
            let slow = Exact(Repr::Big(Box::new(left.clone()))).to_integer(mode);
            prop_assert_eq!(fast_left.to_integer(mode), slow, "{:?}", mode);
        }
    }

    #[test]
    fn decimal_text_round_trips(digits in "[0-9]{1,12}", fraction in "[0-9]{0,9}") {
        let text = if fraction.is_empty() { digits.clone() } else { format!("{digits}.{fraction}") };
        let value = x(&text);
        prop_assert_eq!(x(&value.to_string()), value.clone());
        let whole = digits.trim_start_matches('0');
        let whole = if whole.is_empty() { "0" } else { whole };
        let shown = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
        prop_assert_eq!(format!("{:.*}", fraction.len(), value), shown);
    }

    /// Rounding moves by at most one step, and by at most half a step to the nearest.
    #[test]
    fn rounding_moves_less_than_a_step((a, b) in rational(), step in 1_i64..1000) {
        let (value, step) = (Exact::ratio(a, b), Exact::ratio(step, 100));
        for mode in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up] {
            let moved = (value.round_to(&step, mode) - value.clone()).abs();
            prop_assert!(moved < step);
            if matches!(mode, Rounding::HalfUp | Rounding::HalfEven) {
                prop_assert!(moved * Exact::from(2) <= step);
            }
            prop_assert!((value.round_to(&step, mode) / step.clone()).is_integer());
        }
    }
}
