//! Reads the dates of the stages. One that cannot be right is kept as doubtful: nothing is judged before it.

use super::{case::Case, read::Reader};
use crate::{
    engine::{
        moment::{Moment, read_moment},
        problem::{ProblemCode, none_of},
    },
    model::{Address, Draft, InfusionPart, StageDate, StagePart},
};
use jiff::civil::Date;

fn field(entry: &StageDate, part: StagePart) -> Address {
    Address::stage(&entry.stage, entry.infusion, part)
}

/// The infusions that there are: one after the other from 1 on, entered or with a date, and the next one.
fn infusions(draft: &Draft) -> Vec<u32> {
    let entered = draft.infusions.iter().map(|infusion| infusion.number);
    let mut all: Vec<u32> = entered.chain(draft.stages.iter().map(|stage| stage.infusion)).collect();
    all.sort_unstable();
    let mut known: Vec<u32> = vec![1];
    for number in all {
        if known.last().is_some_and(|last| number == last.saturating_add(1)) {
            known.push(number);
        }
    }
    known
}

impl Reader<'_> {
    pub(crate) fn read_stages(&mut self, draft: &Draft, case: &mut Case<'_>) {
        for entry in &draft.stages {
            let Some(stage) = self.plan.stage(&entry.stage) else {
                let known = self.plan.stages.iter().map(|stage| &**stage);
                self.problem(field(entry, StagePart::Whole), none_of(&entry.stage, known));
                continue;
            };
            let again = self.plan.protocol.stages.get(stage).is_some_and(|it| it.again_per_infusion);
            let Some(infusion) = self.infusion_of(entry, again, draft) else {
                // Nobody knows which infusion is meant, and it may be the first.
                if !draft.stages.iter().any(|own| own.stage == entry.stage && own.infusion <= 1) {
                    case.doubtful_stages.push((stage, 1));
                }
                continue;
            };
            let own = (stage, infusion);
            if case.stages.iter().any(|(known, infusion, _)| (*known, *infusion) == own) {
                self.problem(field(entry, StagePart::Whole), ProblemCode::Duplicate);
                case.doubtful_stages.push(own);
                continue;
            }
            match self.moment(&entry.date, || field(entry, StagePart::Date)) {
                Some(date) => case.stages.push((stage, infusion, date)),
                None if entry.date.trim().is_empty() => {}
                None => case.doubtful_stages.push(own),
            }
            if let Some(first) = self.moment(&entry.first, || field(entry, StagePart::First)) {
                case.first_days.push((stage, infusion, first));
            }
        }
        self.check_order(draft, case);
        self.take_days_of_decisions(draft, case);
    }

    /// The infusion that a date is for: the first where none is named, and at a stage that is not done anew for each.
    fn infusion_of(&mut self, entry: &StageDate, again: bool, draft: &Draft) -> Option<u32> {
        if entry.infusion <= 1 {
            return Some(1);
        }
        let known = if again { infusions(draft) } else { vec![1] };
        if known.contains(&entry.infusion) {
            return Some(entry.infusion);
        }
        let known: Vec<String> = known.iter().map(ToString::to_string).collect();
        let code = none_of(&entry.infusion.to_string(), known.iter().map(String::as_str));
        self.problem(field(entry, StagePart::Infusion), code);
        (!again).then_some(1)
    }

    /// The numbers of infusions follow each other from 1 on.
    pub(crate) fn check_infusions(&mut self, draft: &Draft) {
        let known = infusions(draft);
        for infusion in draft.infusions.iter().filter(|own| !known.contains(&own.number)) {
            let known: Vec<String> = known.iter().map(ToString::to_string).collect();
            let code = none_of(&infusion.number.to_string(), known.iter().map(String::as_str));
            self.problem(Address::Infusion(infusion.number, InfusionPart::Number), code);
        }
    }

    /// A stage that lasts days and has no date: its day is that on which the investigator has signed, as long as no
    /// later stage was before it.
    fn take_days_of_decisions(&self, draft: &Draft, case: &mut Case<'_>) {
        for (stage, it) in self.plan.protocol.stages.iter().enumerate().filter(|(_, it)| it.period) {
            if case.stage(stage, 1).is_some() || case.is_doubtful(stage, 1) {
                continue;
            }
            let own = draft.decisions.iter().filter(|own| own.stage == it.id && own.infusion <= 1);
            let signed = own.filter(|own| !own.signed.by.trim().is_empty());
            let day = signed.filter_map(|own| read_moment(&own.signed.at).ok()??.date()).max();
            let later = case.stages.iter().filter(|(known, ..)| *known > stage);
            let before = later.map(|(.., date)| date.last.date()).min();
            let usable = |day: &Date| *day <= self.now.date() && before.is_none_or(|before| *day <= before);
            if let Some(day) = day.filter(usable) {
                case.stages.push((stage, 1, Moment::day(day)));
                case.decided_stages.push((stage, 1));
            }
        }
    }

    /// A stage before an earlier one, or before one of an earlier infusion: one of the two dates is a slip, and nobody
    /// knows which.
    fn check_order(&mut self, draft: &Draft, case: &mut Case<'_>) {
        let path = |stage: usize, infusion: u32| {
            let own = |entry: &&StageDate| {
                entry.infusion.max(1) == infusion && self.plan.stage(&entry.stage) == Some(stage)
            };
            draft.stages.iter().find(own).map(|entry| field(entry, StagePart::Date))
        };
        let mut found = Vec::new();
        for (stage, infusion, date) in &case.stages {
            for (earlier, number, before) in &case.stages {
                let after = (earlier < stage && number == infusion) || number < infusion;
                if after && date.last < before.first {
                    found.push(((*stage, *infusion), (*earlier, *number)));
                }
            }
        }
        for (own, other) in found {
            if let (Some(field), Some(other)) = (path(own.0, own.1), path(other.0, other.1)) {
                self.problems
                    .push(crate::engine::problem::Problem { field, code: ProblemCode::Conflicts { other } });
            }
            case.doubtful_stages.extend([own, other]);
        }
        case.doubtful_stages.sort_unstable();
        case.doubtful_stages.dedup();
    }
}
