//! The protocol: definitions only, no values of a site.

use super::{Id, Rule, Typed, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A trial protocol as a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Protocol {
    /// Version of this file form; 1.
    pub schema: u32,
    /// The registry number in lower case.
    pub id: Id,
    /// The version of the protocol, as the sponsor or the registry names it.
    pub version: String,
    /// The trial's title.
    pub title: Words,
    /// Dose levels, lowest first.
    pub levels: Vec<Level>,
    /// Stages in the order of time.
    pub stages: Vec<Stage>,
    /// Groups of criteria, each with a verdict of its own.
    pub groups: Vec<Group>,
    /// Everything that the criteria ask for.
    pub items: Vec<Item>,
    /// What the protocol leaves to the site.
    pub parameters: Vec<Parameter>,
    /// All criteria in the registry's order.
    pub criteria: Vec<Criterion>,
    /// What the text leaves open.
    pub questions: Vec<Question>,
    /// Questions of earlier versions that this one asks no more. A site that has settled one of them still loads.
    #[serde(default)]
    pub retired: Vec<Retired>,
}

/// A question that is asked no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Retired {
    /// Its id; no question bears it again.
    pub id: Id,
    /// What the text is taken to say now.
    pub note: Words,
}

/// A dose level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// `DL1`, `DL2`, …
    pub id: Id,
    /// CAR+ cells per kilogram of dosing weight.
    pub per_kg: Typed,
}

/// A step of the process at which criteria decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// `screening`, `apheresis`, `preconditioning`, `infusion`.
    pub id: Id,
    /// Its name.
    pub name: Words,
    /// True when each infusion has this stage anew.
    #[serde(default)]
    pub again_per_infusion: bool,
    /// True when it lasts days. Its date is its last day; without one the day of the signed decision.
    #[serde(default)]
    pub period: bool,
}

/// A group of criteria, such as *laboratory*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: Words,
}

/// Something that a person measures, answers or lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id; for an analyte, the id of a row of the closed unit table.
    pub id: Id,
    /// What kind of entry it is.
    pub kind: Kind,
    /// The question or the name, as asked.
    pub ask: Words,
    /// A short name for lists and reports, where the question is long.
    #[serde(default)]
    pub name: Option<Words>,
    /// How reports print it, in any language, beside its name and what is asked; capitals, blanks, points and dashes do not
    /// matter. The program knows the usual names of its analytes by itself. No other item may have the same name.
    #[serde(default)]
    pub names: Vec<String>,
    /// Where it is entered, if not where its kind usually is: a quantity and a choice in a laboratory report or at a
    /// visit, a yes or no in an interview.
    #[serde(default)]
    pub sitting: Option<Sitting>,
    /// Asked only if this holds.
    #[serde(default)]
    pub only_if: Option<Rule>,
    /// Of a history: what a course can be. A course of none of them is not known to count.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Of a history: doses of agents that are worth the same. A limit on the daily dose is in terms of the first.
    #[serde(default)]
    pub equivalents: Vec<Equivalent>,
    /// Of a history: a course is a disease. One that goes on, or that a criterion looks back at for years, is nothing to
    /// wait for: the patient is not eligible, not *not now*, unless its window ends within the site's horizon.
    #[serde(default)]
    pub disease: bool,
    /// Of a choice: answers that do not go away by themselves, such as a positive antibody. After one of them another
    /// answer is unknown until a second one bears it out, or a person has said why.
    #[serde(default)]
    pub stays: Vec<Id>,
}

/// Where something is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sitting {
    /// In a laboratory report.
    Laboratory,
    /// With the findings of a visit.
    Visit,
    /// In an interview, with the questions that are answered yes or no.
    Interview,
}

/// What a course of a history can be, such as *inhaled*.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub text: Words,
    /// A course of it begins and ends on one day; a longer one is not known to be of it.
    #[serde(default)]
    pub one_day: bool,
    /// No rule names it, and that is meant: it is what is left beside the classes that rules name.
    #[serde(default)]
    pub rest: bool,
}

/// A dose of one agent that is worth as much as that of the others in its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Equivalent {
    /// The agent's name.
    pub agent: Words,
    /// Other spellings of the name; case does not matter.
    #[serde(default)]
    pub names: Vec<String>,
    /// The dose in milligrams.
    pub dose: String,
}

/// The kind of entry that an item takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Kind {
    /// A quantity; a row of the closed unit table in code.
    Analyte,
    /// Yes, no, not known.
    YesNo,
    /// One of these answers.
    Choice(Vec<Answer>),
    /// A list of courses with the date to which it is complete.
    Exposure,
}

/// One answer to a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// Its id.
    pub id: Id,
    /// Its words.
    pub text: Words,
    /// False for answers that settle nothing, such as *weakly positive* or *pending*: they stay unknown.
    #[serde(default = "yes")]
    pub decides: bool,
}

const fn yes() -> bool {
    true
}

/// A number or choice that the registry record does not state and a site sets, with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Parameter {
    /// Its id.
    pub id: Id,
    /// What a value of it looks like.
    pub kind: ParameterKind,
    /// What it means.
    pub what: Words,
    /// What is provisional or not assessed while it is not set.
    #[serde(default)]
    pub blocks: Vec<Id>,
    /// What is usual, with where that comes from; never taken by itself.
    #[serde(default)]
    pub offered: Vec<Offer>,
}

/// What a parameter's value looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum ParameterKind {
    /// A number with a unit.
    Quantity,
    /// One of these.
    Choice(Vec<Answer>),
}

/// A usual value with its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The value; for a choice, the answer's id with an empty unit.
    pub value: Typed,
    /// Where it comes from.
    pub source: String,
    /// The same in Simplified Chinese; empty where it is not translated.
    #[serde(default)]
    pub source_zh: String,
}

/// One criterion of the registry record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// `I1` to `I14`, `E1` to `E27`; never changes its meaning.
    pub id: Id,
    /// Inclusion or exclusion.
    pub kind: Side,
    /// The group whose verdict it counts for.
    pub group: Id,
    /// The criterion in our own words, every figure kept.
    pub text: Words,
    /// The stages at which it decides; at others its value is information.
    pub stages: Vec<Id>,
    /// True when the text itself lets a failed value be put right and measured again.
    #[serde(default)]
    pub repeatable: bool,
    /// Which end of a stage that lasts days its windows reach back from.
    #[serde(default)]
    pub reaches_from: PeriodEnd,
    /// Later stages at which it looks again: a finding that would turn it there is a decision, no verdict.
    #[serde(default)]
    pub looks_again_at: Vec<Id>,
    /// The stage at which the treatment itself begins to change what it looks at, such as the counts by
    /// preconditioning: nothing that is found from then on is held against it.
    #[serde(default)]
    pub changed_by: Option<Id>,
    /// What it says.
    pub rule: Rule,
    /// Remarks on the registry's text.
    #[serde(default)]
    pub notes: Vec<Words>,
}

/// An end of a stage that lasts days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum PeriodEnd {
    /// Its first day.
    First,
    /// Its last day.
    #[default]
    Last,
}

/// On which side a criterion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Side {
    /// Must hold.
    Inclusion,
    /// Must not hold.
    Exclusion,
}

impl Side {
    /// The side on which the contrary of a sentence stands.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Inclusion => Self::Exclusion,
            Self::Exclusion => Self::Inclusion,
        }
    }
}

/// Something that the text leaves open, for the sponsor to answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its id; a reading that a site has settled names it.
    pub id: Id,
    /// The question.
    pub ask: Words,
    /// The criteria, parameters or levels that it is about.
    pub about: Vec<Id>,
    /// The reading that practice usually takes, if there is one; never taken by itself.
    #[serde(default)]
    pub usual: Option<Id>,
}
