//! A laboratory template: units and reference intervals by sex and age.

use super::{DateText, Id, Sex, Signed, Words};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A laboratory's units and intervals. The interval printed on a patient's own report always wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Laboratory {
    /// Version of this file form; 1.
    pub schema: u32,
    /// Its id; an assessment names it.
    pub id: Id,
    /// Its name.
    pub name: Words,
    /// Where the intervals come from.
    pub source: String,
    /// The same in Simplified Chinese; empty where one text stands for both.
    #[serde(default)]
    pub source_zh: String,
    /// From when they hold.
    #[serde(default)]
    pub valid_from: DateText,
    /// Who has compared them with the laboratory's own list; two people make the template confirmed.
    #[serde(default)]
    pub confirmed: Vec<Signed>,
    /// The rows.
    pub rows: Vec<Interval>,
}

/// One reference interval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interval {
    /// The analyte.
    pub of: Id,
    /// For this sex only; absent: both.
    #[serde(default)]
    pub sex: Option<Sex>,
    /// From this age in completed years, inclusive; empty: no lower bound.
    #[serde(default)]
    pub age_from: String,
    /// To this age in completed years, inclusive; empty: no upper bound.
    #[serde(default)]
    pub age_to: String,
    /// Lower limit of normal, inclusive; empty where none is printed.
    #[serde(default)]
    pub low: String,
    /// Upper limit of normal, inclusive; empty where none is printed.
    #[serde(default)]
    pub high: String,
    /// The unit of both, and the unit a new row starts with.
    pub unit: String,
}
