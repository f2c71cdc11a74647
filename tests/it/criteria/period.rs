//! A criterion says from which end of a stage that lasts days its windows reach back.

use super::kit::{changed, context};
use crate::kit::{Patient as _, judged, protocol};
use cardose::{
    engine::{
        Context, derive,
        evidence::{
            Entry,
            outcome::Outcome::{Fail, Pass, Unknown},
        },
    },
    model::PeriodEnd,
};

/// Another cancer within five years before screening, counted from this end of it.
fn from(end: PeriodEnd) -> Context {
    let mut protocol = protocol();
    let own = protocol.criteria.iter_mut().find(|criterion| criterion.id == "E13").expect("other cancers");
    own.reaches_from = end;
    context(&protocol, &[("window_last_day", "included")])
}

/// Screening from 2 to 20 November. Five years before are 2 and 20 November 2021; a cancer that ended on the 10th lies
/// between them.
#[test]
fn a_window_reaches_back_from_the_end_that_its_criterion_names() {
    let of = |ended: &str, end: PeriodEnd, first: &str| {
        let mut draft = changed(&format!("other_malignancy: 2015..{ended} [other_cancer]"));
        draft = draft.changed("stage screening=2026-11-20");
        first.clone_into(&mut draft.stages[0].first);
        let context = from(end);
        let found = derive(&draft, &context);
        (judged(&found, &context).worst("E13"), found)
    };
    for (ended, last, first) in [
        ("2021-11-01", Pass, Pass),
        ("2021-11-02", Pass, Fail),
        ("2021-11-10", Pass, Fail),
        ("2021-11-19", Pass, Fail),
        ("2021-11-20", Fail, Fail),
    ] {
        assert_eq!(of(ended, PeriodEnd::Last, "2026-11-02").0, last, "{ended}");
        assert_eq!(of(ended, PeriodEnd::First, "2026-11-02").0, first, "{ended}");
    }
    // Without its first day nobody can tell, and the day is asked for.
    let (outcome, found) = of("2021-11-10", PeriodEnd::First, "");
    assert_eq!(outcome, Unknown);
    let day = Entry::StageDate("screening".into());
    let unknown = found.stages[0].rows.iter().filter(|row| row.outcome == Unknown);
    let mut sentences = unknown.flat_map(|row| row.evidence.statements());
    assert!(sentences.any(|found| found.needs().entries.contains(&day)), "the day is not asked for");
}
