//! What is wrong with an entry: data, not sentences. The faces put it into words.

use super::{answer_hint::answer_hint, codes::codes};
use crate::{
    model::{Address, Span},
    quantity::{Exact, NumberProblem, Refusal},
};
use jiff::civil::Date;

/// One thing wrong with one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field.
    pub field: Address,
    /// What is wrong.
    pub code: ProblemCode,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemCode {
    /// The number cannot be read.
    Number(NumberProblem),
    /// A unit behind the number and another one in its own field: nobody knows which was meant.
    TwoUnits {
        /// The number alone.
        number: String,
        /// The unit behind it.
        behind: String,
        /// The unit in its own field.
        beside: String,
    },
    /// A number without a unit; nothing is guessed.
    UnitMissing {
        /// The units that would do.
        accepted: Vec<&'static str>,
    },
    /// The unit is none of this analyte.
    UnitUnknown {
        /// The unit as typed.
        unit: String,
        /// The units that would do.
        accepted: Vec<&'static str>,
        /// The one that was probably meant.
        suggestion: Option<&'static str>,
    },
    /// The unit looks right and is refused by name.
    UnitRefused {
        /// The unit as typed.
        unit: String,
        /// Why.
        why: Refusal,
        /// The units that would do.
        accepted: Vec<&'static str>,
    },
    /// The same quantity in a size that is not taken here.
    UnitOtherSize {
        /// The unit as typed.
        unit: String,
        /// So many of the other unit are one of it.
        times: Exact,
        /// A unit that would do.
        of: &'static str,
        /// The units that would do.
        accepted: Vec<&'static str>,
    },
    /// No such value exists; it cannot be confirmed.
    Impossible {
        /// The lowest possible value, in the unit typed.
        low: String,
        /// The highest possible value, in the unit typed.
        high: String,
        /// The unit typed.
        unit: &'static str,
        /// Units in which the same digits would be an ordinary value.
        fits: Vec<&'static str>,
    },
    /// Another unit would make it an ordinary value; unknown until a person confirms it.
    DoubtfulUnit {
        /// The unit typed.
        unit: &'static str,
        /// Units in which the same digits would be an ordinary value.
        fits: Vec<&'static str>,
    },
    /// A viral load so small that it may be its logarithm; unknown until a person confirms it.
    DoubtfulLogarithm,
    /// No laboratory has such an upper limit of normal; its row is unknown until a person confirms it.
    DoubtfulUpperLimit {
        /// The unit it was read in.
        unit: &'static str,
        /// Units in which the same digits would be a usual limit.
        fits: Vec<&'static str>,
    },
    /// The weight would be ordinary in 斤 or pounds; unknown until a person confirms it.
    DoubtfulWeight {
        /// What it may have been.
        hint: WeightHint,
    },
    /// Two entries contradict each other; unknown until a person confirms one.
    Contradicts {
        /// The other entry.
        other: Address,
    },
    /// Two entries contradict each other, and one of them must be corrected: neither can be confirmed.
    Conflicts {
        /// The other entry.
        other: Address,
    },
    /// A share above 0 and at most 1 in a field of per cents; may have been a fraction.
    DoubtfulFraction,
    /// A share of more than 100 %.
    AboveHundredPercent,
    /// Must be above zero.
    NotPositive,
    /// The date cannot be read.
    Date(DateProblem),
    /// No date was entered.
    DateMissing,
    /// The date lies after now.
    DateInFuture,
    /// The date lies before the day of birth.
    DateBeforeBirth,
    /// An earlier answer, of this day, does not go away by itself.
    EarlierStays {
        /// The day of the earlier answer.
        day: Date,
    },
    /// The program computes this item; an entry goes under another one.
    Computed {
        /// Where it goes.
        enter_under: &'static str,
    },
    /// No such item, stage, level, lot, laboratory or answer.
    UnknownId {
        /// As entered.
        id: String,
        /// The one that was probably meant.
        suggestion: Option<String>,
    },
    /// None of the few ids that there are: answers, stages, laboratories, reports.
    NoneOf {
        /// As entered.
        id: String,
        /// What there is.
        known: Vec<String>,
        /// The one that was probably meant.
        suggestion: Option<String>,
    },
    /// The item takes one of its answers, and got another kind of entry.
    NotAnAnswer {
        /// The answers.
        known: Vec<String>,
    },
    /// The viral load is no number; that none was detected is an answer.
    NumberOrNotDetected,
    /// The item takes another kind of entry.
    WrongKind {
        /// What it takes.
        expected: EntryKind,
    },
    /// The same thing is entered twice.
    Duplicate,
    /// A list in the protocol file is too short.
    TooFew {
        /// How many it needs.
        at_least: usize,
    },
    /// Of a criterion of the protocol file nothing is left to decide at one of its stages.
    DecidesNothing {
        /// The stage.
        stage: String,
    },
    /// A part of a rule, or a window of it, is looked at at none of the criterion's stages.
    NeverLookedAt {
        /// The part's id; of a window the history and the stage before which it lies.
        what: String,
    },
    /// A window of the protocol file is longer than any patient's life.
    WindowTooLong {
        /// The longest that is read, in the same unit.
        longest: Span,
    },
    /// A whole number of years is expected.
    NotWholeYears,
    /// The reference interval or upper limit of normal cannot be read.
    ReferenceUnreadable {
        /// The text that would do.
        fix: Option<String>,
    },
    /// A setting or an answer without its source.
    SourceMissing,
    /// A text that must be there is not.
    NothingEntered,
    /// A multiplier, dose level or window in the protocol file that cannot be read.
    ProtocolNumber(NumberProblem),
}

/// What a weight may have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightHint {
    /// 斤, 500 g: half the number would give an ordinary body mass index.
    Jin,
    /// Pounds.
    Pounds,
    /// Either: both would give an ordinary body mass index.
    JinOrPounds,
    /// It differs by more than 20 % from an earlier weight.
    Changed,
    /// A body mass index below 15 or above 40.
    BodyMass,
    /// Typed in pounds, and ordinary in kilograms.
    Kilograms,
}

/// Why a date cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Two-digit years, or day and month that could be either.
    Ambiguous,
    /// No such day.
    NoSuchDay,
    /// `t`, which is a key of the window and not a date.
    Today,
    /// Before 1900.
    TooEarly,
    /// Anything else.
    Unreadable,
}

/// What an item takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A number with a unit.
    Quantity,
    /// Yes or no.
    YesNo,
    /// One of its answers.
    Choice,
    /// A history.
    History,
    /// A whole number.
    Counted,
    /// A number with a unit, or the answer that none was detected.
    QuantityOrNotDetected,
}

impl ProblemCode {
    /// Its stable code for machines.
    pub const fn code(&self) -> &'static str {
        problem_code(self)
    }

    /// True for a date on which nothing that is entered can have happened yet.
    pub(crate) const fn is_too_early(&self) -> bool {
        matches!(self, Self::Date(DateProblem::TooEarly) | Self::DateBeforeBirth)
    }

    /// True for what a person can confirm as it stands.
    pub const fn can_be_confirmed(&self) -> bool {
        matches!(
            self,
            Self::DoubtfulUnit { .. }
                | Self::DoubtfulLogarithm
                | Self::DoubtfulUpperLimit { .. }
                | Self::DoubtfulWeight { .. }
                | Self::Contradicts { .. }
                | Self::EarlierStays { .. }
                | Self::DoubtfulFraction
        )
    }
}

codes! {
    pub(crate) fn problem_code(&ProblemCode), PROBLEMS {
        ProblemCode::Number(NumberProblem::Empty) | ProblemCode::ProtocolNumber(NumberProblem::Empty) => "number_missing",
        ProblemCode::Number(NumberProblem::Comma { .. }) | ProblemCode::ProtocolNumber(NumberProblem::Comma { .. }) => "comma",
        ProblemCode::Number(NumberProblem::UnitInside { .. }) | ProblemCode::ProtocolNumber(NumberProblem::UnitInside { .. }) => "unit_inside",
        ProblemCode::Number(NumberProblem::Range) | ProblemCode::ProtocolNumber(NumberProblem::Range) => "range",
        ProblemCode::Number(NumberProblem::NakedPoint { .. }) | ProblemCode::ProtocolNumber(NumberProblem::NakedPoint { .. }) => "naked_point",
        ProblemCode::Number(NumberProblem::Grouped { .. }) | ProblemCode::ProtocolNumber(NumberProblem::Grouped { .. }) => "grouped_digits",
        ProblemCode::Number(NumberProblem::NotFinite) | ProblemCode::ProtocolNumber(NumberProblem::NotFinite) => "not_finite",
        ProblemCode::Number(NumberProblem::ComparatorHere) | ProblemCode::ProtocolNumber(NumberProblem::ComparatorHere) => "comparator_here",
        ProblemCode::Number(NumberProblem::Negative) | ProblemCode::ProtocolNumber(NumberProblem::Negative) => "negative",
        ProblemCode::Number(NumberProblem::TooLong) | ProblemCode::ProtocolNumber(NumberProblem::TooLong) => "too_long",
        ProblemCode::Number(NumberProblem::NotANumber)
        | ProblemCode::ProtocolNumber(NumberProblem::NotANumber)
        | ProblemCode::NumberOrNotDetected => "not_a_number",
        ProblemCode::TwoUnits { .. } => "two_units",
        ProblemCode::UnitMissing { .. } => "unit_missing",
        ProblemCode::UnitUnknown { .. } => "unit_unknown",
        ProblemCode::UnitRefused { .. } | ProblemCode::UnitOtherSize { .. } => "unit_refused",
        ProblemCode::Impossible { .. } => "impossible",
        ProblemCode::DoubtfulUnit { .. } => "doubtful_unit",
        ProblemCode::DoubtfulLogarithm => "doubtful_logarithm",
        ProblemCode::DoubtfulUpperLimit { .. } => "doubtful_upper_limit",
        ProblemCode::DoubtfulWeight { .. } => "doubtful_weight",
        ProblemCode::Contradicts { .. } | ProblemCode::Conflicts { .. } => "contradicts",
        ProblemCode::DoubtfulFraction => "doubtful_fraction",
        ProblemCode::AboveHundredPercent => "above_hundred_percent",
        ProblemCode::NotPositive => "not_positive",
        ProblemCode::Date(DateProblem::TooEarly) | ProblemCode::DateBeforeBirth => "date_too_early",
        ProblemCode::Date(
            DateProblem::Ambiguous | DateProblem::NoSuchDay | DateProblem::Today | DateProblem::Unreadable,
        ) => "date_unreadable",
        ProblemCode::EarlierStays { .. } => "earlier_answer_stays",
        ProblemCode::DateMissing => "date_missing",
        ProblemCode::DateInFuture => "date_in_future",
        ProblemCode::Computed { .. } => "computed",
        ProblemCode::UnknownId { .. } | ProblemCode::NoneOf { .. } => "unknown_id",
        ProblemCode::WrongKind { .. } | ProblemCode::NotAnAnswer { .. } => "wrong_kind",
        ProblemCode::Duplicate => "duplicate",
        ProblemCode::TooFew { .. } => "too_few",
        ProblemCode::DecidesNothing { .. } => "decides_nothing",
        ProblemCode::NeverLookedAt { .. } => "never_looked_at",
        ProblemCode::WindowTooLong { .. } => "window_too_long",
        ProblemCode::NotWholeYears => "not_whole_years",
        ProblemCode::SourceMissing => "source_missing",
        ProblemCode::NothingEntered => "nothing_entered",
        ProblemCode::ReferenceUnreadable { .. } => "reference_unreadable",
    }
}

/// An id that is none of the few that there are.
pub(crate) fn none_of<'k>(id: &str, known: impl Iterator<Item = &'k str> + Clone) -> ProblemCode {
    ProblemCode::NoneOf {
        id: id.to_owned(),
        suggestion: answer_hint(id, known.clone()).map(str::to_owned),
        known: known.map(str::to_owned).collect(),
    }
}

/// The nearest of `known`, if it is near enough to have been meant.
pub fn suggest<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    known
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&typed.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity > 0.8)
        .max_by(|(left, _), (right, _)| left.total_cmp(right))
        .map(|(_, candidate)| candidate)
}
