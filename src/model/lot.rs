//! The product: a lot, its certificate, its bags, and what was given of it.

use super::{Choice, DateText, Finding, Id, Signed, Typed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One manufactured product. Flat on purpose: changing `convention` never drops what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Lot {
    /// Tells it from the other lots of the draft while its number is typed; given on reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<u32>,
    /// Lot number.
    pub id: Id,
    /// Subject code on the label.
    pub label_subject: Id,
    /// Which figures of the certificate make the concentration of CAR+ cells.
    pub convention: Option<Convention>,
    /// Whether cells were counted before freezing or after thaw.
    pub basis: Option<Basis>,
    /// Viable CAR+ cells per volume, as stated.
    pub car: Typed,
    /// Total (live and dead) nucleated cells per volume.
    pub total: Typed,
    /// Viable nucleated cells per volume.
    pub viable: Typed,
    /// Viable share of the total nucleated cells.
    pub viability: Typed,
    /// CD3+ share of the viable nucleated cells.
    pub cd3: Typed,
    /// CAR+ share; of what, the convention says.
    pub car_share: Typed,
    /// Share of viable cells recovered after thaw.
    pub recovery: Typed,
    /// CAR+ cells in the whole lot, as the certificate prints them; checked against the rest.
    pub certificate_cells: Typed,
    /// The manufacturer's own volume to infuse, for the level in `certificate_level`.
    pub certificate_volume: Typed,
    /// The level that `certificate_volume` is for.
    pub certificate_level: Id,
    /// The bags, in the order they are to be used.
    #[serde(deserialize_with = "super::key::given")]
    pub bags: Vec<Bag>,
    /// Release tests.
    pub release: Vec<Finding>,
    /// Expiry as the label prints it; `none printed` where it prints none ([`Lot::prints_no_expiry`]).
    pub expires: DateText,
    /// Doubtful figures that a person has confirmed, and decisions about the lot.
    pub confirmed: Vec<Confirmation>,
}

impl Lot {
    /// The answer to the expiry of a label that prints none.
    pub const NONE_PRINTED: &str = "none printed";
    /// The same in Chinese.
    pub const NONE_PRINTED_ZH: &str = "未印";

    /// True where somebody has looked and the label prints no expiry.
    pub fn prints_no_expiry(&self) -> bool {
        let typed = self.expires.trim();
        typed.eq_ignore_ascii_case(Self::NONE_PRINTED) || typed == Self::NONE_PRINTED_ZH
    }
}

/// Which figures of the certificate make the concentration of viable CAR+ T cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Convention {
    /// CAR+ cells per volume, or per bag, stated directly.
    Stated,
    /// Total nucleated × viability × CD3+ of viable × CAR+ of CD3+.
    TotalCount,
    /// Viable nucleated × CD3+ of viable × CAR+ of CD3+.
    ViableCount,
    /// Viable nucleated × CAR+ of viable nucleated; CD3+ is not multiplied in.
    CarOfViable,
    /// Viable CD3+ CAR+ cells per microlitre from one instrument (beads or volumetric).
    SinglePlatform,
}

/// When the cells were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Basis {
    /// Before freezing.
    BeforeFreezing,
    /// After thaw.
    AfterThaw,
}

/// One bag or vial.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Bag {
    /// Tells it from the other bags of the lot while its number is typed; given on reading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<u32>,
    /// Its number.
    pub number: Id,
    /// Filled volume.
    pub volume: Typed,
    /// Volume that stays behind and cannot be drawn.
    pub hold_up: Typed,
    /// CAR+ cells per volume of this bag, where it differs from the lot.
    pub car: Typed,
    /// CAR+ cells in this bag as the certificate prints them.
    pub cells: Typed,
    /// Where the bag is in its life.
    pub state: BagState,
    /// When thawing was complete.
    pub thawed: DateText,
}

/// Where a bag is in its life; only a stored or thawed bag can be planned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum BagState {
    /// In storage.
    #[default]
    Stored,
    /// Thawed for an infusion.
    Thawed,
    /// Given, whole or in part; how many millilitres stands in [`Given::drawn`].
    Infused,
    /// Destroyed.
    Destroyed,
    /// Lost: broken, leaked, or not to be found.
    Lost,
    /// Failed its inspection.
    Failed,
}

/// A person has confirmed a doubtful figure, or has decided to use a lot, or to give an infusion, as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Confirmation {
    /// The field, such as `car_share`. For a decision about a lot `expires`, `expected` (outside what the site expects)
    /// or `unguarded` (without a second figure); about an infusion `eligibility`, `later_infusion`, `weight`,
    /// `underdose`, `counting_times` or `stability`.
    pub field: Id,
    /// The figure that was confirmed, as typed; another figure is not confirmed by it. For a decision what was decided
    /// on: it lapses with it.
    pub value: Typed,
    /// How the investigator's decision on eligibility stands to the program's verdict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// By whom.
    pub signed: Signed,
}

/// A manual cell count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Count {
    /// Its number.
    pub id: u32,
    /// The method.
    pub method: Id,
    /// Counts per field.
    pub cells: Vec<Vec<String>>,
    /// Dilutions as volumes: sample and diluent.
    pub dilution: Vec<(Typed, Typed)>,
}

/// What was given. The infusion is over once its end is recorded; until then what is recorded counts, and the rest is
/// planned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Given {
    /// Start.
    pub start: DateText,
    /// End.
    pub end: DateText,
    /// Volume infused of each bag, by the bag's number; `LOT/BAG` where two lots have a bag of one number.
    pub drawn: Vec<(Id, Typed)>,
    /// Line flushed.
    pub flushed: Option<bool>,
    /// Why it was stopped or changed.
    pub reason: String,
}

impl Given {
    /// True where it is recorded as over: an end is typed, or nothing at all but that it was given. Whether that end can be
    /// read and has come, the engine says.
    pub fn is_ended(&self) -> bool {
        !self.end.trim().is_empty() || (self.start.trim().is_empty() && self.drawn.is_empty())
    }
}
