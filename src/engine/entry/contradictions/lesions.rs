//! The largest of all lesions beside the measurable one.

use super::doubt::{beside, contradict, indices, point};
use crate::{
    engine::{
        entry::case::{Case, ReadFinding},
        problem::Problem,
        protocol::plan::Plan,
    },
    quantity::Analyte,
};

/// The largest of all lesions cannot be smaller than the measurable one: of the same visit, or of any where that
/// has none.
pub(crate) fn check_largest_lesion(
    case: &mut Case<'_>,
    plan: &Plan,
    other: Analyte,
    problems: &mut Vec<Problem>,
) {
    let (Some(item), Some(others), Some(canonical)) =
        (plan.analyte(Analyte::LargestLesion), plan.analyte(other), other.canonical())
    else {
        return;
    };
    let size = |finding: &ReadFinding<'_>| point(finding).and_then(|measured| measured.value_in(canonical));
    let doubtful = indices(case, item, |case, finding| {
        let Some(largest) = size(finding) else { return false };
        match beside(case, plan, other, finding.place.assessment).and_then(size) {
            Some(measurable) => largest < measurable,
            None => case
                .findings
                .get(others)
                .is_some_and(|findings| findings.iter().filter_map(size).any(|one| largest < one)),
        }
    });
    contradict(case, item, &doubtful, other, problems);
}
