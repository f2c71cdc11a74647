//! The patient file: an envelope around the draft, so that one rename commits everything.

use super::{Draft, Id, Signed, Typed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A patient file. Only the draft is edited and undone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RecordFile {
    /// Version of this file form; 1. Read before anything else.
    pub schema: u32,
    /// Counts the saves.
    pub revision: u32,
    /// The program version that wrote it.
    pub program: String,
    /// True for a synthetic patient shipped with the program.
    pub example: bool,
    /// The protocol that the patient is bound to.
    pub protocol: Pin,
    /// What was typed.
    pub draft: Draft,
    /// Second persons' checks.
    pub checks: Vec<Check>,
    /// What was changed after the first save.
    pub trail: Vec<Change>,
}

/// Names a file's content.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Pin {
    /// The file's id.
    pub id: Id,
    /// Its version.
    pub version: String,
    /// SHA-256 of its bytes, in hexadecimal; empty in a file written by hand.
    pub sha256: String,
}

/// A second person's blind entry; void once `inputs` hashes otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Check {
    /// The infusion.
    pub infusion: u32,
    /// Who checked.
    pub signed: Signed,
    /// What they entered.
    pub entered: Vec<(Id, Typed)>,
    /// Hash of draft, protocol, site and laboratory.
    pub inputs: String,
    /// What the program showed.
    pub results: Vec<(Id, String)>,
}

/// One change of a saved value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Change {
    /// When.
    pub at: String,
    /// Who.
    pub by: Id,
    /// The field's path.
    pub field: String,
    /// Before.
    pub old: String,
    /// After.
    pub new: String,
    /// Why.
    pub reason: String,
    /// Hash of the change before this one.
    pub previous: String,
}
