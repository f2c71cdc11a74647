//! What a verdict rests on: the values compared, the limit, why something is unknown, and what would decide it.

pub mod clear;
pub(crate) mod needs;
pub mod outcome;
pub mod sensitivity;
mod why;

pub use super::evidence::{
    needs::{Entry, Needs},
    why::Why,
};
use super::{
    entry::case::Place,
    evidence::{clear::Clear, sensitivity::Sensitivity},
    formula::{
        step::Step,
        worked::{Tree, Typed},
    },
    moment::Moment,
    protocol::plan::{Asked, Name, Readings, Relation, Sought},
    range::Range,
    site::settings::WeightBasis,
};
use crate::{
    model::{Sentence, Sex, Truth, sentence::Kind},
    quantity::{Analyte, Exact, Measured, UnitRow, units::si::Ratio},
};
use jiff::civil::Date;
use std::sync::Arc;

/// A truth and where it comes from: a sentence that was looked at.
pub type Evidence = Sentence<Evaluated>;

/// The kind of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluated;

impl Kind for Evaluated {
    type Truth = Truth;
    type Statement = Found;
    type Part = Name;
    type Question = Read;
}

/// What was found of a single statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// A value against a limit.
    Compare(Box<Comparison>),
    /// An answer.
    Answer(Box<Answered>),
    /// An exposure in a window.
    Happened(Box<History>),
}

/// A text with more than one reading, and which one the site has settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// The question and its readings.
    pub asked: Arc<Readings>,
    /// The settled reading, as its place.
    pub settled: Option<usize>,
}

/// A value against a limit.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The item.
    pub item: Name,
    /// What it measures.
    pub analyte: Analyte,
    /// How it is compared.
    pub relation: Relation,
    /// The values that come into question; all must agree.
    pub candidates: Vec<Candidate>,
    /// The limits that come into question; all must agree.
    pub limits: Vec<LimitUsed>,
    /// Why it is unknown.
    pub why: Option<Why>,
    /// An earlier result of the same analyte stood on the other side.
    pub earlier_differs: bool,
    /// Choices that would turn it, each with the truth it would have.
    pub flips: Vec<(Sensitivity, Truth)>,
    /// What it still needs, if it is unknown.
    pub needs: Needs,
}

/// A value that comes into question.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Where it comes from.
    pub basis: Basis,
    /// What is known of it.
    pub value: Range<Measured>,
    /// The unit to show it in: the unit typed.
    pub unit: &'static UnitRow,
    /// The place of the last digit typed, as a power of ten; 0 for computed values.
    pub last_place: i32,
    /// The results that an estimated clearance was computed from: creatinine, weight and height.
    pub inputs: Vec<Place>,
    /// How it was computed, where a formula made it.
    pub way: Option<Tree>,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Typed.
    Finding(Place),
    /// Computed from the white cells and a share, printed apart.
    Differential(Place),
    /// The same, corrected for nucleated red cells by the program.
    CorrectedDifferential(Place),
    /// A timed urine collection.
    Urine(Place),
    /// Cockcroft-Gault with this weight.
    Estimated(WeightBasis),
    /// International units turned into copies by the site's factor.
    Copies(Place),
    /// International units turned into copies by the range of published factors.
    CopiesPublishedRange(Place),
    /// Of the largest lesion: at least as large as the measurable one.
    AtLeastMeasurable(Place),
    /// Age on the day.
    Age,
}

/// A limit that comes into question.
#[derive(Clone, Debug, PartialEq)]
pub struct LimitUsed {
    /// The limit itself.
    pub limit: Measured,
    /// The unit it is written in.
    pub unit: &'static UnitRow,
    /// The upper limit of normal it was made from, if any.
    pub uln: Option<UlnUsed>,
}

/// The upper limit of normal that was used.
#[derive(Clone, Debug, PartialEq)]
pub struct UlnUsed {
    /// The multiplier.
    pub factor: Ratio,
    /// The upper limit.
    pub uln: Measured,
    /// Where it comes from.
    pub source: UlnSource,
}

/// Where an upper limit of normal comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UlnSource {
    /// Printed on the patient's own report.
    Report(Place),
    /// A laboratory template.
    Template {
        /// The laboratory.
        laboratory: Name,
        /// Two people have confirmed the template.
        confirmed: bool,
        /// The row's sex, where the patient's is not recorded.
        assumed_sex: Option<Sex>,
    },
}

/// An answer that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What was asked, and the answer that makes the sentence hold.
    pub asked: Arc<Asked>,
    /// The answer found.
    pub found: Option<Name>,
    /// Where it stands.
    pub place: Option<Place>,
    /// When it was given.
    pub when: Option<Moment>,
    /// Why it is unknown.
    pub why: Option<Why>,
    /// What it still needs, if it is unknown.
    pub needs: Needs,
}

/// An exposure in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// What was looked for, and how far back.
    pub sought: Arc<Sought>,
    /// The infusion whose stages it was looked at for; 1 is the first.
    pub infusion: u32,
    /// The anchors, as dates, with the sample's item or the stage.
    pub anchors: Vec<(Name, Option<Date>)>,
    /// The course that decides, as its place in the history.
    pub course: Option<usize>,
    /// The last course that counts, in the window or not, as its place in the history.
    pub last: Option<usize>,
    /// Its daily dose in milligrams of the agent that the rule's limit is in, where the rule has one; of several that
    /// add up, the sum.
    pub equivalent: Option<Exact>,
    /// The courses whose doses add up, where none decides alone, as places in the history.
    pub adds_up: Vec<usize>,
    /// From when no course that counts stands in the way.
    pub clear: Clear,
    /// The same if the far end of the window, which is open, did not count.
    pub clear_excluded: Clear,
    /// What stands in the way is a disease that goes on or is looked back at for years: nothing to wait for.
    pub lasting: bool,
    /// The day of the stage is still to come, and the patient was asked up to here: to be asked again on the day.
    pub asked_to: Option<Date>,
    /// The site has settled whether the far end counts. By the other reading it would come to this.
    pub other_end: Option<(&'static str, Truth)>,
    /// Why it is unknown.
    pub why: Option<Why>,
    /// What it still needs, if it is unknown.
    pub needs: Needs,
}

impl Evidence {
    /// The sentences directly inside it that count: of branches the one taken, or both; of readings the settled one, or
    /// all. What chooses between branches says nothing by itself.
    pub fn counting(&self) -> impl Iterator<Item = &Self> {
        let (condition, others) = self.choice();
        let taken = match (condition.map(|condition| condition.truth), self.question()) {
            (Some(Truth::True), _) => Some(0),
            (Some(Truth::False), _) => Some(1),
            (Some(Truth::Unknown) | None, None) => None,
            (_, Some(read)) => read.settled,
        };
        others
            .iter()
            .enumerate()
            .filter(move |(place, _)| taken.is_none_or(|taken| taken == *place))
            .map(|(_, own)| own)
    }

    /// The readings of a question that nobody has settled.
    pub fn unsettled(&self) -> Option<&Readings> {
        self.question().filter(|read| read.settled.is_none()).map(|read| &*read.asked)
    }

    /// The comparisons in it, in their order.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison> {
        self.statements().filter_map(|found| match found {
            Found::Compare(comparison) => Some(&**comparison),
            Found::Answer(_) | Found::Happened(_) => None,
        })
    }

    /// The histories in it, in their order.
    pub fn histories(&self) -> impl Iterator<Item = &History> {
        self.statements().filter_map(|found| match found {
            Found::Happened(history) => Some(&**history),
            Found::Compare(_) | Found::Answer(_) => None,
        })
    }

    /// The truth if some statements were otherwise, or a question were settled.
    pub fn supposing(&self, suppose: &mut Suppose<'_>) -> Truth {
        let reading = suppose.reading;
        self.truth_by(suppose.leaf, &|read| match reading {
            Some((supposed, place)) if *supposed == *read.asked.question => Some(place),
            _ => read.settled,
        })
    }
}

/// What [`Evidence::supposing`] supposes.
pub struct Suppose<'s> {
    /// The truth of each statement.
    pub leaf: &'s mut dyn FnMut(&Evidence, &Found) -> Truth,
    /// A question settled in favour of its reading at this place.
    pub reading: Option<(&'s str, usize)>,
}

impl Found {
    /// The item that it is about.
    pub fn item(&self) -> &Name {
        match self {
            Self::Compare(comparison) => &comparison.item,
            Self::Answer(answered) => &answered.asked.item,
            Self::Happened(history) => &history.sought.item,
        }
    }

    /// Why it is unknown.
    pub const fn why(&self) -> Option<&Why> {
        match self {
            Self::Compare(comparison) => comparison.why.as_ref(),
            Self::Answer(answered) => answered.why.as_ref(),
            Self::Happened(history) => history.why.as_ref(),
        }
    }

    /// What it still needs, if it is unknown.
    pub const fn needs(&self) -> &Needs {
        match self {
            Self::Compare(comparison) => &comparison.needs,
            Self::Answer(answered) => &answered.needs,
            Self::Happened(history) => &history.needs,
        }
    }
}

impl Comparison {
    /// The last digits typed could turn it: a limit lies within half a step of a value, or within what such halves
    /// make of a computed one.
    pub fn near_limit(&self) -> bool {
        let near = |candidate: &Candidate| candidate.is_near(&self.limits);
        self.why.is_none() && self.candidates.iter().any(near)
    }
}

impl Candidate {
    /// A score is counted, not rounded.
    fn is_near(&self, limits: &[LimitUsed]) -> bool {
        if let Some(way) = &self.way {
            let holds = |range: &Range<Exact>, limit: &Exact| {
                let (low, high) = (range.low.number(), range.high.number());
                low.is_some_and(|low| low <= limit) && high.is_some_and(|high| limit <= high)
            };
            return way
                .near()
                .is_some_and(|near| limits.iter().any(|used| holds(&near, used.limit.in_base())));
        }
        let counted = self.value.as_point().is_some_and(|value| value.analyte() == Analyte::Ecog);
        let Some(step) = Exact::power_of_ten(self.last_place).filter(|_| !counted) else { return false };
        let within = |margin: Exact| margin.abs() * Exact::from(2) <= step;
        matches!(self.basis, Basis::Finding(_))
            && limits.iter().filter_map(|limit| self.margin(limit)).any(within)
    }

    /// As it is put into a formula.
    pub const fn typed(&self) -> Typed<'_> {
        Typed { value: &self.value, unit: self.unit, last_place: self.last_place }
    }

    /// How it was computed, line by line; nothing for a value that was typed.
    pub fn lines(&self) -> Vec<Step> {
        Tree::lines(&self.way)
    }

    /// The value as one number in its unit, if it is one.
    pub fn point(&self) -> Option<Exact> {
        self.value.as_point().and_then(|value| value.value_in(self.unit))
    }

    /// How far the value is above the limit, in the unit shown; negative below. `None` for an interval.
    pub fn margin(&self, limit: &LimitUsed) -> Option<Exact> {
        Some(self.point()? - limit.limit.value_in(self.unit)?)
    }

    /// The same in per cent of the limit.
    pub fn margin_percent(&self, limit: &LimitUsed) -> Option<Exact> {
        Some(self.margin(limit)?.per(&limit.limit.value_in(self.unit)?)? * Exact::from(100))
    }
}
