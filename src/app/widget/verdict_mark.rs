//! The shapes of verdicts and notices.

use super::Mark;
use crate::engine::{
    Shown, Stand,
    notice::Class,
    verdict::{Verdict, stage::StageResult},
};

/// Nothing is in the way, and the day of the stage is still to come: it is asked again then.
pub(crate) fn is_so_far(stage: &StageResult) -> bool {
    stage.so_far && stage.verdict == Verdict::Eligible
}

/// The shape of a stage's verdict: what passes only so far waits for its day.
pub(crate) fn stage_mark(stage: &StageResult) -> Mark {
    if is_so_far(stage) { Mark::Wait } else { verdict_mark(stage.verdict) }
}

/// The shape of a verdict.
pub(crate) const fn verdict_mark(verdict: Verdict) -> Mark {
    match verdict {
        Verdict::Eligible => Mark::Pass,
        Verdict::NotEligible => Mark::Fail,
        Verdict::NotNow => Mark::Wait,
        Verdict::Incomplete => Mark::Unknown,
    }
}

/// The shape of a row.
pub(crate) const fn stand_mark(stand: Stand) -> Mark {
    match stand {
        Stand::Pass => Mark::Pass,
        Stand::Unknown => Mark::Unknown,
        Stand::NotNow => Mark::Wait,
        Stand::Fail => Mark::Fail,
    }
}

/// The shape of what a sentence shows of its criterion.
pub(crate) const fn shown_mark(shown: Shown) -> Mark {
    match shown {
        Shown::Neutral => Mark::Note,
        Shown::Pass | Shown::SoFar => Mark::Pass,
        Shown::Unknown => Mark::Unknown,
        Shown::NotNow => Mark::Wait,
        Shown::Fail => Mark::Fail,
    }
}

/// The shape of a class of notices.
pub(crate) const fn notice_mark(class: Class) -> Mark {
    match class {
        Class::Stop => Mark::Fail,
        Class::Decide => Mark::Decide,
        Class::Note => Mark::Note,
    }
}
