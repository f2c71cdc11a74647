//! Parts with ids of their own are seen from enrolment, as the row is, also where the rule turns them round.

use super::kit::{context, judge};
use crate::kit::protocol;
use cardose::{
    engine::verdict::Outcome::{self, Fail as F, Pass as P, Unknown as U},
    model::Side::{Exclusion, Inclusion},
};

/// Exclusion 15 excepts metastases that are treated, without symptoms and without drugs: each part that keeps to the
/// exception speaks for enrolment, and one that breaks it speaks against.
#[test]
fn e15_the_parts_of_the_exception_point_the_way_of_the_row() {
    let open = context(&protocol(), &[("window_last_day", "included")]);
    let excepted = "cns_tumour=Yes; brain_metastases_treated=Yes; brain_metastases_symptoms=No; \
                    brain_metastasis_drug: none";
    #[track_caller]
    fn check(change: &str, context: &cardose::engine::Context, expected: [Outcome; 4]) {
        let ids = ["E15", "E15.treated", "E15.no_symptoms", "E15.no_drug"];
        assert_eq!(ids.map(|id| judge(change, context, id)), expected, "{change}");
    }
    check(excepted, &open, [P, P, P, P]);
    check(&format!("{excepted}; brain_metastases_treated=No"), &open, [F, F, P, P]);
    check(&format!("{excepted}; brain_metastases_symptoms=Yes"), &open, [F, P, F, P]);
    check(&format!("{excepted}; brain_metastases_symptoms=?"), &open, [U, P, U, P]);
    let drug = format!("{excepted}; brain_metastasis_drug: 2026-11-15..2026-11-15");
    check(&drug, &open, [F, P, P, F]);
}

#[test]
fn a_side_has_one_other_side() {
    assert_eq!((Inclusion.other(), Exclusion.other()), (Exclusion, Inclusion));
}
