//! A line as it was judged: taken, asked about, or refused, each with its reason.

use crate::{
    engine::codes::codes,
    model::{Id, Value},
    quantity::{NumberProblem, Refusal as UnitRefusal},
};

/// A line of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the text; the first is 1.
    pub number: usize,
    /// Its cells as typed.
    pub cells: Vec<String>,
    /// Whose it is, as typed; empty where no column says it.
    pub subject: String,
    /// When the sample was taken, as typed; empty where no column says it.
    pub when: String,
    /// The name as typed.
    pub name: String,
    /// The item, where the name is one of its names.
    pub item: Option<Id>,
    /// The result as typed, without signs of high and low.
    pub typed: String,
    /// The result: the number as typed with its unit, or the answer. Not known unless the line is taken or asked about.
    pub value: Value,
    /// The unit as typed.
    pub unit: String,
    /// The reference interval as printed; from two columns `low-high`.
    pub interval: String,
    /// Parts that were not used.
    pub rest: Vec<String>,
    /// What it comes to.
    pub outcome: Outcome,
}

/// What a line comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// One result, without a doubt.
    Taken,
    /// A person must say something first.
    Asked(Ask),
    /// No result that could be taken.
    Refused(Refusal),
}

/// What must be said first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// Several numbers could be the result.
    WhichColumn,
    /// Results of several dates, or several dates for one result.
    WhichDate,
    /// Another line of the same item and date has another result.
    WhichLine,
    /// What stands under the labels is not what they say.
    ColumnsContradict,
    /// Names or codes that mean different things, or of which one is not known.
    CodeAndName,
    /// A number without a unit.
    UnitMissing,
    /// The unit is none of this item.
    UnitUnknown,
    /// The unit beside the number and the one in its column differ.
    TwoUnits,
    /// The number is not read as it stands; a comma may have a mend.
    Number(NumberProblem),
}

/// Why there is no result to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The name is none of this protocol's items.
    NotAnItem,
    /// It is measured in urine or another material.
    OtherMaterial,
    /// There is no result.
    Empty,
    /// The result is still to come.
    Pending,
    /// It was not measured.
    NotDone,
    /// The result is no number.
    NotANumber,
    /// The result is none of the item's answers.
    NotAnAnswer,
    /// A number, such as a signal over its cut-off, where the item has answers.
    IndexValue,
    /// The word and the sign say different things.
    ContradictsItself,
    /// The unit looks right and is refused by name.
    Unit(UnitRefusal),
    /// A person has chosen another line of the same item.
    OtherLine,
}

codes! {
    pub(crate) fn ask_code(&Ask), ASKS {
        Ask::WhichColumn => "which_column",
        Ask::WhichDate => "which_date",
        Ask::WhichLine => "which_line",
        Ask::ColumnsContradict => "columns_contradict",
        Ask::CodeAndName => "code_and_name",
        Ask::UnitMissing => "unit_missing",
        Ask::UnitUnknown => "unit_unknown",
        Ask::TwoUnits => "two_units",
        Ask::Number(NumberProblem::Comma { .. }) => "comma",
        Ask::Number(_) => "number_unreadable",
    }
}

codes! {
    pub(crate) fn refusal_code(&Refusal), REFUSALS {
        Refusal::NotAnItem => "not_an_item",
        Refusal::OtherMaterial => "other_material",
        Refusal::Empty => "empty",
        Refusal::Pending => "pending",
        Refusal::NotDone => "not_done",
        Refusal::NotANumber => "not_a_number",
        Refusal::NotAnAnswer => "not_an_answer",
        Refusal::IndexValue => "index_value",
        Refusal::ContradictsItself => "contradicts_itself",
        Refusal::Unit(UnitRefusal::LostSuperscript) => "unit_lost_superscript",
        Refusal::Unit(UnitRefusal::IndexedToSurface) => "unit_indexed",
        Refusal::Unit(UnitRefusal::MonomerOrTetramer) => "unit_monomer_or_tetramer",
        Refusal::Unit(UnitRefusal::Logarithm) => "unit_logarithm",
        Refusal::Unit(_) => "unit_refused",
        Refusal::OtherLine => "other_line",
    }
}

impl Outcome {
    /// The stable code of the reason; empty for a line that is taken.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Taken => "",
            Self::Asked(ask) => ask_code(ask),
            Self::Refused(refusal) => refusal_code(refusal),
        }
    }
}
