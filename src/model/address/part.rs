//! The parts of what has an address: the fields of the types of a draft and of a site.

use std::fmt::{self, Display, Formatter};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// A part of a field that holds a number and its unit.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, EnumIter,
)]
#[strum(serialize_all = "snake_case")]
pub enum Half {
    /// Both, or a field that has no halves.
    #[default]
    #[strum(serialize = "")]
    Whole,
    /// The digits.
    Value,
    /// The unit.
    Unit,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident { $($(#[$inner:meta])* $part:ident,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, IntoStaticStr, EnumString, EnumIter)]
        #[strum(serialize_all = "snake_case")]
        #[expect(missing_docs, reason = "the fields of the type of the same name, which says what they are")]
        pub enum $name {
            /// The whole entry.
            #[default]
            #[strum(serialize = "")]
            Whole,
            $($(#[$inner])* $part,)*
        }

        impl Display for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str(self.into())
            }
        }
    )*};
}

parts! {
    /// The parts of a draft that are no lists, and its lists as wholes.
    PatientPart {
        Subject, Sex, Note, Age,
        #[strum(serialize = "age.birth")] Birth,
        #[strum(serialize = "age.years")] Years,
        #[strum(serialize = "age.years_on")] YearsOn,
        Stages, Assessments, Exposures, Lots, Counts, Infusions, Decisions, Confirmed,
    }
    /// The parts of [`crate::model::StageDate`].
    StagePart { Stage, Infusion, Date, First, }
    /// The parts of [`crate::model::Assessment`].
    ReportPart { Id, When, Laboratory, Report, By, Results, }
    /// The parts of [`crate::model::Finding`]; of a value that is a number, its unit.
    ResultPart {
        Of, Value, Unit, Uln, Note, SetAside, Confirmed,
        #[strum(to_string = "urine", serialize = "value.Urine.urine")] Urine,
        #[strum(to_string = "volume", serialize = "value.Urine.volume")] UrineVolume,
        #[strum(to_string = "time", serialize = "value.Urine.time")] UrineTime,
        #[strum(to_string = "plasma", serialize = "value.Urine.plasma")] Plasma,
    }
    /// The parts of [`crate::model::Exposure`].
    HistoryPart { Kind, CompleteTo, Courses, }
    /// The parts of [`crate::model::Course`].
    CoursePart { Agent, Start, End, PerDay, HalfLife, Tags, }
    /// The parts of [`crate::model::Lot`].
    LotPart {
        Id, LabelSubject, Convention, Basis, Car, Total, Viable, Viability, Cd3, CarShare, Recovery,
        CertificateCells, CertificateVolume, CertificateLevel, Bags, Release, Expires, Confirmed,
    }
    /// The parts of [`crate::model::Bag`].
    BagPart { Number, Volume, HoldUp, Car, Cells, State, Thawed, }
    /// The parts of [`crate::model::Infusion`].
    InfusionPart {
        Number, Level, Assigned, WeightFrom, Lots, Start, Given, Confirmed,
        #[strum(serialize = "given.start")] GivenStart,
        #[strum(serialize = "given.end")] GivenEnd,
        #[strum(serialize = "given.drawn")] GivenDrawn,
        #[strum(serialize = "given.flushed")] Flushed,
        #[strum(serialize = "given.reason")] GivenReason,
    }
    /// The parts of [`crate::model::Decision`].
    DecisionPart {
        Stage, Infusion, Eligible, Choice, Verdict, Failing, Signed,
        #[strum(serialize = "signed.by")] By,
        #[strum(serialize = "signed.at")] At,
        #[strum(serialize = "signed.reason")] Reason,
    }
    /// The parts of [`crate::model::Site`] that are no lists of settings.
    SitePart { Name, Schema, Example, People, Settings, Laboratories, Readings, InForce, Trail, }
    /// The parts of a [`crate::model::Setting`] and of a [`crate::model::ReadingChoice`].
    SettingPart { Value, Unit, Reading, Source, }
    /// The parts of a [`crate::model::Laboratory`] in use.
    LaboratoryPart { Confirmed, }
    /// The parts of a [`crate::model::Laboratory`].
    TemplatePart { Name, Source, ValidFrom, }
    /// The parts of an [`crate::model::Interval`].
    IntervalPart { Of, Sex, Age, Low, High, Unit, }
}
