//! The shipped examples come out as they say.

use crate::support::{derived, example};
use cardose::engine::verdict::Verdict;

#[test]
fn verdicts() {
    for (name, verdict) in [
        ("eligible", Verdict::Eligible),
        ("platelets-low", Verdict::NotEligible),
        ("incomplete", Verdict::Incomplete),
        ("on-every-limit", Verdict::Eligible),
        ("gilbert", Verdict::Incomplete),
        ("transfusion", Verdict::NotNow),
        ("short-lot", Verdict::Eligible),
        ("follow-up", Verdict::Eligible),
    ] {
        let (derived, context) = derived(&example(name));
        println!(
            "== {name}: {:?} {:?} problems {:?}",
            derived.overall.verdict, derived.overall.from, derived.problems
        );
        for row in derived.stages.iter().flat_map(|stage| &stage.rows) {
            if row.outcome != cardose::engine::verdict::Outcome::Pass {
                println!(
                    "   {} {:?} {:?} {:?}",
                    context.plan.criteria[row.criterion].id, row.outcome, row.cure, row.decided_by
                );
            }
        }
        for notice in &derived.notices {
            println!("   {notice:?}");
        }
        for dosing in &derived.dosings {
            for level in &dosing.levels {
                println!(
                    "   {} {:?} {:?} {:?}",
                    level.level,
                    level.state,
                    level.provisional,
                    level
                        .results
                        .iter()
                        .map(|r| r.draw.as_ref().map(|d| d.volume.clone()))
                        .collect::<Vec<_>>()
                );
            }
        }
        assert_eq!(derived.overall.verdict, verdict, "{name}");
    }
}
