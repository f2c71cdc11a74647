//! Whether the patient may have it: the verdict, or the investigator's decision beside it.

use super::{Facts, Need, NeedCode, Sign, SignedIn};
use crate::{
    engine::{
        decision::lacks,
        plan::Name,
        verdict::{Outcome, StageResult, Verdict, verdict_code},
    },
    model::{Choice, Decision, Typed},
};
use std::sync::Arc;

impl Facts<'_, '_> {
    pub(super) fn eligibility(&self) -> Vec<Need> {
        if self.infusion.number > 1 {
            return vec![self.later_infusion()];
        }
        if let Some(stage) =
            self.stages.iter().find(|stage| self.decision(stage).is_some_and(|own| !own.eligible))
        {
            return vec![Need::stop(NeedCode::DoesNotGoOn, self.decision_field(stage))];
        }
        let verdict = self.overall.verdict;
        if verdict == Verdict::Eligible {
            // What is met so far is enough for planning.
            let so_far = self.stages.iter().find(|stage| stage.so_far).filter(|_| self.has_come());
            let again = so_far.map(|stage| {
                let name = self.context.plan.stages.get(stage.stage).map_or_else(|| "".into(), Arc::clone);
                Need::open(NeedCode::AskedAgain(name), self.stage_field(stage))
            });
            return again.into_iter().collect();
        }
        let failing = failing(self, self.stages);
        let code = match verdict {
            Verdict::NotEligible => NeedCode::NotEligible(failing.clone()),
            Verdict::NotNow => NeedCode::NotNow(failing.clone()),
            Verdict::Incomplete | Verdict::Eligible => NeedCode::Incomplete,
        };
        let sign = sign("eligibility", verdict, &failing);
        // The investigator decides at the stages that are as bad as the whole, or here, once for all of them.
        let mut decides = self.stages.iter().filter(|stage| stage.verdict == verdict).peekable();
        let field = decides.peek().map_or_else(String::new, |stage| self.decision_field(stage));
        let mut need = Need::decision(code, field, sign, &self.infusion.confirmed);
        let made = need.sign.as_ref().and_then(|sign| sign.made(&self.infusion.confirmed));
        if made.is_some_and(|made| matches!(made.choice, Some(Choice::Agree | Choice::NotEnrolled(_)))) {
            return vec![Need::stop(NeedCode::DoesNotGoOn, need.field)];
        }
        if decides.peek().is_some() && decides.all(|stage| self.goes_on(stage)) {
            need.state = super::LineState::Done;
        }
        vec![need]
    }

    /// Which criteria apply to a later infusion is an open question; one decision, on what they say as written.
    fn later_infusion(&self) -> Need {
        let number = self.infusion.number;
        let own: Vec<StageResult> =
            self.later.iter().filter(|stage| stage.infusion == number).cloned().collect();
        let worst = [Verdict::NotEligible, Verdict::NotNow, Verdict::Incomplete];
        let worst = worst.into_iter().find(|verdict| own.iter().any(|stage| stage.verdict == *verdict));
        let sign = sign("later_infusion", worst.unwrap_or(Verdict::Eligible), &failing(self, &own));
        Need::decision(NeedCode::LaterInfusion, String::new(), sign, &self.infusion.confirmed)
    }

    /// What the investigator has signed at a stage.
    fn decision(&self, stage: &StageResult) -> Option<&Decision> {
        let id = self.context.plan.stages.get(stage.stage)?;
        let own = |known: &&Decision| *known.stage == **id && known.infusion == stage.infusion;
        self.case.draft.decisions.iter().find(own).filter(|known| !known.signed.by.trim().is_empty())
    }

    /// The investigator has decided at the stage, on this very verdict, that the patient goes on.
    fn goes_on(&self, stage: &StageResult) -> bool {
        let on = |decision: &Decision| {
            decision.eligible
                && decision.verdict == verdict_code(stage.verdict)
                && lacks(decision, stage.verdict, stage.date.is_some()).is_none()
        };
        self.decision(stage).is_some_and(on)
    }

    /// Where the investigator decides at a stage.
    fn decision_field(&self, stage: &StageResult) -> String {
        let name = self.context.plan.stages.get(stage.stage).map_or("", |name| name);
        format!("decisions[{name} {}].eligible", stage.infusion)
    }

    fn stage_field(&self, stage: &StageResult) -> String {
        let name = self.context.plan.stages.get(stage.stage).map_or("", |name| name);
        format!("stages[{name} {}].date", stage.infusion)
    }
}

/// The verdict and the criteria that fail: with another one it is another decision.
fn sign(field: &'static str, verdict: Verdict, failing: &[Name]) -> Sign {
    let verdict = verdict_code(verdict);
    let value = [verdict].into_iter().chain(failing.iter().map(|name| &**name)).collect::<Vec<_>>().join(" ");
    Sign { within: SignedIn::Infusion, field, value: Typed::new(&value, "") }
}

/// The criteria that fail at any of these stages, in the protocol's order.
fn failing(facts: &Facts<'_, '_>, stages: &[StageResult]) -> Vec<Name> {
    let rows = stages.iter().flat_map(|stage| &stage.rows);
    let mut places: Vec<usize> =
        rows.filter(|row| row.outcome == Outcome::Fail).map(|row| row.criterion).collect();
    places.sort_unstable();
    places.dedup();
    let criteria = &facts.context.plan.criteria;
    places.into_iter().filter_map(|place| criteria.get(place)).map(|own| Arc::clone(&own.id)).collect()
}
