//! The fast path of [`super::Exact`]: a fraction of two 64-bit integers, every operation checked.
//!
//! Each operation answers `None` when its exact result does not fit; the caller then takes big integers.
//! Nothing here wraps or rounds.

use super::Rounding;
use num_integer::Integer as _;
use std::cmp::Ordering;

/// A fraction in lowest terms with a denominator above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Fixed {
    numerator: i64,
    denominator: i64,
}

impl Fixed {
    pub(super) const fn integer(numerator: i64) -> Self {
        Self { numerator, denominator: 1 }
    }

    pub(super) const fn is_one(self) -> bool {
        self.numerator == 1 && self.denominator == 1
    }

    /// The power of ten of the first significant digit; 0 for zero.
    pub(super) fn magnitude(self) -> i64 {
        let (numerator, denominator) =
            (u128::from(self.numerator.unsigned_abs()), self.denominator.unsigned_abs());
        let denominator = u128::from(denominator);
        if numerator == 0 {
            return 0;
        }
        if numerator >= denominator {
            return i64::from((numerator / denominator).ilog10());
        }
        // Below one: as many tens as bring it to one. Both parts are below 10^19, so the product fits.
        let mut power = 0;
        let mut scaled = numerator;
        while scaled < denominator {
            scaled *= 10;
            power -= 1;
        }
        power
    }

    /// How many decimals write it exactly; `None` when they never end.
    pub(super) fn decimals(self) -> Option<u32> {
        let (mut rest, mut twos, mut fives) = (self.denominator, 0, 0);
        for (prime, count) in [(2, &mut twos), (5, &mut fives)] {
            while rest % prime == 0 {
                rest /= prime;
                *count += 1;
            }
        }
        (rest == 1).then_some(twos.max(fives))
    }

    pub(super) const fn numerator(self) -> i64 {
        self.numerator
    }

    pub(super) const fn denominator(self) -> i64 {
        self.denominator
    }

    /// In lowest terms; `None` when that does not fit or the denominator is zero.
    pub(super) fn reduced(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let divisor = numerator.gcd(&denominator) * denominator.signum();
        Self::fitting(numerator / divisor, denominator / divisor)
    }

    pub(super) fn plus(&self, other: &Self) -> Option<Self> {
        if self.denominator == other.denominator {
            // The common case: whole numbers, or the same unit.
            let sum = self.numerator.checked_add(other.numerator)?;
            return if self.denominator == 1 {
                Some(Self::integer(sum))
            } else {
                Self::lowest(sum, self.denominator)
            };
        }
        let common = self.denominator.gcd(&other.denominator);
        let (left, right) = (i128::from(other.denominator / common), i128::from(self.denominator / common));
        // Each product is below 2^126, so the sum fits.
        let numerator = i128::from(self.numerator) * left + i128::from(other.numerator) * right;
        let rest = i64::try_from(numerator % i128::from(common)).ok()?;
        let shared = i128::from(common.gcd(&rest));
        Self::fitting(numerator / shared, right * (i128::from(other.denominator) / shared))
    }

    pub(super) fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&Self { numerator: other.numerator.checked_neg()?, denominator: other.denominator })
    }

    pub(super) fn times(&self, other: &Self) -> Option<Self> {
        // Cross-reduced first, so that the products are already in lowest terms.
        let (a, d) = cross(self.numerator, other.denominator)?;
        let (c, b) = cross(other.numerator, self.denominator)?;
        Some(Self { numerator: a.checked_mul(c)?, denominator: b.checked_mul(d)? })
    }

    pub(super) fn over(&self, other: &Self) -> Option<Self> {
        let (numerator, denominator) = (other.denominator, other.numerator);
        match denominator.signum() {
            0 => None,
            1 => self.times(&Self { numerator, denominator }),
            _ => self.times(&Self { numerator: -numerator, denominator: denominator.checked_neg()? }),
        }
    }

    pub(super) fn to_integer(self, rounding: Rounding) -> Self {
        let (down, rest) = (self.numerator / self.denominator, self.numerator % self.denominator);
        let doubled = i128::from(rest).abs() * 2;
        let half = doubled.cmp(&i128::from(self.denominator));
        let away = match rounding {
            Rounding::Down => false,
            Rounding::Up => rest != 0,
            Rounding::HalfUp => half != Ordering::Less,
            Rounding::HalfEven => half == Ordering::Greater || (half == Ordering::Equal && down % 2 != 0),
        };
        // Cannot overflow: where the quotient is extreme the denominator is 1 and the rest zero.
        Self::integer(if away { down + self.numerator.signum() } else { down })
    }

    /// The size of a unit, brought to lowest terms when the program is compiled; both above zero.
    pub(super) const fn constant(numerator: i64, denominator: i64) -> Self {
        assert!(numerator > 0 && denominator > 0);
        let (mut larger, mut smaller) = (numerator, denominator);
        while smaller != 0 {
            (larger, smaller) = (smaller, larger % smaller);
        }
        Self { numerator: numerator / larger, denominator: denominator / larger }
    }

    pub(super) fn lowest(numerator: i64, denominator: i64) -> Option<Self> {
        let divisor = numerator.checked_abs()?.gcd(&denominator);
        Some(Self { numerator: numerator / divisor, denominator: denominator / divisor })
    }

    fn fitting(numerator: i128, denominator: i128) -> Option<Self> {
        Some(Self { numerator: numerator.try_into().ok()?, denominator: denominator.try_into().ok()? })
    }
}

/// Both divided by what they share; `denominator` is above zero.
fn cross(numerator: i64, denominator: i64) -> Option<(i64, i64)> {
    if denominator == 1 {
        return Some((numerator, 1));
    }
    // Between units one number often divides the other, or leaves a small rest.
    let size = numerator.checked_abs()?;
    let rest = numerator % denominator;
    if rest == 0 {
        return Some((numerator / denominator, 1));
    }
    let shared = if size > denominator {
        rest.abs().gcd(&denominator)
    } else if denominator % size == 0 {
        size
    } else {
        (denominator % size).gcd(&size)
    };
    Some((numerator / shared, denominator / shared))
}

impl PartialOrd for Fixed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fixed {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.denominator == other.denominator {
            return self.numerator.cmp(&other.numerator);
        }
        let left = i128::from(self.numerator) * i128::from(other.denominator);
        left.cmp(&(i128::from(other.numerator) * i128::from(self.denominator)))
    }
}
