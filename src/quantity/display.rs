//! The one formatter of numbers: digits, powers, grouping. Words come from the catalogues.

use super::{
    Exact, Rounding,
    component::{CarCells, CarDensity, InBase},
    units::{
        RuntimeUnit as _, UnitRow, cell_density, cells, share,
        si::{Mass, Ratio, Volume},
        volume, weight,
    },
};
use num_traits::Zero as _;

/// A quantity of a dose that is always displayed in one unit: here a number leaves its type.
pub trait Displayed: InBase {
    /// The unit.
    fn unit() -> &'static UnitRow;

    /// The number of that unit.
    fn displayed(&self) -> Exact {
        Self::unit().of_base(self.in_base())
    }
}

macro_rules! displayed {
    ($($Quantity:ty: $unit:expr;)+) => {$(
        impl Displayed for $Quantity {
            fn unit() -> &'static UnitRow { $unit.row() }
        }
    )+};
}
displayed! {
    Mass: weight::Unit::kilogram;
    Volume: volume::Unit::milliliter;
    Ratio: share::Unit::percent;
    CarCells: cells::Unit::one;
    CarDensity: cell_density::Unit::per_milliliter;
}

/// Without trailing zeros and with a leading zero: `0.5`, `20`, `20.2`. For doses and volumes.
pub fn plain(value: &Exact, places: u32, rounding: Rounding) -> String {
    value.round(places, rounding).to_string()
}

/// The whole number with thin groups of three: `187,036,850`. Rounded half-even to a whole number.
pub fn grouped(value: &Exact) -> String {
    let digits = value.round(0, Rounding::HalfEven).to_string();
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", digits.as_str()),
    };
    let mut text = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A power of ten with real superscripts: `1.872 × 10⁸`. `digits` significant digits, half-even.
pub fn power(value: &Exact, digits: u32) -> String {
    if value.is_zero() {
        return "0".to_owned();
    }
    let mut magnitude = value.magnitude();
    let scaled =
        |magnitude: i64| scale_down(value, magnitude).round(digits.saturating_sub(1), Rounding::HalfEven);
    let mut mantissa = scaled(magnitude);
    if mantissa.abs() >= Exact::from(10) {
        magnitude += 1;
        mantissa = scaled(magnitude);
    }
    format!("{mantissa} × 10{}", superscript(magnitude))
}

/// `value` in units of `10^power`, without trailing zeros: 187200000 in millions is `187.2`.
pub fn in_powers(value: &Exact, power: i64, digits: u32) -> String {
    scale_down(value, power).significant(digits)
}

/// The value with at least `places` decimals, more where the text would stand on the other side of the limit.
///
/// 49.949 is shown as 49.9 against 50, 0.9996 as 0.9996 against 1. Half-even. Laboratory values keep the zeros that the laboratory printed.
pub fn against(value: &Exact, limit: &Exact, places: u32) -> String {
    for more in 0..=40 {
        let shown = value.round(places + more, Rounding::HalfEven);
        if shown.cmp(limit) == value.cmp(limit) {
            let width = usize::try_from(places + more).unwrap_or(0);
            return format!("{shown:.width$}");
        }
    }
    value.fraction_text()
}

fn scale_down(value: &Exact, power: i64) -> Exact {
    let exponent = i32::try_from(power).unwrap_or(0);
    let ten: Exact = format!("1e{}", exponent.unsigned_abs()).parse().unwrap_or_default();
    if exponent < 0 { value.clone() * ten } else { value.per(&ten).unwrap_or_default() }
}

fn superscript(power: i64) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    power
        .to_string()
        .chars()
        .map(|c| match c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()) {
            Some(digit) => DIGITS.get(digit).copied().unwrap_or(c),
            None => '⁻',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{against, grouped, in_powers, plain, power};
    use crate::quantity::{Exact, Rounding};

    fn x(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[test]
    fn doses_carry_no_trailing_zero_and_a_leading_zero() {
        for (value, text) in [("20.20", "20.2"), ("0.50", "0.5"), ("20", "20"), ("1.40625", "1.406")] {
            assert_eq!(plain(&x(value), 3, Rounding::HalfEven), text);
        }
    }

    #[test]
    fn counts_in_groups_and_powers() {
        assert_eq!(grouped(&x("187036850")), "187,036,850");
        assert_eq!(grouped(&x("999")), "999");
        assert_eq!(grouped(&x("-1000")), "-1,000");
        assert_eq!(power(&x("187200000"), 4), "1.872 × 10⁸");
        assert_eq!(power(&x("9999999"), 3), "1 × 10⁷");
        assert_eq!(power(&x("0.00125"), 3), "1.25 × 10⁻³");
        assert_eq!(in_powers(&x("187200000"), 6, 6), "187.2");
        assert_eq!(in_powers(&x("187200000"), 8, 6), "1.872");
        assert_eq!(in_powers(&x("55500000"), 4, 6), "5550");
    }

    /// The cases that design.md section 2 names, and the traps of peers.md.
    #[test]
    fn shown_digits_never_contradict_the_verdict() {
        for (value, limit, places, text) in [
            ("49.949", "50", 1, "49.9"),
            ("0.9996", "1", 2, "0.9996"),
            ("49.96", "50", 1, "49.96"),
            ("49.5833333", "50", 0, "49.6"),
            ("50", "50", 1, "50.0"),
            ("0.4997", "0.5", 2, "0.4997"),
            ("50.04", "50", 1, "50.04"),
            ("75", "75", 0, "75"),
        ] {
            assert_eq!(against(&x(value), &x(limit), places), text, "{value} against {limit}");
        }
        let just_below = x("50") - x("1e-30");
        assert_eq!(against(&just_below, &x("50"), 1), format!("49.{}", "9".repeat(30)));
        // Closer than forty digits: the fraction itself, which still says that it is not 50.
        let closest = x("50") - x("1e-60");
        assert!(against(&closest, &x("50"), 1).contains('/'));
    }
}
