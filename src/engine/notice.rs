//! What a person must look at, in three classes only. An ordinary patient has few.

use super::{
    dose::Weight,
    evidence::{outcome::Outcome, sensitivity::Sensitivity},
    lot::LotNote,
    protocol::plan::Name,
};
use crate::{
    model::{Address, Side},
    quantity::{component::CarCells, units::si::Mass},
};

/// How much a notice asks of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// Cannot be signed.
    Stop,
    /// One choice with initials, stored, asked once.
    Decide,
    /// A quiet line.
    Note,
}

/// One notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its class.
    pub class: Class,
    /// What it says.
    pub code: NoticeCode,
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticeCode {
    /// The readings of the text differ, and it matters.
    ReadingsDiffer(Name),
    /// A value must be confirmed.
    Confirm(Address),
    /// The limit came from a laboratory template that nobody has confirmed.
    UnconfirmedTemplate(Name),
    /// The latest result passes; an earlier one did not, or the other way round.
    EarlierDiffers(Name),
    /// A choice would turn the outcome of a criterion.
    Sensitive {
        /// The criterion.
        criterion: Name,
        /// Its side.
        side: Side,
        /// The choice.
        choice: Sensitivity,
        /// The outcome it would have.
        outcome: Outcome,
    },
    /// A clearance below 30 mL/min: fludarabine is contraindicated, whatever the criterion says.
    ClearanceBelow30,
    /// The published range of factors turned IU into copies.
    PublishedHbvRange,
    /// Which weight doses.
    WhichWeight(u32),
    /// The latest weight was taken, because the site has not set which.
    LatestWeight(u32),
    /// The site's rule has decided on a weight, and a later or undated one differs from it by more than 10 %.
    WeightChanged {
        /// The infusion.
        infusion: u32,
        /// The weight that doses.
        own: Mass,
        /// The latest of the weights that differ.
        other: Weight,
        /// The cells that the assigned level would aim for with it.
        target: Option<CarCells>,
    },
    /// The dosing weight is older than the site allows, or nobody knows how old.
    WeightOld(u32),
    /// No height is known to hold the weight against: 斤 or pounds for kilograms would not be seen.
    WeightUnchecked(u32),
    /// Less than 0.5 mL or more than 150 mL would be drawn.
    UnusualVolume(u32),
    /// Something of a lot.
    Lot(String, LotNote),
    /// The certificate contradicts itself.
    CertificateDisagrees(String),
    /// The assigned dose is an overdose.
    Overdose(u32),
    /// The assigned dose is below tolerance.
    Underdose(u32),
    /// The label names another subject.
    OtherSubject(String),
    /// The lot's expiry has passed.
    Expired(String),
    /// No tolerance is set: the deviation is a number without a verdict.
    ToleranceNotSet,
    /// The site has answered these questions in words, and no rule follows them where a criterion decides.
    AnswersNotFollowed(Vec<Name>),
    /// Answers given before the day of these stages, each of an infusion, decide there.
    AnsweredBefore(Vec<(Name, u32)>),
    /// Newer findings would turn these criteria; they are information.
    LaterFindings(Vec<Name>),
    /// Newer findings would turn these criteria, which look again before this infusion.
    LooksAgain(u32, Vec<Name>),
    /// These laboratory values were old on the last day of screening.
    OldValues(Vec<Name>),
    /// An upper limit from a template that nobody has confirmed decides these criteria, and another usual one would
    /// turn them.
    LimitsTurn(Vec<Name>),
    /// Questions that the site has settled and this version of the protocol asks no more.
    RetiredQuestions(Vec<Name>),
    /// Which criteria apply to a repeat infusion is an open question; this is the first that is open.
    RepeatInfusion(u32),
}

impl NoticeCode {
    /// The list of a dose says it, line by line.
    pub const fn is_in_readiness(&self) -> bool {
        matches!(
            self,
            Self::WhichWeight(_)
                | Self::WeightChanged { .. }
                | Self::WeightOld(_)
                | Self::WeightUnchecked(_)
                | Self::Lot(_, LotNote::Unguarded | LotNote::OutsideExpected | LotNote::VolumesMissing)
                | Self::CertificateDisagrees(_)
                | Self::Overdose(_)
                | Self::Underdose(_)
                | Self::OtherSubject(_)
                | Self::Expired(_)
                | Self::RepeatInfusion(_)
                | Self::LooksAgain(..)
                | Self::OldValues(_)
                | Self::LimitsTurn(_)
        )
    }
}
