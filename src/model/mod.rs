//! Floor 1: plain data. What a person typed, what the protocol defines, what a site has set.
//!
//! Nothing here computes with quantities: numbers and units are kept as text ([`Typed`]), right or wrong,
//! and are read in one place only, `engine/read.rs`. Every type survives RON → JSON → RON.
//!
//! Invariants: no maps (a duplicate key would be lost), no flattening, no untagged enums, unknown fields
//! are refused, and a field left out means *nothing typed*.

mod address;
mod connective;
mod draft;
mod key;
mod laboratory;
mod lot;
mod patient;
mod protocol;
mod record;
mod rule;
pub mod sentence;
mod site;
mod spelled_rule;
mod truth;

pub use address::{
    Address, BagPart, CoursePart, DecisionPart, FieldGroup, Half, HistoryPart, InfusionPart, IntervalPart,
    LaboratoryPart, LotPart, Named, NoAddress, PatientPart, ReportPart, ResultPart, SettingPart, SitePart,
    StagePart, TemplatePart,
};
pub use draft::{Assessment, Confirmed, Draft, Finding, Infusion, StageDate, Value};
pub use key::give_keys;
pub use laboratory::{Interval, Laboratory};
pub use lot::{Bag, BagState, Basis, Confirmation, Convention, Count, Given, Lot};
pub use patient::{Age, Choice, Course, Decision, End, Exposure, Sex, Signed};
pub use protocol::{
    Answer, Class, Criterion, Equivalent, Group, Item, Kind, Level, Offer, Parameter, ParameterKind,
    PeriodEnd, Protocol, Question, Retired, Side, Sitting, Stage,
};
pub use record::{Change, Check, Pin, RecordFile};
pub use rule::{
    Ambiguity, Anchor, Edge, Happened, Limit, Reading, Relation, Rule, Running, Span, Statement, Written,
};
pub use sentence::Sentence;
pub use site::{Person, ReadingChoice, Setting, Site};
pub use truth::Truth;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A short name that never changes its meaning, such as `platelets` or `I8`.
pub type Id = String;

/// A date or time as typed: `2026`, `2026-11`, `2026-11-19`, `2026-11-19T08:10` and the forms that
/// `engine/moment.rs` lists. Read as the interval that it leaves open; empty means nothing typed.
pub type DateText = String;

/// A number and its unit as typed, right or wrong; empty text means that nothing was typed.
///
/// The unit says in which unit *these digits* were typed: changing it never changes a digit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Typed {
    /// The digits as typed, kept even when they cannot be read.
    pub value: String,
    /// The unit as typed or chosen; `cardose schema items` lists what is read, to the letter.
    pub unit: String,
}

impl Typed {
    /// `value` of `unit`, both as they would be typed.
    pub fn new(value: &str, unit: &str) -> Self {
        Self { value: value.to_owned(), unit: unit.to_owned() }
    }

    /// True when no digits were typed; a unit alone (a prefilled row) is nothing typed.
    pub fn is_empty(&self) -> bool {
        self.value.trim().is_empty()
    }
}

/// One text in the two languages of the program.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// English.
    pub en: String,
    /// Simplified Chinese.
    pub zh_cn: String,
}
