//! A single sentence of a rule as a fact that can be held against another: an interval, an answer, a history.

use crate::{
    engine::protocol::plan::read_limit,
    model::{
        Kind, Limit, Protocol, Relation, Rule, Sex, Statement,
        sentence::{Connective, Says},
    },
    quantity::{Analyte, Exact, Style, read_number},
};

/// What one sentence says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact<'p> {
    /// The value of an item lies in an interval.
    Within(&'p str, Scale, Interval),
    /// The answer is this one, or is not.
    Answer(&'p str, &'p str, bool),
    /// The sex is this one, or is not.
    Sex(Sex, bool),
    /// A sentence that is only the same as itself.
    Other(&'p Rule, bool),
}

/// What a limit is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scale {
    /// The first unit of the item's table.
    Unit,
    /// Multiples of the upper limit of normal.
    Uln,
}

/// An interval; an end is there with whether it belongs to it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Interval {
    low: Option<(Exact, bool)>,
    high: Option<(Exact, bool)>,
}

impl Interval {
    /// Where the value lies if the comparison holds, or if it does not.
    fn of(relation: Relation, limit: Exact, holds: bool) -> Self {
        let (low, high) = match (relation, holds) {
            (Relation::AtLeast, true) | (Relation::Below, false) => (Some((limit, true)), None),
            (Relation::Above, true) | (Relation::AtMost, false) => (Some((limit, false)), None),
            (Relation::AtMost, true) | (Relation::Above, false) => (None, Some((limit, true))),
            (Relation::Below, true) | (Relation::AtLeast, false) => (None, Some((limit, false))),
        };
        Self { low, high }
    }

    fn meets(&self, other: &Self) -> bool {
        let apart = |low: &Option<(Exact, bool)>, high: &Option<(Exact, bool)>| match (low, high) {
            (Some((low, low_in)), Some((high, high_in))) => {
                low > high || (low == high && !(*low_in && *high_in))
            }
            _ => false,
        };
        !apart(&self.low, &other.high) && !apart(&other.low, &self.high)
    }
}

/// What the sentence says if it holds, or if it does not. Only sentences without others inside say one thing.
pub(super) fn fact<'p>(protocol: &'p Protocol, rule: &'p Rule, holds: bool) -> Option<Fact<'p>> {
    let statement = match rule.says() {
        Says::Joined(connective @ (Connective::Not | Connective::Part(_)), rules) => {
            return rules.iter().find_map(|rule| fact(protocol, rule, holds != connective.turns()));
        }
        Says::Joined(..) => return None,
        Says::Single(statement) => statement,
    };
    Some(match statement {
        Statement::Compare(id, relation, limit) => {
            let within = |(scale, value)| Fact::Within(id, scale, Interval::of(*relation, value, holds));
            value_of(id, limit).map_or(Fact::Other(rule, holds), within)
        }
        Statement::Is(item, answer) => {
            let yes_no = protocol.items.iter().any(|known| known.id == *item && known.kind == Kind::YesNo);
            match (yes_no, holds, answer.as_str()) {
                (true, false, "Yes") => Fact::Answer(item, "No", true),
                (true, false, "No") => Fact::Answer(item, "Yes", true),
                _ => Fact::Answer(item, answer, holds),
            }
        }
        Statement::Sex(sex) => Fact::Sex(*sex, holds),
        Statement::Happened(_) => Fact::Other(rule, holds),
    })
}

fn value_of(id: &str, limit: &Limit) -> Option<(Scale, Exact)> {
    match limit {
        Limit::Value(typed) => {
            let analyte = Analyte::from_id(id)?;
            let (measured, _) = read_limit(analyte, typed).ok()?;
            Some((Scale::Unit, measured.value_in(analyte.canonical()?)?))
        }
        Limit::TimesUln(factor) => Some((Scale::Uln, read_number(factor, Style::Plain).ok()?.value)),
        Limit::Parameter(_) => None,
    }
}

impl<'p> Fact<'p> {
    /// The two can hold for one patient.
    pub(super) fn allows(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Within(id, scale, interval), Self::Within(other, other_scale, against)) => {
                id != other || scale != other_scale || interval.meets(against)
            }
            (Self::Answer(id, answer, is), Self::Answer(other, against, other_is)) => {
                id != other || if answer == against { is == other_is } else { !(*is && *other_is) }
            }
            (Self::Sex(sex, is), Self::Sex(other, other_is)) => {
                if sex == other {
                    is == other_is
                } else {
                    !(*is && *other_is)
                }
            }
            (Self::Other(rule, is), Self::Other(other, other_is)) => rule != other || is == other_is,
            _ => true,
        }
    }

    /// What it is about.
    pub(super) fn about(&self) -> &'p str {
        match self {
            Self::Within(id, ..) | Self::Answer(id, ..) => id,
            Self::Sex(..) => crate::engine::SEX,
            Self::Other(rule, _) => rule.statement().and_then(Statement::item).map_or("", String::as_str),
        }
    }
}
