//! The draft: everything a person typed, as text. The document that is edited, undone and saved.

use super::{Age, Confirmation, Count, DateText, Decision, Exposure, Given, Id, Lot, Sex, Signed, Typed};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a person typed about one patient. All that is optional may be left out: nothing was typed.
///
/// Numbers and dates are texts, as typed. A date is `2026`, `2026-11`, `2026-11-19` or `2026-11-19T08:10` and is read as
/// the time that it leaves open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    /// Subject code; never a name.
    pub subject: Id,
    /// Sex; absent means not recorded, and nothing is assumed.
    pub sex: Option<Sex>,
    /// Age.
    pub age: Age,
    /// Dates of the stages.
    pub stages: Vec<StageDate>,
    /// Reports, visits and interviews.
    pub assessments: Vec<Assessment>,
    /// Histories.
    pub exposures: Vec<Exposure>,
    /// Products.
    #[serde(deserialize_with = "super::key::given")]
    pub lots: Vec<Lot>,
    /// Manual cell counts.
    pub counts: Vec<Count>,
    /// Infusions: assigned, planned, given.
    pub infusions: Vec<Infusion>,
    /// The investigator's decisions.
    pub decisions: Vec<Decision>,
    /// Decisions about what the verdicts rest on, each with what was decided on; a decision lapses with it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub confirmed: Vec<Confirmation>,
    /// Remarks.
    pub note: String,
}

impl Draft {
    /// A number that no report has, and none that an infusion still takes its weight from: a weight that a person chose
    /// must not pass to another report.
    pub fn next_report(&self) -> u32 {
        let reports = self.assessments.iter().map(|assessment| assessment.id);
        let weights = self.infusions.iter().filter_map(|infusion| infusion.weight_from);
        reports.chain(weights).max().unwrap_or(0).saturating_add(1)
    }
}

/// The date of a stage.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StageDate {
    /// The stage; `cardose schema items` lists those of the protocol.
    pub stage: Id,
    /// For which infusion; 1, the first, where it is left out.
    #[serde(default = "first_infusion")]
    pub infusion: u32,
    /// The date; of a stage that lasts days, its last day.
    pub date: DateText,
    /// Of a stage that lasts days, its first day; only a criterion that reaches back from it asks for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub first: DateText,
}

/// The infusion that is meant where none is named.
pub(super) const fn first_infusion() -> u32 {
    1
}

/// One report, visit or interview: everything in it has its date, source and person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Assessment {
    /// Its number in the draft.
    pub id: u32,
    /// When the sample was collected or the question asked; not when the report was printed.
    pub when: DateText,
    /// The laboratory, if it is a laboratory report: one of the shipped templates, or one that the site brings.
    pub laboratory: Option<Id>,
    /// The report's own number.
    pub report: String,
    /// Who entered it.
    pub by: Id,
    /// What was found.
    pub results: Vec<Finding>,
}

/// One result or answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Finding {
    /// The item; `cardose schema items` lists them, with what `value` takes of each, its answers and units.
    pub of: Id,
    /// What was found.
    pub value: Value,
    /// Upper limit of normal or the interval as printed; an empty unit means the unit of the value.
    pub uln: Typed,
    /// Remark.
    pub note: String,
    /// Why the result is set aside (haemolysed, clotted); it then decides nothing and stays visible.
    pub set_aside: String,
    /// Who has confirmed a doubtful value, and as what; void once value or limit are others.
    pub confirmed: Option<Box<Confirmed>>,
}

/// A person has confirmed a result as it stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Confirmed {
    /// The value that was confirmed; another value is not confirmed by it.
    pub value: Value,
    /// The upper limit of normal that was confirmed with it.
    pub uln: Typed,
    /// By whom, when and why.
    pub signed: Signed,
}

impl Finding {
    /// True when a person has confirmed this very value with this very limit.
    pub fn is_confirmed(&self) -> bool {
        self.confirmed
            .as_ref()
            .is_some_and(|confirmed| confirmed.value == self.value && confirmed.uln == self.uln)
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub enum Value {
    /// A number with a unit.
    Quantity(Typed),
    /// Yes.
    Yes,
    /// No.
    No,
    /// Asked, not known yet; also a field nobody has filled in.
    #[default]
    NotKnown,
    /// One of the item's answers.
    Choice(Id),
    /// Not done, with the reason.
    NotDone(String),
    /// A whole number, such as an ECOG status.
    Counted(u32),
    /// A timed urine collection with the plasma creatinine that belongs to it.
    Urine {
        /// Creatinine in the urine.
        urine: Typed,
        /// Volume collected.
        volume: Typed,
        /// Time over which it was collected.
        time: Typed,
        /// Creatinine in plasma or serum.
        plasma: Typed,
    },
}

/// One infusion of the patient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Infusion {
    /// 1, the first, where it is left out.
    #[serde(default = "first_infusion")]
    pub number: u32,
    /// The dose level, once one is assigned, such as `DL2`.
    pub level: Option<Id>,
    /// Who assigned it.
    pub assigned: Option<Signed>,
    /// The assessment whose weight is to be used, once somebody has decided.
    pub weight_from: Option<u32>,
    /// Lots, in the order they are to be used.
    pub lots: Vec<Id>,
    /// Planned start.
    pub start: DateText,
    /// What was given.
    pub given: Option<Given>,
    /// Decisions about this infusion, each with what was decided on; a decision lapses with it.
    pub confirmed: Vec<Confirmation>,
}

impl Infusion {
    /// True once it is over: nothing of it is left to give.
    pub fn is_ended(&self) -> bool {
        self.given.as_ref().is_some_and(Given::is_ended)
    }
}

#[cfg(test)]
mod tests {
    use super::{Assessment, Draft, Infusion};

    #[test]
    fn the_number_of_a_report_that_doses_is_not_given_again() {
        let report = |id| Assessment { id, ..Assessment::default() };
        let infusion = Infusion { weight_from: Some(5), ..Infusion::default() };
        let draft =
            Draft { assessments: vec![report(1), report(4)], infusions: vec![infusion], ..Draft::default() };
        assert_eq!(draft.next_report(), 6);
        assert_eq!(Draft { infusions: Vec::new(), ..draft }.next_report(), 5);
        assert_eq!(Draft::default().next_report(), 1);
    }
}
