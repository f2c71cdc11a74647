//! Exact numbers from decimal text and back.

use super::{Exact, NotADecimal, Rounding, power_of_ten};
use num_bigint::BigInt;
use num_traits::{Num as _, One as _, Signed as _, Zero as _};
use std::{fmt, str::FromStr};

/// Bounds the cost of `1e999999999`.
const MAX_EXPONENT: u32 = 60;
/// Bounds the length of an entry.
const MAX_DIGITS: usize = 40;

impl FromStr for Exact {
    type Err = NotADecimal;

    /// Plain decimal text, taken literally: `"17.1"` is 171/10. At most 40 digits, exponent within ±60.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_err| NotADecimal)?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, mantissa),
        };
        let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let count = integer.len() + fraction.len();
        let clean = integer.bytes().chain(fraction.bytes()).all(|byte| byte.is_ascii_digit());
        if integer.is_empty() || !clean || digits.ends_with('.') || count > MAX_DIGITS {
            return Err(NotADecimal);
        }
        let exponent = exponent
            .checked_sub(i32::try_from(fraction.len()).map_err(|_err| NotADecimal)?)
            .filter(|exponent| exponent.unsigned_abs() <= MAX_EXPONENT)
            .ok_or(NotADecimal)?;
        let scale = power_of_ten(exponent.unsigned_abs());
        let value = whole(integer, fraction)?;
        let value = if exponent < 0 { value / scale } else { value * scale };
        Ok(if negative { -value } else { value })
    }
}

/// The digits of both parts as one whole number.
fn whole(integer: &str, fraction: &str) -> Result<Exact, NotADecimal> {
    if integer.len() + fraction.len() <= 18 {
        let value = integer
            .bytes()
            .chain(fraction.bytes())
            .fold(0_i64, |value, byte| value * 10 + i64::from(byte.wrapping_sub(b'0')));
        return Ok(Exact::from(value));
    }
    let digits = [integer, fraction].concat();
    let value = BigInt::from_str_radix(&digits, 10).map_err(|_err| NotADecimal)?;
    Ok(Exact::from_big(value.into()))
}

/// The exact decimal if it ends; `{:.n}` rounds half-up to n decimals; a number that never ends prints as
/// `p/q` unless a precision is given.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = match f.precision() {
            Some(places) => u32::try_from(places).map_err(|_err| fmt::Error)?,
            None => match terminating_places(self.big().denom()) {
                Some(places) => places,
                None => return f.write_str(&self.fraction_text()),
            },
        };
        let scaled = (self.round(places, Rounding::HalfUp) * power_of_ten(places)).big().to_integer();
        let mut digits = scaled.abs().to_string();
        let places = usize::try_from(places).map_err(|_err| fmt::Error)?;
        if places > 0 {
            if digits.len() <= places {
                digits.insert_str(0, &"0".repeat(places + 1 - digits.len()));
            }
            digits.insert(digits.len() - places, '.');
        }
        f.pad_integral(!scaled.is_negative(), "", &digits)
    }
}

fn terminating_places(denominator: &BigInt) -> Option<u32> {
    let (mut rest, mut twos, mut fives) = (denominator.clone(), 0, 0);
    for (prime, count) in [(2_u8, &mut twos), (5, &mut fives)] {
        while (&rest % BigInt::from(prime)).is_zero() {
            rest /= BigInt::from(prime);
            *count += 1;
        }
    }
    rest.is_one().then_some(twos.max(fives))
}
