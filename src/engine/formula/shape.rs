//! A formula with a place for each of its terms: with symbols or numbers put in, it is what stands on the paper.

use super::{
    node::{Corner, Kind, Node},
    step::Input,
};
use crate::quantity::Exact;

/// What stands between the terms.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// The term at this place.
    Term(usize),
    /// A number of the formula itself.
    Number(Exact),
    /// With a sign between the two.
    Signed(Sign, Box<(Self, Self)>),
    /// All of them with a sign between them.
    All(Sign, Vec<Self>),
    /// The smaller of the two.
    Least(Box<(Self, Self)>),
    /// At least zero.
    NotBelowZero(Box<Self>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    Over,
}

/// How firmly a part of a formula holds together.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Sum,
    Product,
    Whole,
}

impl Shape {
    pub(super) fn of(node: &Node, inputs: &[Input<'_>], way: &Corner<'_>) -> Self {
        let node = node.chosen(way);
        if let Some(place) = inputs.iter().position(|input| std::ptr::eq(input.node, node)) {
            return Self::Term(place);
        }
        let signed = |sign, one: &Node, other: &Node| {
            Self::Signed(sign, Box::new((Self::of(one, inputs, way), Self::of(other, inputs, way))))
        };
        match &node.kind {
            Kind::Plus(one, other) => signed(Sign::Plus, one, other),
            Kind::Minus(one, other) => signed(Sign::Minus, one, other),
            Kind::Times(one, other) => signed(Sign::Times, one, other),
            Kind::Over(one, other) => signed(Sign::Over, one, other),
            Kind::Least(one, other) => {
                Self::Least(Box::new((Self::of(one, inputs, way), Self::of(other, inputs, way))))
            }
            Kind::NotBelowZero(of) => Self::NotBelowZero(Box::new(Self::of(of, inputs, way))),
            Kind::Sum(all) => {
                Self::All(Sign::Plus, all.iter().map(|one| Self::of(one, inputs, way)).collect())
            }
            Kind::Constant(written) => Self::Number(written.clone()),
            // How a volume is rounded is said in words.
            Kind::Rounded { of, .. } | Kind::Either(of, _) => Self::of(of, inputs, way),
            Kind::Given(_) | Kind::Called(..) | Kind::Line(_) => Self::All(Sign::Plus, Vec::new()),
        }
    }

    pub(super) fn product(terms: [usize; 2]) -> Self {
        Self::All(Sign::Times, terms.map(Self::Term).into())
    }

    pub(super) fn written<T: AsRef<str>>(&self, terms: &[T]) -> String {
        let mut text = String::new();
        self.write(terms, Bond::Sum, &mut text);
        text
    }

    fn write<T: AsRef<str>>(&self, terms: &[T], within: Bond, text: &mut String) {
        let loose = self.bond() < within;
        if loose {
            text.push('(');
        }
        match self {
            Self::Term(place) => text.push_str(terms.get(*place).map_or("", AsRef::as_ref)),
            Self::Number(number) => text.push_str(&number.to_string()),
            Self::Signed(sign, both) => {
                both.0.write(terms, self.bond(), text);
                text.push_str(sign.text());
                // What is taken away or divided by holds together.
                let firm = match sign {
                    Sign::Plus => Bond::Sum,
                    Sign::Minus => Bond::Product,
                    Sign::Times | Sign::Over => Bond::Whole,
                };
                both.1.write(terms, firm, text);
            }
            Self::All(sign, all) => {
                for (place, one) in all.iter().enumerate() {
                    text.push_str(if place > 0 { sign.text() } else { "" });
                    one.write(terms, self.bond(), text);
                }
            }
            Self::Least(both) => {
                text.push_str("min(");
                both.0.write(terms, Bond::Sum, text);
                text.push_str("; ");
                both.1.write(terms, Bond::Sum, text);
                text.push(')');
            }
            Self::NotBelowZero(of) => {
                text.push_str("max(0; ");
                of.write(terms, Bond::Sum, text);
                text.push(')');
            }
        }
        if loose {
            text.push(')');
        }
    }

    const fn bond(&self) -> Bond {
        match self {
            Self::Signed(Sign::Plus | Sign::Minus, _) | Self::All(Sign::Plus | Sign::Minus, _) => Bond::Sum,
            Self::Signed(..) | Self::All(..) => Bond::Product,
            Self::Term(_) | Self::Number(_) | Self::Least(_) | Self::NotBelowZero(_) => Bond::Whole,
        }
    }
}

impl Sign {
    const fn text(self) -> &'static str {
        match self {
            Self::Plus => " + ",
            Self::Minus => " − ",
            Self::Times => " × ",
            Self::Over => " ÷ ",
        }
    }
}
