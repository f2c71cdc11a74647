//! A site: values for what the protocol leaves open, each with its source.

use super::{Change, DateText, Id, Typed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The site file. Lives with the records, never in a user's profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// Version of this file form; 1.
    pub schema: u32,
    /// The site's name.
    pub name: String,
    /// True for a made-up site that must not be used for patients.
    #[serde(default)]
    pub example: bool,
    /// Who works here.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Parameters by id, with what they take in `cardose schema items`; one that is absent is *not set*.
    #[serde(default)]
    pub settings: Vec<(Id, Setting)>,
    /// Laboratory templates in use.
    #[serde(default)]
    pub laboratories: Vec<Id>,
    /// Open questions that the site has settled; `cardose schema items` lists them with their readings.
    #[serde(default)]
    pub readings: Vec<ReadingChoice>,
    /// When a protocol version came into force here.
    #[serde(default)]
    pub in_force: Vec<(String, DateText)>,
    /// What was changed, by whom and why; each line carries the hash of the line before it.
    #[serde(default)]
    pub trail: Vec<Change>,
}

/// A person of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Short id that stands in the records; never reused.
    pub id: Id,
    /// `pharmacist`, `investigator`, `nurse`, …
    pub role: Id,
    /// A fence, not proof.
    #[serde(default)]
    pub pin: Option<String>,
    /// False once the person has left.
    #[serde(default = "active")]
    pub active: bool,
}

const fn active() -> bool {
    true
}

/// What a site has decided about a parameter. *Not set* is the absence of a setting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum Setting {
    /// The protocol has none: there is no such cap, tolerance, ….
    NoneByProtocol {
        /// Where that is said.
        source: String,
    },
    /// A number with a unit.
    Value {
        /// The number and its unit.
        value: Typed,
        /// Where it comes from.
        source: String,
    },
    /// One of the parameter's choices.
    Choice {
        /// The choice's id.
        value: Id,
        /// Where it comes from.
        source: String,
    },
}

/// An open question settled by the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReadingChoice {
    /// The question.
    pub question: Id,
    /// The reading taken.
    pub reading: Id,
    /// Who said so, and where.
    pub source: String,
}
