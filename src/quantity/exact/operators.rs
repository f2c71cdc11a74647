//! The operators of [`Exact`], and the two traits that make it a uom storage type.

use super::{Exact, NotADecimal, Repr, fixed::Fixed};
use num_traits::{Num, One, Pow as _, Zero};
use std::{iter::Sum, ops};

macro_rules! operators {
    ($($Op:ident $op:ident $OpAssign:ident $op_assign:ident $fast:expr;)+) => {$(
        impl ops::$Op for &Exact {
            type Output = Exact;
            fn $op(self, rhs: Self) -> Exact {
                if let (Repr::Fixed(a), Repr::Fixed(b)) = (&self.0, &rhs.0) {
                    let fast: fn(&Fixed, &Fixed) -> Option<Fixed> = $fast;
                    if let Some(fixed) = fast(a, b) {
                        return Exact(Repr::Fixed(fixed));
                    }
                }
                Exact::from_big(ops::$Op::$op(self.big(), rhs.big()))
            }
        }
        impl ops::$Op for Exact {
            type Output = Self;
            fn $op(self, rhs: Self) -> Self { ops::$Op::$op(&self, &rhs) }
        }
        impl ops::$Op<&Self> for Exact {
            type Output = Self;
            fn $op(self, rhs: &Self) -> Self { ops::$Op::$op(&self, rhs) }
        }
        impl ops::$Op<Exact> for &Exact {
            type Output = Exact;
            fn $op(self, rhs: Exact) -> Exact { ops::$Op::$op(self, &rhs) }
        }
        impl ops::$OpAssign for Exact {
            fn $op_assign(&mut self, rhs: Self) { *self = ops::$Op::$op(&*self, &rhs); }
        }
    )+};
}
operators! {
    Add add AddAssign add_assign Fixed::plus;
    Sub sub SubAssign sub_assign Fixed::minus;
    Mul mul MulAssign mul_assign times;
    Div div DivAssign div_assign over;
    Rem rem RemAssign rem_assign |_, _| None;
}

/// Units multiply by one all the time.
fn times(left: &Fixed, right: &Fixed) -> Option<Fixed> {
    if right.is_one() {
        Some(*left)
    } else if left.is_one() {
        Some(*right)
    } else {
        left.times(right)
    }
}

fn over(left: &Fixed, right: &Fixed) -> Option<Fixed> {
    if right.is_one() { Some(*left) } else { left.over(right) }
}

impl ops::Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self::zero() - self
    }
}
impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::zero(), |total, next| total + next)
    }
}
impl<'e> Sum<&'e Self> for Exact {
    fn sum<I: Iterator<Item = &'e Self>>(iter: I) -> Self {
        iter.fold(Self::zero(), |total, next| total + next)
    }
}
impl Default for Exact {
    fn default() -> Self {
        Self::zero()
    }
}
impl Zero for Exact {
    fn zero() -> Self {
        Self::from(0)
    }
    fn is_zero(&self) -> bool {
        matches!(&self.0, Repr::Fixed(fixed) if fixed.numerator() == 0)
    }
}
impl One for Exact {
    fn one() -> Self {
        Self::from(1)
    }
}
impl Num for Exact {
    type FromStrRadixErr = NotADecimal;
    fn from_str_radix(text: &str, radix: u32) -> Result<Self, NotADecimal> {
        if radix == 10 { text.parse() } else { Err(NotADecimal) }
    }
}

// The two traits that make it a uom storage type.
impl uom::Conversion<Self> for Exact {
    type T = Self;
    fn conversion(&self) -> Self {
        self.clone()
    }
}
impl uom::ConversionFactor<Self> for Exact {
    fn powi(self, exponent: i32) -> Self {
        match exponent {
            0 => Self::from(1),
            1 => self,
            _ if self == Self::from(1) => self,
            _ => Self::from_big(self.big().pow(exponent)),
        }
    }
    fn value(self) -> Self {
        self
    }
}
