//! An exact rational number that uom can store.
//!
//! The newtype is local, so `uom::Conversion<Exact>` can be implemented for units of our own, with exact
//! coefficients. A uom unit without an entry in [`super::units`] does not compile:
//!
//! ```compile_fail,E0277
//! use cardose::quantity::{Exact, units::si::Mass};
//! // uom's own pound is a rounded binary float; it has no exact coefficient, hence no entry.
//! let _ = Mass::new::<uom::si::mass::pound>(Exact::from(100));
//! ```
//! ```
//! use cardose::quantity::{Exact, units::{si::Mass, weight}};
//! let _ = Mass::new::<weight::pound>(Exact::from(100));
//! ```

mod fixed;
mod operators;

use fixed::Fixed;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num as _, One as _, Pow as _, Signed as _, ToPrimitive as _, Zero as _};
use std::{cmp::Ordering, fmt, str::FromStr};

/// An exact rational number.
///
/// Most clinical numbers fit a pair of 64-bit integers and stay there; the others are kept as big integers.
/// A value that fits is never kept big, so equal numbers are equal representations.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Exact(Repr);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Repr {
    Fixed(Fixed),
    Big(Box<BigRational>),
}

/// How a number between two steps is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest; a tie goes away from zero (四舍五入).
    HalfUp,
    /// To the nearest; a tie goes to the even neighbour (GB/T 8170, 四舍六入五成双).
    HalfEven,
    /// Towards zero (只舍不入).
    Down,
    /// Away from zero.
    Up,
}

/// The text is not a decimal number such as `12`, `0.75` or `3e6`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a decimal number")]
pub struct NotADecimal;

/// Bounds the cost of `1e999999999`.
const MAX_EXPONENT: u32 = 60;
/// Bounds the length of an entry.
const MAX_DIGITS: usize = 40;

impl Exact {
    /// `numerator / denominator`; `None` when the denominator is zero.
    #[must_use]
    pub fn checked_ratio(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self::ratio(numerator, denominator))
    }

    /// `numerator / denominator`, for constants.
    ///
    /// # Panics
    /// When the denominator is zero.
    #[must_use]
    pub fn ratio(numerator: i64, denominator: i64) -> Self {
        let fixed = match denominator {
            1 => Some(Fixed::integer(numerator)),
            2.. => Fixed::lowest(numerator, denominator),
            _ => Fixed::reduced(numerator.into(), denominator.into()),
        };
        match fixed {
            Some(fixed) => Self(Repr::Fixed(fixed)),
            None => Self::from_big(BigRational::new(numerator.into(), denominator.into())),
        }
    }

    /// `numerator / denominator`, both above zero, for tables that are read when the program is compiled.
    pub(crate) const fn constant(numerator: i64, denominator: i64) -> Self {
        Self(Repr::Fixed(Fixed::constant(numerator, denominator)))
    }

    /// `10^exponent`; `None` beyond ±60.
    #[must_use]
    pub fn power_of_ten(exponent: i32) -> Option<Self> {
        (exponent.unsigned_abs() <= MAX_EXPONENT).then(|| {
            let power = power_of_ten(exponent.unsigned_abs());
            if exponent < 0 { Self::from(1) / power } else { power }
        })
    }

    /// `self / divisor`; `None` when the divisor is zero.
    #[must_use]
    pub fn per(&self, divisor: &Self) -> Option<Self> {
        (!divisor.is_zero()).then(|| self.clone() / divisor.clone())
    }

    /// Above zero.
    #[must_use]
    pub fn is_positive(&self) -> bool {
        match &self.0 {
            Repr::Fixed(fixed) => fixed.numerator() > 0,
            Repr::Big(big) => big.is_positive(),
        }
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_positive() { self.clone() } else { -self.clone() }
    }

    /// True for a whole number.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Fixed(fixed) => fixed.denominator() == 1,
            Repr::Big(big) => big.is_integer(),
        }
    }

    /// The nearest double, for roots, powers and plots; never for a verdict.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.big().to_f64().unwrap_or(f64::NAN)
    }

    /// The whole number, if it is one that fits.
    #[must_use]
    pub fn to_i64(&self) -> Option<i64> {
        match &self.0 {
            Repr::Fixed(fixed) => (fixed.denominator() == 1).then(|| fixed.numerator()),
            Repr::Big(_) => None,
        }
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(&self) -> Self {
        Self::from_big(self.big().floor())
    }

    /// Rounded once to a multiple of `step`; unchanged when `step` is not above zero.
    #[must_use]
    pub fn round_to(&self, step: &Self, rounding: Rounding) -> Self {
        if !step.is_positive() {
            return self.clone();
        }
        (self.clone() / step.clone()).to_integer(rounding) * step.clone()
    }

    /// Rounded once to `places` decimals.
    #[must_use]
    pub fn round(&self, places: u32, rounding: Rounding) -> Self {
        let scale = power_of_ten(places);
        (self.clone() * scale.clone()).to_integer(rounding) / scale
    }

    /// Numerator and denominator in lowest terms, as `748800/37037`; a whole number without the denominator.
    #[must_use]
    pub fn fraction_text(&self) -> String {
        match &self.0 {
            Repr::Fixed(fixed) if fixed.denominator() == 1 => fixed.numerator().to_string(),
            Repr::Fixed(fixed) => format!("{}/{}", fixed.numerator(), fixed.denominator()),
            Repr::Big(big) => big.to_string(),
        }
    }

    /// At most `digits` significant digits, half-even, without trailing zeros and never in powers of ten.
    #[must_use]
    pub fn significant(&self, digits: u32) -> String {
        if self.is_zero() {
            return "0".to_owned();
        }
        let places = i64::from(digits) - 1 - self.magnitude();
        let rounded = match u32::try_from(places) {
            Ok(places) => self.round(places, Rounding::HalfEven),
            Err(_) => {
                self.round_to(&power_of_ten(u32::try_from(-places).unwrap_or(u32::MAX)), Rounding::HalfEven)
            }
        };
        rounded.to_string()
    }

    /// The power of ten of the first significant digit: 0 for 1 to below 10; 0 for zero.
    #[must_use]
    pub fn magnitude(&self) -> i64 {
        if let Repr::Fixed(fixed) = &self.0 {
            return fixed.magnitude();
        }
        let (big, ten) = (self.abs().big(), BigRational::from(BigInt::from(10)));
        let length = |integer: &BigInt| i64::try_from(integer.to_string().len()).unwrap_or(i64::MAX);
        // The lengths of numerator and denominator leave two candidates.
        let guess = length(big.numer()) - length(big.denom());
        let power = i32::try_from(guess).unwrap_or(i32::MAX);
        if big >= ten.pow(power) { guess } else { guess - 1 }
    }

    fn decimals(&self) -> Option<u32> {
        match &self.0 {
            Repr::Fixed(fixed) => fixed.decimals(),
            Repr::Big(big) => terminating_places(big.denom()),
        }
    }

    fn to_integer(&self, rounding: Rounding) -> Self {
        if let Repr::Fixed(fixed) = &self.0 {
            return Self(Repr::Fixed(fixed.to_integer(rounding)));
        }
        let big = self.big();
        let half = BigRational::new(1.into(), 2.into());
        let (down, rest) = (big.trunc(), big.fract().abs());
        let away = match rounding {
            Rounding::Down => false,
            Rounding::Up => !rest.is_zero(),
            Rounding::HalfUp => rest >= half,
            Rounding::HalfEven => {
                rest > half || (rest == half && !(down.to_integer() % BigInt::from(2)).is_zero())
            }
        };
        Self::from_big(if away { down + big.signum() } else { down })
    }

    fn big(&self) -> BigRational {
        match &self.0 {
            Repr::Fixed(fixed) => BigRational::new_raw(fixed.numerator().into(), fixed.denominator().into()),
            Repr::Big(big) => (**big).clone(),
        }
    }

    fn from_big(big: BigRational) -> Self {
        match (big.numer().to_i64(), big.denom().to_i64()) {
            (Some(numerator), Some(denominator)) => Fixed::reduced(numerator.into(), denominator.into())
                .map_or_else(|| Self(Repr::Big(Box::new(big))), |fixed| Self(Repr::Fixed(fixed))),
            _ => Self(Repr::Big(Box::new(big))),
        }
    }
}

fn power_of_ten(exponent: u32) -> Exact {
    match 10_i64.checked_pow(exponent) {
        Some(power) => Exact::from(power),
        None => Exact::from_big(BigInt::from(10).pow(exponent).into()),
    }
}

impl From<i64> for Exact {
    fn from(integer: i64) -> Self {
        Self(Repr::Fixed(Fixed::integer(integer)))
    }
}

impl FromStr for Exact {
    type Err = NotADecimal;

    /// Plain decimal text, taken literally: `"17.1"` is 171/10. At most 40 digits, exponent within ±60.
    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        if let Some(short) = short(text) {
            return Ok(short);
        }
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

/// The common case: at most 18 digits, perhaps with a point between two of them, and nothing else.
fn short(text: &str) -> Option<Exact> {
    let bytes = text.as_bytes();
    if bytes.len() > 18 || !(bytes.first()?.is_ascii_digit() && bytes.last()?.is_ascii_digit()) {
        return None;
    }
    let (mut value, mut scale, mut point) = (0_i64, 1_i64, false);
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                scale *= if point { 10 } else { 1 };
            }
            b'.' if !point => point = true,
            _ => return None,
        }
    }
    Some(Exact::ratio(value, scale))
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
            None => match self.decimals() {
                Some(places) => places,
                None => return f.write_str(&self.fraction_text()),
            },
        };
        let scaled = self.round(places, Rounding::HalfUp) * power_of_ten(places);
        let negative = scaled < Self::zero();
        let mut digits = scaled.abs().fraction_text();
        let places = usize::try_from(places).map_err(|_err| fmt::Error)?;
        if places > 0 {
            if digits.len() <= places {
                digits.insert_str(0, &"0".repeat(places + 1 - digits.len()));
            }
            digits.insert(digits.len() - places, '.');
        }
        f.pad_integral(!negative, "", &digits)
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

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Fixed(a), Repr::Fixed(b)) => a.cmp(b),
            _ => self.big().cmp(&other.big()),
        }
    }
}

#[cfg(test)]
mod tests;
