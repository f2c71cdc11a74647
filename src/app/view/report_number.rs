//! The number that a new report gets, whichever view it is entered in.

use crate::model::Draft;

/// A number that no report has, and none that an infusion still takes its weight from: a weight that a person chose must
/// not pass to another report.
pub(super) fn next_report(draft: &Draft) -> u32 {
    let reports = draft.assessments.iter().map(|assessment| assessment.id);
    let weights = draft.infusions.iter().filter_map(|infusion| infusion.weight_from);
    reports.chain(weights).max().unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::next_report;
    use crate::model::{Assessment, Draft, Infusion};

    #[test]
    fn the_number_of_a_report_that_doses_is_not_given_again() {
        let report = |id| Assessment { id, ..Assessment::default() };
        let infusion = Infusion { weight_from: Some(5), ..Infusion::default() };
        let draft =
            Draft { assessments: vec![report(1), report(4)], infusions: vec![infusion], ..Draft::default() };
        assert_eq!(next_report(&draft), 6);
        assert_eq!(next_report(&Draft { infusions: Vec::new(), ..draft }), 5);
        assert_eq!(next_report(&Draft::default()), 1);
    }
}
