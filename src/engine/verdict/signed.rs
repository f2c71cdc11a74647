//! Whether an investigator's decision is whole, and whether it fits the program's verdict.

use super::Verdict;
use crate::model::{Choice, Decision};

/// What keeps a decision from being signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// How it stands to the program's verdict.
    Choice,
    /// The question, the number or the reason that belongs to the choice.
    Text,
    /// *Agree* does not go with the opposite of the verdict.
    OtherThanVerdict,
    /// Who goes on was not kept out for another reason.
    GoesOn,
    /// Who does not go on needs no deviation.
    DoesNotGoOn,
    /// Who is eligible so far at a stage without a date is asked again on the day.
    StageDate,
    /// Where the program says eligible, nothing deviates from the protocol.
    NothingDeviates,
}

/// What keeps this decision from being signed while the program says so of a stage with or without a date.
pub fn lacks(decision: &Decision, verdict: Verdict, dated: bool) -> Option<Lacks> {
    let text = |text: &str| text.trim().is_empty().then_some(Lacks::Text);
    match &decision.choice {
        None => Some(Lacks::Choice),
        Some(Choice::Agree) if decision.eligible != (verdict == Verdict::Eligible) => {
            Some(Lacks::OtherThanVerdict)
        }
        Some(Choice::Agree) => (decision.eligible && !dated).then_some(Lacks::StageDate),
        Some(Choice::Misreads(about)) => text(about),
        Some(Choice::Deviation(_)) if !decision.eligible => Some(Lacks::DoesNotGoOn),
        Some(Choice::Deviation(_)) if verdict == Verdict::Eligible => Some(Lacks::NothingDeviates),
        Some(Choice::Deviation(number)) => text(number),
        Some(Choice::NotEnrolled(reason)) => {
            if decision.eligible {
                Some(Lacks::GoesOn)
            } else {
                text(reason)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lacks, lacks};
    use crate::{
        engine::verdict::Verdict,
        model::{Choice, Decision},
    };

    #[test]
    fn a_decision_fits_the_verdict_or_says_why_not() {
        let text = |text: &str| text.to_owned();
        for (eligible, choice, verdict, expected) in [
            (true, None, Verdict::Eligible, Some(Lacks::Choice)),
            (true, Some(Choice::Agree), Verdict::Eligible, None),
            (true, Some(Choice::Agree), Verdict::NotEligible, Some(Lacks::OtherThanVerdict)),
            (true, Some(Choice::Agree), Verdict::Incomplete, Some(Lacks::OtherThanVerdict)),
            (false, Some(Choice::Agree), Verdict::Eligible, Some(Lacks::OtherThanVerdict)),
            (false, Some(Choice::Agree), Verdict::NotNow, None),
            (false, Some(Choice::Agree), Verdict::Incomplete, None),
            (true, Some(Choice::Misreads(text(""))), Verdict::NotEligible, Some(Lacks::Text)),
            (true, Some(Choice::Misreads(text("E8"))), Verdict::NotEligible, None),
            (true, Some(Choice::Deviation(text(" "))), Verdict::NotEligible, Some(Lacks::Text)),
            (true, Some(Choice::Deviation(text("7"))), Verdict::NotEligible, None),
            (false, Some(Choice::Deviation(text("7"))), Verdict::NotEligible, Some(Lacks::DoesNotGoOn)),
            (false, Some(Choice::NotEnrolled(text("moved away"))), Verdict::Eligible, None),
            (true, Some(Choice::NotEnrolled(text("moved away"))), Verdict::Eligible, Some(Lacks::GoesOn)),
            (true, Some(Choice::Deviation(text("7"))), Verdict::Eligible, Some(Lacks::NothingDeviates)),
            (true, Some(Choice::Deviation(text("7"))), Verdict::NotNow, None),
            (true, Some(Choice::Deviation(text("7"))), Verdict::Incomplete, None),
        ] {
            let decision = Decision { eligible, choice, ..Decision::default() };
            assert_eq!(lacks(&decision, verdict, true), expected, "{decision:?} {verdict:?}");
        }
    }

    /// What passes without a date passes so far: nobody goes on by it. To stop, or to note a deviation, needs none.
    #[test]
    fn nobody_goes_on_at_a_stage_without_a_date() {
        for (eligible, choice, verdict, expected) in [
            (true, Choice::Agree, Verdict::Eligible, Some(Lacks::StageDate)),
            (false, Choice::Agree, Verdict::NotEligible, None),
            (true, Choice::Deviation("7".to_owned()), Verdict::NotEligible, None),
        ] {
            let decision = Decision { eligible, choice: Some(choice), ..Decision::default() };
            assert_eq!(lacks(&decision, verdict, false), expected, "{decision:?} {verdict:?}");
        }
    }
}
