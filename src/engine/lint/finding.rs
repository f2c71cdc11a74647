//! What a look through a protocol file can find.

use crate::{
    engine::problem::ProblemCode,
    model::{Id, Span, Typed},
};

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: the path in the file, such as `criteria[I8].rule`.
    pub place: String,
    /// What.
    pub code: Code,
}

impl Finding {
    pub(super) fn new(place: impl Into<String>, code: Code) -> Self {
        Self { place: place.into(), code }
    }
}

/// What kind of finding it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The file cannot be used as it is.
    Refused,
    /// Two things in it cannot both be meant.
    Contradictory,
    /// Something in it can never matter.
    Unreachable,
    /// Something in it is not used.
    Unused,
    /// It names something that is not there.
    Unknown,
    /// The ids do not follow the registry's numbers.
    Numbering,
    /// A value does not say where it comes from.
    WithoutSource,
    /// A text is missing in a language.
    WithoutTranslation,
    /// A figure of a rule and its text do not agree.
    Figures,
    /// A limit that no patient's value can have.
    Implausible,
    /// Something that the sponsor has to answer; no fault of the file.
    OpenQuestion,
}

/// A language of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    English,
    /// Simplified Chinese.
    Chinese,
}

/// A figure of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Figure {
    /// A limit with its unit.
    Limit(Typed),
    /// A multiple of the upper limit of normal.
    TimesUln(String),
    /// The length of a window; never a list.
    Window(Span),
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Code {
    /// The program cannot read it.
    Refused(ProblemCode),
    /// Two things of one list have this id.
    Twice,
    /// Another item has this name too.
    NameShared(String, Id),
    /// The criterion lists this stage twice.
    StageTwice(Id),
    /// The criterion decides at no stage.
    DecidesNowhere,
    /// No criterion decides at this stage.
    StageDecidesNothing,
    /// Another id is expected here in the registry's order.
    Numbering(Id),
    /// The id of a criterion that stands on the other side.
    OtherSide,
    /// The id of a part does not begin with the id of its criterion.
    PartOfOther(Id),
    /// The dose level is not above the one before it.
    NotRising,
    /// No rule, no condition and no engine uses the item.
    ItemUnused,
    /// No criterion is in the group.
    GroupUnused,
    /// Nothing hangs on the parameter.
    ParameterUnused,
    /// No rule asks the question and it is about nothing.
    QuestionUnused,
    /// No rule names the class, and nothing says that this is meant.
    ClassUnnamed,
    /// The class is said to be left over, and a rule names it.
    RestNamed,
    /// The class is asked for and excepted at once.
    ClassBoth(Id),
    /// It waits for something that itself is never asked for.
    NeverAsked,
    /// A list of equivalent doses with one row compares nothing.
    OneEquivalent,
    /// The question is about something that is not there.
    AboutUnknown(Id),
    /// A rule of this criterion asks the question, which does not name the criterion.
    AboutLacks(Id),
    /// The usual reading is none of the question's readings.
    UsualUnknown(Id),
    /// The parameter blocks a criterion that is not there.
    BlocksUnknown(Id),
    /// The rule names a parameter that is not there.
    ParameterUnknown(Id),
    /// A usual value without its source.
    OfferWithoutSource,
    /// A usual value that cannot be read.
    OfferUnreadable(ProblemCode),
    /// There is no text in this language.
    TextMissing(Tongue),
    /// The text is the same in both languages.
    TextSame,
    /// The text is not in this language.
    NotTranslated(Tongue),
    /// The figures of the two languages differ: those only in English, those only in Chinese.
    FiguresDiffer(Vec<String>, Vec<String>),
    /// No text of the criterion names this figure of its rule in this language.
    FigureNotNamed(Figure, Tongue),
    /// The text has this figure in this language, and no sentence of the rule has it.
    FigureOfTextOnly(String, Tongue),
    /// The text has this figure for this item in this language, and the rule has another.
    FigureOfOther(Id, String, Tongue),
    /// The limit lies outside what can be measured.
    Implausible(ProblemCode),
    /// These two readings say the same.
    ReadingsSame(Id, Id),
    /// These two readings come out alike for every patient.
    NeverDiffer(Id, Id),
    /// The question has other readings, or other words for them, elsewhere.
    ReadingsElsewhere(Id),
    /// It always holds, so that nothing beside it matters.
    AlwaysHolds,
    /// It never holds, so that nothing beside it matters.
    NeverHolds,
    /// It changes nothing where it stands.
    NoEffect,
    /// The branch can never be reached.
    Unreachable,
    /// What is said of this item leaves no case.
    NoCase(Id),
    /// A question for the sponsor.
    Open,
}

impl Code {
    /// Its stable id for machines.
    pub const fn id(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Twice => "twice",
            Self::NameShared(..) => "name_shared",
            Self::StageTwice(_) => "stage_twice",
            Self::DecidesNowhere => "decides_nowhere",
            Self::StageDecidesNothing => "stage_decides_nothing",
            Self::Numbering(_) => "numbering",
            Self::OtherSide => "other_side",
            Self::PartOfOther(_) => "part_of_other",
            Self::NotRising => "not_rising",
            Self::ItemUnused => "item_unused",
            Self::GroupUnused => "group_unused",
            Self::ParameterUnused => "parameter_unused",
            Self::QuestionUnused => "question_unused",
            Self::ClassUnnamed => "class_unnamed",
            Self::RestNamed => "rest_named",
            Self::ClassBoth(_) => "class_both",
            Self::NeverAsked => "never_asked",
            Self::OneEquivalent => "one_equivalent",
            Self::AboutUnknown(_) => "about_unknown",
            Self::AboutLacks(_) => "about_lacks",
            Self::UsualUnknown(_) => "usual_unknown",
            Self::BlocksUnknown(_) => "blocks_unknown",
            Self::ParameterUnknown(_) => "parameter_unknown",
            Self::OfferWithoutSource => "offer_without_source",
            Self::OfferUnreadable(_) => "offer_unreadable",
            Self::TextMissing(_) => "text_missing",
            Self::TextSame => "text_same",
            Self::NotTranslated(_) => "not_translated",
            Self::FiguresDiffer(..) => "figures_differ",
            Self::FigureNotNamed(..) => "figure_not_named",
            Self::FigureOfTextOnly(..) => "figure_of_text_only",
            Self::FigureOfOther(..) => "figure_of_other",
            Self::Implausible(_) => "implausible",
            Self::ReadingsSame(..) => "readings_same",
            Self::NeverDiffer(..) => "never_differ",
            Self::ReadingsElsewhere(_) => "readings_elsewhere",
            Self::AlwaysHolds => "always_holds",
            Self::NeverHolds => "never_holds",
            Self::NoEffect => "no_effect",
            Self::Unreachable => "unreachable",
            Self::NoCase(_) => "no_case",
            Self::Open => "open",
        }
    }

    /// What kind of finding it is.
    pub const fn class(&self) -> Class {
        match self {
            Self::Refused(_) | Self::OfferUnreadable(_) => Class::Refused,
            Self::Twice
            | Self::NameShared(..)
            | Self::StageTwice(_)
            | Self::ReadingsElsewhere(_)
            | Self::NoCase(_)
            | Self::ClassBoth(_)
            | Self::RestNamed => Class::Contradictory,
            Self::DecidesNowhere
            | Self::StageDecidesNothing
            | Self::ReadingsSame(..)
            | Self::NeverDiffer(..)
            | Self::AlwaysHolds
            | Self::NeverHolds
            | Self::NoEffect
            | Self::NeverAsked
            | Self::Unreachable => Class::Unreachable,
            Self::ItemUnused
            | Self::GroupUnused
            | Self::ParameterUnused
            | Self::QuestionUnused
            | Self::ClassUnnamed
            | Self::OneEquivalent => Class::Unused,
            Self::AboutUnknown(_)
            | Self::AboutLacks(_)
            | Self::UsualUnknown(_)
            | Self::BlocksUnknown(_)
            | Self::ParameterUnknown(_) => Class::Unknown,
            Self::Numbering(_) | Self::OtherSide | Self::PartOfOther(_) | Self::NotRising => Class::Numbering,
            Self::OfferWithoutSource => Class::WithoutSource,
            Self::TextMissing(_) | Self::TextSame | Self::NotTranslated(_) => Class::WithoutTranslation,
            Self::FiguresDiffer(..)
            | Self::FigureNotNamed(..)
            | Self::FigureOfTextOnly(..)
            | Self::FigureOfOther(..) => Class::Figures,
            Self::Implausible(_) => Class::Implausible,
            Self::Open => Class::OpenQuestion,
        }
    }
}

impl Class {
    /// Its stable id for machines.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Contradictory => "contradictory",
            Self::Unreachable => "unreachable",
            Self::Unused => "unused",
            Self::Unknown => "unknown",
            Self::Numbering => "numbering",
            Self::WithoutSource => "without_source",
            Self::WithoutTranslation => "without_translation",
            Self::Figures => "figures",
            Self::Implausible => "implausible",
            Self::OpenQuestion => "open_question",
        }
    }
}
