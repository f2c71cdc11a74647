//! The investigator's decision beside the program's verdict.

use super::words::Reporter;
use crate::{
    engine::verdict::{Verdict, stage::StageResult, verdict_code},
    model::{Choice, Decision},
};

impl Reporter<'_> {
    /// *Decided: goes on, agree, p1, 2026-11-22 09:00*.
    pub fn decision(&self, decision: &Decision) -> String {
        let texts = &self.language.window().screening;
        let goes = if decision.eligible { &texts.decided_goes_on } else { &texts.decided_stops };
        let with = |text: &String, more: &str| format!("{text}{}{more}", self.words.colon);
        let choice = decision.choice.as_ref().map(|choice| match choice {
            Choice::Agree => texts.choice_agree.clone(),
            Choice::Misreads(about) => with(&texts.choice_misreads, &self.about(about)),
            Choice::Deviation(number) => with(&texts.choice_deviation, number.trim()),
            Choice::NotEnrolled(reason) => with(&texts.choice_not_enrolled, reason.trim()),
        });
        let signed = &decision.signed;
        let parts =
            [Some(goes.clone()), choice, Some(texts.signed_by(&signed.by, signed.at.replace('T', " ")))];
        parts.into_iter().flatten().collect::<Vec<_>>().join(&self.words.list_separator)
    }

    /// A criterion by its number, a question by its words.
    pub fn about(&self, id: &str) -> String {
        let criteria = &self.context.plan.protocol.criteria;
        if criteria.iter().any(|criterion| criterion.id == id) {
            self.criterion(id)
        } else {
            self.question(id)
        }
    }

    /// What was decided at a stage, what the program said then, and what it says now if that is something else.
    pub(super) fn decided_at(&self, id: &str, stage: &StageResult) -> String {
        let texts = &self.language.window().screening;
        let Some(decision) = decision_at(self, id, stage) else { return texts.not_decided.clone() };
        if decision.signed.by.is_empty() {
            return texts.decision_open.clone();
        }
        let then = verdict_of(&decision.verdict)
            .map_or_else(|| decision.verdict.clone(), |then| self.group_verdict(then).to_owned());
        let now = self.group_verdict(stage.verdict).to_owned();
        let text = if decision.verdict == verdict_code(stage.verdict) {
            self.words.decision_then(then)
        } else {
            self.words.decision_differs(then, now)
        };
        format!("{}{}{text}", self.decision(decision), self.words.list_separator)
    }
}

/// The decision at a stage of an infusion.
pub(super) fn decision_at<'r>(
    reporter: &Reporter<'r>,
    id: &str,
    stage: &StageResult,
) -> Option<&'r Decision> {
    let decisions = reporter.draft.decisions.iter();
    decisions.into_iter().find(|own| own.stage == id && own.infusion == stage.infusion)
}

/// A verdict by its code.
pub fn verdict_of(code: &str) -> Option<Verdict> {
    [Verdict::Eligible, Verdict::NotEligible, Verdict::NotNow, Verdict::Incomplete]
        .into_iter()
        .find(|verdict| verdict_code(*verdict) == code)
}
