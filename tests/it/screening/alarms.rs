//! An ordinary eligible patient: no stop, at most three decides, at most five notes.

use super::chart::{BARE, CONTEXT, Judged};
use crate::support::example;
use cardose::engine::{derive, notice::Class, verdict::Verdict};

fn budget(judged: &Judged<'_>) -> [usize; 3] {
    let count = |class| judged.derived.notices.iter().filter(|notice| notice.class == class).count();
    [Class::Stop, Class::Decide, Class::Note].map(count)
}

#[track_caller]
fn check(name: &str, judged: &Judged<'_>) {
    let [stops, decides, notes] = budget(judged);
    let told = &judged.derived.notices;
    assert!(stops == 0 && decides <= 3 && notes <= 5, "{name}: {stops}, {decides}, {notes}: {told:#?}");
}

#[test]
fn the_example_site() {
    let judged = Judged { derived: derive(&example("eligible"), &CONTEXT), context: &CONTEXT };
    assert_eq!(judged.verdict().0, Verdict::Eligible);
    check("eligible", &judged);
}

/// Nothing set: still useful on the first day.
#[test]
fn a_bare_site() {
    let judged = Judged { derived: derive(&example("eligible"), &BARE), context: &BARE };
    assert_eq!(judged.verdict().0, Verdict::Eligible);
    check("eligible at a bare site", &judged);
}

/// The other eligible examples keep to it too.
#[test]
fn the_other_eligible_examples() {
    for name in ["on-every-limit", "short-lot", "follow-up"] {
        for context in [&*CONTEXT, &*BARE] {
            let judged = Judged { derived: derive(&example(name), context), context };
            assert_eq!(judged.verdict().0, Verdict::Eligible, "{name}");
            check(name, &judged);
        }
    }
}
