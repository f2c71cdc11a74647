//! Taking findings away never turns a decided row into the opposite decision.

use crate::kit::{BARE, CONTEXT, example};
use cardose::{
    engine::{Context, derive, verdict::Outcome},
    model::Draft,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static EXAMPLES: LazyLock<Vec<(&str, Draft)>> = LazyLock::new(|| {
    ["eligible", "platelets-low", "on-every-limit", "transfusion"].map(|name| (name, example(name))).into()
});

/// Keeps the findings whose bit is set.
fn thinned(draft: &Draft, keep: &[bool]) -> Draft {
    let mut draft = draft.clone();
    let mut bits = keep.iter().cycle();
    for assessment in &mut draft.assessments {
        assessment.results.retain(|_| *bits.next().unwrap());
    }
    draft
}

fn flipped(full: &Draft, thin: &Draft, context: &Context) -> Vec<String> {
    let (full, thin) = (derive(full, context), derive(thin, context));
    let rows = full.overall.criteria.iter().zip(&thin.overall.criteria).enumerate();
    rows.filter(|(_, (before, after))| **after != Outcome::Unknown && before != after)
        .map(|(row, (before, after))| {
            format!("{}: {before:?} became {after:?}", context.plan.criteria[row].id)
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn learning_more_never_flips(which in 0_usize..4, keep in proptest::collection::vec(any::<bool>(), 80)) {
        let (name, draft) = &EXAMPLES[which];
        for context in [&*CONTEXT, &*BARE] {
            let wrong = flipped(draft, &thinned(draft, &keep), context);
            prop_assert_eq!(&wrong, &Vec::<String>::new(), "{}", name);
        }
    }

    /// The verdict of a fuller chart is never the opposite of a thinner one's.
    #[test]
    fn eligible_stays_eligible(which in 0_usize..4, keep in proptest::collection::vec(any::<bool>(), 80)) {
        use cardose::engine::verdict::Verdict::{Eligible, NotEligible};
        let (_, draft) = &EXAMPLES[which];
        let full = derive(draft, &CONTEXT).overall.verdict;
        let thin = derive(&thinned(draft, &keep), &CONTEXT).overall.verdict;
        prop_assert!(!(thin == Eligible && full != Eligible), "thin eligible, full {full:?}");
        prop_assert!(!(thin == NotEligible && full == Eligible));
    }
}
