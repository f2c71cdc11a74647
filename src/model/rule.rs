//! The rule of a criterion: a tree that reads as the registry's sentence.

use super::{Id, Sex, Typed, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sentence about a patient; it holds, does not hold, or is not known.
///
/// An inclusion criterion passes when its rule holds, an exclusion criterion when it does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum Rule {
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
        of: Vec<Reading>,
    },
}

impl Rule {
    /// The rules directly inside it, in the order of the sentence.
    pub fn children(&self) -> Vec<&Self> {
        match self {
            Self::All(rules) | Self::Any(rules) => rules.iter().collect(),
            Self::Not(rule) | Self::Part(_, rule) => vec![rule],
            Self::When(condition, then, otherwise) => vec![condition, then, otherwise],
            Self::Readings { of, .. } => of.iter().map(|reading| &reading.rule).collect(),
            Self::AtLeast(..)
            | Self::Above(..)
            | Self::AtMost(..)
            | Self::Below(..)
            | Self::Is(..)
            | Self::Sex(_)
            | Self::Happened { .. }
            | Self::Holds => Vec::new(),
        }
    }

    /// Visits the rule itself and every rule in it, from the outside in, in the order of the sentence.
    pub fn visit<'r>(&'r self, visit: &mut dyn FnMut(&'r Self)) {
        visit(self);
        for child in self.children() {
            child.visit(visit);
        }
    }

    /// The items that the rule speaks of, each once, in the order of the sentence.
    pub fn items(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.visit(&mut |rule| {
            let item = match rule {
                Self::AtLeast(item, _)
                | Self::Above(item, _)
                | Self::AtMost(item, _)
                | Self::Below(item, _)
                | Self::Is(item, _)
                | Self::Happened { what: item, .. } => item,
                Self::Sex(_)
                | Self::Part(..)
                | Self::All(_)
                | Self::Any(_)
                | Self::Not(_)
                | Self::When(..)
                | Self::Holds
                | Self::Readings { .. } => return,
            };
            if !found.contains(&item.as_str()) {
                found.push(item.as_str());
            }
        });
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

/// One way to read a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// Names the reading within its question.
    pub id: Id,
    /// The reading in words.
    pub text: Words,
    /// What it says.
    pub rule: Rule,
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
