//! A rule as the protocol file spells it.

use super::{
    Ambiguity, Anchor, Edge, Happened, Id, Limit, Reading, Relation, Rule, Running, Sex, Span, Statement,
    Typed, Words,
    sentence::{Connective, Says},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence about a patient; it holds, does not hold, or is not known.
///
/// An inclusion criterion passes when its rule holds, an exclusion criterion when it does not.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Rule", deny_unknown_fields)]
enum Spelled {
    /// The item is at or above the limit (the limit itself holds).
    AtLeast(Id, Limit),
    /// The item is above the limit (the limit itself does not hold).
    Above(Id, Limit),
    /// The item is at or below the limit (the limit itself holds).
    AtMost(Id, Limit),
    /// The item is below the limit (the limit itself does not hold).
    Below(Id, Limit),
    /// The answer to a question is this one: `Yes`, `No`, or a choice's id.
    Is(Id, Id),
    /// The patient's sex is recorded as this one.
    Sex(Sex),
    /// A part of the criterion with an id of its own, such as `I8.platelets`.
    Part(Id, Box<Self>),
    /// An exposure lies within a window before an anchor.
    Happened {
        /// The kind of exposure, such as `transfusion`.
        what: Id,
        /// How far the window reaches back.
        window: Span,
        /// From where; the rule holds if it holds before any of these.
        before: Vec<Anchor>,
        /// Whether an exposure exactly at the far end of the window counts.
        end: Edge,
        /// Only courses of one of these classes count; none named: all do.
        #[serde(default)]
        only: Vec<Id>,
        /// Courses of one of these classes do not count.
        #[serde(default)]
        unless: Vec<Id>,
        /// Only days above this dose count (the dose itself does not), as the item's first equivalent; the doses of one
        /// day add up.
        #[serde(default)]
        above: Option<Typed>,
        /// Courses of one day count as well, where enough of them run on.
        #[serde(default)]
        running: Option<Running>,
    },
    /// Every one holds.
    All(Vec<Self>),
    /// At least one holds.
    Any(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
    /// If the first holds the second decides, otherwise the third; where the first is unknown, both must agree.
    When(Box<Self>, Box<Self>, Box<Self>),
    /// Always holds.
    Holds,
    /// The registry's text can be read in more than one way. All are evaluated: where they agree that is the
    /// verdict; where they differ it is unknown until the site settles the question.
    Readings {
        /// The open question that settles it.
        question: Id,
        /// The ways to read it, at least two.
        of: Vec<SpelledReading>,
    },
}

/// One way to read a sentence.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename = "Reading", deny_unknown_fields)]
struct SpelledReading {
    /// Names the reading within its question.
    id: Id,
    /// The reading in words.
    text: Words,
    /// What it says.
    rule: Spelled,
}

impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Spelled::from(self).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rule {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spelled::deserialize(deserializer).map(Self::from)
    }
}

impl JsonSchema for Rule {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Spelled::schema_name()
    }

    fn schema_id() -> std::borrow::Cow<'static, str> {
        Spelled::schema_id()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Spelled::json_schema(generator)
    }
}

impl From<Spelled> for Rule {
    fn from(spelled: Spelled) -> Self {
        let list = |rules: Vec<Spelled>| rules.into_iter().map(Self::from).collect();
        let one = |rule: Box<Spelled>| Self::from(*rule);
        match spelled {
            Spelled::AtLeast(item, limit) => Self::compare(item, Relation::AtLeast, limit),
            Spelled::Above(item, limit) => Self::compare(item, Relation::Above, limit),
            Spelled::AtMost(item, limit) => Self::compare(item, Relation::AtMost, limit),
            Spelled::Below(item, limit) => Self::compare(item, Relation::Below, limit),
            Spelled::Is(item, answer) => Self::is(item, answer),
            Spelled::Sex(sex) => Self::of(Statement::Sex(sex)),
            Spelled::Happened { what, window, before, end, only, unless, above, running } => {
                let happened = Happened { what, window, before, end, only, unless, above, running };
                Self::of(Statement::Happened(happened))
            }
            Spelled::Part(id, rule) => Self::part(id, one(rule)),
            Spelled::All(rules) => Self::all(list(rules)),
            Spelled::Any(rules) => Self::any(list(rules)),
            Spelled::Not(rule) => Self::not(one(rule)),
            Spelled::When(condition, then, otherwise) => {
                Self::when(one(condition), one(then), one(otherwise))
            }
            Spelled::Holds => Self::holds(),
            Spelled::Readings { question, of } => {
                let (readings, rules) = of
                    .into_iter()
                    .map(|SpelledReading { id, text, rule }| (Reading { id, text }, Self::from(rule)))
                    .unzip();
                Self::readings(Ambiguity { question, readings }, rules)
            }
        }
    }
}

impl From<&Rule> for Spelled {
    fn from(rule: &Rule) -> Self {
        match rule.says() {
            Says::Single(statement) => Self::from(statement.clone()),
            Says::Joined(connective, rules) => {
                let mut rules = rules.iter().map(Self::from);
                // A rule joins as many as its connective takes.
                let next =
                    |rules: &mut dyn Iterator<Item = Self>| Box::new(rules.next().unwrap_or(Self::Holds));
                match connective {
                    Connective::All => Self::All(rules.collect()),
                    Connective::Any => Self::Any(rules.collect()),
                    Connective::Not => Self::Not(next(&mut rules)),
                    Connective::When => Self::When(next(&mut rules), next(&mut rules), next(&mut rules)),
                    Connective::Part(id) => Self::Part(id.clone(), next(&mut rules)),
                    Connective::Holds => Self::Holds,
                    Connective::Readings(Ambiguity { question, readings }) => {
                        let of = readings.iter().cloned().zip(rules);
                        let spell = |(Reading { id, text }, rule)| SpelledReading { id, text, rule };
                        Self::Readings { question: question.clone(), of: of.map(spell).collect() }
                    }
                }
            }
        }
    }
}

impl From<Statement> for Spelled {
    fn from(statement: Statement) -> Self {
        match statement {
            Statement::Compare(item, Relation::AtLeast, limit) => Self::AtLeast(item, limit),
            Statement::Compare(item, Relation::Above, limit) => Self::Above(item, limit),
            Statement::Compare(item, Relation::AtMost, limit) => Self::AtMost(item, limit),
            Statement::Compare(item, Relation::Below, limit) => Self::Below(item, limit),
            Statement::Is(item, answer) => Self::Is(item, answer),
            Statement::Sex(sex) => Self::Sex(sex),
            Statement::Happened(happened) => {
                let Happened { what, window, before, end, only, unless, above, running } = happened;
                Self::Happened { what, window, before, end, only, unless, above, running }
            }
        }
    }
}
