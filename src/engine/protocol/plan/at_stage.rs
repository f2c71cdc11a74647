//! A rule as it decides at one stage: windows that are looked at on the day of another stage are left out, as far as
//! that lets nobody pass whom the whole sentence keeps out.
//!
//! A criterion fails if it fails at one of its stages. A list of which each sentence fails by itself can therefore be
//! split over the stages. What fails only together cannot: such a list, a sentence with branches, and one with readings
//! is looked at as a whole wherever one of its windows is.

use super::{Check, Name, PlanAnchor, Test};
use crate::model::{
    Side,
    sentence::{Says, Takes},
};

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
    for test in test.walk() {
        found.extend(test.part_id().map(Lost::Part));
        if let Some(Check::Happened(window)) = test.statement() {
            found.extend(window.before.iter().filter_map(|anchor| match anchor {
                PlanAnchor::Stage(stage) => Some(Lost::Window(window.item, *stage)),
                PlanAnchor::SampleOf(_) => None,
            }));
        }
    }
}

struct Cut<'s> {
    stage: usize,
    stages: &'s [usize],
}

impl Cut<'_> {
    /// What is left here of a sentence that fails where it is this.
    fn cut(&self, test: &Test, fails: bool) -> Option<Test> {
        match test.says() {
            Says::Single(Check::Happened(window)) => {
                let mut window = window.clone();
                window.before.retain(|anchor| !self.elsewhere(anchor));
                (!window.before.is_empty()).then_some(Test::of(Check::Happened(window)))
            }
            Says::Single(Check::Compare(_) | Check::Is(..) | Check::Sex(_)) => Some(test.clone()),
            Says::Joined(_, tests) if tests.is_empty() => Some(test.clone()),
            Says::Joined(connective, tests) => {
                let inside = fails != connective.turns();
                let kept = match connective.takes(fails) {
                    Takes::One => self.each(tests, inside),
                    Takes::All => self.whole(tests, inside),
                    Takes::Chosen => self.chosen(test, inside),
                };
                Some(test.over(kept?))
            }
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

    /// Sentences of which one decides: all of them, or none. What chooses is never cut: half of it would choose wrong.
    fn chosen(&self, test: &Test, fails: bool) -> Option<Vec<Test>> {
        let (condition, others) = test.choice();
        if condition.is_some_and(|condition| self.is_split(condition)) {
            let here = |test: &Test| self.is_split(test) && self.cut(test, fails).is_some();
            return test.children().iter().any(here).then(|| test.children().to_vec());
        }
        Some(condition.cloned().into_iter().chain(self.together(others, fails)?).collect())
    }

    /// All of them, or none. One that is not looked at here keeps its own stage.
    fn together(&self, tests: &[Test], fails: bool) -> Option<Vec<Test>> {
        let cut: Vec<Option<Test>> = tests.iter().map(|test| self.cut(test, fails)).collect();
        // One without a statement says the same of every patient.
        let says_something = |kept: &Option<Test>| kept.iter().any(|kept| kept.statements().next().is_some());
        if cut.iter().any(Option::is_none) && !cut.iter().any(says_something) {
            return None;
        }
        Some(cut.into_iter().zip(tests).map(|(kept, whole)| kept.unwrap_or_else(|| whole.clone())).collect())
    }

    /// It reaches back from a listed stage, so that it is looked at there and not at the others.
    fn is_split(&self, test: &Test) -> bool {
        let listed =
            |anchor: &PlanAnchor| matches!(anchor, PlanAnchor::Stage(own) if self.stages.contains(own));
        test.statements()
            .any(|check| matches!(check, Check::Happened(window) if window.before.iter().any(listed)))
    }

    fn elsewhere(&self, anchor: &PlanAnchor) -> bool {
        matches!(anchor, PlanAnchor::Stage(other) if *other != self.stage && self.stages.contains(other))
    }
}

#[cfg(test)]
mod tests {
    use super::{Lost, lost};
    use crate::engine::protocol::plan::{Check, Name, PlanAnchor, Sought, Test, Window};
    use crate::model::{Edge, Span};
    use std::sync::Arc;

    fn before(stage: usize) -> Test {
        Test::of(Check::Happened(Window {
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
        }))
    }

    fn part(id: &str, test: Test) -> Test {
        Test::part(Name::from(id), test)
    }

    #[test]
    fn what_no_stage_looks_at_is_named() {
        let whole = Test::any(vec![part("E1.a", before(1)), part("E1.b", before(2))]);
        let [first, second] = [part("E1.a", before(1)), part("E1.b", before(2))];
        assert_eq!(lost(&whole, &[first.clone(), second]), []);
        let id = Name::from("E1.b");
        assert_eq!(lost(&whole, std::slice::from_ref(&first)), [Lost::Part(&id), Lost::Window(7, 2)]);
        assert_eq!(lost(&whole, &[first, part("E1.b", before(3))]), [Lost::Window(7, 2)]);
        assert_eq!(lost(&Test::holds(), &[]), []);
    }
}
