//! A rule as it decides at one stage: windows that are looked at on the day of another stage are left out, as far as
//! that lets nobody pass whom the whole sentence keeps out.
//!
//! A criterion fails if it fails at one of its stages. A list of which each sentence fails by itself can therefore be
//! split over the stages. What fails only together cannot: such a list, a sentence with branches, and one with readings
//! is looked at as a whole wherever one of its windows is.

use super::{Name, PlanAnchor, Test};
use crate::model::Side;
use std::sync::Arc;

/// The rule at this stage of those where the criterion decides; `None` if nothing of it is left.
pub(super) fn at_stage(test: &Test, side: Side, stage: usize, stages: &[usize]) -> Option<Test> {
    // An inclusion criterion fails where its sentence does not hold, an exclusion criterion where it does.
    Cut { stage, stages }.cut(test, side == Side::Exclusion)
}

/// The windows and parts of a rule that none of its tests looks at: what nobody would ever notice.
pub(super) fn lost<'t>(whole: &'t Test, tests: &'t [Test]) -> Vec<Lost<'t>> {
    let mut kept = Vec::new();
    for test in tests {
        collect(test, &mut kept);
    }
    let mut found = Vec::new();
    collect(whole, &mut found);
    found.retain(|own| !kept.contains(own));
    found
}

/// Something of a rule that must be looked at somewhere.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Lost<'t> {
    /// A part with an id of its own.
    Part(&'t Name),
    /// A window, as the history's place, and the stage that it reaches back from.
    Window(usize, usize),
}

fn collect<'t>(test: &'t Test, found: &mut Vec<Lost<'t>>) {
    match test {
        Test::Part(id, _) => found.push(Lost::Part(id)),
        Test::Happened(window) => found.extend(window.before.iter().filter_map(|anchor| match anchor {
            PlanAnchor::Stage(stage) => Some(Lost::Window(window.item, *stage)),
            PlanAnchor::SampleOf(_) => None,
        })),
        Test::All(_)
        | Test::Any(_)
        | Test::Not(_)
        | Test::When(_)
        | Test::Readings(..)
        | Test::Compare(_)
        | Test::Is(..)
        | Test::Sex(_)
        | Test::Holds => {}
    }
    for child in children(test) {
        collect(child, found);
    }
}

fn children(test: &Test) -> Vec<&Test> {
    match test {
        Test::All(tests) | Test::Any(tests) => tests.iter().collect(),
        Test::Not(test) | Test::Part(_, test) => vec![&**test],
        Test::When(tests) => tests.iter().collect(),
        Test::Readings(_, readings) => readings.iter().map(|(_, test)| test).collect(),
        Test::Happened(_) | Test::Compare(_) | Test::Is(..) | Test::Sex(_) | Test::Holds => Vec::new(),
    }
}

struct Cut<'s> {
    stage: usize,
    stages: &'s [usize],
}

impl Cut<'_> {
    /// What is left here of a sentence that fails where it is this.
    fn cut(&self, test: &Test, fails: bool) -> Option<Test> {
        match test {
            Test::Happened(window) => {
                let mut window = window.clone();
                window.before.retain(|anchor| !self.elsewhere(anchor));
                (!window.before.is_empty()).then_some(Test::Happened(window))
            }
            Test::All(tests) if fails => self.whole(tests, fails).map(Test::All),
            Test::All(tests) => self.each(tests, fails).map(Test::All),
            Test::Any(tests) if fails => self.each(tests, fails).map(Test::Any),
            Test::Any(tests) => self.whole(tests, fails).map(Test::Any),
            Test::Not(test) => Some(Test::Not(Box::new(self.cut(test, !fails)?))),
            Test::Part(id, test) => Some(Test::Part(Arc::clone(id), Box::new(self.cut(test, fails)?))),
            Test::When(tests) => self.branches(tests, fails),
            Test::Readings(question, readings) => {
                let of = readings.iter().map(|(_, test)| test).collect::<Vec<_>>();
                let kept = self.together(&of, fails)?;
                let ids = readings.iter().map(|(id, _)| Arc::clone(id));
                Some(Test::Readings(Arc::clone(question), ids.zip(kept).collect()))
            }
            Test::Compare(_) | Test::Is(..) | Test::Sex(_) | Test::Holds => Some(test.clone()),
        }
    }

    /// A list of which each sentence fails by itself: it is split over the stages.
    fn each(&self, tests: &[Test], fails: bool) -> Option<Vec<Test>> {
        let kept: Vec<Test> = tests.iter().filter_map(|test| self.cut(test, fails)).collect();
        (!kept.is_empty()).then_some(kept)
    }

    /// A list that fails only together: it is not split if several of its sentences would be.
    fn whole(&self, tests: &[Test], fails: bool) -> Option<Vec<Test>> {
        let split = || tests.iter().filter(|test| self.is_split(test));
        if split().count() < 2 {
            return self.each(tests, fails);
        }
        split().any(|test| self.cut(test, fails).is_some()).then(|| tests.to_vec())
    }

    /// The condition is never cut: half of it would choose the wrong branch.
    fn branches(&self, tests: &[Test; 3], fails: bool) -> Option<Test> {
        let [condition, then, otherwise] = tests;
        if !self.is_split(condition) {
            let kept = self.together(&[then, otherwise], fails)?;
            let [then, otherwise] = <[Test; 2]>::try_from(kept).ok()?;
            return Some(Test::When(Box::new([condition.clone(), then, otherwise])));
        }
        let here = tests.iter().any(|test| self.is_split(test) && self.cut(test, fails).is_some());
        here.then(|| Test::When(Box::new(tests.clone())))
    }

    /// Sentences of which one decides: all of them, or none. One that is not looked at here keeps its own stage.
    fn together(&self, tests: &[&Test], fails: bool) -> Option<Vec<Test>> {
        let cut: Vec<Option<Test>> = tests.iter().map(|test| self.cut(test, fails)).collect();
        let says_something = |kept: &Option<Test>| kept.as_ref().is_some_and(|kept| !is_constant(kept));
        if cut.iter().any(Option::is_none) && !cut.iter().any(says_something) {
            return None;
        }
        Some(
            cut.into_iter()
                .zip(tests)
                .map(|(kept, whole)| kept.unwrap_or_else(|| (*whole).clone()))
                .collect(),
        )
    }

    /// It reaches back from a listed stage, so that it is looked at there and not at the others.
    fn is_split(&self, test: &Test) -> bool {
        let listed =
            |anchor: &PlanAnchor| matches!(anchor, PlanAnchor::Stage(own) if self.stages.contains(own));
        let own = matches!(test, Test::Happened(window) if window.before.iter().any(listed));
        own || children(test).into_iter().any(|child| self.is_split(child))
    }

    fn elsewhere(&self, anchor: &PlanAnchor) -> bool {
        matches!(anchor, PlanAnchor::Stage(other) if *other != self.stage && self.stages.contains(other))
    }
}

/// It says the same of every patient.
fn is_constant(test: &Test) -> bool {
    match test {
        Test::Holds => true,
        Test::Compare(_) | Test::Is(..) | Test::Sex(_) | Test::Happened(_) => false,
        Test::All(_) | Test::Any(_) | Test::Not(_) | Test::Part(..) | Test::When(_) | Test::Readings(..) => {
            children(test).into_iter().all(is_constant)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Lost, lost};
    use crate::engine::protocol::plan::{Name, PlanAnchor, Sought, Test, Window};
    use crate::model::{Edge, Span};
    use std::sync::Arc;

    fn before(stage: usize) -> Test {
        Test::Happened(Window {
            item: 7,
            sought: Arc::new(Sought {
                item: "drug".into(),
                span: Span::Days(28),
                end: Edge::Included,
                only: Vec::new(),
            }),
            before: vec![PlanAnchor::Stage(stage)],
            unless: Vec::new(),
            above: None,
            running: None,
            from_first: false,
        })
    }

    fn part(id: &str, test: Test) -> Test {
        Test::Part(Name::from(id), Box::new(test))
    }

    #[test]
    fn what_no_stage_looks_at_is_named() {
        let whole = Test::Any(vec![part("E1.a", before(1)), part("E1.b", before(2))]);
        let [first, second] = [part("E1.a", before(1)), part("E1.b", before(2))];
        assert_eq!(lost(&whole, &[first.clone(), second]), []);
        let id = Name::from("E1.b");
        assert_eq!(lost(&whole, std::slice::from_ref(&first)), [Lost::Part(&id), Lost::Window(7, 2)]);
        assert_eq!(lost(&whole, &[first, part("E1.b", before(3))]), [Lost::Window(7, 2)]);
        assert_eq!(lost(&Test::Holds, &[]), []);
    }
}
