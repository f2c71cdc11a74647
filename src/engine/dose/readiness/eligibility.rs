//! Whether the patient may have it: the verdict, or the investigator's decision beside it.

use super::{Facts, Need, NeedCode, Sign, SignedIn, line::LineState};
use crate::{
    engine::{
        evidence::outcome::Outcome,
        verdict::{
            Verdict,
            signed::lacks,
            stage::{StageResult, criteria_with},
            standing::{LOOKS_AGAIN, OLD_VALUES, Standing, UPPER_LIMITS},
            verdict_code,
        },
    },
    model::{Address, Choice, Decision, DecisionPart, StagePart, Typed},
};
use std::sync::Arc;

impl Facts<'_, '_> {
    pub(super) fn eligibility(&self) -> Vec<Need> {
        let mut needs = self.verdict();
        needs.extend(self.standing());
        needs
    }

    /// Decisions on what the verdict rests on.
    fn standing(&self) -> Vec<Need> {
        let standing = self.standing;
        let of_patient = |code, field: &'static str, value: Typed| {
            let sign = Sign { within: SignedIn::Draft, field, value };
            Need::decision(code, Address::Nowhere, sign, &self.case.draft.confirmed)
        };
        let mut needs = Vec::new();
        if !standing.old.is_empty() {
            needs.push(of_patient(
                NeedCode::OldValues(standing.old.clone()),
                OLD_VALUES,
                standing.old_values(),
            ));
        }
        if !standing.limits.is_empty() {
            let named = standing.limits.iter().map(|(criterion, _)| Arc::clone(criterion)).collect();
            needs.push(of_patient(NeedCode::LimitsTurn(named), UPPER_LIMITS, standing.upper_limits()));
        }
        let number = self.infusion.number;
        let value = standing.looks_again(number);
        if !value.is_empty() {
            let own = standing.again.iter().filter(|(.., infusion, _)| *infusion == number);
            let code = NeedCode::LooksAgain(own.map(|(criterion, ..)| Arc::clone(criterion)).collect());
            let open = Standing::is_open(&self.infusion.confirmed, LOOKS_AGAIN, &value);
            let sign = Sign { within: SignedIn::Infusion, field: LOOKS_AGAIN, value };
            let mut need = Need::decision(code, Address::Nowhere, sign, &self.infusion.confirmed);
            if open {
                need.state = LineState::Open;
            }
            needs.push(need);
        }
        needs
    }

    fn verdict(&self) -> Vec<Need> {
        let number = self.infusion.number;
        let stages: Vec<&StageResult> = if number > 1 {
            self.later.iter().filter(|stage| stage.infusion == number).collect()
        } else {
            self.stages.iter().collect()
        };
        let against = |stage: &&&StageResult| self.signed_at(stage).any(|own| !own.eligible);
        if let Some(stage) = stages.iter().find(against) {
            return vec![Need::stop(NeedCode::DoesNotGoOn, self.decision_field(stage))];
        }
        if number > 1 {
            return vec![self.decided(NeedCode::LaterInfusion, "later_infusion", worst(&stages), &stages)];
        }
        let verdict = self.overall.verdict;
        if verdict == Verdict::Eligible {
            // What is met so far is enough for planning.
            let so_far = stages.iter().find(|stage| stage.so_far).filter(|_| self.has_come());
            let again = so_far.map(|stage| {
                let name = self.context.plan.stages.get(stage.stage).map_or_else(|| "".into(), Arc::clone);
                Need::open(NeedCode::AskedAgain(name), self.stage_field(stage))
            });
            return again.into_iter().collect();
        }
        let failing = criteria_with(self.context, &stages, Outcome::Fail);
        let code = match verdict {
            Verdict::NotEligible => NeedCode::NotEligible(failing),
            Verdict::NotNow => NeedCode::NotNow(failing),
            Verdict::Incomplete | Verdict::Eligible => NeedCode::Incomplete,
        };
        // The investigator decides at the stages that fail, or here, once for all of them. What is only incomplete is
        // enough for planning once the rest is decided, and is asked for on the day.
        let fails = |stage: &StageResult| matches!(stage.verdict, Verdict::NotEligible | Verdict::NotNow);
        let some_fail = stages.iter().any(|stage| fails(stage));
        let counts = |stage: &&&StageResult| {
            fails(stage) || (stage.verdict == Verdict::Incomplete && (!some_fail || self.has_come()))
        };
        let open: Vec<&&StageResult> = stages.iter().filter(counts).collect();
        let mut need = self.decided(code, "eligibility", verdict, &stages);
        need.field = open.first().map_or(Address::Nowhere, |stage| self.decision_field(stage));
        if need.state == LineState::Open && !open.is_empty() && open.iter().all(|stage| self.goes_on(stage)) {
            need.state = LineState::Done;
        }
        vec![need]
    }

    /// One decision on a verdict and the criteria that it rests on. To agree that it is not to be given stops it; to go on
    /// takes a choice, or a reason.
    fn decided(
        &self,
        code: NeedCode,
        field: &'static str,
        verdict: Verdict,
        stages: &[&StageResult],
    ) -> Need {
        let sign = self.sign(field, verdict, stages);
        let known = &self.infusion.confirmed;
        let made = sign.all_made(known).max_by_key(|made| {
            // Of two that contradict each other the no counts.
            matches!(made.choice, Some(Choice::Agree | Choice::NotEnrolled(_)))
        });
        let mut need = Need::decision(code, Address::Nowhere, sign.clone(), known);
        let Some(made) = made else { return need };
        match &made.choice {
            Some(Choice::Agree | Choice::NotEnrolled(_)) if verdict != Verdict::Eligible => {
                return Need::stop(NeedCode::DoesNotGoOn, Address::Nowhere);
            }
            Some(Choice::NotEnrolled(_)) => return Need::stop(NeedCode::DoesNotGoOn, Address::Nowhere),
            Some(Choice::Misreads(about) | Choice::Deviation(about)) if about.trim().is_empty() => {
                need.state = LineState::Open;
            }
            None if field == "eligibility" && made.signed.reason.trim().is_empty() => {
                need.state = LineState::Open;
            }
            Some(Choice::Agree | Choice::Misreads(_) | Choice::Deviation(_)) | None => {}
        }
        need
    }

    /// What the investigator has signed at a stage.
    fn signed_at(&self, stage: &StageResult) -> impl Iterator<Item = &Decision> {
        let id = self.context.plan.stages.get(stage.stage);
        let infusion = stage.infusion;
        let own = move |known: &&Decision| {
            id.is_some_and(|id| *known.stage == **id)
                && known.infusion == infusion
                && !known.signed.by.trim().is_empty()
        };
        self.case.draft.decisions.iter().filter(own)
    }

    /// The investigator has decided at the stage, on this very verdict, that the patient goes on.
    fn goes_on(&self, stage: &StageResult) -> bool {
        let on = |decision: &Decision| {
            decision.eligible
                && decision.verdict == verdict_code(stage.verdict)
                && decision.failing == self.names(&[stage], Outcome::Fail)
                && lacks(decision, stage.verdict, stage.date.is_some() || stage.period).is_none()
        };
        self.signed_at(stage).any(on)
    }

    /// Where the investigator decides at a stage.
    fn decision_field(&self, stage: &StageResult) -> Address {
        let name = self.context.plan.stages.get(stage.stage).map_or("", |name| name);
        Address::Decision(name.to_owned(), stage.infusion, DecisionPart::Eligible)
    }

    fn stage_field(&self, stage: &StageResult) -> Address {
        let name = self.context.plan.stages.get(stage.stage).map_or("", |name| name);
        Address::stage(name, stage.infusion, StagePart::Date)
    }

    /// What is decided on: the verdict, and the criteria that fail; where none does, those that are not known.
    fn sign(&self, field: &'static str, verdict: Verdict, stages: &[&StageResult]) -> Sign {
        let incomplete = verdict == Verdict::Incomplete;
        let outcome = if incomplete { Outcome::Unknown } else { Outcome::Fail };
        let names = self.names(stages, outcome);
        let all = [verdict_code(verdict)].into_iter().chain(names.iter().map(String::as_str));
        let value = Typed::new(&all.collect::<Vec<_>>().join(" "), "");
        Sign { within: SignedIn::Infusion, field, value }
    }

    fn names(&self, stages: &[&StageResult], outcome: Outcome) -> Vec<String> {
        criteria_with(self.context, stages, outcome).iter().map(ToString::to_string).collect()
    }
}

/// The worst of the stages.
fn worst(stages: &[&StageResult]) -> Verdict {
    let order = [Verdict::NotEligible, Verdict::NotNow, Verdict::Incomplete];
    let found = order.into_iter().find(|verdict| stages.iter().any(|stage| stage.verdict == *verdict));
    found.unwrap_or(Verdict::Eligible)
}
