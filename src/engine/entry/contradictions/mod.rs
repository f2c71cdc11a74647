//! Entries held against each other: a part above its whole, a printed count against its share, answers that contradict
//! a figure or another answer.

mod counts;
pub(crate) mod doubt;
pub(crate) mod lesions;
mod pairs;
mod stays;
mod table;
mod weight;

use super::{case::Case, contradictions::lesions::check_largest_lesion};
use crate::{
    engine::{problem::Problem, protocol::plan::Plan},
    quantity::Analyte,
};

/// Makes contradicting values doubtful until a person has confirmed them.
pub(crate) fn cross_check(case: &mut Case<'_>, plan: &Plan, problems: &mut Vec<Problem>) {
    weight::check_weights(case, plan, problems);
    counts::check_counts(case, plan, problems);
    for other in [Analyte::LesionDiameter, Analyte::LesionShortAxis] {
        check_largest_lesion(case, plan, other, problems);
    }
    pairs::check_pairs(case, plan, problems);
    stays::check_stays(case, plan, problems);
}
