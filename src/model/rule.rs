//! The rule of a criterion: a sentence that reads as the registry's.

use super::{
    Id, Sex, Typed, Words,
    sentence::{Kind, Sentence},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence about a patient as the protocol file has it.
///
/// An inclusion criterion passes when its rule holds, an exclusion criterion when it does not.
pub type Rule = Sentence<Written>;

/// The kind of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written;

impl Kind for Written {
    type Truth = ();
    type Statement = Statement;
    type Part = Id;
    type Question = Ambiguity;
}

impl Eq for Rule {}

/// A single statement about a patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Statement {
    /// The value of an item stands so to a limit.
    Compare(Id, Relation, Limit),
    /// The answer to a question is this one: `Yes`, `No`, or a choice's id.
    Is(Id, Id),
    /// The patient's sex is recorded as this one.
    Sex(Sex),
    /// An exposure lies within a window.
    Happened(Happened),
}

/// How a value is held against a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// At or above; the limit itself holds.
    AtLeast,
    /// Above; the limit itself does not hold.
    Above,
    /// At or below; the limit itself holds.
    AtMost,
    /// Below; the limit itself does not hold.
    Below,
}

/// An exposure within a window before an anchor; the fields are those of the protocol file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// The kind of exposure.
    pub what: Id,
    /// How far the window reaches back.
    pub window: Span,
    /// From where.
    pub before: Vec<Anchor>,
    /// Whether an exposure exactly at the far end counts.
    pub end: Edge,
    /// Only courses of these classes count.
    pub only: Vec<Id>,
    /// Courses of these classes do not count.
    pub unless: Vec<Id>,
    /// Only days above this dose count.
    pub above: Option<Typed>,
    /// Courses of one day count as well, where enough of them run on.
    pub running: Option<Running>,
}

impl Happened {
    /// The items whose samples it reaches back from.
    pub fn samples(&self) -> impl Iterator<Item = &str> {
        self.before.iter().filter_map(|anchor| match anchor {
            Anchor::SampleOf(item) => Some(item.as_str()),
            Anchor::Stage(_) => None,
        })
    }
}

/// A text that can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The open question that settles it.
    pub question: Id,
    /// The ways to read it, at least two, in the order of the sentences.
    pub readings: Vec<Reading>,
}

/// One way to read a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Names the reading within its question.
    pub id: Id,
    /// The reading in words.
    pub text: Words,
}

impl Statement {
    /// The item that it speaks of; the sex is none.
    pub const fn item(&self) -> Option<&Id> {
        match self {
            Self::Compare(item, ..) | Self::Is(item, _) | Self::Happened(Happened { what: item, .. }) => {
                Some(item)
            }
            Self::Sex(_) => None,
        }
    }

    /// Of a value held against a limit: item, relation, limit.
    pub const fn comparison(&self) -> Option<(&Id, Relation, &Limit)> {
        match self {
            Self::Compare(item, relation, limit) => Some((item, *relation, limit)),
            Self::Is(..) | Self::Sex(_) | Self::Happened(_) => None,
        }
    }
}

impl Rule {
    /// A value against a limit.
    pub const fn compare(item: Id, relation: Relation, limit: Limit) -> Self {
        Self::of(Statement::Compare(item, relation, limit))
    }

    /// An answer to a question.
    pub const fn is(item: Id, answer: Id) -> Self {
        Self::of(Statement::Is(item, answer))
    }

    /// The comparisons in it: item, relation, limit.
    pub fn comparisons(&self) -> impl Iterator<Item = (&Id, Relation, &Limit)> {
        self.statements().filter_map(Statement::comparison)
    }

    /// The site parameters that values are held against in it.
    pub fn parameters(&self) -> impl Iterator<Item = &Id> {
        self.comparisons().filter_map(|(_, _, limit)| match limit {
            Limit::Parameter(id) => Some(id),
            Limit::Value(_) | Limit::TimesUln(_) => None,
        })
    }

    /// The windows in it.
    pub fn windows(&self) -> impl Iterator<Item = &Happened> {
        self.statements().filter_map(|statement| match statement {
            Statement::Happened(happened) => Some(happened),
            Statement::Compare(..) | Statement::Is(..) | Statement::Sex(_) => None,
        })
    }

    /// The texts in it that can be read in more than one way, each with the rules of its readings.
    pub fn ambiguities(&self) -> impl Iterator<Item = (&Ambiguity, &[Self])> {
        self.walk().filter_map(|rule| Some((rule.question()?, rule.children())))
    }

    /// The items that the rule speaks of, each once, in the order of the sentence.
    pub fn items(&self) -> Vec<&str> {
        let mut found = Vec::new();
        for item in self.statements().filter_map(Statement::item) {
            if !found.contains(&item.as_str()) {
                found.push(item.as_str());
            }
        }
        found
    }
}

/// Courses of one day on days running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Running {
    /// Their class, such as `single_dose`.
    pub class: Id,
    /// From so many days running on, this number included.
    pub days: u32,
}

/// What a value is held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Limit {
    /// A value with its unit.
    Value(Typed),
    /// A multiple of the upper limit of normal that belongs to the value.
    TimesUln(String),
    /// The value of a site parameter.
    Parameter(Id),
}

/// The length of a window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Span {
    /// Hours; where a clock time is missing, the whole day comes into question.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Calendar months.
    Months(u32),
    /// Calendar years.
    Years(u32),
    /// Half-lives of the agent, as stated for the course.
    HalfLives(u32),
    /// The shortest of these: what lies outside one of them lies outside.
    Shorter(Vec<Self>),
    /// Any time before.
    Ever,
}

/// Where a window starts and reaches back from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Anchor {
    /// The date of a stage. Where the criterion decides at that stage, the window is looked at there, and elsewhere only
    /// beside a reading or a branch that is; a stage without a date is looked at as of now.
    Stage(Id),
    /// The collection time of the sample that decides this analyte.
    SampleOf(Id),
}

/// Whether an exposure exactly at the far end of a window counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Edge {
    /// It counts: *within 7 days* includes the seventh.
    Included,
    /// It does not count.
    Excluded,
    /// The text leaves it open; names the question, whose readings are `included` and `excluded`.
    Open(Id),
}
