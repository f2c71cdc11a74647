//! Reads the dates of the stages. One that cannot be right is kept as doubtful: nothing is judged before it.

use super::{
    case::Case,
    problem::{ProblemCode, none_of},
    read::Reader,
};
use crate::model::{Draft, StageDate};

fn field(entry: &StageDate) -> String {
    format!("stages[{} {}]", entry.stage, entry.infusion)
}

impl Reader<'_> {
    pub(super) fn read_stages(&mut self, draft: &Draft, case: &mut Case<'_>) {
        for entry in &draft.stages {
            let Some(stage) = self.plan.stage(&entry.stage) else {
                let known = self.plan.stages.iter().map(|stage| &**stage);
                self.problem(field(entry), none_of(&entry.stage, known));
                continue;
            };
            let own = (stage, entry.infusion);
            if case.stages.iter().any(|(known, infusion, _)| (*known, *infusion) == own) {
                self.problem(field(entry), ProblemCode::Duplicate);
                case.doubtful_stages.push(own);
                continue;
            }
            let path = || format!("{}.date", field(entry));
            match self.moment(&entry.date, path) {
                Some(date) => case.stages.push((stage, entry.infusion, date)),
                None if entry.date.trim().is_empty() => {}
                None => case.doubtful_stages.push(own),
            }
        }
        self.check_order(draft, case);
    }

    /// A stage before an earlier one, or before one of an earlier infusion: one of the two dates is a slip, and nobody
    /// knows which.
    fn check_order(&mut self, draft: &Draft, case: &mut Case<'_>) {
        let path = |stage: usize, infusion: u32| {
            let own = |entry: &&StageDate| {
                entry.infusion == infusion && self.plan.stage(&entry.stage) == Some(stage)
            };
            draft.stages.iter().find(own).map(|entry| format!("{}.date", field(entry)))
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
                self.problems.push(super::problem::Problem { field, code: ProblemCode::Conflicts { other } });
            }
            case.doubtful_stages.extend([own, other]);
        }
        case.doubtful_stages.sort_unstable();
        case.doubtful_stages.dedup();
    }
}
