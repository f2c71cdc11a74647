//! Answers that do not go away by themselves: a positive antibody, and a negative one after it.

use super::doubt::{doubt, field};
use crate::engine::{
    entry::case::{Case, Read, ReadFinding},
    moment::Moment,
    problem::{Problem, ProblemCode},
    protocol::plan::{Plan, PlanItem, PlanKind},
};

/// Makes an answer doubtful that comes after one which stays, until a second one bears it out or a person has said why.
pub(super) fn check_stays(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    for (place, item) in plan.items.iter().enumerate().filter(|(_, item)| !item.stays.is_empty()) {
        let Some(findings) = case.findings.get(place) else { continue };
        let stays = |finding: &&ReadFinding<'_>| matches!(finding.read, Read::Answer(answer) if item.stays.iter().any(|own| **own == *answer));
        let Some(last) = findings.iter().filter(stays).filter_map(|finding| finding.when).max() else {
            continue;
        };
        let after: Vec<usize> = (0..findings.len())
            .filter(|index| findings.get(*index).is_some_and(|own| is_after(own, item, last)))
            .collect();
        let mut times: Vec<Moment> = after.iter().filter_map(|index| findings.get(*index)?.when).collect();
        times.sort_unstable();
        times.dedup();
        let confirmed = |index: &usize| {
            let finding = findings.get(*index).map(|finding| finding.finding);
            finding.is_some_and(|finding| {
                finding.is_confirmed()
                    && finding.confirmed.as_ref().is_some_and(|own| !own.signed.reason.trim().is_empty())
            })
        };
        // Two samples that say the same bear each other out.
        if times.len() != 1 || after.iter().any(confirmed) {
            continue;
        }
        let Some(index) = after.first().copied() else { continue };
        if let Some(finding) = findings.get(index) {
            let code = ProblemCode::EarlierStays { day: last.first.date() };
            problems.push(Problem { field: field(case.draft, finding), code });
        }
        if let Some(finding) = case.findings.get_mut(place).and_then(|findings| findings.get_mut(index)) {
            doubt(finding);
        }
    }
}

/// Another answer that settles, and that came after the last one that stays.
fn is_after(finding: &ReadFinding<'_>, item: &PlanItem, last: Moment) -> bool {
    let settles = |answer: &str| match &item.kind {
        PlanKind::Choice(answers) => answers.iter().any(|(known, settles)| **known == *answer && *settles),
        PlanKind::Analyte(_) | PlanKind::YesNo | PlanKind::History => false,
    };
    matches!(finding.read, Read::Answer(answer) if settles(answer))
        && finding.when.is_some_and(|when| when.first > last.last)
}
