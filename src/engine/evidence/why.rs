//! Why something is unknown.

use jiff::civil::Date;

/// Why something is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nothing was entered.
    Missing,
    /// Not done.
    NotDone,
    /// It was collected on this day, after the last day of the stage.
    AfterStage(Date),
    /// Asked, and not known.
    NotKnown,
    /// The answer settles nothing: pending, weakly positive.
    Unsettled,
    /// A person must confirm it first.
    Doubtful,
    /// It cannot be read or cannot be.
    Refused,
    /// What is known of the value reaches over both sides of the limit.
    BothSides,
    /// No upper limit of normal is known.
    NoUpperLimit,
    /// The upper limit of normal cannot be read.
    UpperLimitUnreadable,
    /// The values or limits that come into question disagree.
    Disagree,
    /// The report has no readable date.
    Undated,
    /// Two results of one analyte at the same time.
    SameTime,
    /// Older on the day of the stage than the site allows.
    TooOld,
    /// Nobody has asked.
    NeverAsked,
    /// Asked, but not up to the day that counts.
    NotAskedUpTo(Date),
    /// It is dated on this day, the day of an anchor with a clock time, and has none itself: it may lie after it.
    ClockTimeNeeded(Date),
    /// The date is only partly known.
    PartialDate,
    /// It lies exactly on the end of the window, and the text leaves that end open.
    OnOpenEnd,
    /// The course is of none of the classes that the history knows, or of several that do not agree.
    ClassNotKnown,
    /// The course is of a class of one day only, and it was longer, or nobody knows.
    OneDayOnly,
    /// The dates of the course contradict each other, or lie after now.
    DatesContradict,
    /// The date of the stage is missing though a later one has begun, or cannot be right.
    StageDateNeeded,
    /// The daily dose cannot be compared: it or its agent is missing or not known here.
    DoseNotKnown,
    /// The half-life is missing.
    HalfLifeNotKnown,
    /// A site parameter is not set.
    ParameterNotSet,
    /// It needs something that is not computed here.
    NotComputed,
}
