//! A rule as it decides at one stage: windows that are looked at on the day of another stage are left out.

use super::{PlanAnchor, Test};
use std::sync::Arc;

/// The rule at this stage of those where the criterion decides; `None` if nothing of it is left.
pub(super) fn at_stage(test: &Test, stage: usize, stages: &[usize]) -> Option<Test> {
    let keep = |test: &Test| at_stage(test, stage, stages);
    let keep_all = |tests: &[Test]| {
        let kept: Vec<Test> = tests.iter().filter_map(keep).collect();
        (!kept.is_empty()).then_some(kept)
    };
    Some(match test {
        Test::Happened(window) => {
            let elsewhere = |anchor: &PlanAnchor| matches!(anchor, PlanAnchor::Stage(other) if *other != stage && stages.contains(other));
            let mut window = window.clone();
            window.before.retain(|anchor| !elsewhere(anchor));
            if window.before.is_empty() {
                return None;
            }
            Test::Happened(window)
        }
        Test::All(tests) => Test::All(keep_all(tests)?),
        Test::Any(tests) => Test::Any(keep_all(tests)?),
        Test::Not(test) => Test::Not(Box::new(keep(test)?)),
        Test::Part(id, test) => Test::Part(Arc::clone(id), Box::new(keep(test)?)),
        Test::When(tests) => {
            let [condition, then, otherwise] = &**tests;
            Test::When(Box::new([keep(condition)?, keep(then)?, keep(otherwise)?]))
        }
        Test::Readings(question, readings) => {
            let kept: Option<Vec<_>> =
                readings.iter().map(|(id, test)| Some((Arc::clone(id), keep(test)?))).collect();
            Test::Readings(Arc::clone(question), kept?)
        }
        Test::Compare(_) | Test::Is(..) | Test::Sex(_) | Test::Holds => test.clone(),
    })
}
