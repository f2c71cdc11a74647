//! Who the patient is, and what happened before.

use super::{DateText, Id, Typed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sex as the formulas use it; absent means not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// Age, either by date of birth or as stated on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Age {
    /// Date of birth; wins over a stated age where both are readable.
    pub birth: DateText,
    /// Completed years as stated.
    pub years: String,
    /// The day they were stated on; the age is an interval on later days.
    pub years_on: DateText,
}

/// Who signed something, when and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Signed {
    /// The person.
    pub by: Id,
    /// The time.
    pub at: DateText,
    /// The reason.
    pub reason: String,
}

/// Everything of one kind that the patient was exposed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Exposure {
    /// The kind, such as `transfusion`: an item of `cardose schema items` without forms of `value`.
    pub kind: Id,
    /// Asked up to here; empty: never asked, so unknown. A date and no course: none.
    pub complete_to: DateText,
    /// The courses.
    pub courses: Vec<Course>,
}

/// One course of a drug, or one event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Course {
    /// What was given.
    pub agent: String,
    /// First day.
    pub start: DateText,
    /// Last day.
    pub end: End,
    /// Dose per day.
    pub per_day: Typed,
    /// Half-life of the agent.
    pub half_life: Typed,
    /// Its classes, such as `inhaled`: of the tags that `cardose schema items` lists for the kind.
    pub tags: Vec<Id>,
}

/// When a course ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum End {
    /// Still going on.
    Ongoing,
    /// On this day.
    On(DateText),
    /// Not known.
    #[default]
    NotKnown,
}

/// How the investigator's decision stands to the program's verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum Choice {
    /// It agrees.
    Agree,
    /// The program misreads the protocol: the open question or criterion that it is about.
    Misreads(Id),
    /// A protocol deviation with its number; there is no waiver.
    Deviation(String),
    /// Not enrolled for a reason that is no criterion.
    NotEnrolled(String),
}

/// The investigator's decision at a stage; the program's verdict stands beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Decision {
    /// The stage.
    pub stage: Id,
    /// For which infusion; 1, the first, where it is left out.
    #[serde(default = "super::draft::first_infusion")]
    pub infusion: u32,
    /// Whether the patient goes on: enrolled, or taken through the stage.
    pub eligible: bool,
    /// How it stands to the program's verdict; none chosen yet.
    pub choice: Option<Choice>,
    /// What the program said when it was decided: `eligible`, `not_eligible`, `not_now` or `incomplete`.
    pub verdict: Id,
    /// The criteria that failed at the stage then, in the protocol's order.
    pub failing: Vec<Id>,
    /// By whom.
    pub signed: Signed,
}
